"""Pictures: what is told of one by its first bytes, and where a mail's HTML shows which."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape

from digest.model import ImageSize

_KINDS = {
    re.compile(rb"\x89PNG\r\n\x1a\n"): "image/png",
    re.compile(rb"\xff\xd8\xff"): "image/jpeg",
    re.compile(rb"GIF8[79]a"): "image/gif",
    re.compile(rb"RIFF....WEBP", re.DOTALL): "image/webp",
}
_IMAGE = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]+)("[^>]*>)')
_WIDTH = re.compile(r'\swidth="(\d+)"')
_NO_HEIGHT = re.compile(r'(?<=\s)height="auto"')


@dataclass(frozen=True)
class Picture:
    """A picture as it is mailed: its bytes, its MIME type, and its size."""

    data: bytes = field(repr=False)
    kind: str
    size: ImageSize


def read_picture(data: bytes) -> Picture:
    """The picture in `data`, whatever it was called. Raises ValueError, in words, for what no mail can show."""
    import imagesize  # few digests have pictures of their own, and it brings a client of HTTP along

    kind = next((kind for start, kind in _KINDS.items() if start.match(data)), None)
    if kind is None:
        raise ValueError("it is no PNG, JPEG, GIF or WebP")
    try:
        width, height = imagesize.get(io.BytesIO(data))
    except Exception as error:  # whatever it stumbles over, the bytes are to blame
        raise ValueError("it is broken") from error
    if width < 1 or height < 1:
        raise ValueError("it is broken")
    return Picture(data, kind, ImageSize(width, height))


def shown(html: str) -> list[str]:
    """The addresses of all pictures that `html` shows, each once, in the order of reading."""
    return list(dict.fromkeys(unescape(image[2]) for image in _IMAGE.finditer(html)))


def readdressed(html: str, address: Callable[[str], str]) -> str:
    """`html` with each picture under what `address` gives for its own; where that is the same, not a byte is."""

    def renamed(image: re.Match[str]) -> str:
        before = unescape(image[2])
        after = address(before)
        return image[0] if after == before else f"{image[1]}{after}{image[3]}"

    return _IMAGE.sub(renamed, html)


def sized(html: str, sizes: Mapping[str, ImageSize]) -> str:
    """`html` with the height of each picture of `sizes` beside its width, so that nothing moves when it arrives."""

    def measured(image: re.Match[str]) -> str:
        size, width = sizes.get(unescape(image[2])), _WIDTH.search(image[0])
        if size is None or width is None:
            return image[0]
        height = max(1, round(int(width[1]) * size.height / size.width))
        return _NO_HEIGHT.sub(f'height="{height}"', image[0])

    return _IMAGE.sub(measured, html)
