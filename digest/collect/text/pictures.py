"""Pictures as feeds and pages tell of them: which is one at all, and its size where that is told."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

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
IMAGES = ("img", "amp-img")
"""The elements that show one."""

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
    return next((picture for image in tree.iter(*IMAGES) if (picture := picture_of(image, base))), None)


def picture_of(image: etree._Element, base: str) -> Picture | None:
    """The picture that an element shows; None where that is none, or too small."""
    styled = {name.lower(): value for name, value in _STYLE.findall(image.get("style") or "")}
    width, height = (pixels(styled.get(side) or image.get(side)) for side in ("width", "height"))
    for name in _SOURCES:
        found = Picture(image.get(name) or "", image.get("alt") or "", width, height)
        if picture := placed(found, base):
            return picture
    return None
