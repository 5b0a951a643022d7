"""What `page` does in its worker: trafilatura for the words, the page's own metadata for the rest."""

import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import trafilatura
from lxml.html import HtmlElement

from digest.collect.addresses.canonical import article_url, identity
from digest.collect.pages.asides import page_teasers
from digest.collect.pages.boxes import points_elsewhere, without_boxes
from digest.collect.pages.linkeddata import LinkedData, read_linked_data
from digest.collect.pages.page import Page
from digest.collect.pages.phrases import FOOTER
from digest.collect.pages.pictures import lead_picture
from digest.collect.pages.texthead import (
    SENTENCE_END,
    byline_in,
    date_beside,
    date_in,
    looks_dated,
    name_beside,
    signature_in,
)
from digest.collect.pages.textpage import parse_text_page
from digest.collect.text.bylines import byline_of
from digest.collect.text.dates import read_date
from digest.collect.text.html import parse_html, tree_to_text
from digest.collect.text.linked import take_out, without_marks
from digest.collect.text.words import blurb_of, language_tag, reading_minutes
from digest.model import Article, DeskError, clean_line, now

_TIMES = 5  # `<time>` elements that are looked at
_ABOVE = 12  # blocks in which the title is looked for
_BESIDE = 6  # lines below the headline
_OVER = 4  # lines above it
_FEWER = 2  # times as long as the page's own words is what tells more than they do
_SHORT = 160  # characters; a longer block is a paragraph
_LABEL = 60  # characters
_INITIALS = re.compile(r"\([^\W\d_]{2,5}(?:[/, ]+[^\W\d_]{2,5}){0,2}\)")
_HOUR = re.compile(r"\d[:.٫]\d\d")
_TAIL_SIGNS = " |–—·•:-"
_TITLE_TAIL = re.compile(r"\s+[|–—·•:-]\s+[^|–—·•]{2,60}$")
_TAIL_JOINT = re.compile(r"\s+[|–—·•:-]\s+")


def extract(markup: str, url: str | None, name: str) -> Page:
    """The page's article. Raises DeskError when it has no words to speak of."""
    tree = parse_html(markup)
    if tree is None:
        raise DeskError(f"{name} has no article in it.")
    if _is_bare(tree):
        return parse_text_page(tree_to_text(tree), url, name)
    base = _base(tree, url)
    document = _document(tree, url, base)
    meta = _Meta(tree)
    data = read_linked_data(tree)
    marked = _text(document, data)
    title = _title(meta, tree, document, data)
    if not marked and not title:
        raise DeskError(f"{name} has no article in it; give the address of one article.")
    address = _address(meta, tree, url)
    head, marked = _split(marked, title, _byline(meta, data, [], document))
    text, links = take_out(marked, address)
    lines = _lines(tree)
    beside = [*head, *_lines_below(lines, title)]
    picture, caption = lead_picture(tree, base, data.picture)
    language = language_tag(
        tree.get("lang") or meta.first("og:locale", "content-language", "language") or data.language
    )
    dated = _Dated([*beside, *_lines_above(lines, title)], language)
    blurb = meta.first("og:description", "description", "twitter:description") or data.description
    article = Article(
        url=address,
        title=title or blurb_of(text, 90),
        byline=_byline(meta, data, beside, document),
        site=_site(meta, data, tree, title) or clean_line(getattr(document, "sitename", "") or ""),
        section_label=meta.first("article:section", "section") or data.section,
        published=_published(meta, data, tree, dated, document),
        language=language,
        blurb=blurb_of(blurb or text),
        text=text,
        image_url=picture.url if picture else None,
        image_alt=picture.alt if picture else "",
        caption=caption,
        minutes=reading_minutes(text),
    )
    return Page(article, page_teasers(tree, url), picture.size if picture else None, links)


def _base(tree: HtmlElement, url: str | None) -> str:
    """What the page's addresses are relative to."""
    told = next((node.get("href") for node in tree.iter("base")), None)
    return _joined(url or "", told or "") or ""


