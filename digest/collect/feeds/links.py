"""A page that is no feed, followed by its links: those that a CSS selector finds become entries like a feed's."""

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import urljoin, urlsplit

from cssselect import HTMLTranslator, SelectorError
from lxml import etree, html

from digest.collect.addresses.canonical import article_url, identity
from digest.collect.feeds.entries import Raw, article_entry
from digest.collect.feeds.parse import Entry, Feed
from digest.collect.text.dates import read_date
from digest.collect.text.html import parse_html, tree_to_text
from digest.collect.text.pictures import first_picture
from digest.collect.text.sniff import decode_text
from digest.collect.text.words import blurb_of, language_tag
from digest.model import DeskError, clean_line

SELECTOR_LIMIT = 500
"""Characters of a selector: far more than one that a person writes."""

_ENTRY_LIMIT = 200
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEAST_BLURB = 20  # characters: what is shorter is a date, a section or a number of comments
_LONGEST_DATE = 40
_DATES_TRIED = 3  # what is no date takes the longest to read
_DATE_CLASS = re.compile(r"(?:^|[\s_-])(?:date|time|published)(?:$|[\s_-])", re.IGNORECASE)
_DATED = re.compile(r"\b\d{1,2}\D{1,20}(?:19|20)\d\d\b|\b(?:19|20)\d\d\D{1,20}\d{1,2}\b")
_JOINTS = " \t•·|–—-:,."


@dataclass(slots=True)
class FoundLink:
    """A link as the page has it, and the texts beside it that may be its date: reading one can take long."""

    raw: Raw
    dates: list[str]


class NoLinksError(DeskError):
    """The selector finds no link on the page."""


def read_links(body: bytes, url: str, selector: str, charset: str | None = None) -> Feed:
    """The links that `selector` finds on the page in `body`, which came from `url`, in the page's order.

    The selector may find the link itself, something in it, or what holds it: then the heading there is the
    title, and what stands beside it the blurb. Each address counts once. Raises DeskError when the
    selector is not valid, and NoLinksError when it finds none. Takes long for hostile input: run it in a
    worker process.
    """
    tree = parse_html(decode_text(body, charset))
    check_selector(selector)
    if tree is None:
        raise NoLinksError(f"{url} is an empty page: none of its links can be followed.")
    title = _title(tree) or urlsplit(url).netloc
    language = language_tag(tree.get("lang"))
    entries: list[Entry] = []
    for found in found_links(tree, url, selector):
        found.raw.language = language
        moments = (read_date(told, language=language) for told in found.dates)
        found.raw.published = next(filter(None, moments), None)
        entries.append(article_entry(found.raw, title, found.raw.base))
    if not entries:
        raise NoLinksError(
            f"{url} has {_links_told(tree)}, and none matches {selector!r}: see what its headlines have in "
            "common, and follow it with that."
        )
    return Feed(title, url, language, entries)


def found_links(
    tree: html.HtmlElement, url: str, selector: str, limit: int = _ENTRY_LIMIT
) -> Iterator[FoundLink]:
    """What `selector` finds in the page that came from `url`, each address once, `limit` of them at most.

    Raises DeskError when the selector is not valid.
    """
    base = urljoin(url, next((node.get("href") or "" for node in tree.iter("base")), ""))
    seen = {identity(url)}
    for node in _matches(tree, _xpath(selector), selector):
        found = _found(node, base)
        address = article_url(found.raw.link, base) if found is not None else None
        if found is None or address is None or identity(address) in seen:
            continue
        seen.add(identity(address))
        found.raw.link, found.raw.base = address, base
        yield found
        if len(seen) > limit:
            return


def check_selector(selector: str) -> None:
    """Raise DeskError where `selector` is no CSS selector that can be followed."""
    _xpath(selector)


def _xpath(selector: str) -> str:
    try:
        if len(selector) > SELECTOR_LIMIT:
            raise SelectorError(f"it is longer than {SELECTOR_LIMIT} characters")
        return HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise _invalid(selector, error) from None


def _invalid(selector: str, error: Exception) -> DeskError:
    reason = clean_line(str(error)).rstrip(".")
    return DeskError(
        f"{selector[:80]!r} is no CSS selector ({reason}); write one that finds the links, like 'h2 a'."
    )


def _matches(tree: html.HtmlElement, path: str, selector: str) -> Iterator[html.HtmlElement]:
    try:
        found = tree.xpath(path)
    except etree.XPathError as error:  # a namespace, which HTML has none of
        raise _invalid(selector, error) from None
    return (node for node in found if isinstance(node, html.HtmlElement))


def _found(found: html.HtmlElement, base: str) -> FoundLink | None:
    """The entry that a match is; None where there is no link in or around it."""
    around = next((node for node in found.iterancestors("a") if node.get("href")), None)
    scope = found if around is None else around
    heading = next(scope.iter(*_HEADINGS), None)
    link = scope if scope.tag == "a" else _link_in(scope, heading)
    if link is None or not link.get("href"):
        return None
    title = _title_of(heading, link)
    picture = first_picture(scope, base)
    raw = Raw(
        link=link.get("href") or "",
        title=title,
        summary=_blurb(scope, title),
        summary_is_html=False,
        pictures=[picture] if picture else [],
    )
    return FoundLink(raw, list(islice(_dates(scope, title), _DATES_TRIED)))


def _link_in(scope: html.HtmlElement, heading: html.HtmlElement | None) -> html.HtmlElement | None:
    """The link that what holds several is about: its heading's, else the one that says the most."""
    links = [node for node in scope.iter("a") if node.get("href")]
    if heading is not None:
        near = {heading, *heading.iter("a"), *heading.iterancestors("a")}
        links = [node for node in links if node in near] or links
    return max(links, key=lambda node: len(_text(node)), default=None)


def _title_of(heading: html.HtmlElement | None, link: html.HtmlElement) -> str:
    said = "" if heading is None else _text(heading)
    shown = next((node.get("alt") for node in link.iter("img") if node.get("alt")), "")
    return clean_line(said or _text(link) or link.get("aria-label") or link.get("title") or shown or "")


def _dates(scope: html.HtmlElement, title: str) -> Iterator[str]:
    """What may be the date beside a link: what the page marks as one, else short texts that look like one."""
    marked = (node.get("datetime") or _text(node) for node in scope.iter("time"))
    named = (_text(node) for node in scope.iter() if _DATE_CLASS.search(node.get("class") or ""))
    plain = (" ".join(text.split()) for text in scope.itertext() if _DATED.search(text))
    return (text for text in chain(marked, named, plain) if len(text) <= _LONGEST_DATE and text not in title)


def _blurb(scope: html.HtmlElement, title: str) -> str:
    """What is said beside the title: in paragraphs of its own, else in the text that remains."""
    said = (_text(node) for node in scope.iter("p"))
    told = [text for text in said if text != title and len(text) >= _LEAST_BLURB]
    text = " ".join(told) or _text(scope).replace(title, "", 1)
    text = text.lstrip(_JOINTS).rstrip()
    return blurb_of(text) if len(text) >= _LEAST_BLURB else ""


def _text(node: html.HtmlElement) -> str:
    """The words in an element, on one line."""
    alone = copy(node)
    alone.tail = None
    return " ".join(tree_to_text(alone).split())


def _title(tree: html.HtmlElement) -> str:
    return next((clean_line(node.text or "", 200) for node in tree.iter("title") if node.text), "")


def _links_told(tree: html.HtmlElement) -> str:
    links = sum(1 for node in tree.iter("a") if node.get("href"))
    return f"{links} links" if links else "no links in its HTML (a script may put them there)"
