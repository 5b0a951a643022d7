"""A large archive: finding the stories of what comes in, searching, and lists that fold stories.

Each is measured beside the least that the same database can do: the bare query in apsw.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

import apsw

from digest.desk import ArticleFilter, Desk
from digest.desk.collect.placing import assign_stories
from digest.model import ArticleState, now
from digest.store import Collected
from digest.workspace import Workspace
from tests.bench.press import Press
from tests.bench.table import Line

NEW = 200
"""Articles of one fetch."""

_WINDOW = int(timedelta(days=5).total_seconds())
_SCAN = (
    "SELECT a.id, a.title, a.blurb, t.told FROM article a JOIN telling t ON t.article_id = a.id"
    " WHERE a.at BETWEEN ? AND ?"
)
_FOUND = (
    "SELECT a.id, a.title FROM article_search s JOIN article a ON a.id = s.rowid"
    " WHERE article_search MATCH ? ORDER BY s.rowid DESC LIMIT 64"
)


def archives(root: Path, rounds: int) -> Iterator[Line]:
    """The lines about the large workspace in `root`; it is left with the articles that it had."""
    with (
        closing(Desk.open(Workspace(root))) as desk,
        closing(apsw.Connection(str(Workspace(root).database))) as bare,
    ):
        yield _stories(desk, bare, rounds)
        yield _search(desk, bare)
        since = desk.articles.since_last_digest()
        for name, wanted in (
            ("new", ArticleFilter(kept=True, since=since)),
            ("all", ArticleFilter(kept=True)),
        ):
            yield _folded(desk, f"first rows of {name}, stories folded", wanted, rounds)


def _stories(desk: Desk, bare: apsw.Connection, rounds: int) -> Line:
    """The stories of a fetch, beside reading the days around."""
    press, random, end = Press(2), Random(2), int(now().timestamp())
    last = desk.articles.ids(ArticleFilter())[0]
    taken: list[tuple[float, float]] = []
    for number in range(rounds + 1):
        new = _fetched(desk, press, random, f"{number}")
        least = _milliseconds(partial(_all, bare, _SCAN, (end - _WINDOW, end + _WINDOW)))
        taken.append((least, _milliseconds(partial(assign_stories, desk.store, new))))
        bare.execute("DELETE FROM article WHERE id > ?", (last,))
    return _line(f"stories of {NEW} new articles", taken[1:])  # the first one starts the workers


def _fetched(desk: Desk, press: Press, random: Random, batch: str) -> list[int]:
    """What a fetch brings in: two hundred articles of the last day."""
    collected = []
    for number in range(NEW):
        at = now() - timedelta(seconds=random.randrange(86_400))
        article = press.print(at, ArticleState.NEW).collected.article
        url = f"{article.url}/{batch}/{number}"
        collected.append(
            Collected(f"{batch} {number}", article.model_copy(update={"url": url, "story_id": None}))
        )
    with desk.store.transaction():
        return desk.store.articles.collect(None, collected).new


def _search(desk: Desk, bare: apsw.Connection) -> Line:
    """The newest that have two words, beside the same query alone."""
    words = [
        word for article in desk.articles.list(ArticleFilter(), 60) for word in article.title.split()[:2]
    ]
    plain = [word for word in words if word.isascii() and word.isalpha()]
    taken = []
    for one, other in zip(plain[::2], plain[1::2], strict=False):
        expression, wanted = f'"{one}" * AND "{other}" *', ArticleFilter(search=f"{one} {other}")
        queries: tuple[Callable[[], object], ...] = (
            partial(_all, bare, _FOUND, (expression,)),
            partial(desk.articles.first, wanted),
        )
        for query in queries:
            query()  # so that each finds its pages in the machine's memory
        least, ours = map(_milliseconds, queries)
        taken.append((least, ours))
    return _line("search of two words, first rows", taken)


def _folded(desk: Desk, what: str, wanted: ArticleFilter, rounds: int) -> Line:
    """The first rows of a folded list and what is folded under them, beside those of the flat one."""
    folded = replace(wanted, folded=True)

    def first() -> None:
        desk.articles.folds([row.id for row in desk.articles.first(folded)], folded)

    taken = [
        (_milliseconds(lambda: desk.articles.first(wanted)), _milliseconds(first)) for _ in range(rounds)
    ]
    return _line(what, taken)


def _all(bare: apsw.Connection, query: str, values: tuple[object, ...]) -> list[object]:
    return list(bare.execute(query, values))


def _line(what: str, taken: list[tuple[float, float]]) -> Line:
    return Line(what, median(least for least, _ in taken), median(ours for _, ours in taken), "ms")


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1_000
