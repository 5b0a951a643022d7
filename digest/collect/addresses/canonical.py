"""The one address of an article: out of redirectors, AMP caches, mobile hosts and tracking."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from hashlib import blake2b
from posixpath import normpath
from urllib.parse import SplitResult, parse_qs, parse_qsl, unquote, urlencode, urljoin, urlsplit

from digest.model import web_url

_DEPTH = 4
# Hosts whose only trade is to pass a click on, and the parameter that holds where to.
_REDIRECTORS = {
    "google.com/url": ("q", "url"),
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "l.messenger.com/l.php": ("u",),
    "l.instagram.com/": ("u",),
    "l.threads.net/": ("u",),
    "l.threads.com/": ("u",),
    "vk.com/away.php": ("to",),
    "duckduckgo.com/l/": ("uddg",),
    "exit.sc/": ("url",),
    "out.reddit.com/": ("url",),
    "t.umblr.com/redirect": ("z",),
    "youtube.com/redirect": ("q",),
    "steamcommunity.com/linkfilter/": ("url",),
    "medium.com/m/global-identity": ("redirectUrl",),
    "medium.com/m/global-identity-2": ("redirectUrl",),
    "linkedin.com/redir/redirect": ("url",),
    "bing.com/news/apiclick.aspx": ("url",),
    "flipboard.com/redirect": ("url",),
    "getpocket.com/redirect": ("url",),
    "slashdot.org/slashdot-it.pl": ("url",),
}
_PASSING_ON = re.compile(  # the hosts of all that `_carried` knows, to tell most addresses from them at once
    r"https?://(?:[^/]*\.)?(?:"
    + "|".join(re.escape(host.partition("/")[0]) for host in _REDIRECTORS)
    + r"|cdn\.ampproject\.org|search\.yahoo\.com|feeds\.feedblitz\.|feeds\.feedburner\.|feedproxy\.|rss\.feedsportal\."
    r"|google\.|safelinks\.protection\.outlook\.com|urldefense\.(?:com|proofpoint\.com))",
)
_GOOGLE = re.compile(r"(?:www\.)?google\.(?:com?\.)?[a-z]{2,3}")
# What Google's news are passed on by: in an older form the address stands in it, behind its length.
_NEWS = re.compile(r"/(?:rss/)?(?:articles|read)/(CBM[\w-]+)")
_IN_NEWS = re.compile(rb"\"([\x00-\x7f]|[\x80-\xff][\x01-\x7f])(https?://[\x21-\x7e]+)")
# Mail gateways: the second form of Proofpoint's writes % as - and / as _, the third some letters as *.
_PROOFPOINT = re.compile(r"/v3/__(https?:/{1,2}[^*]+?)__;")
_AMP_CACHE = re.compile(r"(?:[a-z0-9-]+\.)?cdn\.ampproject\.org")
_AMP_PATH = re.compile(r"/(?:[acvi]/)?(s/)?([^/]+\.[^/]+/.*)")
_EMBEDDED = re.compile(r"https?(?::|%3A)(?:/|%2F){2}.+", re.IGNORECASE)
_WHOLE = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?/[^\s?#;]*(?:\?[^\s#]+)?(?:#[^\s#]+)?")
_YAHOO = re.compile(r"/RU=([^/]+)/")
_VIDEO = re.compile(r"/(?:shorts|live|embed|v)/([\w-]{6,})/?")
_ARCHIVED = re.compile(r"/web/\d{4,14}[a-z_]*/(https?:/{1,2}.+)")
# Labels of a host, but for its last two, that only say for which machine it is.
_MACHINES = {"www", "m", "mobile", "amp", "touch", "wap", "edition"}
_DETOURS = _MACHINES - {"www", "edition"}
_AMP_SEGMENTS = {"amp", "amp.html"}
# Parameters that say "amp" where that is the form of a page.
_FORMS = {"mode", "view", "type", "format", "layout"}
_STATUS = re.compile(r"/[^/]+(?:/web)?/status(?:es)?/(\d+)(?:/.*)?")
_FROM_X = re.compile(r"0\d")  # what X's own programs put behind any address as `s`
_AMP_ENDS = re.compile(r"\.amp(?=\.html?$|$)")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$")
# Parameters that, beside the tracking ones of the model, never change which article is meant.
_NOISE = re.compile(
    r"amp|outputtype|share|shared|smtyp|sh|cmp|partner|emc|rss|trk|intcmp|icid|ncid|xtor|maca|wpisrc|wt[._]z?mc(?:_id)?"
    r"|nb|noamp|ftag|wprov|ito|mbid|sref|taid|sfnsn|leadsource|__source|syclid"
    r"|ref_src|ref_url|rssfeed|referringsource|traffic_source|replytocom|usqp|amp_\w+|_js_v|_ga|_gl|gad_source|gaa_\w+"
    r"|_branch_(?:match_id|referrer)|dicbo|li_(?:source|medium)|feed(?:name|type)|fromrss|sfmc_\w+|_kx|tblci|oborigurl"
    r"|hss_channel|__tn__|__twitter_impression|fb_(?:comment_id|action_\w+|ref|source)|hsctatracking|phpsessid|triedredirect",
    re.IGNORECASE,
)
# These do, unless they name a place from which a reader came.
_FROM = {"ref", "via", "from", "src", "source", "feature", "output", "mod", "cid", "at"}
_PLACE = re.compile(
    r"(?:rss\d?|feeds?|atom|amp|twitter|x|tw|facebook|fb|instagram|linkedin|reddit|hn|hackernews|whatsapp|telegram|home"
    r"|homepage|newsletters?|nl|e?mail|share|sharing|social|app|android|ios|copy|embed|emb|youtu\.be)(?:[\W_].*)?"
    r"|(?:[a-z0-9-]+\.)+[a-z]{2,}",
    re.IGNORECASE,
)
# A query in which nothing is to be escaped.
_PLAIN_QUERY = re.compile(r"[\w.~-]*=[\w.~-]*(?:&[\w.~-]*=[\w.~-]*)*", re.ASCII)
_PRINTED = {"1", "true", "print", "yes"}
# Of a letter's page (/p/…) the path alone says which it is.
_OF_LETTERS = {"r", "publication_id", "post_id", "token", "isfreemail", "s", "showwelcome"}


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
    if not _PASSING_ON.match(url):
        return None
    parts = urlsplit(url)
    host = parts.hostname or ""
    bare = "google.com" if _GOOGLE.fullmatch(host) else host.removeprefix("www.")
    for name in _REDIRECTORS.get(bare + parts.path, ()):
        for target in parse_qs(parts.query).get(name, []):
            if target.startswith(("http://", "https://")):
                return target
    if bare in ("google.com", "bing.com") and parts.path.startswith("/amp/"):
        return _from_amp(parts.path.removeprefix("/amp"), parts.query)
    if _AMP_CACHE.fullmatch(host):
        return _from_amp(parts.path, parts.query)
    if bare == "r.search.yahoo.com" and (searched := _YAHOO.search(parts.path)):
        return unquote(searched[1])
    if bare.startswith(("feeds.feedblitz.", "feeds.feedburner.", "feedproxy.", "rss.feedsportal.")):
        found = _EMBEDDED.search(parts.path)
        return unquote(found.group()) if found else None
    if bare == "news.google.com" and (coded := _NEWS.fullmatch(parts.path)):
        return _in_news(coded[1])
    return _behind_gateway(bare, parts)


def _in_news(coded: str) -> str | None:
    """The address in one of Google's news links; None where it is only a key to it, as in the newer ones."""
    try:
        found = _IN_NEWS.search(urlsafe_b64decode(coded + "=" * (-len(coded) % 4)))
    except ValueError:
        return None  # cut off, or made up
    if found is None:
        return None
    low, *high = found[1]  # seven bits of the length in each byte, the lowest first
    return found[2][: low & 0x7F | sum(high) << 7].decode()


