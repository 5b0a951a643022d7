"""The search field: what is typed is searched at once."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class SearchField(Input):
    """Shown while a search is open. Enter and the arrows go to what was found, escape leaves the search."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", show=False),
        Binding("down,enter,tab", "to_list", "to the list", show=False),
    ]

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
