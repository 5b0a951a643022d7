"""The first frame: what stands around a place, drawn before the desk is open."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from digest.tui.action import Where
from digest.tui.frame import KeyLine, TopLine


class Opening(Screen[None]):
    """The frame of Read, with nothing in it yet. `name` is the newsletter's."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name_shown = name

    def compose(self) -> ComposeResult:
        """The top line, the room for the panes, and the keys."""
        yield TopLine(self._name_shown, Where.READ)
        yield Horizontal(id="body")
        yield KeyLine(Where.READ)
