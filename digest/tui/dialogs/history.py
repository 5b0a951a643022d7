"""All acts, newest first, and the way back to any of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from digest.desk import Act
from digest.model import DeskError, now
from digest.tui.dialogs.dialog import Dialog, DialogList
from digest.tui.widgets.text import fit

_FOOT = "enter goes back to just after that act · esc closes"
_NOTHING = "Nothing yet. All that you decide and write will stand here, to be taken back at any time."


class ActList(DialogList[Act]):
    """The acts, newest first; those that are undone are dim."""

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """When it was, and what."""
        act = self.entries[row]
        words = f"{act.label} (undone)" if act.undone else act.label
        when = f" {_moment(act.at):<11}  "
        return [
            [
                Segment(when, self.style_of("meta", base)),
                Segment(
                    fit(words, width - len(when)), self.style_of("faint" if act.undone else "bright", base)
                ),
            ]
        ]


def _moment(at: datetime) -> str:
    """When an act was: of this week by its day, or else by its date."""
    is_of_this_week = now() - at < timedelta(days=6)
    return f"{at.astimezone():%a %H:%M}" if is_of_this_week else f"{at.astimezone():%-d %b %Y}"


class HistoryScreen(Dialog[None]):
    """The acts of the curator. Enter makes the one under the cursor the last that is done."""

    choice = "go_back"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h", "dismiss", "close"),
        Binding("enter", "go_back", "go back to here"),
    ]

    def compose(self) -> ComposeResult:
        """The list, and what the keys do."""
        with Vertical(id="dialog"):
            yield Static("What you did", classes="dialog-title", markup=False)
            yield ActList(id="acts")
            yield Static(_FOOT, classes="dialog-foot", markup=False)

    def on_mount(self) -> None:
        """Read the acts."""
        self._read()

    def _read(self) -> None:
        history = self.desk_app.desk.history
        self.desk_app.jobs.read("history", history.list, self.while_open(self._show))

    def _show(self, acts: Sequence[Act]) -> None:
        self.query_one(ActList).show(acts)
        foot = self.query_one(".dialog-foot", Static)
        foot.update(_FOOT if acts else _NOTHING)
        foot.set_class(not acts, "-told")

    def action_go_back(self) -> None:
        """Undo what came after the act under the cursor, or do again what is undone up to it."""
        listing = self.query_one(ActList)
        chosen = listing.current
        if chosen is None:
            return
        go = partial(self.desk_app.desk.history.go_to, chosen.id)
        self.desk_app.act_at_length(
            "Going to another act", go, self.while_open(self._went), self.while_open(self._failed)
        )

    def _failed(self, error: DeskError) -> None:
        self.desk_app.tell_error(error)
        self._went()

    def _went(self, _: None = None) -> None:
        self.desk_app.changed()
        self._read()
