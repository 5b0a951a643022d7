"""The list of articles: ids in memory, rows read from the desk as they come into view."""

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.message import Message
from textual.strip import Strip

from digest.desk import ArticleFilter, ArticleRow, Desk, Hits
from digest.model import ARRAY_OF_IDS, ArticleState, now
from digest.tui.read.folds import Folds
from digest.tui.read.rows import ONE_LINE_FROM, draw_article
from digest.tui.read.views import position
from digest.tui.widgets.line_list import LineList
from digest.tui.widgets.text import wrap

PAGE = 64
"""Rows read at once; by id this takes about a millisecond."""

KEPT_ROWS = 8 * PAGE
"""Rows kept in memory."""

AGE_SECONDS = 30
"""How often the ages are drawn anew."""


class ArticleList(LineList):
    """The articles of a view. What the curator does to them shows at once; the desk is told by the screen."""

    @dataclass
    class Shown(Message):
        """Another article stands under the cursor; None where there is none."""

        article_id: int | None

    @dataclass
    class Marked(Message):
        """So many articles are marked now."""

        number: int

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="articles")
        self._desk = desk
        self._ids: array[int] = array(ARRAY_OF_IDS)
        self._listed = self._ids  # with every story folded
        self._rows: OrderedDict[int, ArticleRow] = OrderedDict()
        self._marked: set[int] = set()
        self._standing: frozenset[int] = frozenset()
        self._told: int | None = None
        self._now = now()
        self._words: Sequence[str] = ()
        self._hits = Hits("")
        self._folds = Folds(desk)

    def on_mount(self) -> None:
        """Keep the ages true."""
        super().on_mount()  # type: ignore[no-untyped-call]
        self.set_interval(AGE_SECONDS, self._tick)

    def _tick(self) -> None:
        self._now = now()
        self.refresh()

    # What it shows

    @property
    def row_count(self) -> int:
        """How many articles."""
        return len(self._ids)

    @property
    def current(self) -> ArticleRow | None:
        """The article under the cursor."""
        return self.row_at(self.cursor)

    def row_at(self, at: int) -> ArticleRow | None:
        """The article in a place of the list; None where there is none, or it is gone by now."""
        if not 0 <= at < len(self._ids):
            return None
        number = self._ids[at]
        if number not in self._rows:
            self._read_page(at)
        row = self._rows.get(number)
        if row is not None:
            self._rows.move_to_end(number)
        return row

    def _read_page(self, at: int) -> None:
        begin = at - at % PAGE
        ids = self._ids[begin : begin + PAGE]
        self._folds.read(ids)
        for row in self._desk.articles.rows(ids):
            self._rows[row.id] = row
        while len(self._rows) > KEPT_ROWS:
            self._rows.popitem(last=False)

    def say(self, words: str) -> None:
        """Show words where there are no rows: that it is loading, why it is empty, what to do."""
        self._words = words.split("\n")
        self.refresh()

    def stand(self, ids: frozenset[int]) -> None:
        """These articles stand in the digest in work."""
        if ids != self._standing:
            self._standing = ids
            self.refresh()

    def are_standing(self, ids: Iterable[int]) -> bool:
        """Whether all these articles stand in the digest in work."""
        return self._standing.issuperset(ids)

    def begin(self, rows: Sequence[ArticleRow], wanted: ArticleFilter) -> None:
        """Show the first rows of another list, which is of the articles that are `wanted`, from the top.

        What it searches for stands out in the titles.
        """
        self._rows.clear()
        self._hits = Hits(wanted.search)
        self.clear_marks()
        self._keep(rows)
        self._ids = self._listed = array(ARRAY_OF_IDS, (row.id for row in rows))
        self._folds.begin(wanted)
        self._folds.read(self._ids)
        self._now = now()
        self.scroll_to(y=0, animate=False)
        self.rows_changed()
        self.set_reactive(LineList.cursor, 0)
        self._tell(again=True)

    def replace_ids(self, ids: "array[int]") -> None:
        """Show this list of ids from now on. The article under the cursor stays where it is on the screen."""
        current = self._ids[self.cursor] if self.cursor < len(self._ids) else None
        offset = self.cursor * self.row_height - self.scroll_offset.y
        self._listed = ids
        self._ids = ids = self._folds.shown(ids, self.cursor)
        self._rows.clear()
        if self._marked:
            self._mark_only(self._marked.intersection(ids))
        self._now = now()
        at = None if current is None else position(ids, current, self.cursor)
        self.rows_changed()
        if at is not None and at != self.cursor:
            self.scroll_to(y=max(0, at * self.row_height - offset), animate=False)
            self.set_reactive(LineList.cursor, at)
        self._tell()

    def go_to(self, article_id: int) -> None:
        """Put the cursor on an article, if it is in the list."""
        at = position(self._ids, article_id, self.cursor)
        if at is not None:
            self.move_to(at)

    def _keep(self, rows: Iterable[ArticleRow]) -> None:
        for row in rows:
            self._rows[row.id] = row

    # What is done to it

    @property
    def chosen(self) -> list[int]:
        """What an act is for: the marked articles, or else the one under the cursor."""
        if len(self._marked) == len(self._ids):
            return self._ids.tolist()
        if self._marked:
            return [number for number in self._ids if number in self._marked]
        return [self._ids[self.cursor]] if self.cursor < len(self._ids) else []

    def stories_of(self, ids: Sequence[int]) -> list[int]:
        """These articles, and what is folded under them."""
        return self._folds.with_folded(ids)

    @property
    def has_marks(self) -> bool:
        """Whether any article is marked."""
        return bool(self._marked)

    def toggle_mark(self) -> None:
        """Mark the article under the cursor, or take its mark away, and go on to the next."""
        if self.cursor < len(self._ids):
            self._mark_only(self._marked ^ {self._ids[self.cursor]})
            self.action_down()

    def mark_to_here(self) -> None:
        """Mark all from the nearest mark above, or else below, to the cursor; where there is none, the cursor's own."""
        here = min(self.cursor, len(self._ids) - 1)
        around = (*range(here, -1, -1), *range(here + 1, len(self._ids))) if self._marked else ()
        at = next((at for at in around if self._ids[at] in self._marked), None)
        if at is None:
            self.toggle_mark()
        else:
            self._mark_only(self._marked.union(self._ids[min(at, here) : max(at, here) + 1]))

    def mark_all(self) -> None:
        """Mark the whole list; where all of it is marked, take the marks away."""
        self._mark_only(set() if len(self._marked) == len(self._ids) else set(self._ids))

    def clear_marks(self) -> None:
        """Take all marks away."""
        self._mark_only(set())

    def _mark_only(self, marked: set[int]) -> None:
        self._marked = marked
        self.refresh()
        self.post_message(self.Marked(len(marked)))

    def set_state(self, ids: Sequence[int], state: ArticleState) -> None:
        """Draw these articles in another state: picked ones stand in the digest in work, new ones do not."""
        if state is ArticleState.PICKED:
            self._standing |= set(ids)
        elif state is ArticleState.NEW:
            self._standing -= set(ids)
        for number in ids:
            if number in self._rows:
                self._rows[number] = replace(self._rows[number], state=state)
        self.refresh()

    def take_out(self, ids: Sequence[int]) -> None:
        """Take articles out of the list; the cursor stays in its place, which the next article takes."""
        gone, above = set(ids), 0
        unfolded = self._listed is not self._ids
        if len(gone) == 1 and self.cursor < len(self._ids) and self._ids[self.cursor] in gone:
            del self._ids[self.cursor]
        else:
            above = sum(1 for number in self._ids[: self.cursor] if number in gone)
            self._ids = array(ARRAY_OF_IDS, (number for number in self._ids if number not in gone))
        self._listed = (
            array(ARRAY_OF_IDS, (number for number in self._listed if number not in gone))
            if unfolded
            else self._ids
        )
        self.set_reactive(LineList.cursor, min(self.cursor - above, max(0, len(self._ids) - 1)))
        if self._marked:
            self._mark_only(self._marked - gone)
        self.rows_changed()
        self.scroll_to_row(self.cursor)
        self._tell()

    # Stories

    @property
    def folds_stories(self) -> bool:
        """Whether this list shows of each story the article that leads."""
        return self._folds.has_any

    def toggle_fold(self) -> bool:
        """Unfold the story under the cursor, or fold it; False where there is none."""
        lead = self._folds.toggle(self._ids[self.cursor]) if self.cursor < len(self._ids) else None
        if lead is not None:
            self.replace_ids(self._listed)
            self.go_to(lead)
        return lead is not None

    # Drawing

    def watch_cursor(self, before: int, after: int) -> None:
        """Tell which article it is."""
        super().watch_cursor(before, after)
        self._tell()

    def _tell(self, *, again: bool = False) -> None:
        number = self._ids[self.cursor] if self.cursor < len(self._ids) else None
        if number != self._told or again:
            self._told = number
            self.post_message(self.Shown(number))

    def on_resize(self, event: Resize) -> None:
        """Choose between one line and two for a row."""
        self.row_height = 1 if self.line_width >= ONE_LINE_FROM else 2
        super().on_resize(event)

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """One article."""
        article = self.row_at(row)
        if article is None:
            return [[] for _ in range(self.row_height)]
        return draw_article(
            article,
            width,
            self._now,
            lambda name: self.style_of(name, base),
            lines=self.row_height,
            marked=article.id in self._marked,
            standing=article.id in self._standing,
            find=partial(self._hits.find, column="title"),
            fold=self._folds.of(article.id) if self.folds_stories else None,
        )

    def render_line(self, y: int) -> Strip:
        """A row's line; or, where there are no rows, the words that say why."""
        if self.row_count or not self._words:
            return super().render_line(y)
        width = self.line_width
        lines = [line for words in self._words for line in wrap(words, width - 6)]
        at = y - 2
        if not 0 <= at < len(lines):
            return Strip.blank(width, self.base_style)
        name = "bright" if at == 0 else "meta"
        strip = Strip(
            [Segment("   ", self.base_style), Segment(lines[at], self.style_of(name, self.base_style))]
        )
        return self.fill(strip, self.base_style)
