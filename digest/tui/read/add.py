"""Adding by address: a source to follow, or one page."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static


@dataclass(frozen=True)
class Wanted:
    """What the curator wants added: an address, and whether the page there alone or what it publishes."""

    address: str
    page_alone: bool


class AddDialog(ModalScreen[Wanted | None]):
    """Asks for an address. Enter follows it as a source; the second button takes the page alone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "close", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def compose(self) -> ComposeResult:
        """A field and two buttons."""
        with Vertical(id="dialog", classes="small"):
            yield Static("Add by address", classes="dialog-title", markup=False)
            yield Input(placeholder="https://", id="address")
            with Horizontal(id="choices"):
                yield Button("Follow as a source  ⏎", id="source", compact=True)
                yield Button("Take this page alone", id="page", compact=True)
            yield Static(
                "A feed, or a site: its feed is found.  tab chooses · esc closes",
                classes="dialog-foot",
                markup=False,
            )

    def on_input_submitted(self) -> None:
        """Enter in the field follows."""
        self._answer(page_alone=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The button says which."""
        self._answer(page_alone=event.button.id == "page")

    def _answer(self, *, page_alone: bool) -> None:
        address = self.query_one("#address", Input).value.strip()
        if not address:
            self.query_one("#address").focus()
            return
        if "://" not in address:
            address = f"https://{address}"
        self.dismiss(Wanted(address, page_alone))