def _is_bare(tree: HtmlElement) -> bool:
    """Whether a page is no more than lines of text in tags: nothing in it says what is what."""
    return next(tree.iter("a", "h1", "article", "main", "meta"), None) is None


def _document(tree: HtmlElement, url: str | None, base: str) -> Any:
    tree = deepcopy(tree)  # both of these take it apart
    without_boxes(tree)
    for link in tree.iter("a"):
        if address := _whole(link.get("href") or "", base):
            link.set("href", address)
    return trafilatura.bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        include_links=True,
        deduplicate=False,
        # Searched for everywhere, a date is found in a copyright line, a link or a sentence as well.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _whole(href: str, base: str) -> str | None:
    """A relative address made whole, as seen from the page rather than from its host; None where it is so already."""
    if href.startswith(("#", "http:", "https:")):
        return None
    return _joined(base, href)


def _joined(base: str, address: str) -> str | None:
    try:
        return urljoin(base, address)
    except ValueError:  # no address at all, as "http://["
        return None


def _text(document: Any, data: LinkedData) -> str:
    """The words that were found, their links marked; those of the linked data, where the page itself shows fewer."""
    body = getattr(document, "body", None)
    text = "" if body is None else _words_of(body)
    told = data.body
    is_one_block = "\n" not in text and "\n\n" in told
    return told if len(told) > _FEWER * len(text) or (is_one_block and len(told) >= len(text)) else text


def _words_of(body: HtmlElement) -> str:
    for node in body.iter("head", "list", "item", "quote", "lb", "row", "cell", "hi", "ref"):
        if node.tag == "ref":
            node.set("href", node.get("target") or "")
        node.tag = _HTML_NAMES[node.tag]
    return tree_to_text(body, "")


