"""The colours to choose from, each shown on the whole desk while the cursor stands on it."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.theme import Theme
from textual.timer import Timer
from textual.widgets import Static

from digest.tui.dialogs.dialog import Dialog, DialogList
from digest.tui.widgets.line_list import LineList
from digest.tui.widgets.text import fit

SHOWN_AFTER = 0.08
"""Seconds that the cursor rests on colours before the desk takes them: all styles are parsed for that."""


class ThemeList(DialogList[Theme]):
    """The themes by name, and which of them are light."""

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """One theme."""
        theme = self.entries[row]
        ground = "dark" if theme.dark else "light"
        return [
            [
                Segment("▌ " if row == self.cursor else "  ", self.style_of("accent", base)),
                Segment(fit(theme.name, width - 2 - len(ground) - 1), self.style_of("bright", base)),
                Segment(f"{ground} ", self.style_of("meta", base)),
            ]
        ]


class ColoursScreen(Dialog[str | None]):
    """Asks for a theme: its name; None, with the desk in the colours that it had, where it is to stay as it was."""

    choice = "take"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "keep", "close", show=False),
        Binding("enter", "take", "take", show=False),
    ]

    def __init__(self, themes: Sequence[Theme]) -> None:
        super().__init__()
        self._themes = themes
        self._before = ""
        self._showing: Timer | None = None

    def compose(self) -> ComposeResult:
        """The list, and what the keys do."""
        with Vertical(id="dialog", classes="small"):
            yield Static("Colours", classes="dialog-title", markup=False)
            yield ThemeList(self._themes, id="themes")
            yield Static(
                "enter takes them · esc leaves them as they were", classes="dialog-foot", markup=False
            )

    def on_mount(self) -> None:
        """Begin at those that the desk has."""
        self._before = self.app.theme
        names = [theme.name for theme in self._themes]
        self.query_one(ThemeList).move_to(names.index(self._before))

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()
        if self._showing is not None:
            self._showing.stop()
        self._showing = self.set_timer(SHOWN_AFTER, self._show)

    def _show(self) -> None:
        theme = self.query_one(ThemeList).current
        if theme is not None:
            self.app.theme = theme.name

    def action_take(self) -> None:
        """Those under the cursor."""
        theme = self.query_one(ThemeList).current
        self.dismiss(theme.name if theme else None)

    def action_keep(self) -> None:
        """Those that the desk had."""
        self.app.theme = self._before
        self.dismiss(None)
