"""A dialog to choose one of a few: by its number, or with the arrows and enter."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from digest.tui.dialog import Dialog
from digest.tui.line_list import LineList
from digest.tui.text import fit


class _Choices(LineList):
    """The things to choose from, each with its number."""

    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__(id="acts")
        self._choices = choices

    def on_mount(self) -> None:
        """Draw the rows, and make the dialog as tall as they are."""
        self.rows_changed()
        self.refresh(layout=True)

    @property
    def row_count(self) -> int:
        """How many there are."""
        return len(self._choices)

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """A number and what it is for."""
        return [
            [
                Segment(f"{row + 1:>3}  ", self.style_of("accent", base)),
                Segment(fit(self._choices[row], width - 5), self.style_of("bright", base)),
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
            yield _Choices(self._choices)
            foot = f"a digit {self._verb} · or j k and enter · esc closes"
            yield Static(foot, classes="dialog-foot", markup=False)

    def action_digit(self, digit: int) -> None:
        """Choose by number."""
        if digit <= len(self._choices):
            self.dismiss(digit - 1)

    def action_choose(self) -> None:
        """Choose what is under the cursor."""
        self.dismiss(self.query_one(_Choices).cursor)
