"""The last door before the terminal: no text, from wherever, may speak to it."""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from digest.tui.widgets.text import LEFT_MARK, UNSAFE


class BrowserFit(LineFilter):
    """Takes out what `text.isolate` puts around letters that run from right to left.

    The terminal in a browser (xterm.js) knows no other direction, and after a change of colour it gives such a mark a
    column of its own.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - its signature
        """The same segments without the marks."""
        return [
            Segment(segment.text.replace(LEFT_MARK, ""), segment.style)
            if LEFT_MARK in segment.text
            else segment
            for segment in segments
        ]


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