def _behind_gateway(host: str, parts: SplitResult) -> str | None:
    """The address that a gateway for mail has wrapped in its own."""
    if host.endswith(".safelinks.protection.outlook.com"):
        return next(iter(parse_qs(parts.query).get("url", [])), None)
    if host == "urldefense.proofpoint.com":
        wrapped = next(iter(parse_qs(parts.query).get("u", [])), "")
        return unquote(wrapped.replace("-", "%").replace("_", "/")) or None
    if host == "urldefense.com" and (found := _PROOFPOINT.search(parts.geturl())):
        return re.sub(":/+", "://", found[1], count=1)
    return None


def _from_amp(path: str, query: str) -> str | None:
    found = _AMP_PATH.fullmatch(path)
    if not found:
        return None
    scheme = "https" if found.group(1) else "http"
    return f"{scheme}://{found.group(2)}" + (f"?{query}" if query else "")


def identity(url: str) -> str:
    """What two addresses of the same article have in common; for comparing only, never for opening.

    The scheme, `www.`, `m.` and AMP spellings, escapes, fragments, a trailing slash, the parameters' order and
    those that only say where a reader came from make no difference. `ref=` counts unless it names such a place.
    """
    # A feed that escapes twice leaves "&amp;" in an address.
    url = url.replace("&amp;", "&").replace("?amp;", "?")
    parts = urlsplit(article_url(url) or url)
    host, path = _plain_host(parts.hostname or ""), parts.path
    if host == "web.archive.org" and (original := _archived(path, parts.query)):
        return identity(original)
    if known := _post_or_video(host, path):
        return known
    kept = sorted(_telling_pairs(host, path, parts.query))
    port = f":{parts.port}" if parts.port else ""
    fragment = f"#{parts.fragment}" if parts.fragment[1:] and parts.fragment[0] == "!" else ""
    spelt = "&".join(map("=".join, kept)) if _PLAIN_QUERY.fullmatch(parts.query) else urlencode(kept)
    return f"{host}{port}{_plain_path(path)}" + (f"?{spelt}" if kept else "") + fragment


