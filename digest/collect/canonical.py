"""The one address of an article: out of redirectors, AMP caches, mobile hosts and tracking."""

import re
from hashlib import blake2b
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urljoin, urlsplit

from digest.model import web_url

_DEPTH = 4
# Hosts whose only trade is to pass a click on, and the parameter that holds where to.
_REDIRECTORS = {
    "google.com/url": ("q", "url"),
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "l.instagram.com/": ("u",),
    "out.reddit.com/": ("url",),
    "t.umblr.com/redirect": ("z",),
    "youtube.com/redirect": ("q",),
    "steamcommunity.com/linkfilter/": ("url",),
    "medium.com/m/global-identity": ("redirectUrl",),
    "medium.com/m/global-identity-2": ("redirectUrl",),
    "linkedin.com/redir/redirect": ("url",),
    "bing.com/news/apiclick.aspx": ("url",),
}
_AMP_CACHE = re.compile(r"(?:[a-z0-9-]+\.)?cdn\.ampproject\.org")
_AMP_PATH = re.compile(r"/(?:[acvi]/)?(s/)?([^/]+\.[^/]+/.*)")
_EMBEDDED = re.compile(r"https?(?::|%3A)(?:/|%2F){2}.+", re.IGNORECASE)
_WHOLE = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?/[^\s?#;]*(?:\?[^\s#]+)?(?:#[^\s#]+)?")
_MOBILE = re.compile(r"(?:www|m|mobile|amp|edition)\.")
_AMP_ENDS = re.compile(r"(?:/amp/?|\.amp|/amp\.html|\.amp\.html)$")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$")
# Parameters that, beside the tracking ones of the model, never change which article is meant.
_NOISE = {
    "amp", "outputtype", "fbclid", "share", "shared", "smtyp", "sh", "cmp", "partner", "rss", "src", "source",
    "feature", "trk", "intcmp", "xtor", "ref_src", "ref_url", "rssfeed", "output", "_ga", "_gl", "at",
}  # fmt: skip
_REF_WITHIN = re.compile(
    r"(?:rss|feed|atom|twitter|x|facebook|homepage|newsletter|email|share|social).*", re.IGNORECASE
)


def article_url(address: str, base: str = "") -> str | None:
    """The address under which an article is kept and opened, read from a link as it was found.

    Redirectors, feed proxies and AMP caches that carry their target are resolved to it, without a request.
    None where the link is no web address.
    """
    try:
        url = web_url(absolute(address.strip(), base))
        for _ in range(_DEPTH):
            target = _carried(url)
            if target is None:
                break
            url = web_url(target)
    except ValueError:
        return None
    return url


def absolute(address: str, base: str) -> str:
    """The address as seen from `base`. Raises ValueError when it is no address at all."""
    if _WHOLE.fullmatch(address):
        return address  # as most are: urljoin would take it apart and put the same together again
    return urljoin(base, address)


def _carried(url: str) -> str | None:
    """The address that `url` merely passes on to, when it carries it."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    bare = host.removeprefix("www.")
    for name in _REDIRECTORS.get(bare + parts.path, ()):
        for target in parse_qs(parts.query).get(name, []):
            if target.startswith(("http://", "https://")):
                return target
    if bare == "google.com" and parts.path.startswith("/amp/"):
        return _from_amp(parts.path.removeprefix("/amp"), parts.query)
    if _AMP_CACHE.fullmatch(host):
        return _from_amp(parts.path, parts.query)
    if bare.startswith(("feeds.feedblitz.", "feedproxy.", "rss.feedsportal.")):
        found = _EMBEDDED.search(parts.path)
        return unquote(found.group()) if found else None
    return None


def _from_amp(path: str, query: str) -> str | None:
    found = _AMP_PATH.fullmatch(path)
    if not found:
        return None
    scheme = "https" if found.group(1) else "http"
    return f"{scheme}://{found.group(2)}" + (f"?{query}" if query else "")


def identity(url: str) -> str:
    """What two addresses of the same article have in common; for comparing only, never for opening.

    The scheme, `www.`, `m.` and AMP spellings, fragments, a trailing slash, the parameters' order and those
    that only say where a reader came from make no difference. `ref=` counts unless it names such a place.
    """
    parts = urlsplit(article_url(url) or url)
    host = parts.hostname or ""
    while (found := _MOBILE.match(host)) and host.count(".") > 1:
        host = host[found.end() :]
    path = _INDEX.sub("/", _AMP_ENDS.sub("", parts.path))
    path = re.sub(r"^/amp/(?=.)", "/", path)
    path = re.sub(r"/{2,}", "/", path).rstrip("/")
    kept = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _is_noise(*pair))
    port = f":{parts.port}" if parts.port else ""
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"{host}{port}{path}" + (f"?{urlencode(kept)}" if kept else "") + fragment


def address_code(url: str) -> int:
    """The `identity` of an address in 64 bits (signed), to be found by."""
    digest = blake2b(identity(url).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _is_noise(name: str, value: str) -> bool:
    name = name.lower()
    return name in _NOISE or (name in ("ref", "via", "from") and _REF_WITHIN.fullmatch(value) is not None)
