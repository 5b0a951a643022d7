"""How an article looks in a list: on one line where there is room, on two where there is less."""

from collections.abc import Callable
from datetime import datetime

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from digest.desk import ArticleRow
from digest.model import ArticleState
from digest.tui.lit import Find, split_at
from digest.tui.text import age, column, cut, fit, isolate

ONE_LINE_FROM = 78
"""The width in cells from which a row has room for everything on one line."""

_MARKS = {
    ArticleState.NEW: (" ", "meta"),
    ArticleState.PICKED: ("●", "accent"),
    ArticleState.SAVED: ("s", "saved"),
    ArticleState.DISMISSED: ("×", "faint"),
}

StyleOf = Callable[[str], Style]
"""From a style's name ("bright", "meta", …) to the style, on the row's background."""


def draw_article(
    row: ArticleRow, width: int, now: datetime, style: StyleOf, *, lines: int, marked: bool, find: Find
) -> list[list[Segment]]:
    """The row's lines: everything on one, or the title on the first of two and the rest below.

    What `find` finds in the title stands out.
    """
    lead = _lead(row, style, marked=marked)
    if lines == 1:
        return [_one_line(row, lead, width, now, style, find)]
    return _two_lines(row, lead, width, now, style, find)


def _lead(row: ArticleRow, style: StyleOf, *, marked: bool) -> list[Segment]:
    sign, name = _MARKS[row.state]
    return [Segment("▌" if marked else " ", style("accent")), Segment(f"{sign} ", style(name))]


def _title(row: ArticleRow, cells: int, style: StyleOf, find: Find) -> list[Segment]:
    plain, lit = style("faint" if row.state is ArticleState.DISMISSED else "bright"), style("accent")
    shown = fit(row.title, cells)
    return [Segment(piece, lit if is_hit else plain) for piece, is_hit in split_at(shown, find(shown))]


def _signs(row: ArticleRow, style: StyleOf) -> list[Segment]:
    signs = []
    if row.outlets:
        signs.append(Segment(f" +{row.outlets}", style("saved")))
    if row.ran_in is not None:
        signs.append(Segment(f" ↺ {row.ran_in}", style("bad")))
    return signs


def _one_line(
    row: ArticleRow, lead: list[Segment], width: int, now: datetime, style: StyleOf, find: Find
) -> list[Segment]:
    meta = style("meta")
    site = min(22, width // 6)
    signs = _signs(row, style)
    minutes = f"{row.minutes}m" if row.minutes else ""
    tail = [*signs, Segment(fit(minutes, 5, right=True), meta), Segment(" ", meta)]
    used = sum(cell_len(segment.text) for segment in [*lead, *tail]) + 5 + site + 2
    return [
        *lead,
        Segment(f"{age(row.at, now):>4} ", meta),
        Segment(fit(row.site, site) + "  ", meta),
        *_title(row, width - used, style, find),
        *tail,
    ]


def _two_lines(
    row: ArticleRow, lead: list[Segment], width: int, now: datetime, style: StyleOf, find: Find
) -> list[list[Segment]]:
    meta = style("meta")
    facts = [isolate(cut(column(row.site), 22)), age(row.at, now)]
    if row.minutes:
        facts.append(f"{row.minutes} min")
    return [
        [*lead, *_title(row, width - 4, style, find)],
        [
            Segment("   ", meta),
            Segment(" · ".join(fact for fact in facts if fact), meta),
            *_signs(row, style),
        ],
    ]
