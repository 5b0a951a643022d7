"""The search field: what is typed is searched at once."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from digest.tui.action import bindings
from digest.tui.read.actions import SEARCH_ACTIONS


class SearchField(Input):
    """Shown while a search is open. Enter and the arrows go to what was found, escape leaves the search."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SEARCH_ACTIONS)

    @dataclass
    class Left(Message):
        """The curator is done with the search."""

    @dataclass
    class ToList(Message):
        """The curator goes on to what was found."""

    def __init__(self) -> None:
        super().__init__(
            placeholder='words, "a phrase", -without, site: by: before:', id="search", select_on_focus=False
        )

    def action_leave(self) -> None:
        """Leave the search."""
        self.post_message(self.Left())

    def action_to_list(self) -> None:
        """Go to the list."""
        self.post_message(self.ToList())
