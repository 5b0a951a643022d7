"""The picture that stands for an article, and its size where page or feed tell it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from digest.collect.addresses.canonical import absolute
from digest.model import ImageSize, clean_line, web_url

LEAST_SIDE = 120
"""Pixels of a side; what is smaller is an icon, a face beside a byline or a tracker's dot, and leads no article."""

_LARGEST_SIDE = 20_000
_PIXELS = re.compile(r"\s*([0-9]{1,6})(?:\.[0-9]{1,6})?\s*(?:px)?\s*", re.IGNORECASE)
_STYLE = re.compile(r"(?:^|[;\s])(width|height)\s*:\s*([0-9]{1,6})(?:\.[0-9]+)?px", re.IGNORECASE)
_DOT = re.compile(
    r"(?:^|[/_.-])(?:1x1|pixel|spacer|blank|transparent|clear|dot)\.(?:gif|png)$", re.IGNORECASE
)
_IMAGES = ("img", "amp-img")
_LARGE = 240  # pixels wide
_ANY_PAGES = re.compile(  # what a site announces for pages that have no picture
    r"(?:^|[/_.-])(?:logo|placeholder|fallback|default)(?:[_.-][^/]*)?\.\w{3,4}(?:\?|$)", re.IGNORECASE
)
_SOURCES = ("src", "data-src", "data-lazy-src", "data-original")


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: its address, what its alt text says, and its sides in pixels where they are told."""

    url: str = ""
    alt: str = ""
    width: int | None = None
    height: int | None = None

    @property
    def size(self) -> ImageSize | None:
        """Its size, where both sides are told."""
        return ImageSize(self.width, self.height) if self.width and self.height else None


def pixels(told: object) -> int | None:
    """A side as an attribute tells it ("800", "800px"); None where that is no number of pixels."""
    found = _PIXELS.fullmatch(str(told or ""))
    side = int(found.group(1)) if found else None
    return side if side is not None and side <= _LARGEST_SIDE else None


def placed(picture: Picture, base: str) -> Picture | None:
    """A picture as it was found, its address made whole; None where that is no web address, or it is too small."""
    address = picture.url.strip()
    if not address or address.startswith("data:") or _is_small(picture):
        return None
    try:
        url = web_url(absolute(address, base))
    except ValueError:
        return None
    if _DOT.search(urlsplit(url).path):
        return None
    return Picture(url, clean_line(picture.alt, 300), picture.width, picture.height)


def _is_small(picture: Picture) -> bool:
    return any(side is not None and side < LEAST_SIDE for side in (picture.width, picture.height))


def first_picture(tree: etree._Element, base: str) -> Picture | None:
    """The first image in the tree that is large enough to be looked at."""
    return next((picture for image in tree.iter(*_IMAGES) if (picture := _image(image, base))), None)


def _image(image: etree._Element, base: str) -> Picture | None:
    styled = {name.lower(): value for name, value in _STYLE.findall(image.get("style") or "")}
    width, height = (pixels(styled.get(side) or image.get(side)) for side in ("width", "height"))
    for name in _SOURCES:
        found = Picture(image.get(name) or "", image.get("alt") or "", width, height)
        if picture := placed(found, base):
            return picture
    return None


# A page's.

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
        image = next(figure.iter(*_IMAGES), None)
        shown = None if image is None else _image(image, base)
        if shown is not None:
            caption = next(figure.iter("figcaption"), None)
            return shown, "" if caption is None else clean_line(" ".join(caption.itertext()), 1000)
    return None, ""


def _first_large(article: HtmlElement, base: str) -> Picture | None:
    """The first picture that says itself that it is large: one without a size may be anything."""
    shown = (_image(image, base) for image in article.iter(*_IMAGES))
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
    for image in tree.iter(*_IMAGES):
        shown = _image(image, base)
        if shown is not None and shown.url == picture.url:
            picture = replace(picture, alt=picture.alt or shown.alt)
            if picture.size is None and shown.size is not None:
                picture = replace(picture, width=shown.width, height=shown.height)
    return picture