def _archived(path: str, query: str) -> str | None:
    """The address of the page that a copy in the Web Archive was made of."""
    copy = _ARCHIVED.fullmatch(path)
    if copy is None:
        return None
    return article_url(re.sub(":/+", "://", copy[1], count=1) + (f"?{query}" if query else ""))


def _post_or_video(host: str, path: str) -> str | None:
    """The identity of a post or a video, of which its site has several addresses."""
    if host in ("x.com", "twitter.com") and (post := _STATUS.fullmatch(path)):
        return f"x.com/status/{post[1]}"
    if host == "youtu.be":
        return f"youtube.com/watch?v={path.strip('/')}"
    if host == "youtube.com" and (video := _VIDEO.fullmatch(path)):
        return f"youtube.com/watch?v={video[1]}"
    return None


def _telling_pairs(host: str, path: str, query: str) -> Iterator[tuple[str, str]]:
    """The parameters that tell which article it is."""
    is_video, is_letter = host == "youtube.com" and path == "/watch", path.startswith("/p/")
    for name, value in _pairs(query):
        is_of_letter = is_letter and name.lower() in _OF_LETTERS
        if not (is_of_letter or _is_noise(name.lower(), value)) and (name == "v" or not is_video):
            yield name, value


def _plain_host(host: str) -> str:
    labels = host.rstrip(".").split(".")
    return ".".join([*(label for label in labels[:-2] if label not in _MACHINES), *labels[-2:]])


def _plain_path(path: str) -> str:
    """The path with its dots and escapes resolved, and without what only says in which form it is shown."""
    path = _INDEX.sub("/", _AMP_ENDS.sub("", _SESSION.sub("", unquote(path)).rstrip("/")))
    segments = [segment for segment in normpath(f"/{path}").split("/") if segment]
    kept = [segment for segment in segments if segment not in _AMP_SEGMENTS] or segments
    return "".join(f"/{segment}" for segment in kept)


def is_detour(url: str) -> bool:
    """Whether an address is another way to its article than its site's own: an AMP cache's or a mobile host's
    page, one for print, one that tells where a reader came from.
    """
    parts = urlsplit(url)
    labels, segments = (parts.hostname or "").split(".")[:-2], unquote(parts.path).split("/")
    return (
        not _DETOURS.isdisjoint(labels)
        or not _AMP_SEGMENTS.isdisjoint(segments)
        or _AMP_ENDS.search(parts.path) is not None
        or _SESSION.search(parts.path) is not None
        or any(_is_noise(name.lower(), value) for name, value in _pairs(parts.query))
    )


def address_code(url: str, *, with_fragment: bool = False) -> int:
    """The `identity` of an address in 64 bits (signed), to be found by; `with_fragment` where places on one page
    are articles of their own.
    """
    named = f"{identity(url)}#{urlsplit(url).fragment}" if with_fragment else identity(url)
    digest = blake2b(named.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _pairs(query: str) -> list[tuple[str, str]]:
    """The parameters of an address."""
    if "%" in query or "+" in query:
        return parse_qsl(query, keep_blank_values=True)
    parted = (part.partition("=") for part in query.split("&") if part)
    return [(name, value) for name, _, value in parted]


def _is_noise(name: str, value: str) -> bool:
    if name in _FROM:
        return _PLACE.fullmatch(value) is not None
    if name in _FORMS:
        return value.lower() == "amp"
    if name == "s":
        return _FROM_X.fullmatch(value) is not None
    return _NOISE.fullmatch(name) is not None or (name == "print" and value.lower() in _PRINTED)
