"""Addresses: http and https alone, no user name in them, no tracking parameters, always the same spelling."""

import re
from functools import lru_cache
from typing import Annotated
from urllib.parse import SplitResult, quote, unquote_plus, urlsplit

from pydantic import BeforeValidator

from digest.model.text import clean_line

URL_LIMIT = 4_096
"""Characters of an address; longer ones are refused (browsers and servers stop near here too)."""

PLACE = "#entry-"
"""What tells the addresses of articles apart that all lead to one page: it begins a fragment that the page ignores."""

# Parameters that say who clicked where, and nothing about what is shown.
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id"
    r"|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|__hst[cf]|__s|vero_id|oly_anon_id|oly_enc_id|wickedid|_openstat"
    r"|at_(?:medium|campaign|custom\d|link\w*|format|ptr_name|bbc_team)|ns_(?:mchannel|source|campaign|linkname)"
    r"|ga_(?:source|medium|term|content|campaign)|pk_(?:campaign|kwd|source|medium)|mtm_\w+|cmpid|ocid|smid"
    r"|s_cid|spm|guccounter|guce_referrer\w*|srsltid)",
    re.IGNORECASE,
)
_DEFAULT_PORT = {"http": 80, "https": 443}
_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.?", re.IGNORECASE
)
# Without a zone: that is a word of one machine, and may hold anything.
_HOST_6 = re.compile(r"\[[0-9a-f:.]+\]")
# An address that is in its one spelling already, as most are.
_SPELT_PARAMETER = rf"(?!(?i:{_TRACKING.pattern})(?:[=&#]|\Z))[\w.-]+(?:=[\w%/:=?~+!$,;'@()*.-]*)?"
_SPELT = re.compile(
    r"https?://(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.?/[\w%/:=&~+!$,;'@()*.-]*"
    rf"(?:\?{_SPELT_PARAMETER}(?:&{_SPELT_PARAMETER})*)?"
    r"(?:#[\w%/:=&?~+!$,;'@()*.-]+)?",
    re.ASCII,
)
_IMAGE_PATH = re.compile(r"images/[A-Za-z0-9_][A-Za-z0-9._-]{0,120}\.(?:png|jpe?g|gif|webp)", re.IGNORECASE)


@lru_cache(maxsize=1_024)  # on its way in an address passes here more than once
def web_url(text: str) -> str:
    """The address in `text`, in its one spelling: scheme and host in lower case, IDNA, no tracking.

    Raises ValueError, with the reason in words, for anything that is not a plain http or https address.
    """
    text = clean_line(text, URL_LIMIT + 1)
    if _is_spelt(text):
        return text
    parts = _checked(text)
    return parts._replace(query=_query(parts.query), fragment=_escape(parts.fragment)).geturl()


def asked_url(text: str) -> str:
    """The address in `text` as its server is asked for it: in ASCII, with every parameter, without the fragment.

    Raises ValueError as `web_url` does.
    """
    text = clean_line(text, URL_LIMIT + 1)
    if _is_spelt(text):
        return text.partition("#")[0]
    parts = _checked(text)
    return parts._replace(query=_escape(parts.query), fragment="").geturl()


def _is_spelt(text: str) -> bool:
    return len(text) <= URL_LIMIT and _SPELT.fullmatch(text) is not None


def _checked(text: str) -> SplitResult:
    """The parts of a plain http or https address, in their one spelling up to the query."""
    if len(text) > URL_LIMIT:
        raise ValueError(f"the address is longer than {URL_LIMIT} characters")
    if "\\" in text:
        raise ValueError("the address has a backslash in it")
    try:
        parts = urlsplit(text)
        port = parts.port
        host = parts.hostname or ""
    except ValueError as error:
        raise ValueError(f"the address cannot be read ({error})") from None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT:
        raise ValueError("the address must begin with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("the address has a user name or password in it")
    if not host:
        raise ValueError("the address names no host")
    netloc = _host(host)
    if port is not None and port != _DEFAULT_PORT[scheme]:
        netloc += f":{port}"
    return SplitResult(scheme, netloc, _path(parts.path), parts.query, parts.fragment)


def _host(host: str) -> str:
    if ":" in host:
        name = f"[{host.lower()}]"
        is_valid = _HOST_6.fullmatch(name) is not None
    else:
        name = host.lower() if host.isascii() else _idna(host)
        is_valid = _HOST.fullmatch(name) is not None
    if not is_valid:
        raise ValueError(f"the host name {host!r} is not a valid one")
    return name


def _idna(host: str) -> str:
    """A host name in ASCII, by UTS 46 and IDNA 2008: the codec in Python would make another name of straße."""
    import idna  # here, for a start in ASCII has no use for its tables

    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except idna.IDNAError:
        raise ValueError(f"the host name {host!r} is not a valid one") from None


def _escape(text: str) -> str:
    # What is already escaped stays as it is; what a browser would escape is escaped.
    return quote(text, safe="%/:=&?~#+!$,;'@()*[]-._|")


def _path(path: str) -> str:
    return _escape(path) or "/"


def _query(query: str) -> str:
    kept = [part for part in query.split("&") if part and not _is_tracking(part)]
    return _escape("&".join(kept))


def _is_tracking(part: str) -> bool:
    name = unquote_plus(part.partition("=")[0])
    return _TRACKING.fullmatch(name) is not None


def image_ref(text: str) -> str:
    """Where an image is: a web address, or `images/NAME.png` (jpg, gif, webp) inside the workspace.

    Raises ValueError for anything else; a path can never leave the workspace's `images` folder.
    """
    text = clean_line(text, URL_LIMIT + 1)
    if _IMAGE_PATH.fullmatch(text):
        return text
    if text.startswith(("http://", "https://", "HTTP://", "HTTPS://")):
        return web_url(text)
    raise ValueError("an image is a web address, or images/NAME.png, .jpg, .gif or .webp in the workspace")


def _as_web_url(value: object) -> object:
    return web_url(value) if isinstance(value, str) else value


def _as_image_ref(value: object) -> object:
    return image_ref(value) if isinstance(value, str) else value


WebUrl = Annotated[str, BeforeValidator(_as_web_url)]
"""A clean http or https address; see `web_url`."""

ImageRef = Annotated[str, BeforeValidator(_as_image_ref)]
"""A web address or a file in the workspace's `images` folder; see `image_ref`."""
