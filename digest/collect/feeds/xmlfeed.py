"""RSS, RDF and Atom: what was read of a feed becomes its entries, whichever reader read it."""

import re
from datetime import datetime
from typing import Any

from digest.collect.addresses.canonical import article_url
from digest.collect.feeds.entries import Raw, article_entry
from digest.collect.feeds.parse import Feed, told_apart
from digest.collect.feeds.plainfeed import Parsed, UnsureError, read_plain_feed
from digest.collect.text.bylines import byline_of
from digest.collect.text.dates import read_date
from digest.collect.text.html import html_to_line
from digest.collect.text.pictures import Picture, pixels
from digest.collect.text.words import language_tag
from digest.model import clean_line

_ENTRY_LIMIT = 20_000
# In a text that is told to be none, these are HTML all the same: an element that others speak of stands by itself.
_SURELY_TAGS = re.compile(r"(?<=\S)<br\s*/?>(?=\S)|<img\s[^<>]{0,500}\bsrc=[^<>]{1,2000}>", re.IGNORECASE)
_OUTLET_LIMIT = 100
_RELATION = re.compile(r"^http://www\.iana\.org/assignments/relation/")
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s+\(.+\)")


def read_xml_feed(body: bytes, url: str, content_type: str | None) -> Feed:
    """The feed in `body`. Raises NotAFeedError when there is none in it."""
    problem = None
    try:
        parsed = read_plain_feed(body, url, content_type)
    except UnsureError:
        from digest.collect.feeds.tolerant import read_tolerantly

        parsed, problem = read_tolerantly(body, url, content_type)
    return feed_of(parsed, url, problem)


def feed_of(parsed: Parsed, url: str, problem: str | None = None) -> Feed:
    """The feed that was read from `url`; `problem` is said of it to the curator."""
    channel = parsed.feed
    title = _line(channel, "title")
    common = Raw(
        language=language_tag(channel.get("language") or channel.get("xml_lang")),
        byline=byline_of([name for name in _names(channel) if name != title]),
    )
    raws = (_raw(entry, common) for entry in parsed.entries[:_ENTRY_LIMIT])
    entries = told_apart([article_entry(raw, title, url) for raw in raws if raw])
    link = channel.get("link")
    site = article_url(link, url) if link else None
    return Feed(title, site, common.language, entries, _ttl(channel), problem)


def _line(holder: Any, name: str) -> str:
    """A text construct on one line; feedparser says whether it is HTML."""
    value = holder.get(name) or ""
    detail = holder.get(f"{name}_detail") or {}
    is_html = "html" in (detail.get("type") or "")
    return html_to_line(value) if is_html else clean_line(_SURELY_TAGS.sub(" ", value))


def _ttl(channel: Any) -> int | None:
    minutes = str(channel.get("ttl") or "")
    return (
        min(int(minutes), 24 * 60) if minutes.isascii() and minutes.isdigit() and len(minutes) < 9 else None
    )


def _raw(entry: dict[str, Any], common: Raw) -> Raw:
    """The entry; what it does not tell of itself is as in `common`."""
    contents = [part for part in entry.get("content") or [] if part.get("value")]
    content: Any = max(contents, key=lambda part: len(part["value"]), default={})
    detail = entry.get("summary_detail") or {}
    summary = entry.get("summary") or ""
    if summary == content.get("value"):
        summary = ""  # Atom content without a summary: feedparser gives it as both
    if not (summary or content):
        summary, detail = entry.get("media_about") or "", {}
    told = (entry, content, detail, entry.get("title_detail") or {})
    language = next(filter(None, (language_tag(part.get("language")) for part in told)), common.language)
    return Raw(
        guid=entry.get("id") or "",
        link=_link(entry, language),
        title=_line(entry, "title") or clean_line(entry.get("itunes_title") or ""),
        outlet=_outlet(entry),
        byline=byline_of(_names(entry)) or common.byline,
        published=_date(entry, language),
        language=language,
        summary=summary,
        content=content.get("value") or "",
        summary_is_html=_is_html(detail),
        content_is_html=_is_html(content),
        base=content.get("base") or detail.get("base") or "",
        pictures=_pictures(entry),
    )


def _outlet(entry: Any) -> str:
    """Who published an entry that the feed has from elsewhere; "" where it does not say, or tells an address alone."""
    name = clean_line((entry.get("source") or {}).get("title") or "", _OUTLET_LIMIT)
    return "" if "://" in name or name.startswith("www.") else name


def _is_html(detail: Any) -> bool:
    return "plain" not in (detail.get("type") or "html")


def _link(entry: Any, language: str | None) -> str:
    if original := entry.get("feedburner_origlink"):
        return str(original)
    links = [link for link in entry.get("links") or [] if link.get("href")]
    if link := _in_language(links, language) or entry.get("link"):
        return str(link)
    by_rel = {_RELATION.sub("", link.get("rel") or ""): link["href"] for link in reversed(links)}
    name = str(entry.get("id") or "")
    named = name if name.startswith(("http://", "https://")) and "is_named" not in entry else ""
    return str(by_rel.get("alternate") or named or by_rel.get("enclosure") or "")


def _in_language(links: list[Any], language: str | None) -> str | None:
    """Of the same page in several languages the one in the entry's own, else the first; None where there is one."""
    pages = [link for link in links if link.get("rel") == "alternate" and link.get("hreflang")]
    spoken = (language or "").partition("-")[0]
    own = (link for link in pages if link["hreflang"].lower().partition("-")[0] == spoken)
    return next(own, pages[0])["href"] if len(pages) > 1 else None


def _names(entry: Any) -> list[str]:
    authors = [author for author in entry.get("authors") or [] if author]
    written = str(entry.get("author") or "")
    if len(authors) < 2 and _MAIL_AND_NAME.fullmatch(written):
        return [written]  # feedparser parts it in the middle of a longer top-level domain
    names = [author.get("name") or author.get("email") or "" for author in authors]
    return [name for name in names if name] or [written]


def _date(entry: Any, language: str | None) -> datetime | None:
    for name in ("published", "updated", "created"):
        if (text := entry.get(name)) and (moment := read_date(text, entry.get(f"{name}_parsed"), language)):
            return moment
    return None


def _pictures(entry: Any) -> list[Picture]:
    """The entry's own pictures (without alt texts), the largest of each kind first."""
    media = [part for part in entry.get("media_content") or [] if _is_image(part)]
    media.sort(key=lambda part: -_width(part))
    thumbnails = sorted(entry.get("media_thumbnail") or [], key=lambda part: -_width(part))
    enclosures = [
        link for link in entry.get("links") or [] if link.get("rel") == "enclosure" and _is_image(link)
    ]
    parts = (*media, *enclosures, *thumbnails, entry.get("image") or {})
    return [_picture(part) for part in parts]


def _picture(part: Any) -> Picture:
    sides = pixels(part.get("width")), pixels(part.get("height"))
    return Picture(str(part.get("url") or part.get("href") or ""), "", *sides)


def _is_image(part: Any) -> bool:
    kind = part.get("type") or ""
    if kind or part.get("medium"):
        return kind.startswith("image/") or part.get("medium") == "image"
    address = str(part.get("url") or part.get("href") or "").partition("?")[0].lower()
    return address.endswith((".jpg", ".jpeg", ".png", ".gif", ".webp"))


def _width(part: Any) -> int:
    return pixels(part.get("width")) or 0
