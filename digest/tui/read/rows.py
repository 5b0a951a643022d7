"""How an article looks in a list: on one line where there is room, on two where there is less."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from digest.desk import ArticleRow
from digest.model import ArticleState
from digest.tui.read.folds import Fold
from digest.tui.widgets.lit import Find, split_at
from digest.tui.widgets.text import age, column, cut, fit, isolate

ONE_LINE_FROM = 78
"""The width in cells from which a row has room for everything on one line."""

_MARKS = {
    ArticleState.NEW: (" ", "meta"),
    ArticleState.PICKED: ("○", "meta"),
    ArticleState.SAVED: ("s", "saved"),
    ArticleState.DISMISSED: ("×", "faint"),
}
_STANDING = ("●", "accent")

StyleOf = Callable[[str], Style]
"""From a style's name ("bright", "meta", …) to the style, on the row's background."""


def draw_article(
    row: ArticleRow,
    width: int,
    now: datetime,
    style: StyleOf,
    *,
    lines: int,
    marked: bool,
    standing: bool,
    find: Find,
    fold: Fold | None = None,
) -> list[list[Segment]]:
    """The row's lines: everything on one, or the title on the first of two and the rest below.

    `standing`: it is in the digest in work; an article that is picked and is not stands in another one. What `find`
    finds in the title stands out. `fold`: how the row stands to its story, in a list that folds.
    """
    drawing = _Drawing(row, width, now, style, marked, standing, find, fold)
    return [drawing.one_line()] if lines == 1 else drawing.two_lines()


@dataclass(frozen=True)
class _Drawing:
    row: ArticleRow
    width: int
    now: datetime
    style: StyleOf
    marked: bool
    standing: bool
    find: Find
    fold: Fold | None

    def one_line(self) -> list[Segment]:
        row, meta, lead = self.row, self.style("meta"), self._lead()
        site = min(22, self.width // 5)
        minutes = f"{row.minutes}m" if row.minutes else ""
        tail = [*self._signs(), Segment(fit(minutes, 5, right=True), meta), Segment(" ", meta)]
        used = sum(cell_len(segment.text) for segment in [*lead, *tail]) + 5 + site + 2
        return [
            *lead,
            Segment(f"{age(row.at, self.now):>4} ", meta),
            Segment(fit(row.site, site) + "  ", meta),
            *self._title(self.width - used),
            *tail,
        ]

    def two_lines(self) -> list[list[Segment]]:
        row, meta = self.row, self.style("meta")
        facts = [isolate(cut(column(row.site), 22)), age(row.at, self.now)]
        if row.minutes:
            facts.append(f"{row.minutes} min")
        indent = "   " + " " * len(self._branch)
        told = Segment(indent + " · ".join(fact for fact in facts if fact), meta)
        return [[*self._lead(), *self._title(self.width - 4)], [told, *self._signs()]]

    @property
    def _branch(self) -> str:
        return "└ " if self.fold and self.fold.inside else ""

    def _lead(self) -> list[Segment]:
        is_in = self.standing and self.row.state is not ArticleState.DISMISSED
        sign, name = _STANDING if is_in else _MARKS[self.row.state]
        return [
            Segment("▌" if self.marked else " ", self.style("accent")),
            Segment(f"{sign} ", self.style(name)),
        ]

    def _title(self, cells: int) -> list[Segment]:
        faint = self.row.state is ArticleState.DISMISSED
        plain, lit = self.style("faint" if faint else "bright"), self.style("accent")
        shown = fit(self.row.title, cells - len(self._branch))
        pieces = split_at(shown, self.find(shown))
        return [
            Segment(self._branch, self.style("meta")),
            *(Segment(piece, lit if is_hit else plain) for piece, is_hit in pieces),
        ]

    def _signs(self) -> list[Segment]:
        signs = []
        others = self.row.outlets if self.fold is None else self.fold.under
        if others:
            sign = "▾" if self.fold and self.fold.unfolded else "+"
            signs.append(Segment(f" {sign}{others}", self.style("saved")))
        if self.row.ran_in is not None:
            signs.append(Segment(f" ↺ {self.row.ran_in}", self.style("bad")))
        return signs