_HTML_NAMES = {
    "head": "h2", "list": "ul", "item": "li", "quote": "blockquote", "lb": "br", "row": "tr", "cell": "td", "hi": "b",
    "ref": "a",
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


def _title(meta: _Meta, tree: HtmlElement, document: Any, data: LinkedData) -> str:
    """The headline as the page shows it: the h1 that the window's title begins with, else the metadata's."""
    window = _window(tree)
    headings = _headings(tree)
    told = meta.first("og:title", "twitter:title", "dc.title") or data.headline or window
    for heading in headings:
        if len(heading) > 8 and (_begins_or_ends(told, heading) or _begins_or_ends(window, heading)):
            return heading
    if told == window or not told:
        site = meta.first("og:site_name").casefold()
        cut = _TITLE_TAIL.sub("", told)
        tail = told[len(cut) :].strip(_TAIL_SIGNS).casefold()
        if (site and tail == site) or (len(headings) == 1 and not site):
            told = cut
    return told or (headings[0] if headings else "") or clean_line(getattr(document, "title", "") or "")


def _window(tree: HtmlElement) -> str:
    """The title of the page's window."""
    return clean_line("".join(tree.xpath("//head/title[1]//text()")))


def _headings(tree: HtmlElement) -> list[str]:
    return [clean_line(" ".join(node.itertext())) for node in tree.iter("h1")]


def _site(meta: _Meta, data: LinkedData, tree: HtmlElement, title: str) -> str:
    """The outlet: as the page's data name it, else what its window's title adds to the headline."""
    told = meta.first("og:site_name", "application-name", "dc.publisher") or data.site
    window = _window(tree)
    cut = _TITLE_TAIL.sub("", window)
    is_shown = title in _headings(tree) or title == meta.first("og:title")
    is_added = is_shown and cut != window and _likeness(cut) == _likeness(title)
    return told or (_TAIL_JOINT.split(window[len(cut) :])[-1] if is_added else "")


def _lines(tree: HtmlElement) -> list[str]:
    """The page's lines, a bar between words that only its style sheet keeps apart."""
    tree = deepcopy(tree)
    for node in tree.iter("span", "time", "a"):
        before = node.getprevious()
        if before is not None and not before.tail and before.tag in ("span", "time", "a"):
            before.tail = " | "
    return [line for line in re.split(r"\n+", tree_to_text(tree)) if line.strip()]


def _lines_below(lines: list[str], title: str) -> list[str]:
    """The short lines below the page's headline, where names and dates stand."""
    at = _line_of(lines, title)
    return [] if at is None else [line for line in lines[at + 1 : at + 1 + _BESIDE] if len(line) <= _SHORT]


def _lines_above(lines: list[str], title: str) -> list[str]:
    """The short lines right above it, the nearest first, where some write the date; not those with today's alone,
    which may be the whole paper's.
    """
    at = _line_of(lines, title) or 0
    return [
        line for line in lines[max(0, at - _OVER) : at][::-1] if len(line) <= _SHORT and not _is_today(line)
    ]


def _is_today(line: str) -> bool:
    moment = date_in(line)
    return moment is not None and not _HOUR.search(line) and abs(now() - moment) < timedelta(days=2)


def _line_of(lines: list[str], title: str) -> int | None:
    return next((at for at, line in enumerate(lines) if _likeness(line) == _likeness(title)), None)


def _likeness(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _begins_or_ends(told: str, heading: str) -> bool:
    whole, part = _likeness(told), _likeness(heading)
    return whole.startswith(part) or whole.endswith(part)


def _split(marked: str, title: str, byline: str) -> tuple[list[str], str]:
    """The lines around the article (its title, who wrote it and when, menus, a signature), and the article, its
    links marked as they were.
    """
    whole = [block for block in marked.split("\n\n") if not points_elsewhere(without_marks(block))]
    blocks = [without_marks(block) for block in whole]
    above = 0
    for at, block in enumerate(blocks[:_ABOVE]):
        if len(block) > _SHORT:
            break
        is_signed = byline_in(block) or (byline and _likeness(block) == _likeness(byline))
        if (
            _likeness(block) == _likeness(title)
            or (is_signed and all(map(_is_label, blocks[above:at])))
            or (at == above and looks_dated(block))
        ):
            above = at + 1
    end = len(blocks)
    while end > above and _is_below(blocks[end - 1]):
        end -= 1
    return [*blocks[:above], *blocks[end:]], "\n\n".join(whole[above:end])


def _is_label(line: str) -> bool:
    """Whether a line may stand over a byline: a kicker, a section, a place."""
    return len(line) <= _LABEL and not SENTENCE_END.search(line)


def _is_below(block: str) -> bool:
    """Whether the last paragraph is none of the article's: the foot of the page, a signature, initials."""
    return bool(FOOTER.match(block) or signature_in(block) or _INITIALS.fullmatch(block))


def _byline(meta: _Meta, data: LinkedData, beside: list[str], document: Any) -> str:
    told = meta.first("author", "article:author", "parsely-author", "dc.creator", "sailthru.author")
    if told.startswith(("http:", "https:")):
        told = ""
    names = [told] if told else list(data.authors) or (getattr(document, "author", "") or "").split(";")
    return byline_of([_unsigned(name) for name in names]) or next(filter(None, map(name_beside, beside)), "")


def _unsigned(name: str) -> str:
    """A name without the word for "by" before it; of two words the first may be a part of the name."""
    alone = byline_in(name)
    return alone if " " in alone else name


@dataclass(frozen=True, slots=True)
class _Dated:
    """The lines of a page where its date may stand, and its language, to read dates in."""

    lines: list[str]
    language: str | None

    def read(self, text: str) -> datetime | None:
        return read_date(text, language=self.language)


def _published(
    meta: _Meta, data: LinkedData, tree: HtmlElement, dated: _Dated, document: Any
) -> datetime | None:
    """When the page says it was published; the hour from a `<time>` of the same day, where only that has it."""
    told = meta.first(
        "article:published_time", "datepublished", "parsely-pub-date", "dc.date.issued", "date", "pubdate"
    )
    if moment := dated.read(told):
        return moment
    shown = next(filter(None, (date_beside(line, dated.language) for line in dated.lines)), None)
    day = dated.read(data.published) or shown or dated.read(getattr(document, "date", "") or "")
    times = [dated.read(node.get("datetime") or "") for node in list(tree.iter("time"))[:_TIMES]]
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
