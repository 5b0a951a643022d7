"""All acts, newest first, and the way back to any of them."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static


class HistoryScreen(ModalScreen[None]):
    """The acts of the curator."""

    BINDINGS: ClassVar = [("escape,q,h", "dismiss", "close")]

    def compose(self) -> ComposeResult:
        """The list."""
        yield Static("History", markup=False, id="dialog")
