"""RSS, RDF and Atom by feedparser, mended first where they are not well-formed."""

import re
from html.entities import html5
from typing import Any

import feedparser

from digest.collect.canonical import article_url
from digest.collect.dates import read_date
from digest.collect.entries import Raw, article_entry, byline_of
from digest.collect.feeds import Feed, NotAFeedError
from digest.collect.html import html_to_line
from digest.collect.words import language_tag
from digest.model import clean_line

_ENTRY_LIMIT = 20_000
_HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
_LITERAL = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)
_AMPERSAND = re.compile(r"&(?:(#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});)|([A-Za-z][A-Za-z0-9]{1,31};))?")
_XML_NAMES = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_HAS_DTD_ENTITIES = re.compile(r"<!ENTITY\b")
_ENTRY_OPEN = re.compile(r"<(?:\w+:)?(item|entry)[\s>]")
_ENTRY_CLOSE = re.compile(r"</(?:\w+:)?(item|entry)\s*>")
_ROOT_CLOSE = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*$", re.DOTALL | re.IGNORECASE)


def read_xml_feed(body: bytes, url: str, content_type: str | None) -> Feed:
    """The feed in `body`. Raises NotAFeedError when feedparser finds none in it."""
    parsed = _parse(body, url, content_type)
    problem = None
    if parsed.bozo and not isinstance(parsed.get("bozo_exception"), _HARMLESS):
        parsed, problem = _mended(parsed, body, url)
    if not parsed.get("version") and not parsed.entries:
        raise NotAFeedError(
            f"{url} is no feed; give the address of an RSS, Atom or JSON feed, or of a site that has one."
        )
    channel = parsed.feed
    title = _line(channel, "title")
    language = language_tag(channel.get("language") or channel.get("xml_lang"))
    raws = (_raw(dict(entry), language) for entry in parsed.entries[:_ENTRY_LIMIT])
    entries = [article_entry(raw, title, url) for raw in raws if raw]
    return Feed(title, article_url(channel.get("link") or "", url), language, entries, _ttl(channel), problem)


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


def _line(holder: Any, name: str) -> str:
    """A text construct on one line; feedparser says whether it is HTML."""
    value = holder.get(name) or ""
    detail = holder.get(f"{name}_detail") or {}
    return html_to_line(value) if "html" in (detail.get("type") or "") else clean_line(value)


def _ttl(channel: Any) -> int | None:
    minutes = str(channel.get("ttl") or "")
    return (
        min(int(minutes), 24 * 60) if minutes.isascii() and minutes.isdigit() and len(minutes) < 9 else None
    )


def _raw(entry: dict[str, Any], language: str | None) -> Raw:
    # A plain dict: feedparser's own looks for aliases at each step, and takes a date for another.
    contents = [part for part in entry.get("content") or [] if part.get("value")]
    content: Any = max(contents, key=lambda part: len(part["value"]), default={})
    detail = entry.get("summary_detail") or {}
    summary = entry.get("summary") or ""
    if summary == content.get("value"):
        summary = ""  # Atom content without a summary: feedparser gives it as both
    language = language_tag(content.get("language") or detail.get("language")) or language
    return Raw(
        guid=entry.get("id") or "",
        link=_link(entry),
        title=_line(entry, "title"),
        byline=byline_of(_names(entry)),
        published=_date(entry),
        language=language,
        summary=summary,
        content=content.get("value") or "",
        summary_is_html=_is_html(detail),
        content_is_html=_is_html(content),
        base=content.get("base") or detail.get("base") or "",
        pictures=_pictures(entry),
    )


def _is_html(detail: Any) -> bool:
    return "plain" not in (detail.get("type") or "html")


def _link(entry: Any) -> str:
    if original := entry.get("feedburner_origlink"):
        return str(original)
    if link := entry.get("link"):
        return str(link)
    links = [link for link in entry.get("links") or [] if link.get("href")]
    by_rel = {link.get("rel"): link["href"] for link in reversed(links)}
    return str(by_rel.get("alternate") or by_rel.get("enclosure") or "")


def _names(entry: Any) -> list[str]:
    authors = [
        author.get("name") or author.get("email") or "" for author in entry.get("authors") or [] if author
    ]
    return [name for name in authors if name] or [entry.get("author") or ""]


def _date(entry: Any) -> Any:
    for name in ("published", "updated", "created"):
        if (text := entry.get(name)) and (moment := read_date(text, entry.get(f"{name}_parsed"))):
            return moment
    return None


def _pictures(entry: Any) -> list[tuple[str, str]]:
    """Addresses and alt texts of the entry's own pictures, the largest of each kind first."""
    media = [part for part in entry.get("media_content") or [] if _is_image(part)]
    media.sort(key=lambda part: -_width(part))
    thumbnails = sorted(entry.get("media_thumbnail") or [], key=lambda part: -_width(part))
    enclosures = [
        link for link in entry.get("links") or [] if link.get("rel") == "enclosure" and _is_image(link)
    ]
    alt = html_to_line(str(entry.get("media_description") or ""))
    found = [
        (str(part.get("url") or part.get("href") or ""), alt) for part in (*media, *enclosures, *thumbnails)
    ]
    image = entry.get("image") or {}
    return [*found, (str(image.get("href") or ""), "")]


def _is_image(part: Any) -> bool:
    kind = part.get("type") or ""
    if kind or part.get("medium"):
        return kind.startswith("image/") or part.get("medium") == "image"
    address = str(part.get("url") or part.get("href") or "").partition("?")[0].lower()
    return address.endswith((".jpg", ".jpeg", ".png", ".gif", ".webp"))


def _width(part: Any) -> int:
    width = str(part.get("width") or "")
    return int(width) if width.isascii() and width.isdigit() and len(width) < 7 else 0
