"""The headlines that others gave the story, one of which an item can take."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from digest.desk import Headline
from digest.tui.dialogs.dialog import Dialog, DialogList
from digest.tui.widgets.line_list import LineList
from digest.tui.widgets.text import fit

_ORIGIN_CELLS = 18


class HeadlineList(DialogList[Headline]):
    """The headlines, a line each, with who gave it; a bullet stands before the one that the item has."""

    def __init__(self, headlines: Sequence[Headline], now: str) -> None:
        super().__init__(headlines, id="headlines")
        self._now = now

    def on_mount(self) -> None:
        """Begin at the one after the one that the item has."""
        here = next((row for row, one in enumerate(self.entries) if one.text == self._now), -1)
        self.move_to((here + 1) % len(self.entries))
        self.post_message(self.Moved(self, self.cursor))

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """One headline."""
        one = self.entries[row]
        return [
            [
                Segment(" ● " if one.text == self._now else "   ", self.style_of("accent", base)),
                Segment(fit(one.text, max(1, width - _ORIGIN_CELLS - 5)), self.style_of("bright", base)),
                Segment("  " + fit(one.origin, _ORIGIN_CELLS), self.style_of("meta", base)),
            ]
        ]


class HeadlinesScreen(Dialog[str | None]):
    """Asks for one of `headlines`: its text, or None where the item keeps the one it has, `now`."""

    choice = "take"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "close", show=False),
        Binding("enter", "take", "take", show=False),
    ]

    def __init__(self, headlines: Sequence[Headline], now: str) -> None:
        super().__init__()
        self._headlines, self._now = headlines, now

    def compose(self) -> ComposeResult:
        """The list, the whole of the one under the cursor, and what the keys do."""
        with Vertical(id="dialog"):
            yield Static("A headline for this item", classes="dialog-title", markup=False)
            yield HeadlineList(self._headlines, self._now)
            yield Static(id="headline-whole", markup=False)
            yield Static("enter takes it · esc keeps yours", classes="dialog-foot", markup=False)

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        self.query_one("#headline-whole", Static).update(self._headlines[event.row].text)

    def action_take(self) -> None:
        """Give back the headline under the cursor."""
        headline = self.query_one(HeadlineList).current
        self.dismiss(headline.text if headline else None)
