"""RSS, RDF and Atom by feedparser, mended first where they are not well-formed."""

import re
from itertools import islice
from typing import Any

import feedparser

from digest.collect.feeds.feednodes import holds_entries
from digest.collect.feeds.mend import close, has_own_entities, mend, without_declaration
from digest.collect.feeds.parse import NotAFeedError
from digest.collect.feeds.plainfeed import Parsed, UnsureError, declares_utf8, read_plain_feed
from digest.collect.text.sniff import decode_surely

_HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
_ANY_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_ENTRIES_READ = 50_000  # each takes kilobytes while they are read
_TAGS_READ = 800_000  # outside of CDATA; each takes tens of microseconds
_NESTED_READ = 2_000  # tags that are open at once in an entry, without those that HTML never closes
_TAG = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(/?)(?:(?:\w+:)?(item|entry)\b|(?!(?:br|hr|img)\b)\w)[^<>]*?(/?)>",
    re.DOTALL | re.IGNORECASE,
)
_TAG_BEGUN = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|(<)[\w/]", re.DOTALL)
# Halves of characters, as those who write the two that they have in UTF-16 (and a few whole ones, in decimals).
_HALVES = re.compile(r"(?:&#(?:[xX]0{0,2}[dD][89a-fA-F][0-9a-fA-F]{2}|0{0,2}5[5-7][0-9]{3});)+")
_NUMBER = re.compile("&#([^;]+);")
_ABOUT = re.compile(rb"<(/?)media:description\b[^<>]*?(/?)>")
_NAMED = re.compile(rb"<(?:guid|id)>\s*(?:<!\[CDATA\[)?\s*([^\s/.:?#&<>]+)\s*(?:\]\]>)?\s*</(?:guid|id)>")
_HEAD = 4_096
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^<>\[]{0,1000}>", re.IGNORECASE)
_CALLED_WIDE = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"'](?:utf-?(?:16|32)|ucs-)", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_ENTRY_OPEN = re.compile(r"<(?:\w+:)?(item|entry)[\s>]")
_ENTRY_CLOSE = re.compile(r"</(?:\w+:)?(item|entry)\s*>")
_ROOT_CLOSE = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*+$", re.DOTALL | re.IGNORECASE)


def read_tolerantly(body: bytes, url: str, content_type: str | None) -> tuple[Parsed, str | None]:
    """The feed in `body`, and a sentence for the curator where it is not well-formed.

    Raises NotAFeedError when there is no feed in it.
    """
    markup = body.replace(b"\0", b"")  # of UTF-16, as far as its tags go
    if _is_nested_without_end(markup):
        raise NotAFeedError(f"{url} is no feed: its elements are nested thousands deep.")
    if len(_ANY_ENTRY.findall(markup)) > _ENTRIES_READ:
        raise NotAFeedError(
            f"{url} has more than {_ENTRIES_READ:,} entries and is not well-formed; it is not read."
        )
    if _has_too_many_tags(markup):
        raise NotAFeedError(
            f"{url} has more than {_TAGS_READ:,} tags and is not well-formed; it is not read."
        )
    body, content_type, is_sure = _in_letters(body, content_type)
    found, problem = _plainly(body, url, content_type) or read_by_feedparser(body, url, content_type)
    return found, problem if is_sure else _UNSURE


def read_by_feedparser(body: bytes, url: str, content_type: str | None) -> tuple[Parsed, str | None]:
    """The feed as feedparser reads it, the better way of two where it is not well-formed, and a sentence that says so.

    Raises NotAFeedError when it finds no feed in it.
    """
    problem = None
    parsed = _parse(body, url, content_type)
    is_broken = parsed.bozo and not isinstance(parsed.get("bozo_exception"), _HARMLESS)
    if is_broken or any(holds_entries(entry.get("title") or "") for entry in parsed.entries):
        parsed, problem = _mended(parsed, body, url)
    if not parsed.get("version") and not parsed.entries:
        raise NotAFeedError(
            f"{url} is no feed; give the address of an RSS, Atom or JSON feed, or of a site that has one."
        )
    # Plain dicts: feedparser's own look for aliases at each step, and take one date for another.
    found = Parsed(dict(parsed.feed), [dict(entry) for entry in parsed.entries])
    if not parsed.get("version", "").startswith("atom"):
        found.feed.pop("authors", None)  # elsewhere they are no entry's
    _leave_out_names(found.entries, body)
    return found, problem


