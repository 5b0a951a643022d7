"""The first frame: what stands around a place, drawn before the desk is open."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from digest.tui.action import Where
from digest.tui.frame import KeyLine, TopLine
from digest.tui.widgets.bar import Bar, Piece


class OpeningLine(Bar):
    """What the desk waits for, where it is not there in a moment."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"opening--words"}


class Opening(Screen[None]):
    """The frame of Read, with nothing in it yet. `name` is the newsletter's."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name_shown = name
        self.is_migrating = False

    def compose(self) -> ComposeResult:
        """The top line, the room for the panes, and the keys."""
        yield TopLine(self._name_shown, Where.READ)
        yield Horizontal(id="body")
        yield OpeningLine()
        yield KeyLine(Where.READ)

    def show_migrating(self, percent: int) -> None:
        """Say how far the archive of an older version is on its way to this one's form."""
        self.is_migrating = True
        words = f"  Bringing the archive up to this version: {percent} %. This is done once; q leaves it for later."
        self.query_one(OpeningLine).show([Piece(words, "opening--words")])
