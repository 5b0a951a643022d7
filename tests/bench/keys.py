"""What a key costs: from the key until the last byte of what it changes on the screen.

Moving is measured at the pace at which a held key repeats. A search is measured letter by letter, as fast as people
type, until the first of what is found is on the screen: what the key costs in the smallest list is taken off.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from statistics import quantiles

from digest.desk import ArticleFilter, ArticleRow, Desk
from digest.workspace import Workspace
from tests.bench.fetching import newsstand, opml_of
from tests.bench.screen import Screen, on_screen
from tests.bench.start import start
from tests.bench.table import Line
from tests.bench.workspace import make_workspace
from tests.patience import PATIENCE

KEYS = 200
MOVES = 1_000
"""Moves after which the memory is looked at."""

WORDS = 30
EVERY = "longer:0"
"""A search that finds the whole archive."""

PROMISED = 50.0
"""Milliseconds that what is found may take beyond the key's own cost."""

_PACE = 1 / 30  # seconds between two keys while one is held
_QUIET = 0.02  # seconds without a byte: the key's redraw is over
_TYPING = 0.12  # seconds between two letters of a fast typist
_SETTLED = 2.0
_LISTED = 5.0  # seconds that a million ids have to arrive in
_LETTERS = range(2, 6)
_BEGINNING = 8  # characters of a title that every list has room for


def keys(root: Path, fed: Path) -> Iterator[Line]:
    """The lines about keys on the workspace in `root`; `fed` is where to make another, with feeds to fetch.

    The memory that is held after so many keys stands beside that of Textual's smallest app.
    """
    smallest = start([sys.executable, "-m", "tests.bench.smallest"], ["ready"]).megabytes
    with on_screen([sys.executable, "-m", "tests.bench.smallest_list"]) as screen:
        least = _p95(_moves(screen))
    with _desk(root) as screen:
        moves = _p95(_moves(screen))
        yield Line("a key that moves in the list, p95", least, moves, "ms")
        _hold(screen, MOVES - KEYS)
        yield Line(f"memory after {MOVES:,} moves", smallest, screen.megabytes, "MB")
        found = _p95(_finds(screen, root))
        yield Line("first found, p95, beyond the key, of what may be", PROMISED, found - least, "ms")
        yield Line(f"memory after a search for {WORDS} words", smallest, screen.megabytes, "MB")
        screen.pass_over(screen.press(EVERY) + _LISTED)
        yield Line("memory while every article is listed", smallest, screen.megabytes, "MB")
    with newsstand() as urls:
        _follow(fed, urls)
        with _desk(fed, {"DIGEST_ALLOW_PRIVATE": "1"}) as screen:
            screen.press("r")
            screen.watch(["Fetching "])
            yield Line("the same while 200 feeds are fetched", least, _p95(_moves(screen)), "ms")


@contextmanager
def _desk(root: Path, env: dict[str, str] | None = None) -> Iterator[Screen]:
    with on_screen([sys.executable, "-m", "digest", "-w", str(root)], env) as screen:
        screen.watch(["draft"])
        yield screen


def _p95(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=20)[-1] * 1_000


def _moves(screen: Screen) -> list[float]:
    """Seconds that each of many keys took, one after the other as a held key sends them."""
    screen.pass_over(time.perf_counter() + _SETTLED)
    took = []
    for _ in range(KEYS):
        pressed = screen.press("j")
        if not screen.drawn(PATIENCE):
            raise TimeoutError("the key changed nothing")
        took.append(screen.rest(_QUIET) - pressed)
        screen.pass_over(pressed + _PACE)
    return took


def _hold(screen: Screen, times: int) -> None:
    for _ in range(times):
        screen.pass_over(screen.press("j") + _PACE)
    screen.pass_over(time.perf_counter() + _SETTLED)


def _finds(screen: Screen, root: Path) -> list[float]:
    """Seconds until each letter of some words had the first of what it finds on the screen."""
    took = []
    screen.pass_over(screen.press("/") + _SETTLED)
    with closing(Desk.open(Workspace(root))) as desk:
        for word in _words(desk):
            beginnings = [word[:length] for length in _LETTERS]
            screen.pass_over(screen.press(beginnings[0]) + _SETTLED)
            for before, typed in pairwise(beginnings):
                title = _first_found(desk, before, typed)
                pressed = screen.press(typed[-1])
                if title:
                    took.append(screen.watch([title])[0] - pressed)
                screen.pass_over(pressed + _TYPING)
            screen.pass_over(screen.press("\x7f" * len(beginnings[-1])) + _SETTLED)
    return took


def _words(desk: Desk) -> list[str]:
    """Long words of titles in Latin letters, from all over the archive."""
    ids = desk.articles.ids(ArticleFilter())
    titles = [
        row.title for row in desk.articles.rows(ids[:: len(ids) // (WORDS * 10)]) if row.title.isascii()
    ]
    words = [max(title.split(), key=len).lower() for title in titles]
    return [word for word in words if len(word) >= _LETTERS.stop and word.isalpha()][:WORDS]


def _first_found(desk: Desk, before: str, typed: str) -> str:
    """What will stand first, as the screen will show it; empty where it does already, or is hard to know."""
    (was, *_), (found, *_) = ([*_found(desk, words), None] for words in (before, typed))
    if found is None or found == was or not found.title.isascii():
        return ""
    return found.title[:_BEGINNING]


def _found(desk: Desk, typed: str) -> list[ArticleRow]:
    return desk.articles.first(ArticleFilter(search=typed), 1)


def _follow(fed: Path, urls: Sequence[str]) -> None:
    """A workspace with articles to move in, which follows these feeds and no others."""
    for _ in make_workspace(fed, 2_000):
        pass
    with closing(Desk.open(Workspace(fed))) as desk:
        for source in desk.sources.all():
            desk.sources.remove(source.id)
        desk.sources.import_opml(opml_of(urls))
