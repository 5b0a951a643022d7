"""The last door before the terminal: no text, from wherever, may speak to it."""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from digest.tui.text import UNSAFE


class TerminalSafe(LineFilter):
    """Takes controls and bidi overrides out of every line that is drawn, whichever widget drew it.

    Each becomes a space, so that what was measured keeps its width as far as it had one. Control
    segments are Textual's own and pass.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - its signature
        """The same segments, harmless. Lines without anything unsafe, nearly all, are passed through."""
        search = UNSAFE.search
        if not any(search(segment.text) for segment in segments if not segment.control):
            return segments
        return [
            segment if segment.control else Segment(_harmless(segment.text), segment.style)
            for segment in segments
        ]


def _harmless(text: str) -> str:
    return re.sub(UNSAFE, lambda match: " " if match.group() < "\x20" else "", text)