def _leave_out_names(entries: list[dict[str, Any]], body: bytes) -> None:
    """Take the link from entries whose guid is a mere name: feedparser makes an address of any."""
    named = tuple("/" + name.decode("utf-8", "replace") for name in _NAMED.findall(body))
    for entry in entries if named else ():
        link = entry.get("link", "")
        if link and link == entry.get("id") and link.endswith(named):
            del entry["link"]
            entry["is_named"] = True


def _plainly(body: bytes, url: str, content_type: str | None) -> tuple[Parsed, str | None] | None:
    """The feed by the quick reader, where bare ampersands and the like were all that kept it from reading it, and a
    sentence that says so; None where there is more.
    """
    if not declares_utf8(body, content_type):
        return None
    try:
        text = without_declaration(body.decode())
        mended = mend(text)
        return read_plain_feed(mended.encode(), url, content_type), None if mended == text else _PROBLEM
    except (UnicodeDecodeError, UnsureError, NotAFeedError):
        return None


def _in_letters(body: bytes, content_type: str | None) -> tuple[bytes, str | None, bool]:
    """The feed as feedparser reads it right, its Content-Type, and whether its letters are sure.

    What feedparser would lose or stop at is put right before: bytes that are in no declared encoding, characters in
    two halves, and, where a document type that is elsewhere could explain them, HTML's named characters.
    """
    declared = _CHARSET.search(content_type or "")
    text, is_sure = decode_surely(body, declared.group(1) if declared else None)
    # Of UTF-16 that breaks off within a letter feedparser would read nothing right.
    is_mended = b"\0" in body[:_HEAD] or _CALLED_WIDE.match(body) is not None
    if _HALVES.search(text):
        text, is_mended = _HALVES.sub(_joined, text), True
    if _DOCTYPE.search(text[:_HEAD]) and not has_own_entities(text):
        text, is_mended = mend(_DOCTYPE.sub("", text, count=1)), True
    if is_sure and not is_mended:
        return body, content_type, True
    return without_declaration(text).encode(), "application/xml; charset=utf-8", is_sure


def _joined(found: re.Match[str]) -> str:
    """Characters written as the halves that they have in UTF-16; a half alone is left out."""
    told = _NUMBER.findall(found.group())
    units = (int(number[1:], 16) if number[0] in "xX" else int(number) for number in told)
    halves = b"".join(unit.to_bytes(2, "little") for unit in units)
    return "".join(f"&#{ord(letter)};" for letter in halves.decode("utf-16-le", "ignore"))


def _has_too_many_tags(markup: bytes) -> bool:
    """Whether it has more tags, be they never closed, than are read in the time that a feed is given."""
    if markup.count(b"<") <= _TAGS_READ:
        return False
    begun = (found for found in _TAG_BEGUN.finditer(markup) if found[1])
    return next(islice(begun, _TAGS_READ, None), None) is not None


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
    # What a picture shows would take the place of what the entry says.
    body = _ABOUT.sub(rb"<\1media:about\2>", body)
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
    whole, cut = _without_broken_end(text)
    mended = _parse(mend(whole).encode(), url, "application/xml; charset=utf-8")
    problem = _CUT_OFF if cut else _PROBLEM
    if len(mended.entries) < len(_ENTRY_CLOSE.findall(whole)) - cut:
        closed = _parse(mend(close(whole)).encode(), url, "application/xml; charset=utf-8")
        mended = max(mended, closed, key=lambda one: len(one.entries))
    if mended.get("version") and (len(mended.entries) >= len(parsed.entries) - cut):
        return mended, problem
    return parsed, problem


_PROBLEM = "The feed is not well-formed; what can be read of it was read."
_UNSURE = "The feed's letters are not in the encoding that it declares, or encoded twice; what they mean was guessed."
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
