"""The line over the list: what it is, and how long."""

from typing import ClassVar

from digest.desk import Tally
from digest.tui.widgets.bar import Bar, Piece
from digest.tui.widgets.text import column, count, cut


class ListHead(Bar):
    """A title, and a count at the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"head--title", "head--count", "head--marked"}

    def __init__(self) -> None:
        super().__init__(id="head")
        self._title = ""
        self._counts = ""
        self._marked = 0

    def show_title(self, title: str) -> None:
        """Another list; its length is not known yet."""
        self._title, self._counts = column(title), ""
        self._fill()

    def show_count(self, number: int) -> None:
        """How long the list is."""
        self._counts = count(number, "article")
        self._fill()

    def show_tally(self, tally: Tally) -> None:
        """How much of a list that is being worked through is new, and how much of it is decided and stays in it."""
        self._counts = f"{tally.new:,} new" + (f" · {tally.kept:,} kept" if tally.kept else "")
        self._fill()

    def show_marked(self, number: int) -> None:
        """How many articles an act would be for."""
        if number != self._marked:
            self._marked = number
            self._fill()

    def on_resize(self) -> None:
        """Cut the title to what fits."""
        self._fill()

    def _fill(self) -> None:
        marked = f"{self._marked:,} marked" if self._marked else ""
        between = " · " if marked and self._counts else ""
        counts = f"{between}{self._counts} "
        title = cut(self._title, self.size.width - len(marked) - len(counts) - 4)
        pieces = [Piece(marked, "head--marked"), Piece(counts, "head--count")]
        self.show([Piece(f"  {title}", "head--title")], [piece for piece in pieces if piece.text])
