"""A text to read: lines of styled spans, drawn one at a time, scrolled by key, wheel and bar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.events import Resize
from textual.selection import Selection
from textual.strip import Strip

from digest.tui.action import bindings
from digest.tui.widgets.actions import TEXT_ACTIONS
from digest.tui.widgets.line_view import LineView


@dataclass(frozen=True, slots=True)
class Span:
    """Some text in one of the view's styles: "title", "meta", "body", "accent", "quote", "faint", "bad", "link",
    "gone", "new", "hit" (what is searched for).
    """

    text: str
    style: str = "body"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of the view."""

    spans: Sequence[Span] = field(default_factory=tuple)


class TextView(LineView):
    """Lines to read, `LEFT` cells from the edge. A view lays its text out in `lay_out`, for the width there is."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(TEXT_ACTIONS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "text--title", "text--meta", "text--body", "text--accent", "text--quote", "text--faint", "text--bad",
        "text--link", "text--gone", "text--new", "text--hit",
    }  # fmt: skip
    LEFT = 2
    MEASURE = 76
    """The most cells that a line of prose has: longer ones are hard to read."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._lines: Sequence[TextLine] = ()
        self._laid_out_for = 0
        self._hit_line: int | None = None

    def lay_out(self, width: int) -> Sequence[TextLine]:
        """The lines for a measure of `width` cells. For the view to say."""
        raise NotImplementedError

    @property
    def measure(self) -> int:
        """The cells that a line of prose has now."""
        return max(8, min(self.MEASURE, self.line_width - 2 * self.LEFT))

    def text_changed(self, *, keep_place: bool = False) -> None:
        """The text is another now: lay it out, and begin at its top, unless `keep_place`."""
        self._laid_out_for = self.measure
        self._lines = self.lay_out(self._laid_out_for)
        if self.text_selection is not None:
            self.screen.clear_selection()  # its places are those of the text before
        if not keep_place:
            self._hit_line = None
            self.scroll_to(y=0, animate=False)
        self.set_line_count(len(self._lines))
        self.refresh()

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002 - Textual's signature
        """Lay out again, when the measure is another."""
        if self.measure != self._laid_out_for:
            self.text_changed(keep_place=True)

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        base = self.base_style
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(self.line_width, base)
        segments = [Segment(" " * self.LEFT, base)]
        segments += [Segment(span.text, base + self._style(span.style)) for span in self._lines[at].spans]
        selection = self.text_selection
        span = selection.get_span(at) if selection is not None else None
        if span is not None:
            ground = Style(bgcolor=self.screen.get_component_rich_style("screen--selection").bgcolor)
            segments = list(_selected(segments, *span, ground))
        return self.fill(Strip(segments), base).apply_offsets(0, at)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words that the pointer has selected, line by line as they stand here."""
        left = " " * self.LEFT
        text = "\n".join(left + "".join(span.text for span in line.spans) for line in self._lines)
        lines = selection.extract(text).split("\n")
        return "\n".join(line.removeprefix(left) for line in lines), "\n"

    @property
    def selected(self) -> str:
        """The selected words on one line; "" where there are none."""
        selection = self.text_selection
        found = self.get_selection(selection) if selection is not None else None
        return " ".join(found[0].split()) if found else ""

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"text--{name}", partial=True)

    # What stands out

    def go_to_hit(self, by: int, *, here: bool = False) -> int | None:
        """Bring the next (1) or previous (-1) line with a hit into view, around the ends; its number, or None.

        `here`: begin with what is in view.
        """
        lines = [at for at, line in enumerate(self._lines) if any(span.style == "hit" for span in line.spans)]
        if not lines:
            return None
        begin = self.scroll_offset.y - by if here or self._hit_line is None else self._hit_line
        further = [at for at in lines if (at - begin) * by > 0] or lines
        found = self._hit_line = further[0 if by > 0 else -1]
        self._bring_into_view(found)
        return found

    def _bring_into_view(self, line: int) -> None:
        top, height = self.scroll_offset.y, self.size.height
        if not top + 1 <= line < top + height - 2:
            self.scroll_to(y=max(0, line - height // 3), animate=False)

    # Scrolling

    def _by(self, lines: float) -> None:
        self.scroll_relative(y=lines, animate=False)

    def action_down(self) -> None:
        """Scroll a line down."""
        self._by(1)

    def action_up(self) -> None:
        """Scroll a line up."""
        self._by(-1)

    def action_page_down(self) -> None:
        """Scroll a screen down, with two lines of it kept in view."""
        self._by(max(1, self.size.height - 2))

    def action_page_up(self) -> None:
        """Scroll a screen up, with two lines of it kept in view."""
        self._by(-max(1, self.size.height - 2))

    def action_half_down(self) -> None:
        """Scroll half a screen down."""
        self._by(max(1, self.size.height // 2))

    def action_half_up(self) -> None:
        """Scroll half a screen up."""
        self._by(-max(1, self.size.height // 2))

    def action_first(self) -> None:
        """Go to the top."""
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        """Go to the end."""
        self.scroll_to(y=self.virtual_size.height, animate=False)


def _selected(segments: Sequence[Segment], start: int, end: int, ground: Style) -> Iterator[Segment]:
    """The same segments, on another ground from character `start` to `end` (-1: to the last)."""
    at = 0
    for text, style, _ in segments:
        first = max(start - at, 0)
        last = len(text) if end < 0 else max(end - at, 0)
        yield Segment(text[: min(first, last)], style)
        yield Segment(text[first:last], style + ground if style else ground)
        yield Segment(text[max(first, last) :], style)
        at += len(text)
