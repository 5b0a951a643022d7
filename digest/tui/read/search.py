"""The fields that words to look for are typed in: what is typed is looked for at once."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.suggester import Suggester
from textual.widgets import Input

from digest.desk import Vocabulary
from digest.tui.action import bindings
from digest.tui.read.actions import SEARCH_ACTIONS
from digest.tui.read.completion import complete


class WordField(Input):
    """A field that is shown while something is looked for. Enter and the arrows go to what was found."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SEARCH_ACTIONS)
    # Textual lays out the whole screen when this changes, as it does with each letter; the field stays as it is.
    virtual_size = Reactive(Size(0, 0))

    @dataclass
    class Ended(Message):
        """The curator leaves the field."""

        field: "WordField"

        @property
        def control(self) -> "WordField":
            """The field, for `@on` with a selector."""
            return self.field

    class Left(Ended):
        """The curator is done with the search."""

    class Found(Ended):
        """The curator goes on to what was found."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, classes="words", select_on_focus=False)
        self.display = False

    def action_leave(self) -> None:
        """Leave the search."""
        self.post_message(self.Left(self))

    def action_to_found(self) -> None:
        """Go to what was found."""
        self.post_message(self.Found(self))

    async def action_complete(self) -> None:
        """There is nothing to complete here: go to the next pane."""
        await self.screen.run_action("app.next_pane")


class SearchField(WordField):
    """The search of the archive or of a list, completed while it is typed: by tab or the right arrow."""

    def __init__(self) -> None:
        super().__init__(id="search")
        self._known = Vocabulary()
        self.suggester = _Completion(self._known)

    def know(self, vocabulary: Vocabulary) -> None:
        """Complete with these words from now on."""
        self._known = vocabulary
        self.suggester = _Completion(vocabulary)

    def _take(self) -> bool:
        """Take what is offered dimly; False where nothing is."""
        offered = (
            complete(self.value, self._known) if self.cursor_at_end and self.selection.is_empty else None
        )
        if offered is None:
            return False
        self.value = offered.line
        self.cursor_position = len(self.value)
        return True

    async def action_complete(self) -> None:
        """Take what is offered; where nothing is, go to the next pane."""
        if not self._take():
            await super().action_complete()

    def action_cursor_right(self, select: bool = False) -> None:
        """Take what is offered at the end of the line; else go on in it."""
        if select or not self._take():
            super().action_cursor_right(select)


class _Completion(Suggester):
    """Says what Textual shows dimly after the cursor."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._vocabulary = vocabulary

    async def get_suggestion(self, value: str) -> str | None:
        """What is typed, and what may follow."""
        offered = complete(value, self._vocabulary)
        return value + offered.rest if offered else None
