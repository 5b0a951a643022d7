"""The place where the digest is looked at before it leaves."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from digest.tui.action import Where
from digest.tui.place import Place


class PreviewPlace(Place):
    """The findings, and the text as the subscriber gets it."""

    where: ClassVar[Where] = Where.PREVIEW

    def compose_body(self) -> ComposeResult:
        """The panes."""
        yield Static("Preview", markup=False)
