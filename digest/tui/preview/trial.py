"""Where the test mail goes: the addresses, asked for once and remembered while the desk is open."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from digest.desk import SendReport
from digest.tui.dialogs.dialog import Dialog
from digest.tui.widgets.text import count


class AskAddresses(Dialog[list[str] | None]):
    """Asks for the addresses of a test mail; `known` stands in the field already."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "close", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, number: int, known: str) -> None:
        super().__init__()
        self._number = number
        self._known = known

    def compose(self) -> ComposeResult:
        """A field and a button."""
        with Vertical(id="dialog", classes="small"):
            yield Static(f"Send No. {self._number} as a test", classes="dialog-title", markup=False)
            yield Input(self._known, placeholder="you@example.org, colleague@example.org", id="address")
            with Horizontal(id="choices"):
                yield Button("Send the test  ⏎", id="send", compact=True)
            yield Static(
                "The mail as subscribers get it; its subject says that it is a test.  esc closes",
                classes="dialog-foot",
                markup=False,
            )

    def on_input_submitted(self) -> None:
        """Enter in the field sends."""
        self._answer()

    def on_button_pressed(self) -> None:
        """So does the button."""
        self._answer()

    def _answer(self) -> None:
        addresses = self.query_one("#address", Input).value.replace(",", " ").replace(";", " ").split()
        if addresses:
            self.dismiss(addresses)
        else:
            self.query_one("#address").focus()


def told(report: SendReport) -> str:
    """What became of a test mail, in words: the server's own where it did not take it."""
    taken = f"The server took the test mail for {count(len(report.accepted), 'address', 'addresses')}."
    trouble = [
        f"{one.address} {verb}: {one.answer}"
        for verb, answers in (
            ("was refused", report.refused),
            ("has to wait", report.deferred),
            ("may or may not have it", report.in_doubt),
            ("was not tried", report.pending),
        )
        for one in answers
    ]
    return "\n".join([taken, *trouble] if report.accepted else trouble)
