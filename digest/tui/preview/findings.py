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
from digest.tui.widgets.line_list import LineList
from digest.tui.widgets.text import column, cut, fit

_LOOKS = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTE: "meta"}
SETTINGS = "newsletter.toml"
"""Where a finding is mended that is about neither a section nor an item nor the digest's own words."""

DIGEST_FIELDS = {"missing-subject": "subject", "missing-preheader": "preheader"}
"""The field of the digest that a rule is about."""


@dataclass(frozen=True)
class Told:
    """A finding in the words of the list: what, in which section, and where exactly."""

    what: str
    section: str
    where: str


def tell(finding: Finding, digest: Digest) -> Told:
    """The words for `finding`; its place is named as a person does."""
    what = finding.rule.replace("-", " ").capitalize()
    for section in digest.sections:
        for item in section.items:
            if item.id == finding.item:
                return Told(what, section.title, item.headline or "no headline yet")
        if section.id == finding.section and finding.item is None:
            return Told(what, section.title, "the section")
    where = f"the {DIGEST_FIELDS[finding.rule]}" if finding.rule in DIGEST_FIELDS else "the digest"
    return Told(what, "", SETTINGS if SETTINGS in finding.hint else where)


class FindingList(LineList):
    """Two lines for each finding: what is wrong, and where."""

    row_height = 2
    COMPONENT_CLASSES = {"list--warn"}  # noqa: RUF012 - as Textual declares it

    @dataclass
    class At(Message):
        """The cursor came to `finding`."""

        finding: Finding | None

    @dataclass
    class Opened(Message):
        """The curator wants to go to the place of the finding under the cursor."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._findings: Sequence[Finding] = ()
        self._told: Sequence[Told] = ()

    def show(self, findings: Sequence[Finding], digest: Digest) -> None:
        """Show `findings`, the gravest first as they come; the cursor stays with the one it was on."""
        before = self.finding
        self._findings = findings
        self._told = [tell(finding, digest) for finding in findings]
        self.rows_changed()
        if before in findings:
            self.cursor = findings.index(before)
        self.post_message(self.At(self.finding))

    def clear(self) -> None:
        """Show none."""
        self._findings, self._told = (), ()
        self.rows_changed()

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor."""
        return self._findings[self.cursor] if self.cursor < len(self._findings) else None

    @property
    def row_count(self) -> int:
        """How many findings there are."""
        return len(self._findings)

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """What is wrong, with its mark and its section; where, under it."""
        finding, told = self._findings[row], self._told[row]
        room = max(1, width - 6)
        section = cut(column(told.section), room // 2)
        what = fit(told.what, room - cell_len(section))
        where = fit(told.where, room)
        meta = self.style_of("meta", base)
        mark = Segment(f"  {MARKS[finding.severity]} ", self.style_of(_LOOKS[finding.severity], base))
        return [
            [mark, Segment(what, self.style_of("bright", base)), Segment(section + "  ", meta)],
            [Segment("    ", base), Segment(where, meta)],
        ]

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()
        self.post_message(self.At(self.finding))

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.post_message(self.Opened())
