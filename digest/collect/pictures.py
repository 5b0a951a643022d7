"""The picture that stands for an article, and its size where page or feed tell it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from digest.collect.canonical import absolute
from digest.model import ImageSize, clean_line, web_url

LEAST_SIDE = 120
"""Pixels of a side; what is smaller is an icon, a face beside a byline or a tracker's dot, and leads no article."""

_LARGEST_SIDE = 20_000
_PIXELS = re.compile(r"\s*([0-9]{1,6})(?:\.[0-9]{1,6})?\s*(?:px)?\s*", re.IGNORECASE)
_STYLE = re.compile(r"(?:^|[;\s])(width|height)\s*:\s*([0-9]{1,6})(?:\.[0-9]+)?px", re.IGNORECASE)
_DOT = re.compile(
    r"(?:^|[/_.-])(?:1x1|pixel|spacer|blank|transparent|clear|dot)\.(?:gif|png)$", re.IGNORECASE
)
_SOURCES = ("src", "data-src", "data-lazy-src", "data-original")


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: its address, what its alt text says, and its sides in pixels where they are told."""

    url: str
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


def first_picture(tree: HtmlElement, base: str) -> Picture | None:
    """The first image in the tree that is large enough to be looked at."""
    return next((picture for image in tree.iter("img") if (picture := _image(image, base))), None)


def _image(image: HtmlElement, base: str) -> Picture | None:
    styled = {name.lower(): value for name, value in _STYLE.findall(image.get("style") or "")}
    width, height = (pixels(styled.get(side) or image.get(side)) for side in ("width", "height"))
    for name in _SOURCES:
        found = Picture(image.get(name) or "", image.get("alt") or "", width, height)
        if picture := placed(found, base):
            return picture
    return None


# A page's.


def lead_picture(tree: HtmlElement, base: str, linked: str = "") -> tuple[Picture | None, str]:
    """The picture that a page shows of itself (in its metadata, or where its linked data say that it is), or else
    that of its first figure; and the caption of a figure.
    """
    announced = (placed(found, base) for found in (*_announced(tree), Picture(linked)))
    picture = next(filter(None, announced), None)
    for figure in tree.iter("figure"):
        image = next(figure.iter("img"), None)
        caption = next(figure.iter("figcaption"), None)
        if image is None or caption is None:
            continue
        shown = _image(image, base)
        if picture is not None or shown is not None:
            told = clean_line(" ".join(caption.itertext()), 1000)
            alt = clean_line(image.get("alt") or "", 300)
            return _measured(_described(picture or shown, alt), tree, base), told
    return _measured(picture, tree, base), ""


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


def _described(picture: Picture | None, alt: str) -> Picture | None:
    if picture is None or picture.alt:
        return picture
    return Picture(picture.url, alt, picture.width, picture.height)


def _measured(picture: Picture | None, tree: HtmlElement, base: str) -> Picture | None:
    """The picture with the size at which the page shows it, where its metadata told none."""
    if picture is None or picture.size is not None:
        return picture
    for image in tree.iter("img"):
        shown = _image(image, base)
        if shown is not None and shown.url == picture.url and shown.size is not None:
            return Picture(picture.url, picture.alt, shown.width, shown.height)
    return picture
