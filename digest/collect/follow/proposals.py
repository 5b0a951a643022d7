"""Which links of a page without a feed look like its headlines, and the selector that finds each kind of them."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lxml import html

from digest.collect.feeds.links import FoundLink, found_links
from digest.collect.follow.found import Proposal
from digest.collect.text.html import parse_html
from digest.collect.text.sniff import decode_text

MOST = 4
"""Proposals that are made at most."""

_LEAST = 3  # links: fewer are no list
_TRIED = 24  # selectors, of those that the most links have in common
_SAMPLE = 60  # links of each that are looked at
_LEVELS = 6  # of elements around a link
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HOLDERS = ("article", "li", "tr", "dt")
_ASIDE = {"nav", "footer", "form"}
# A name that a person gave, and will keep: what a build makes up has digits or capitals in it.
_NAMED = re.compile(r"[a-z]{2,}(?:(?:-|--|_|__)[a-z]{2,})*")


def propose_selectors(body: bytes, url: str, charset: str | None = None) -> list[Proposal]:
    """Selectors for the page in `body`, which came from `url`: those that find the most headlines come first.

    None where nothing on the page looks like a list of them. Takes long for hostile input: run it in a worker.
    """
    tree = parse_html(decode_text(body, charset))
    if tree is None:
        return []
    common = Counter(name for link in _headlines(tree) for name in set(_selectors(link)))
    likely = [name for name, times in common.most_common(_TRIED) if times >= _LEAST]
    tried = [(name, list(found_links(tree, url, name, _SAMPLE))) for name in likely]
    best: dict[frozenset[str], tuple[str, list[FoundLink]]] = {}
    # Of two that find the same, the one that says what the links are will outlast a change of the page.
    for name, found in sorted(
        tried, key=lambda one: (-_worth(one[1]), "." not in one[0], len(one[0]), one[0])
    ):
        if _worth(found):
            best.setdefault(frozenset(one.raw.link for one in found), (name, found))
    return [
        Proposal(
            name, sum(1 for _ in found_links(tree, url, name)), tuple(one.raw.title for one in found[:3])
        )
        for name, found in list(best.values())[:MOST]
    ]


def _headlines(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The links that say enough to be a headline, and do not stand where a page finds its way about."""
    for link in tree.iter("a"):
        aside = any(node.tag in _ASIDE for node in link.iterancestors())
        if link.get("href") and not aside and _says_enough("".join(link.itertext())):
            yield link


def _selectors(link: html.HtmlElement) -> Iterator[str]:
    """The selectors that would find this link: by its heading, its own names, and those of what holds it."""
    heading = next((node.tag for node in link.iterancestors(*_HEADINGS)), "")
    if heading:
        yield f"{heading} a"
    elif inner := next((node.tag for node in link.iter(*_HEADINGS)), ""):
        yield f"a {inner}"
    elif (around := link.getparent()) is not None:
        yield f"{around.tag} > a"
    within = f"{heading} a" if heading else "a"
    yield from (f"a.{name}" for name in _names(link))
    yield from _through_holders(link, within)


def _through_holders(link: html.HtmlElement, within: str) -> Iterator[str]:
    """The selectors of what holds the link; `within` is how the link is called inside of them."""
    holder = ""
    for node in islice(link.iterancestors(), _LEVELS):
        if node.tag == "main" or _NAMED.fullmatch(node.get("id") or ""):
            yield f"{'main' if node.tag == 'main' else '#' + node.get('id', '')} {holder or within}"
        if node.tag in _HOLDERS and not holder:
            holder = node.tag
            yield holder
        for name in _names(node):
            yield f".{name}"
            yield f".{name} {within}"
            if holder and holder != node.tag:
                yield f".{name} {holder}"


def _names(node: html.HtmlElement) -> list[str]:
    return [name for name in (node.get("class") or "").split()[:6] if _NAMED.fullmatch(name)]


def _worth(found: list[FoundLink]) -> float:
    """How much what was found looks like a list of headlines; 0 where it does not."""
    telling = [one for one in found if _says_enough(one.raw.title)]
    if len(telling) < _LEAST or len(telling) < 0.7 * len(found):
        return 0.0
    more = sum(bool(one.raw.summary) + bool(one.dates) for one in telling)
    return len(telling) ** 3 / len(found) ** 2 + 0.2 * more


def _says_enough(title: str) -> bool:
    """Whether a text is long enough for a headline: four words, or as much in a script without spaces."""
    title = title.strip()
    return len(title.split()) >= 4 or (not title.isascii() and len(title) >= 10)
