"""RSS, RDF and Atom by feedparser, mended first where they are not well-formed."""

import re
from html.entities import html5
from typing import Any

import feedparser

from digest.collect.feeds import NotAFeedError
from digest.collect.plainfeed import Parsed

_HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
_ANY_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_ENTRIES_READ = 50_000  # each takes kilobytes while they are read
_NESTED_READ = 2_000  # tags that are open at once in an entry, without those that HTML never closes
_TAG = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(/?)(?:(?:\w+:)?(item|entry)\b|(?!(?:br|hr|img)\b)\w)[^<>]*?(/?)>",
    re.DOTALL | re.IGNORECASE,
)
_LITERAL = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)
_AMPERSAND = re.compile(r"&(?:(#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});)|([A-Za-z][A-Za-z0-9]{1,31};))?")
_XML_NAMES = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_HAS_DTD_ENTITIES = re.compile(r"<!ENTITY\b")
_ENTRY_OPEN = re.compile(r"<(?:\w+:)?(item|entry)[\s>]")
_ENTRY_CLOSE = re.compile(r"</(?:\w+:)?(item|entry)\s*>")
_ROOT_CLOSE = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*$", re.DOTALL | re.IGNORECASE)


def read_tolerantly(body: bytes, url: str, content_type: str | None) -> tuple[Parsed, str | None]:
    """The feed in `body`, and a sentence for the curator where it is not well-formed.

    Raises NotAFeedError when feedparser finds no feed in it.
    """
    markup = body.replace(b"\0", b"")  # of UTF-16, as far as its tags go
    if _is_nested_without_end(markup):
        raise NotAFeedError(f"{url} is no feed: its elements are nested thousands deep.")
    if len(_ANY_ENTRY.findall(markup)) > _ENTRIES_READ:
        raise NotAFeedError(
            f"{url} has more than {_ENTRIES_READ:,} entries and is not well-formed; it is not read."
        )
    parsed = _parse(body, url, content_type)
    problem = None
    if parsed.bozo and not isinstance(parsed.get("bozo_exception"), _HARMLESS):
        parsed, problem = _mended(parsed, body, url)
    if not parsed.get("version") and not parsed.entries:
        raise NotAFeedError(
            f"{url} is no feed; give the address of an RSS, Atom or JSON feed, or of a site that has one."
        )
    # Plain dicts: feedparser's own look for aliases at each step, and take one date for another.
    return Parsed(dict(parsed.feed), [dict(entry) for entry in parsed.entries]), problem


def _is_nested_without_end(markup: bytes) -> bool:
    """Whether more tags are open at once than any entry has; where elements overlap, none is sure to be closed."""
    depth = 0
    for found in _TAG.finditer(markup):
        closing, entry, empty = found.groups()
        if entry:
            depth = 0
        elif closing:
            depth -= 1
        elif empty == b"":
            depth += 1
        if depth > _NESTED_READ:
            return True
    return False


def _parse(body: bytes, url: str, content_type: str | None) -> Any:
    # feedparser takes the base of relative links from the first header, the encoding from the second. A
    # text/xml without a charset would make it ASCII (RFC 3023, which RFC 7303 took back).
    kind = (content_type or "").lower()
    headers = {"content-location": url, "content-type": kind if "charset=" in kind else "application/xml"}
    return feedparser.parse(body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)


def _mended(parsed: Any, body: bytes, url: str) -> tuple[Any, str]:
    """The better reading of a feed that is not well-formed, and what to say of it."""
    encoding = parsed.get("encoding") or "utf-8"
    try:
        text = body.decode(encoding, "replace")
    except LookupError:
        return parsed, _PROBLEM
    whole, cut = _without_broken_end(_CONTROLS.sub("", text))
    mended = _parse(_mend(whole).encode(), url, "application/xml; charset=utf-8")
    problem = _CUT_OFF if cut else _PROBLEM
    if mended.get("version") and (len(mended.entries) >= len(parsed.entries) - cut):
        return mended, problem
    return parsed, problem


_PROBLEM = "The feed is not well-formed; what can be read of it was read."
_CUT_OFF = "The feed breaks off in the middle; the entries that came whole were read."


def _without_broken_end(text: str) -> tuple[str, bool]:
    """The text without an entry that was cut off, unless it is the only one; and whether there was one."""
    if _ROOT_CLOSE.search(text[-2000:]):
        return text, False
    opened = [found.start() for found in _ENTRY_OPEN.finditer(text)]
    closed = [found.end() for found in _ENTRY_CLOSE.finditer(text)]
    if closed and opened and opened[-1] >= closed[-1]:
        return text[: opened[-1]], True
    return text, False


def _mend(text: str) -> str:
    """Bare ampersands escaped and HTML's named characters written out, outside of CDATA."""
    text = _DECLARATION.sub("", text, count=1)
    if _HAS_DTD_ENTITIES.search(text[:20_000]):
        return text
    parts = _LITERAL.split(text)
    parts[::2] = [_AMPERSAND.sub(_escaped, part) for part in parts[::2]]
    return "".join(parts)


def _escaped(found: re.Match[str]) -> str:
    number, name = found.groups()
    if number or name in _XML_NAMES:
        return found.group()
    if name and name in html5:
        return "".join(f"&#{ord(char)};" for char in html5[name])
    return "&amp;" + found.group()[1:]
