"""All digests, newest first, and the way to put another one in work."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from digest.desk import DigestRow
from digest.model import DigestState
from digest.tui.dialogs.dialog import Dialog, DialogList
from digest.tui.widgets.text import count, fit

_STATE_CELLS = 9
_FOOT = "enter puts it in work · one that went out can be read · esc closes"


class DigestList(DialogList[DigestRow]):
    """The digests: number, state, date, how full, subject. A bullet stands before the one in work."""

    def __init__(self) -> None:
        super().__init__(id="digests")
        self._in_work: int | None = None

    def begin(self, digests: Sequence[DigestRow], in_work: int | None) -> None:
        """Offer these digests, the cursor on the one in work."""
        self._in_work = in_work
        self.show(digests)
        self.move_to(next((row for row, one in enumerate(digests) if one.number == in_work), 0))

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """One digest; those that have gone out are dim."""
        one = self.entries[row]
        look = "faint" if one.state is DigestState.SENT else "bright"
        before = f"No. {one.number}  {one.state:<{_STATE_CELLS}}{one.date:%-d %b %Y}"
        items = f"  {count(one.items, 'item')} "
        room = width - 3 - cell_len(before) - 2 - cell_len(items)
        return [
            [
                Segment(" ● " if one.number == self._in_work else "   ", self.style_of("accent", base)),
                Segment(before + "  ", self.style_of("meta", base)),
                Segment(fit(one.subject or "no subject yet", max(1, room)), self.style_of(look, base)),
                Segment(items, self.style_of("meta", base)),
            ]
        ]


class DigestsScreen(Dialog[int | None]):
    """Asks which digest is to be in work: its number, or None where that stays as it is."""

    choice = "open"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "close", show=False),
        Binding("enter", "open", "open", show=False),
    ]

    def compose(self) -> ComposeResult:
        """The list, and what the keys do."""
        with Vertical(id="dialog"):
            yield Static("Your digests", classes="dialog-title", markup=False)
            yield DigestList()
            yield Static(_FOOT, classes="dialog-foot", markup=False)

    def on_mount(self) -> None:
        """Read the digests."""
        app = self.desk_app
        app.jobs.read(
            "digests",
            lambda: (app.desk.digests.rows(), app.desk.work.number()),
            self.while_open(self._show),
        )

    def _show(self, found: tuple[Sequence[DigestRow], int | None]) -> None:
        digests, in_work = found
        self.query_one(DigestList).begin(digests, in_work)
        if not digests:
            begin = self.desk_app.keys.word("compose.new_digest")
            told = (
                f"There is none yet: {begin} in Compose begins one, and so does the first article you pick."
            )
            foot = self.query_one(".dialog-foot", Static)
            foot.update(told)
            foot.add_class("-told")

    def action_open(self) -> None:
        """The digest under the cursor."""
        digest = self.query_one(DigestList).current
        if digest is not None:
            self.dismiss(digest.number)
