"""JSON Feed 1.0 and 1.1 (jsonfeed.org), read as leniently as its publishers write it."""

import json
import re
from contextlib import suppress
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

from digest.collect.addresses.canonical import article_url
from digest.collect.feeds.entries import Raw, article_entry
from digest.collect.feeds.parse import Feed, NotAFeedError, told_apart
from digest.collect.text.bylines import byline_of
from digest.collect.text.dates import read_date
from digest.collect.text.pictures import Picture
from digest.collect.text.sniff import decode_text
from digest.collect.text.words import language_tag
from digest.model import clean_line

_ENTRY_LIMIT = 20_000
_DECODER = json.JSONDecoder(strict=False)
_ITEMS = re.compile(r'"items"\s*:\s*\[\s*')
_BETWEEN = re.compile(r"\s*,?\s*")
_BROKEN = "The feed is broken JSON, or breaks off in the middle; the entries before that were read."


def _as_text(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _as_list(value: object) -> list[object]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


Text = Annotated[str, BeforeValidator(_as_text)]


class _Author(BaseModel):
    name: Text = ""


class _Attachment(BaseModel):
    url: Text = ""
    mime_type: Text = ""


Authors = Annotated[list[_Author], BeforeValidator(_as_list)]


class _Item(BaseModel):
    id: Text = ""
    url: Text = ""
    external_url: Text = ""
    title: Text = ""
    content_html: Text = ""
    content_text: Text = ""
    summary: Text = ""
    image: Text = ""
    banner_image: Text = ""
    date_published: Text = ""
    date_modified: Text = ""
    language: Text = ""
    authors: Authors = []
    author: Authors = []
    attachments: Annotated[list[_Attachment], BeforeValidator(_as_list)] = []


class _JsonFeed(BaseModel):
    version: str = Field(pattern=r"jsonfeed\.org/version/")
    title: Text = ""
    home_page_url: Text = ""
    language: Text = ""
    authors: Authors = []
    author: Authors = []
    items: Annotated[list[_Item], BeforeValidator(_as_list)] = []


def read_json_feed(body: bytes, url: str) -> Feed:
    """The JSON Feed in `body`; of one that breaks off, or is broken, the items before that.

    Raises NotAFeedError when it is no JSON or no JSON Feed.
    """
    text = decode_text(body).lstrip("\ufeff")
    problem = None
    try:
        document = _whole(text)
        if document is None:
            document, problem = _until_it_breaks(text), _BROKEN
        feed = _JsonFeed.model_validate(document)
    except (ValueError, RecursionError):  # a ValidationError is a ValueError
        raise NotAFeedError(f"{url} is JSON, but no JSON Feed; look for the site's feed address.") from None
    title = clean_line(feed.title)
    authors = feed.authors or feed.author
    language = language_tag(feed.language)
    raws = (_raw(item, authors, language) for item in feed.items[:_ENTRY_LIMIT])
    entries = [article_entry(raw, title, url) for raw in raws if raw]
    site = article_url(feed.home_page_url, url) if feed.home_page_url else None
    return Feed(title, site, language, told_apart(entries), problem=problem)


def _whole(text: str) -> Any:
    """The document; None where it is no whole one. Control characters in strings are let pass."""
    try:
        return _DECODER.decode(text)
    except ValueError:
        return None


def _until_it_breaks(text: str) -> dict[str, object]:
    """What the object in `text` says before it breaks, its list of items up to the last that is whole.

    Raises ValueError where it has none.
    """
    opened = _ITEMS.search(text)
    if opened is None:
        raise ValueError("no items")
    items: list[object] = []
    at = opened.end()
    with suppress(ValueError):
        while text[at : at + 1] == "{":
            item, at = _DECODER.raw_decode(text, at)
            items.append(item)
            at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing too
    head = text[: opened.start()].rstrip().rstrip(",")
    return {**(_whole(f"{head}}}") or {}), "items": items}


def _raw(item: _Item, feed_authors: list[_Author], language: str | None) -> Raw:
    language = language_tag(item.language) or language
    names = [author.name for author in item.authors or item.author or feed_authors if author.name]
    pictures = [attached.url for attached in item.attachments if attached.mime_type.startswith("image/")]
    return Raw(
        guid=item.id,
        link=item.url
        or item.external_url
        or (item.id if item.id.startswith(("http://", "https://")) else ""),
        title=clean_line(item.title),
        byline=byline_of(names),
        published=read_date(item.date_published or item.date_modified, language=language),
        language=language,
        summary=item.summary,
        content=item.content_html or item.content_text,
        summary_is_html=False,
        content_is_html=bool(item.content_html),
        pictures=[Picture(address) for address in (item.image, item.banner_image, *pictures) if address],
    )
