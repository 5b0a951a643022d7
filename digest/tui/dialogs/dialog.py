"""A dialog: a small screen over a place, closed with one answer; and the list that many of them hold."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual import on
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

from digest.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from digest.tui.app import DigestApp

T = TypeVar("T")
R = TypeVar("R")


class Dialog(ModalScreen[T]):
    """Answers once. What is still on its way to it then, as from a second quick key, is not for it any more."""

    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (12, "-short")]  # noqa: RUF012 - as Screen declares it
    choice: ClassVar[str] = ""
    """The action that a row of its list does when it is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._is_answered = False

    @property
    def desk_app(self) -> "DigestApp":
        """The app, by its own type."""
        return cast("DigestApp", self.app)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with an answer; once closed, nothing."""
        if self._is_answered:
            return AwaitComplete()
        self._is_answered = True
        return super().dismiss(result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key still does something here."""
        return not self._is_answered and super().check_action(action, parameters)

    def while_open(self, then: Callable[[R], None]) -> Callable[[R], None]:
        """`then` as long as the dialog is open; a result that comes later is for nobody."""

        def arrive(result: R) -> None:
            if self.is_attached and not self._is_answered:
                then(result)

        return arrive

    @on(LineList.Chosen)
    async def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        await self.run_action(self.choice)


class DialogList(LineList, Generic[R]):
    """The `entries` that a dialog offers, and is as tall as; for the list to draw."""

    def __init__(self, entries: Sequence[R] = (), *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.entries = entries

    def on_mount(self) -> None:
        """Draw what is there from the beginning."""
        self.show(self.entries)

    def show(self, entries: Sequence[R]) -> None:
        """Offer these."""
        self.entries = entries
        self.rows_changed()
        self.refresh(layout=True)

    @property
    def row_count(self) -> int:
        """How many there are."""
        return len(self.entries)

    @property
    def current(self) -> R | None:
        """The one under the cursor; None where there are none."""
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None
