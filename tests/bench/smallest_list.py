"""The smallest list on Textual: what a key that moves in any list costs at least."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

ROWS = 1_000


class Rows(ScrollView, can_focus=True):
    """A thousand rows, drawn a line at a time; j goes down, k up."""

    BINDINGS: ClassVar = [("j", "move(1)", "down"), ("k", "move(-1)", "up")]
    cursor = 0

    def on_mount(self) -> None:
        """As tall as its rows."""
        self.virtual_size = Size(100, ROWS)

    def action_move(self, by: int) -> None:
        """Draw the two rows anew, and keep the cursor in view."""
        before, self.cursor = self.cursor, min(max(self.cursor + by, 0), ROWS - 1)
        for row in (before, self.cursor):
            self.refresh_lines(row, 1)
        bottom = self.scroll_offset.y + self.size.height - 1
        if not self.scroll_offset.y <= self.cursor <= bottom:
            self.scroll_to(y=min(self.cursor, self.cursor - self.size.height + 1), animate=False)

    def render_line(self, y: int) -> Strip:
        """A row in words, the cursor's reversed."""
        row = y + self.scroll_offset.y
        style = self.rich_style + Style(reverse=row == self.cursor)
        text = f" {row:>5}  A row of the smallest list, which says no more than this"
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)


class SmallestList(App[None]):
    """The list alone; q leaves."""

    BINDINGS: ClassVar = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """The list."""
        yield Rows()


if __name__ == "__main__":
    SmallestList().run()
