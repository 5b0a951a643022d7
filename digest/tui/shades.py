"""Our shades in a terminal of 256 colours, which has more greys than dim colours."""

from functools import lru_cache

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Ground
from textual.filter import LineFilter

NEARLY_GREY = 20
"""How far red, green and blue lie apart, of 255, in what is a shade rather than a colour."""


class GreyShades(LineFilter):
    """Makes of each shade the grey that is as bright.

    Of a tint, however faint, the nearest of the 6 by 6 by 6 colours is taken: black for all of our dark grounds, and
    pink for the light ones. Of the 24 greys each has its own.
    """

    def apply(self, segments: list[Segment], background: Ground) -> list[Segment]:  # noqa: ARG002 - its signature
        """The same segments, their shades grey."""
        return [
            segment
            if segment.style is None
            else Segment(segment.text, _grey_style(segment.style), segment.control)
            for segment in segments
        ]


@lru_cache(4096)
def _grey_style(style: Style) -> Style:
    ink, ground = _grey(style.color), _grey(style.bgcolor)
    return style if ink is None and ground is None else style + Style(color=ink, bgcolor=ground)


def _grey(colour: Color | None) -> Color | None:
    """The grey for a shade; None where it is no shade."""
    if colour is None or colour.triplet is None or max(colour.triplet) - min(colour.triplet) > NEARLY_GREY:
        return None
    red, green, blue = colour.triplet
    grey = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return Color.from_rgb(grey, grey, grey)
