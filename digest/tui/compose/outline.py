"""The outline: the digest's sections and items, one line each, with what is missing at the edge."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from digest.model import Severity
from digest.tui.action import bindings
from digest.tui.compose.actions import COMPOSE_ACTIONS
from digest.tui.compose.fields import INTRO, Spot, SpotKind
from digest.tui.compose.measure import Fit
from digest.tui.compose.rows import DRAFT_MARK, NOTHING, Row
from digest.tui.read.actions import LIST_ACTIONS
from digest.tui.text import fit

# A list's keys, but where Compose has a use of its own for one of them (g drafts).
_OWN_KEYS = {key for action in COMPOSE_ACTIONS for key in action.keys}
_LIST_BINDINGS = bindings(action for action in LIST_ACTIONS if not _OWN_KEYS.intersection(action.keys))

_RIGHT = 6  # cells of the column with the words


class Outline(ScrollView, can_focus=True):
    """The list of a digest's entries. The cursor is a `Spot`, so that it stays with what it is on."""

    BINDINGS: ClassVar[list[BindingType]] = _LIST_BINDINGS
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "outline--section",
        "outline--item",
        "outline--faint",
        "outline--cursor",
        "outline--cursor-blurred",
        "outline--error",
        "outline--warning",
        "outline--draft",
    }

    spot: reactive[Spot] = reactive(INTRO, always_update=False)

    @dataclass
    class Chosen(Message):
        """The cursor came to `spot`."""

        spot: Spot

    @dataclass
    class Opened(Message):
        """The curator wants to write at `spot`."""

        spot: Spot

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._lines: dict[Spot, int] = {}

    def show(self, rows: Sequence[Row]) -> None:
        """Show `rows`; the cursor stays on its entry, or goes to the nearest where that is gone."""
        line = self._lines.get(self.spot, 0)
        self._rows = rows
        self._lines = {row.spot: index for index, row in enumerate(rows) if row.spot}
        self.virtual_size = Size(0, len(rows))
        if self.spot not in self._lines and self._lines:
            self.spot = self._nearest(line)
        self.refresh()

    def has(self, spot: Spot) -> bool:
        """Whether `spot` is an entry of the digest shown."""
        return spot in self._lines

    def neighbour(self, step: int, *, items_only: bool = False) -> Spot | None:
        """The entry `step` entries after the cursor (before, where negative); None beyond the ends."""
        spots = [spot for spot in self._lines if not items_only or spot.kind is SpotKind.ITEM]
        if self.spot in spots:
            index = spots.index(self.spot) + step
            return spots[index] if 0 <= index < len(spots) else None
        here = self._lines.get(self.spot, 0)
        beyond = [spot for spot in spots if (self._lines[spot] - here) * step > 0]
        return (beyond[0] if step > 0 else beyond[-1]) if beyond else None

    def _nearest(self, line: int) -> Spot:
        return min(self._lines, key=lambda spot: (abs(self._lines[spot] - line), -self._lines[spot]))

    def watch_spot(self, spot: Spot) -> None:
        """Keep the cursor in sight and say where it is."""
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Chosen(spot))

    def _keep_in_sight(self) -> None:
        line = self._lines.get(self.spot)
        if line is None or not self.size.height:
            return
        top, height = round(self.scroll_y), self.size.height
        if line <= top:
            # the blank or heading above the entry belongs to the view
            self.scroll_to(y=max(0, line - 1), animate=False, immediate=True)
        elif line >= top + height:
            self.scroll_to(y=line - height + 1, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._keep_in_sight()

    def on_focus(self) -> None:
        """The cursor line is drawn differently with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor line is drawn differently without the focus."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click goes to the entry, a second one opens it."""
        line = event.y + round(self.scroll_y)
        spot = self._rows[line].spot if 0 <= line < len(self._rows) else None
        if spot is None:
            return
        self.spot = spot
        if event.chain > 1:
            self.post_message(self.Opened(spot))

    def _move(self, step: int) -> None:
        spots = list(self._lines)
        if spots:
            index = spots.index(self.spot) + step if self.spot in self._lines else 0
            self.spot = spots[max(0, min(index, len(spots) - 1))]

    def action_down(self) -> None:
        """Go to the next entry."""
        self._move(1)

    def action_up(self) -> None:
        """Go to the entry before."""
        self._move(-1)

    def action_page_down(self) -> None:
        """Go a screen down."""
        self._move(max(1, self.size.height - 1))

    def action_page_up(self) -> None:
        """Go a screen up."""
        self._move(-max(1, self.size.height - 1))

    def action_half_down(self) -> None:
        """Go half a screen down."""
        self._move(max(1, self.size.height // 2))

    def action_half_up(self) -> None:
        """Go half a screen up."""
        self._move(-max(1, self.size.height // 2))

    def action_first(self) -> None:
        """Go to the first entry."""
        self._move(-len(self._lines))

    def action_last(self) -> None:
        """Go to the last entry."""
        self._move(len(self._lines))

    def render_line(self, y: int) -> Strip:
        """One line of the outline."""
        line, width = y + round(self.scroll_y), self.size.width
        if line >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[line]
        base = self.rich_style
        if row.spot is not None and row.spot == self.spot:
            base += self._part("cursor" if self.has_focus else "cursor-blurred")
        return Strip(self._segments(row, width, base), width).simplify()

    def _segments(self, row: Row, width: int, base: Style) -> list[Segment]:
        indent = 0 if row.spot and row.spot.kind is SpotKind.SECTION else 1
        room = max(1, width - indent - _RIGHT - 4)
        return [
            Segment(" ", base),
            Segment(row.mark, base + self._mark_style(row)),
            Segment(" " * (1 + indent), base),
            Segment(fit(row.title, room), base + self._title_style(row)),
            Segment(" " + fit(row.right, _RIGHT, right=True) + " ", base + self._right_style(row)),
        ]

    def _mark_style(self, row: Row) -> Style:
        if row.mark == DRAFT_MARK:
            return self._part("draft")
        names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "faint"}
        return self._part(names[row.severity]) if row.severity else Style.null()

    def _title_style(self, row: Row) -> Style:
        if row.spot is None or not row.is_named:
            return self._part("faint")
        return self._part("item" if row.spot.kind is SpotKind.ITEM else "section")

    def _right_style(self, row: Row) -> Style:
        if row.fit in (Fit.SHORT, Fit.LONG) or row.right == NOTHING:
            return self._part("warning")
        return self._part("faint")

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"outline--{name}", partial=True)
