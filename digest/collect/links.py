"""A page that is no feed, followed by its links: those that a CSS selector finds become entries like a feed's."""

from collections.abc import Iterator
from copy import copy
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from cssselect import HTMLTranslator, SelectorError
from lxml import etree, html

from digest.collect.canonical import article_url, identity
from digest.collect.dates import read_date
from digest.collect.entries import Raw, article_entry
from digest.collect.feeds import Entry, Feed
from digest.collect.html import parse_html, tree_to_text
from digest.collect.pictures import first_picture
from digest.collect.sniff import decode_text
from digest.collect.words import blurb_of, language_tag
from digest.model import DeskError, clean_line

SELECTOR_LIMIT = 500
"""Characters of a selector: far more than one that a person writes."""

_ENTRY_LIMIT = 500
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEAST_BLURB = 20  # characters: what is shorter is a date, a section or a number of comments
_JOINTS = " \t•·|–—-:,."


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
    for raw in found_links(tree, url, selector):
        raw.language = language
        entries.append(article_entry(raw, title, raw.base))
    if not entries:
        raise NoLinksError(
            f"{url} has {_links_told(tree)}, and none matches {selector!r}: see what its headlines have in "
            "common, and follow it with that."
        )
    return Feed(title, url, language, entries)


def found_links(tree: html.HtmlElement, url: str, selector: str, limit: int = _ENTRY_LIMIT) -> Iterator[Raw]:
    """What `selector` finds in the page that came from `url`, each address once, `limit` of them at most.

    Raises DeskError when the selector is not valid.
    """
    base = urljoin(url, next((node.get("href") or "" for node in tree.iter("base")), ""))
    seen = {identity(url)}
    for node in _matches(tree, _xpath(selector), selector):
        raw = _raw(node, base)
        address = article_url(raw.link, base) if raw is not None else None
        if raw is None or address is None or identity(address) in seen:
            continue
        seen.add(identity(address))
        raw.link, raw.base = address, base
        yield raw
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
    reason = str(error).rstrip(".")
    return DeskError(
        f"{selector[:80]!r} is no CSS selector ({reason}); write one that finds the links, like 'h2 a'."
    )


def _matches(tree: html.HtmlElement, path: str, selector: str) -> Iterator[html.HtmlElement]:
    try:
        found = tree.xpath(path)
    except etree.XPathError as error:  # a namespace, which HTML has none of
        raise _invalid(selector, error) from None
    return (node for node in found if isinstance(node, html.HtmlElement))


def _raw(found: html.HtmlElement, base: str) -> Raw | None:
    """The entry that a match is; None where there is no link in or around it."""
    around = next((node for node in found.iterancestors("a") if node.get("href")), None)
    scope = found if around is None else around
    heading = next(scope.iter(*_HEADINGS), None)
    link = scope if scope.tag == "a" else _link_in(scope, heading)
    if link is None or not link.get("href"):
        return None
    title = _title_of(heading, link)
    picture = first_picture(scope, base)
    return Raw(
        link=link.get("href") or "",
        title=title,
        published=_published(scope),
        summary=_blurb(scope, title),
        summary_is_html=False,
        pictures=[picture] if picture else [],
    )


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


def _published(scope: html.HtmlElement) -> datetime | None:
    stamp = next((node for node in scope.iter("time")), None)
    return None if stamp is None else read_date(stamp.get("datetime") or _text(stamp))


def _blurb(scope: html.HtmlElement, title: str) -> str:
    """What is said beside the title: in paragraphs of its own, else in the text that remains."""
    told = [text for node in scope.iter("p") if (text := _text(node)) != title]
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
