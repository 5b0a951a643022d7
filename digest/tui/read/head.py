"""The line over the list: what it is, and how long."""

from typing import ClassVar

from digest.tui.bar import Bar, Piece
from digest.tui.text import column, count, cut


class ListHead(Bar):
    """A title, and a count at the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"head--title", "head--count"}

    def __init__(self) -> None:
        super().__init__(id="head")
        self._title = ""
        self._count: int | None = None

    def show_title(self, title: str) -> None:
        """Another list; its length is not known yet."""
        self._title, self._count = column(title), None
        self._fill()

    def show_count(self, number: int) -> None:
        """How long the list is."""
        self._count = number
        self._fill()

    def on_resize(self) -> None:
        """Cut the title to what fits."""
        self._fill()

    def _fill(self) -> None:
        length = "" if self._count is None else f"{count(self._count, 'article')} "
        title = cut(self._title, self.size.width - len(length) - 4)
        self.show([Piece(f"  {title}", "head--title")], [Piece(length, "head--count")])
