"""The outline: the digest's sections and items, one line each, with what is missing at the edge."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.binding import BindingType
from textual.message import Message

from digest.model import Severity
from digest.tui.action import Where, bindings_beside
from digest.tui.compose.actions import COMPOSE_ACTIONS
from digest.tui.compose.fields import INTRO, Spot, SpotKind
from digest.tui.compose.measure import Fit
from digest.tui.compose.rows import DRAFT_MARK, NOTHING, Row
from digest.tui.widgets.actions import LIST_ACTIONS
from digest.tui.widgets.line_list import LineList
from digest.tui.widgets.text import fit

_RIGHT = 6  # cells of the column with the words


class Outline(LineList, inherit_bindings=False):
    """The list of a digest's entries. The cursor stays with the entry it is on, wherever that goes."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_beside(LIST_ACTIONS, Where.COMPOSE, COMPOSE_ACTIONS)

    @dataclass
    class At(Message):
        """The cursor came to `spot`."""

        spot: Spot

    @dataclass
    class Opened(Message):
        """The curator wants to write at the cursor."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._spot = INTRO

    @property
    def spot(self) -> Spot:
        """The entry that the cursor is on."""
        return self._spot

    def show(self, rows: Sequence[Row]) -> None:
        """Show `rows`; where the cursor's entry is gone it goes to the nearest."""
        is_first = not self._rows
        self._rows = rows
        self.rows_changed()
        if self.has(self._spot):
            self.go(self._spot)
        else:
            self.move_to(self.cursor)
            self._arrive()
        if is_first:
            self._go_to_first_item()

    def forget(self) -> None:
        """Another digest comes: its first item is where the cursor begins."""
        self._rows, self._spot = (), INTRO

    def _go_to_first_item(self) -> None:
        item = next((row.spot for row in self._rows if row.spot and row.spot.kind is SpotKind.ITEM), None)
        if item:
            self.go(item)

    def has(self, spot: Spot) -> bool:
        """Whether `spot` is an entry of the digest shown."""
        return any(row.spot == spot for row in self._rows)

    def go(self, spot: Spot) -> None:
        """Put the cursor on an entry that there is."""
        self._spot = spot
        self.cursor = next(index for index, row in enumerate(self._rows) if row.spot == spot)

    def next_item(self, step: int) -> Spot | None:
        """The next item after the cursor (before it, with `step` -1); None where there is none."""
        way = range(self.cursor + step, len(self._rows) if step > 0 else -1, step)
        spots = (self._rows[index].spot for index in way)
        return next((spot for spot in spots if spot and spot.kind is SpotKind.ITEM), None)

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()
        self._arrive()

    def _arrive(self) -> None:
        spot = self._rows[self.cursor].spot if self._rows else None
        if spot is not None:
            self._spot = spot
            self.post_message(self.At(spot))

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.post_message(self.Opened())

    def scroll_to_row(self, row: int) -> None:
        """Keep the row in view, and the first entry's heading with it."""
        if not self.scrollable_content_region.height:
            return  # not laid out yet: whatever is scrolled to now would be out of place then
        super().scroll_to_row(row)
        if row and not self.can_stand_on(row - 1):
            top = row - 1
            if top < self.scroll_offset.y:
                self.scroll_to(y=top, animate=False)

    @property
    def row_count(self) -> int:
        """How many rows there are, blanks among them."""
        return len(self._rows)

    def can_stand_on(self, row: int) -> bool:
        """Blanks and hints are passed over."""
        return self._rows[row].spot is not None

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """One entry: its mark, its title, its words."""
        entry = self._rows[row]
        indent = 0 if entry.spot and entry.spot.kind is not SpotKind.ITEM else 1
        room = max(1, width - indent - _RIGHT - 4)
        segments = [
            Segment(" ", base),
            Segment(entry.mark, self._mark_style(entry, base)),
            Segment(" " * (1 + indent), base),
            Segment(fit(entry.title, room), self._title_style(entry, base)),
            Segment(fit(entry.right, _RIGHT, right=True) + " ", self._right_style(entry, base)),
        ]
        return [segments]

    def _mark_style(self, entry: Row, base: Style) -> Style:
        if entry.mark == DRAFT_MARK:
            return self.style_of("accent", base)
        looks = {Severity.ERROR: "bad", Severity.WARNING: "saved", Severity.NOTE: "meta"}
        return self.style_of(looks[entry.severity], base) if entry.severity else base

    def _title_style(self, entry: Row, base: Style) -> Style:
        if entry.spot is None or not entry.is_named:
            return self.style_of("faint", base)
        return self.style_of("bright" if entry.spot.kind is SpotKind.ITEM else "heading", base)

    def _right_style(self, entry: Row, base: Style) -> Style:
        is_off = entry.fit in (Fit.SHORT, Fit.LONG) or entry.right == NOTHING
        return self.style_of("saved" if is_off else "meta", base)
