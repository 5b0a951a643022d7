"""What each source gave in the last fetch, and why some gave nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from digest.desk import FetchedSource
from digest.model import Source, SourceStatus, now
from digest.tui.dialogs.dialog import Dialog, DialogList
from digest.tui.read.progress import FAILED, Fetching
from digest.tui.widgets.line_list import LineList
from digest.tui.widgets.text import age, count, fit

LOOK_SECONDS = 0.5
"""How often a fetch that goes on is looked at."""

_ORDER = (SourceStatus.FAILED, SourceStatus.GONE, SourceStatus.MOVED, SourceStatus.UPDATED)
"""What comes first: where there is something to mend, then where there is something to read."""


@dataclass(frozen=True)
class Outcome:
    """How it went with one source: how many articles were `new`, and what it gave in `words`."""

    source_id: int
    name: str
    status: SourceStatus
    new: int
    words: str
    checked: datetime | None

    @property
    def is_bad(self) -> bool:
        """Whether there is something to mend."""
        return self.status in FAILED


def outcomes(sources: Sequence[Source], fetched: Sequence[FetchedSource]) -> list[Outcome]:
    """How it went with each source, those that failed first.

    `fetched` is what this session's last fetch gave; what was not asked in it is told as it is on file.
    """
    by_id = {one.id: one for one in fetched}
    found = [
        Outcome(
            source.id,
            source.name,
            source.status,
            by_id[source.id].new if source.id in by_id else 0,
            _words(source, by_id.get(source.id)),
            source.checked,
        )
        for source in sources
    ]
    place = {status: at for at, status in enumerate(_ORDER)}
    return sorted(found, key=lambda one: (place.get(one.status, len(place)), one.name.casefold()))


def _words(source: Source, fetched: FetchedSource | None) -> str:
    if source.status in FAILED:
        return source.error or "it could not be read"
    parts = []
    if fetched is not None:
        parts = [f"{fetched.new:,} new"] if fetched.new else []
        parts += [f"{fetched.updated:,} changed"] if fetched.updated else []
    plain = {
        SourceStatus.NEVER: "not fetched yet",
        SourceStatus.UNCHANGED: "nothing new",
        SourceStatus.MOVED: "moved: followed to its new address",
    }
    if not parts or source.status is SourceStatus.MOVED:
        parts.append(plain.get(source.status, "nothing new" if fetched else "new articles"))
    if source.error:  # it could be read, and still something is wrong with it
        parts.append(source.error)
    return " · ".join(parts)


class OutcomeList(DialogList[Outcome]):
    """The sources, those that failed first."""

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """How it went, with whom, when."""
        one = self.entries[row]
        name = min(26, width // 3)
        when = age(one.checked, now()) if one.checked else "–"
        sign, style = ("✗", "bad") if one.is_bad else ("+" if one.new else "·", "accent")
        return [
            [
                Segment(f" {sign} ", self.style_of(style, base)),
                Segment(fit(one.name, name) + "  ", self.style_of("bright", base)),
                Segment(
                    fit(one.words, width - name - 11), self.style_of("bad" if one.is_bad else "meta", base)
                ),
                Segment(f"{when:>5} ", self.style_of("meta", base)),
            ]
        ]


class OutcomeScreen(Dialog[int | None]):
    """The sources and what they gave; answers with the one whose list is wanted.

    `fetching` is this session's last fetch, if there was one: it may still go on.
    """

    choice = "choose"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,R", "dismiss(None)", "close", show=False),
        Binding("enter", "choose", show=False),
        Binding("s", "stop", show=False),
    ]

    def __init__(self, fetching: Fetching | None) -> None:
        super().__init__()
        self._fetching = fetching
        self._is_waiting = self._goes_on

    def compose(self) -> ComposeResult:
        """The list, the reason in full, and what the keys do."""
        with Vertical(id="dialog"):
            yield Static("What your sources gave", id="outcome-title", classes="dialog-title", markup=False)
            yield OutcomeList(id="acts")
            yield Static(id="outcome-words", classes="dialog-foot", markup=False)
            yield Static(id="outcome-keys", classes="dialog-foot", markup=False)

    @property
    def _goes_on(self) -> bool:
        return self._fetching is not None and not self._fetching.is_over

    def on_mount(self) -> None:
        """Read the sources, again and again while a fetch goes on."""
        self._read()
        self.set_interval(LOOK_SECONDS, self._look)

    def _look(self) -> None:
        """Read the sources while the fetch goes on, and once more when it is over."""
        if self._is_waiting:
            self._is_waiting = self._goes_on
            self._read()

    def _read(self) -> None:
        fetched = list(self._fetching.done) if self._fetching else []
        sources = self.desk_app.desk.sources
        self.desk_app.jobs.read(
            "outcome", lambda: outcomes(sources.all(), fetched), self.while_open(self._show)
        )

    def _show(self, found: list[Outcome]) -> None:
        self.query_one(OutcomeList).show(found)
        failed = sum(1 for one in found if one.is_bad)
        told = [count(len(found), "source"), *([f"{failed} failed"] if failed else [])]
        if self._fetching is not None:
            told.insert(0, self._fetching.words)
        self.query_one("#outcome-title", Static).update(" · ".join(told))
        stop = "s stops the fetch · " if self._goes_on else ""
        self.query_one("#outcome-keys", Static).update(f"enter shows its articles · {stop}esc closes")
        self._say_in_full()

    @on(LineList.Moved)
    def _say_in_full(self) -> None:
        current = self.query_one(OutcomeList).current
        words = (
            f"{current.name}: {current.words}"
            if current
            else f"You follow no source yet: {self.desk_app.keys.word('read.add')} in Read adds one."
        )
        self.query_one("#outcome-words", Static).update(words)

    def action_stop(self) -> None:
        """Stop the fetch; what was collected stays."""
        if self._fetching is not None and self._goes_on:
            self._fetching.stop.set()

    def action_choose(self) -> None:
        """Answer with the source under the cursor."""
        current = self.query_one(OutcomeList).current
        if current is not None:
            self.dismiss(current.source_id)
