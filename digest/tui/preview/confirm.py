"""The one question that the desk asks: whether the digest has gone out."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from digest.model import Digest
from digest.tui.dialogs.dialog import Dialog
from digest.tui.keys import keys_of
from digest.tui.widgets.text import count


class ConfirmSent(Dialog[bool]):
    """Says what marking as sent means, and asks. True: the curator wants it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "yes", show=False),
        Binding("n,escape,q", "dismiss(False)", "no", show=False),
        Binding("left,right,h,l", "app.focus_next", show=False),
    ]

    def __init__(self, digest: Digest, errors: int) -> None:
        super().__init__()
        self._digest = digest
        self._errors = errors

    def compose(self) -> ComposeResult:
        """The question, what follows from it, two answers."""
        number, items = self._digest.number, count(len(self._digest.items), "item")
        with Vertical(id="dialog", classes="small"):
            yield Static(f"Has No. {number} gone out?", classes="dialog-title", markup=False)
            yield Static(
                f"Mark it as sent once your subscribers have it. The articles behind its {items} are then known"
                f" to have run, No. {number} is kept as it is, and the next digest begins here."
                f" Nothing is mailed by this; {keys_of(self).word('desk.undo')} takes it back.",
                markup=False,
            )
            if self._errors:
                told = f"✗ The checks still find {count(self._errors, 'error')}."
                yield Static(told, markup=False, id="confirm-errors")
            with Horizontal(id="choices"):
                yield Button("Mark as sent  y", id="yes", compact=True)
                yield Button("Not yet  n", id="no", compact=True)

    def on_mount(self) -> None:
        """Begin at the answer that changes nothing."""
        self.query_one("#no").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The button says which."""
        self.dismiss(event.button.id == "yes")
