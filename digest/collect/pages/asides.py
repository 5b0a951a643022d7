"""The teasers of an HTML page: linked headlines under headings like "Latest news" and "Related"."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from digest.collect.addresses.canonical import article_url, identity
from digest.collect.pages.headings import heading_of
from digest.collect.text.words import blurb_of
from digest.model import Teaser, clean_line

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MAYBE_HEADINGS = (*_HEADINGS, "p", "div", "span", "strong", "header", "summary", "legend", "dt", "a")
_ITEMS = ("li", "article", "section", "div", "dd", "td", "p")
_MOST = 60
_LEAST_TITLE = 12  # characters: less than that is a button or a topic
_CLIMB = 4  # elements from a heading up to what holds its links


def page_teasers(tree: HtmlElement, url: str | None) -> list[Teaser]:
    """The teasers under each such heading, in the page's order, each address once."""
    found: list[Teaser] = []
    seen = {identity(url)} if url else set()
    headings = [(node, group) for node in tree.iter(*_MAYBE_HEADINGS) if (group := _group(node))]
    nodes = {node for node, _ in headings}
    for node, group in headings:
        for link in _links_under(node, nodes):
            teaser = _teaser(link, group, url)
            if teaser is None or len(found) >= _MOST:
                continue
            key = identity(teaser.url) if teaser.url else teaser.title
            if key not in seen:
                seen.add(key)
                found.append(teaser)
    return found


def _group(node: HtmlElement) -> str | None:
    """The heading that an element is; of nested ones the innermost counts."""
    if len(node) > 3:
        return None
    text = _words(node, 90)
    if not text or any(_words(child, 90) == text for child in node):
        return None
    return heading_of(text)


def _words(node: HtmlElement, limit: int) -> str:
    parts: list[str] = []
    length = 0
    for part in node.itertext():
        parts.append(part)
        length += len(part)
        if length > 8 * limit:
            break
    text = clean_line(" ".join(parts))
    return text if len(text) <= limit else ""


def _links_under(heading: HtmlElement, headings: set[HtmlElement]) -> Iterator[HtmlElement]:
    """The links that follow the heading within what holds them, up to the next heading of teasers."""
    holder = heading
    for _ in range(_CLIMB):
        parent = holder.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        holder = parent
        links = _after(holder, heading, headings)
        if links:
            yield from links
            return


def _after(holder: HtmlElement, heading: HtmlElement, headings: set[HtmlElement]) -> list[HtmlElement]:
    links: list[HtmlElement] = []
    begun = False
    for node in holder.iter():
        if node is heading:
            begun = True
        elif begun and node in headings:
            break
        elif begun and node.tag == "a" and node.get("href") and len(_title(node)) >= _LEAST_TITLE:
            links.append(node)
    return links


def _title(link: HtmlElement) -> str:
    inner = next((node for node in link.iter(*_HEADINGS) if _words(node, 300)), None)
    return _words(link if inner is None else inner, 300)


def _teaser(link: HtmlElement, group: str, url: str | None) -> Teaser | None:
    title = _title(link)
    address = article_url(link.get("href") or "", url or "")
    if url and address is None:
        return None  # a mailto: or javascript: link is no headline
    return Teaser(title=title, blurb=_blurb(link, title), url=address, group=group)


def _blurb(link: HtmlElement, title: str) -> str:
    """The paragraph beside a headline: in its item, before another headline's."""
    item = link
    while item.tag not in ("li", "article") and (parent := item.getparent()) is not None:
        if parent.tag not in (*_ITEMS, *_HEADINGS) or sum(1 for _ in parent.iter("a")) > 2:
            break
        item = parent
    for node in item.iter("p", "div", "span"):
        text = _words(node, 600)
        if len(text) > 30 and title not in text:
            return blurb_of(text)
    return ""
