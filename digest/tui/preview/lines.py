"""The text part, or the mail's source, as it is."""

import re
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from digest.tui.action import Where, bindings_beside
from digest.tui.preview.actions import PREVIEW_ACTIONS
from digest.tui.widgets.actions import TEXT_ACTIONS
from digest.tui.widgets.text import UNSAFE, wrap
from digest.tui.widgets.text_view import Span, TextLine, TextView

_MOST_LINES = 20_000
_ADDRESS = re.compile(r"\s*(?:\[\d+\] )?https?://\S+\s*$")
_NUMBERED = re.compile(r"\d+\. ")


class Lines(TextView, inherit_bindings=False):
    """Lines that are broken already; where the view is narrower they are broken again.

    Headings and headlines stand out, addresses stand back; else it is drawn as it reads.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_beside(TEXT_ACTIONS, Where.PREVIEW, PREVIEW_ACTIONS)
    MEASURE = 160

    def __init__(self, *, id: str, classes: str = "") -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, classes=classes)
        self._text = ""

    def show(self, text: str) -> None:
        """Show `text`; the view stays where it is, as far as there is text."""
        self._text = text
        self.text_changed(keep_place=True)

    def lay_out(self, width: int) -> Sequence[TextLine]:
        """The lines, each in its look."""
        lines: list[TextLine] = []
        texts = self._text.split("\n")[:_MOST_LINES]
        for line, following in zip(texts, [*texts[1:], ""], strict=True):
            look = "accent" if _is_rule(following) else _look(line)
            lines += [TextLine((Span(part, look),)) for part in _broken(UNSAFE.sub(" ", line), width)]
        return lines


def _broken(line: str, width: int) -> Sequence[str]:
    # Only what is too long is broken: `wrap` would fold the spaces that the text part is laid out with.
    return [line] if len(line) <= width else wrap(line, width)


def _is_rule(line: str) -> bool:
    return len(line) > 2 and not line.strip("=\u200f")  # behind the mark of a line that runs right to left


def _look(line: str) -> str:
    if _ADDRESS.match(line) or _is_rule(line) or line == "-- ":
        return "meta"
    return "title" if _NUMBERED.match(line) else "body"
