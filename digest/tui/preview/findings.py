"""What the checks found: a list with the place of each, and the one under the cursor in full."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.message import Message

from digest.model import Digest, Finding, Severity
from digest.tui.compose.rows import MARKS
from digest.tui.preview.finding_rows import FindingRow, Kind, finding_rows
from digest.tui.widgets.line_list import LineList
from digest.tui.widgets.text import column, cut, fit

_LOOKS = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTE: "meta"}


class FindingList(LineList):
    """Two lines for each finding, what is wrong and where; many of one kind are one until they are unfolded."""

    row_height = 2
    COMPONENT_CLASSES = {"list--warn"}  # noqa: RUF012 - as Textual declares it

    @dataclass
    class At(Message):
        """The cursor came to `row`; None: there is nothing to mend."""

        row: FindingRow | None

    @dataclass
    class Opened(Message):
        """The curator wants to go to the place of the finding under the cursor."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._shown: tuple[Sequence[Finding], Digest] | None = None
        self._rows: Sequence[FindingRow] = ()
        self._unfolded: set[Kind] = set()

    def show(self, findings: Sequence[Finding], digest: Digest) -> None:
        """Show `findings`, the gravest first as they come; the cursor stays with the one it was on."""
        self._shown = findings, digest
        before = self.row
        self._rows = list(finding_rows(findings, digest, self._unfolded))
        self.rows_changed()
        again = (
            at
            for at, row in enumerate(self._rows)
            if before is not None
            and (row.kind if before.heads else row.finding)
            == (before.kind if before.heads else before.finding)
        )
        self.cursor = next(again, self.cursor)
        self.post_message(self.At(self.row))

    def clear(self) -> None:
        """Show none."""
        self._shown, self._rows = None, ()
        self.rows_changed()

    def toggle(self) -> None:
        """Unfold the findings of the heading under the cursor, or fold them."""
        if self.row is not None and self._shown is not None:
            self._unfolded ^= {self.row.kind}
            self.show(*self._shown)

    @property
    def row(self) -> FindingRow | None:
        """The line under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def row_count(self) -> int:
        """How many lines there are."""
        return len(self._rows)

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """What is wrong, with its mark and its section; where, under it. Inside an unfolded kind where goes first."""
        told = self._rows[row]
        room = max(1, width - 6)
        above, beside, below = told.what, told.section, told.where
        if told.heads:
            beside += " ▾" if told.unfolded else " ▸"
        elif told.inside:
            above, beside, below = f"└ {told.where}", "", f"  {told.section}"
        beside = cut(column(beside), room // 2)
        above, below = fit(above, room - cell_len(beside)), fit(below, room)
        meta = self.style_of("meta", base)
        severity = told.finding.severity
        mark = Segment(f"  {MARKS[severity]} ", self.style_of(_LOOKS[severity], base))
        return [
            [mark, Segment(above, self.style_of("bright", base)), Segment(beside + "  ", meta)],
            [Segment("    ", base), Segment(below, meta)],
        ]

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()
        self.post_message(self.At(self.row))

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.post_message(self.Opened())
