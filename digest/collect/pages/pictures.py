"""The picture that stands for a page's article, and the caption beside it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from digest.collect.text.pictures import IMAGES, Picture, picture_of, pixels, placed
from digest.model import clean_line

_LARGE = 240  # pixels wide
# What a site announces for pages that have no picture.
_ANY_PAGES = re.compile(
    r"(?:^|[/_.-])(?:logo|placeholder|fallback|default)(?:[_.-][^/]*)?\.\w{3,4}(?:\?|$)", re.IGNORECASE
)

_NONE = Picture()


def lead_picture(tree: HtmlElement, base: str, linked: Picture = _NONE) -> tuple[Picture | None, str]:
    """The picture that a page shows of itself (in its metadata, or as its linked data say: `linked`), else that of
    its article's first figure, else a large one in the article; and the caption of the article's first figure.
    """
    told = (placed(found, base) for found in (*_announced(tree), linked))
    announced = list(filter(None, told))
    picture = next((one for one in announced if not _ANY_PAGES.search(one.url)), None)
    article = _article(tree)
    shown, caption = _first_figure(article, base)
    if picture is None:
        shown = shown or _first_large(article, base) or next(iter(announced), None)
        return _as_shown(shown, tree, base), caption
    if shown is not None and not picture.alt:
        picture = replace(picture, alt=shown.alt)
    return _as_shown(picture, tree, base), caption


def _article(tree: HtmlElement) -> HtmlElement:
    """What of the page holds the article: what is marked as one and has its headline, or is the only one."""
    marked = list(tree.iter("article"))
    titled = [one for one in marked if next(one.iter("h1"), None) is not None]
    parts = [*titled, *tree.iter("main"), *(marked if len(marked) == 1 else ())]
    return parts[0] if parts else tree


def _first_figure(article: HtmlElement, base: str) -> tuple[Picture | None, str]:
    for figure in article.iter("figure"):
        image = next(figure.iter(*IMAGES), None)
        shown = None if image is None else picture_of(image, base)
        if shown is not None:
            caption = next(figure.iter("figcaption"), None)
            return shown, "" if caption is None else clean_line(" ".join(caption.itertext()), 1000)
    return None, ""


def _first_large(article: HtmlElement, base: str) -> Picture | None:
    """The first picture that says itself that it is large: one without a size may be anything."""
    shown = (picture_of(image, base) for image in article.iter(*IMAGES))
    return next((one for one in shown if one is not None and one.size and one.size.width >= _LARGE), None)


def _announced(tree: HtmlElement) -> Iterator[Picture]:
    """The pictures of a page's metadata: Open Graph's, each with what is told of it, then the others'."""
    found: list[dict[str, str]] = []
    others: list[str] = []
    alt = ""
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        value = clean_line(node.get("content") or "")
        if name == "og:image":
            found.append({"url": value})
        elif name in ("og:image:url", "og:image:secure_url"):
            # It mostly says again where the last one is.
            found = found or [{"url": value}]
        elif name in ("og:image:width", "og:image:height", "og:image:alt"):
            (found or [{}])[-1].setdefault(name.rpartition(":")[2], value)
        elif name in ("twitter:image", "twitter:image:src", "image"):
            others.append(value)
        elif name == "twitter:image:alt":
            alt = value
    for one in found:
        sides = pixels(one.get("width")), pixels(one.get("height"))
        yield Picture(one["url"], one.get("alt") or alt, *sides)
    for address in others:
        yield Picture(address, alt)


def _as_shown(picture: Picture | None, tree: HtmlElement, base: str) -> Picture | None:
    """The picture with the size and the alt text with which the page shows it, where its metadata told none."""
    if picture is None or (picture.size is not None and picture.alt):
        return picture
    for image in tree.iter(*IMAGES):
        shown = picture_of(image, base)
        if shown is not None and shown.url == picture.url:
            picture = replace(picture, alt=picture.alt or shown.alt)
            if picture.size is None and shown.size is not None:
                picture = replace(picture, width=shown.width, height=shown.height)
    return picture
