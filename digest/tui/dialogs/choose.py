"""A dialog to choose one of a few: by its number, or with the arrows and enter."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from digest.tui.dialogs.dialog import Dialog, DialogList
from digest.tui.keys import keys_of
from digest.tui.widgets.text import fit


class _Choices(DialogList[str]):
    """The things to choose from, each with its number."""

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """A number and what it is for."""
        return [
            [
                Segment(f"{row + 1:>3}  ", self.style_of("accent", base)),
                Segment(fit(self.entries[row], width - 5), self.style_of("bright", base)),
            ]
        ]


class Choose(Dialog[int | None]):
    """Asks for one of `choices`; answers with its place, or None. The first nine have a digit of their own."""

    choice = "choose"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "close", show=False),
        Binding("enter", "choose", show=False),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, title: str, choices: Sequence[str], verb: str) -> None:
        super().__init__()
        self._asked = title
        self._choices = choices
        self._verb = verb

    def compose(self) -> ComposeResult:
        """The choices, and what the keys do."""
        with Vertical(id="dialog", classes="small"):
            yield Static(self._asked, classes="dialog-title", markup=False)
            yield _Choices(self._choices, id="acts")
            keys = keys_of(self)["list.down"].footer_keys
            foot = f"a digit {self._verb} · or {keys} and enter · esc closes"
            yield Static(foot, classes="dialog-foot", markup=False)

    def action_digit(self, digit: int) -> None:
        """Choose by number."""
        if digit <= len(self._choices):
            self.dismiss(digit - 1)

    def action_choose(self) -> None:
        """Choose what is under the cursor."""
        self.dismiss(self.query_one(_Choices).cursor)
