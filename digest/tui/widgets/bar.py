"""A line of short pieces, some of which are keys to press or places to click: the frame's top and foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual.events import Click
from textual.strip import Strip
from textual.widget import Widget

from digest.tui.widgets.text import column


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of a bar in one of its component styles; clicking it does `target`, an action's."""

    text: str
    style: str
    target: str = ""

    @property
    def cells(self) -> int:
        """Its width."""
        return cell_len(self.text)


class Bar(Widget, can_focus=False):
    """One line of pieces from the left, and some at the right edge; what does not fit is left out."""

    DEFAULT_CSS = """
    Bar { height: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._left: Sequence[Piece] = ()
        self._right: Sequence[Piece] = ()

    def show(self, left: Sequence[Piece], right: Sequence[Piece] = ()) -> None:
        """Draw these pieces from now on."""
        self._left, self._right = left, right
        self.refresh()

    def placed(self) -> list[tuple[int, Piece]]:
        """The pieces that fit in the bar's width, each with the column it begins in."""
        right_cells = sum(piece.cells for piece in self._right)
        room = self.size.width - right_cells
        placed: list[tuple[int, Piece]] = []
        x = 0
        for piece in self._left:
            if x + piece.cells > room:
                break
            placed.append((x, piece))
            x += piece.cells
        x = max(x, self.size.width - right_cells)
        for piece in self._right:
            placed.append((x, piece))
            x += piece.cells
        return placed

    def render_line(self, y: int) -> Strip:
        """The bar, from its pieces."""
        base = self.rich_style
        if y != 0:
            return Strip.blank(self.size.width, base)
        segments: list[Segment] = []
        x = 0
        for begin, piece in self.placed():
            if begin > x:
                segments.append(Segment(" " * (begin - x), base))
            segments.append(
                Segment(column(piece.text), base + self.get_component_rich_style(piece.style, partial=True))
            )
            x = begin + piece.cells
        return Strip(segments).adjust_cell_length(self.size.width, base).crop(0, self.size.width)

    async def on_click(self, event: Click) -> None:
        """Do what the piece under the pointer does."""
        for begin, piece in self.placed():
            if piece.target and begin <= event.x < begin + piece.cells:
                await self.screen.run_action(piece.target)
                return
