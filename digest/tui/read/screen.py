"""The place where the curator reads and chooses."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from digest.tui.action import Where
from digest.tui.place import Place, place_bindings


class ReadPlace(Place):
    """Sources at the left, their articles in the middle, the article's text at the right."""

    where: ClassVar[Where] = Where.READ
    BINDINGS = place_bindings(Where.READ)

    def compose_body(self) -> ComposeResult:
        """The panes."""
        yield Static("Read", markup=False, classes="pane")
