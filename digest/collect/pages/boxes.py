"""What stands inside an article's page and is not the article: boxes to sign up in, to pay at, to read on from."""

import re
from itertools import islice

from lxml.html import HtmlElement

from digest.collect.pages.headings import heading_of

_BOXES = {
    "consent", "cookie", "cookies", "mailinglist", "newsletter", "outbrain", "paywall", "promo", "recirc", "related",
    "relatedposts", "share", "sharedaddy", "sharing", "signup", "social", "sponsored", "subscribe", "subscription",
    "taboola",
}  # fmt: skip
_PULLED = {"pullquote"}
_IN_TWO = (("sign", "up"), ("pull", "quote"))
_MOST = 200  # boxes of a page that are looked at
_PARTS = re.compile(r"[^a-z0-9]+")
_SHARE = 0.3  # of the page's text: what has more is the article, whatever it is called
_WORDS = re.compile(r"\w+")
_POINTER = 200  # characters


def without_boxes(tree: HtmlElement) -> None:
    """Take out of the page what its class or id calls a box, and the quotes that repeat the text."""
    whole = "".join(tree.itertext())
    words = _bare(whole)
    for node in list(islice(filter(_is_called_one, tree.iter()), _MOST)):
        if node.getparent() is None or next(node.iter("h1"), None) is not None:
            continue
        text = "".join(node.itertext())
        if len(text) <= len(whole) * _SHARE and (_called(node) & _BOXES or words.count(_bare(text)) > 1):
            node.drop_tree()


def _is_called_one(node: HtmlElement) -> bool:
    return isinstance(node.tag, str) and not _called(node).isdisjoint(_BOXES | _PULLED)


def _called(node: HtmlElement) -> set[str]:
    """The words of an element's class and id, and those that are written in two."""
    parts = set(_PARTS.split(f"{node.get('class') or ''} {node.get('id') or ''}".lower()))
    return parts | {"".join(pair) for pair in _IN_TWO if parts.issuperset(pair)}


def _bare(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


def points_elsewhere(block: str) -> bool:
    """Whether a paragraph is no more than a way to another article ("Read more: The ferry that went to court")."""
    label, colon, _ = block.partition(":")
    return len(block) <= _POINTER and bool(colon) and heading_of(label) is not None
