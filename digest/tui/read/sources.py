"""The left pane: the lists there are, with how much is in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.segment import Segment
from rich.style import Style

from digest.desk import Counts, Desk, SavedSearch
from digest.model import ArticleState, Source, SourceStatus
from digest.tui.read.views import View, all_view, new_view, saved_view, source_view, state_view, tag_view
from digest.tui.widgets.line_list import LineList
from digest.tui.widgets.text import fit


@dataclass(frozen=True)
class Shelf:
    """One line of the pane: a list to go to with its count and its trouble, in a word and in full, or a heading."""

    name: str
    view: View | None = None
    count: int | None = None
    trouble: str = ""
    error: str | None = None
    saved: SavedSearch | None = None

    @property
    def is_source(self) -> bool:
        """Whether it is the list of one source."""
        return self.view is not None and self.view.wanted.source_id is not None


def read_shelves(desk: Desk) -> list[Shelf]:
    """All lines of the pane, read from the desk."""
    since, counts, sources = desk.articles.since_last_digest(), desk.sources.counts(), desk.sources.all()
    shelves = [
        Shelf("All new", new_view(since, desk.articles.last_digest()), counts.new),
        Shelf("Saved", state_view(ArticleState.SAVED), counts.saved),
        Shelf("Picked", state_view(ArticleState.PICKED), counts.picked),
        Shelf("Dismissed", state_view(ArticleState.DISMISSED), counts.dismissed),
        Shelf("All", all_view()),
    ]
    return [*shelves, *_searches(desk), *_tags(counts, sources, since), *_sources(counts, sources, since)]


def _searches(desk: Desk) -> list[Shelf]:
    saved = desk.searches.all()
    if not saved:
        return []
    shelves = [
        Shelf(one.name, saved_view(one, desk.searches.wanted(one)), desk.searches.count(one), saved=one)
        for one in saved
    ]
    return [Shelf(""), Shelf("Searches"), *shelves]


def _tags(counts: Counts, sources: Sequence[Source], since: datetime | None) -> list[Shelf]:
    tags = sorted({tag for source in sources for tag in source.tags}, key=str.casefold)
    if not tags:
        return []
    return [
        Shelf(""),
        Shelf("Tags"),
        *(Shelf(tag, tag_view(tag, since), counts.by_tag.get(tag, 0)) for tag in tags),
    ]


def _sources(counts: Counts, sources: Sequence[Source], since: datetime | None) -> list[Shelf]:
    if not sources:
        return []
    shelves = [Shelf(""), Shelf("Sources")]
    for source in sorted(sources, key=lambda one: one.name.casefold()):
        view = source_view(source.id, source.name, since)
        shelves.append(
            Shelf(source.name, view, counts.by_source.get(source.id, 0), _trouble(source), source.error)
        )
    return shelves


def _trouble(source: Source) -> str:
    return {SourceStatus.FAILED: "failed", SourceStatus.GONE: "gone"}.get(source.status, "")


class SourceList(LineList):
    """The lists there are. Where the cursor stands is what the middle shows."""

    def __init__(self) -> None:
        super().__init__(id="sources", classes="pane")
        self._shelves: list[Shelf] = []

    def show(self, shelves: list[Shelf]) -> None:
        """Show these lines. The cursor stays on its list."""
        if shelves == self._shelves:
            return
        name = self.current.name if self.current else None
        self._shelves = shelves
        at = next((at for at, one in enumerate(shelves) if one.view is not None and one.name == name), None)
        self.rows_changed()
        if at is not None and at != self.cursor:
            self.set_reactive(LineList.cursor, at)
            self.scroll_to_row(at)

    def go_to(self, source_id: int) -> bool:
        """Put the cursor on a source's list; False where it has none."""
        for at, shelf in enumerate(self._shelves):
            if shelf.view is not None and shelf.view.wanted.source_id == source_id:
                self.move_to(at)
                return True
        return False

    @property
    def current(self) -> Shelf | None:
        """The list under the cursor."""
        return self._shelves[self.cursor] if self.cursor < len(self._shelves) else None

    @property
    def row_count(self) -> int:
        """How many lines."""
        return len(self._shelves)

    def can_stand_on(self, row: int) -> bool:
        """Not on headings."""
        return self._shelves[row].view is not None

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """A list with its count, or a heading."""
        shelf = self._shelves[row]
        if shelf.view is None:
            return [[Segment(f"  {fit(shelf.name, width - 2)}", self.style_of("heading", base))]]
        here = row == self.cursor
        trouble = f" {shelf.trouble}" if shelf.trouble else ""
        count = f"{shelf.count:,}" if shelf.count else ""
        room = width - 4 - len(trouble) - len(count)
        name = "faint" if shelf.count == 0 else "bright"
        return [
            [
                Segment("▌ " if here else "  ", self.style_of("accent", base)),
                Segment(fit(shelf.name, room), self.style_of("bright" if here else name, base)),
                Segment(trouble, self.style_of("bad", base)),
                Segment(f" {count} ", self.style_of("meta", base)),
            ]
        ]
