"""What `page` does in its worker: trafilatura for the words, the page's own metadata for the rest."""

import re
from datetime import datetime, timedelta
from typing import Any

import trafilatura
from lxml.html import HtmlElement

from digest.collect.asides import page_teasers
from digest.collect.canonical import article_url, identity
from digest.collect.dates import read_date
from digest.collect.entries import byline_of
from digest.collect.html import parse_html, tree_to_text
from digest.collect.page import Page
from digest.collect.pictures import lead_picture
from digest.collect.textpage import parse_text_page
from digest.collect.words import blurb_of, language_tag, reading_minutes
from digest.model import Article, DeskError, clean_line

_TIMES = 5  # `<time>` elements that are looked at
_TITLE_TAIL = re.compile(r"\s+[|–—·•:-]\s+[^|–—·•]{2,60}$")


def extract(markup: str, url: str | None, name: str) -> Page:
    """The page's article. Raises DeskError when it has no words to speak of."""
    tree = parse_html(markup)
    if tree is None:
        raise DeskError(f"{name} has no article in it.")
    if _is_bare(tree):
        return parse_text_page(tree_to_text(tree), url, name)
    base = url or ""
    document = _document(markup, url)
    text = _text(document)
    meta = _Meta(tree)
    title = _title(meta, tree, document)
    if not text and not title:
        raise DeskError(f"{name} has no article in it; give the address of one article.")
    text = _without_title(text, title)
    picture, caption = lead_picture(tree, base)
    blurb = meta.first("og:description", "description", "twitter:description")
    article = Article(
        url=_address(meta, tree, url),
        title=title or blurb_of(text, 90),
        byline=_byline(meta, document),
        site=meta.first("og:site_name", "application-name")
        or clean_line(getattr(document, "sitename", "") or ""),
        section_label=meta.first("article:section", "section"),
        published=_published(meta, tree, document),
        language=language_tag(tree.get("lang") or meta.first("og:locale", "content-language", "language")),
        blurb=blurb_of(blurb or text),
        text=text,
        image_url=picture.url if picture else None,
        image_alt=picture.alt if picture else "",
        caption=caption,
        minutes=reading_minutes(text),
    )
    return Page(article, page_teasers(tree, url), picture.size if picture else None)


def _is_bare(tree: HtmlElement) -> bool:
    """Whether a page is no more than lines of text in tags: nothing in it says what is what."""
    return next(tree.iter("a", "h1", "article", "main", "meta"), None) is None


def _document(markup: str, url: str | None) -> Any:
    return trafilatura.bare_extraction(
        markup, url=url, with_metadata=True, include_comments=False, include_tables=True, deduplicate=False
    )


def _text(document: Any) -> str:
    body = getattr(document, "body", None)
    if body is None:
        return ""
    for node in body.iter("head", "list", "item", "quote", "lb", "row", "hi", "ref"):
        node.tag = _HTML_NAMES[node.tag]
    return tree_to_text(body)


_HTML_NAMES = {
    "head": "h2", "list": "ul", "item": "li", "quote": "blockquote", "lb": "br", "row": "tr", "hi": "b", "ref": "a",
}  # fmt: skip


class _Meta:
    """The page's `<meta>` values, the first of each name."""

    def __init__(self, tree: HtmlElement) -> None:
        self._values: dict[str, str] = {}
        for node in tree.iter("meta"):
            name = (
                node.get("property")
                or node.get("name")
                or node.get("itemprop")
                or node.get("http-equiv")
                or ""
            ).lower()
            if name and (value := clean_line(node.get("content") or "")):
                self._values.setdefault(name, value)

    def first(self, *names: str) -> str:
        return next((self._values[name] for name in names if name in self._values), "")


def _title(meta: _Meta, tree: HtmlElement, document: Any) -> str:
    """The headline as the page shows it: the h1 that the window's title begins with, else the metadata's."""
    window = clean_line("".join(tree.xpath("//head/title[1]//text()")))
    headings = [clean_line(" ".join(node.itertext())) for node in tree.iter("h1")]
    told = meta.first("og:title", "twitter:title", "dc.title") or window
    for heading in headings:
        if len(heading) > 8 and (
            _likeness(heading) in _likeness(told) or _likeness(heading) in _likeness(window)
        ):
            return heading
    if told == window or not told:
        site = meta.first("og:site_name").casefold()
        cut = _TITLE_TAIL.sub("", told)
        tail = told[len(cut) :].strip(" |–—·•:-").casefold()
        if (site and tail == site) or (len(headings) == 1 and not site):
            told = cut
    return told or (headings[0] if headings else "") or clean_line(getattr(document, "title", "") or "")


def _likeness(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n\n")
    return rest if rest and _likeness(first) == _likeness(title) else text


def _byline(meta: _Meta, document: Any) -> str:
    told = meta.first("author", "article:author", "parsely-author", "dc.creator", "sailthru.author")
    if told.startswith(("http:", "https:")):
        told = ""
    return byline_of([told] if told else (getattr(document, "author", "") or "").split(";"))


def _published(meta: _Meta, tree: HtmlElement, document: Any) -> datetime | None:
    """When the page says it was published; the hour from a `<time>` of the same day, where only that has it."""
    told = meta.first(
        "article:published_time", "datepublished", "parsely-pub-date", "dc.date.issued", "date", "pubdate"
    )
    if moment := read_date(told):
        return moment
    day = read_date(getattr(document, "date", "") or "")
    times = [read_date(node.get("datetime") or "") for node in list(tree.iter("time"))[:_TIMES]]
    for moment in filter(None, times):
        if day is None or abs(moment - day) < timedelta(days=1):
            return moment
    return day


def _address(meta: _Meta, tree: HtmlElement, url: str | None) -> str | None:
    """The canonical address, when it is of the same site: a page may not pass itself off as another's."""
    links = [
        node.get("href") or ""
        for node in tree.iter("link")
        if "canonical" in (node.get("rel") or "").lower().split()
    ]
    told = article_url(next(iter(links), "") or meta.first("og:url"), url or "")
    if url is None or told is None:
        return told or url
    return told if identity(told).partition("/")[0] == identity(url).partition("/")[0] else article_url(url)
