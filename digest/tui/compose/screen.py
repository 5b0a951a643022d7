"""The place where the digest gets its words."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from digest.tui.action import Where
from digest.tui.place import Place


class ComposePlace(Place):
    """The digest as an outline, an editor, and the source's text beside it."""

    where: ClassVar[Where] = Where.COMPOSE

    def compose_body(self) -> ComposeResult:
        """The panes."""
        yield Static("Compose", markup=False)
