"""A dialog that asks for one line."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from digest.tui.dialogs.dialog import Dialog


class AskLine(Dialog[str | None]):
    """Asks for a line of text; `known` stands in the field already. Escape answers None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "close", show=False)]

    def __init__(self, title: str, known: str, foot: str) -> None:
        super().__init__()
        self._asked = title
        self._known = known
        self._foot = foot

    def compose(self) -> ComposeResult:
        """A title, the field, and what enter does."""
        with Vertical(id="dialog", classes="small"):
            yield Static(self._asked, classes="dialog-title", markup=False)
            yield Input(self._known, id="line")
            yield Static(f"{self._foot}  esc closes", classes="dialog-foot", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter answers, once there is something to answer with."""
        if event.value.strip():
            self.dismiss(event.value.strip())
