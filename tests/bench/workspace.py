"""Makes a workspace of any size: `python -m tests.bench.workspace DIR --articles N`.

Two hundred sources in eight languages, two years of articles (fewer days where there would be less than
fifty a day), a digest sent every week and another begun. About a tenth of the articles tell a story that
others tell too. The same seed and the same clock (`DIGEST_NOW`) make the same workspace.
"""

import argparse
import sys
import threading
import time
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from digest.desk.collect.recognising import recognise
from digest.model import (
    ArticleState,
    DeskError,
    Digest,
    DigestState,
    Item,
    Section,
    SectionKind,
    Source,
    SourceStatus,
    now,
)
from digest.store import FetchRecord, Store
from digest.workspace import Workspace
from tests.bench.press import Press

BATCH = 2_000
"""Articles in one transaction."""

SPAN = timedelta(days=730)
LEAST_A_DAY = 50
WEEK = timedelta(days=7)

_PLAN = (
    ("The lead", SectionKind.LEAD, 1),
    ("Must read", SectionKind.STORIES, 3),
    ("Latest news", SectionKind.BRIEFS, 4),
    ("You might also like", SectionKind.CARDS, 4),
)


@dataclass(frozen=True)
class Progress:
    """So many articles are written, or indexed, of so many."""

    step: str
    done: int
    total: int


def make_workspace(root: Path, articles: int, seed: int = 1) -> Iterator[Progress]:
    """Fill the folder `root`, which must not hold a workspace yet; how far it is, after each batch."""
    workspace = Workspace(root)
    if workspace.exists():
        raise DeskError(f"There is a workspace in {root} already: name a new folder.")
    workspace.create("The Long Shelf")
    store = Store(workspace.database)
    try:
        yield from _fill(store, articles, Random(seed), Press(seed), now())
    finally:
        store.close()


def _fill(store: Store, articles: int, random: Random, press: Press, end: datetime) -> Iterator[Progress]:
    times = _times(articles, end, random)
    _follow(store, press, end)
    last_digest = int((end - WEEK).timestamp())
    for start in range(0, articles, BATCH):
        batch = times[start : start + BATCH]
        with store.transaction():
            new = []
            for at in batch:
                printed = press.print(
                    datetime.fromtimestamp(at, UTC), _state(random, fresh=at >= last_digest)
                )
                new += store.articles.collect(printed.source_id, [printed.collected]).new
        recognise(store, new, threading.Event())
        yield Progress("written", start + len(batch), articles)
        store.index.update()
        yield Progress("indexed", start + len(batch), articles)
    _edit(store, times, random, end)


def _times(articles: int, end: datetime, random: Random) -> "array[int]":
    """When the articles were published, in epoch seconds: oldest first, so that ids are in that order."""
    span = min(SPAN, timedelta(days=articles / LEAST_A_DAY)).total_seconds()
    start = end.timestamp() - span
    return array("q", (int(start + span * (n + random.random()) / (articles + 1)) for n in range(articles)))


def _state(random: Random, *, fresh: bool) -> ArticleState:
    """What the curator decided: little yet of what is fresh, most of what is older."""
    weights = (93, 2, 5) if fresh else (33, 4, 63)
    return random.choices((ArticleState.NEW, ArticleState.SAVED, ArticleState.DISMISSED), weights)[0]


def _follow(store: Store, press: Press, end: datetime) -> None:
    with store.transaction():
        for outlet in press.outlets:
            source = Source(
                url=f"https://{outlet.host}/feed.xml",
                title=outlet.name,
                site_url=f"https://{outlet.host}/",
                language=outlet.tongue.language,
                tags=outlet.tags,
                added=end - SPAN,
            )
            # A new database counts from 1, and so does the press.
            if store.sources.add(source) != outlet.source_id:
                raise DeskError("The workspace is not a new one.")
            store.sources.record_fetch(
                FetchRecord(outlet.source_id, checked=end, status=SourceStatus.UPDATED, due=end)
            )


def _edit(store: Store, times: "array[int]", random: Random, end: datetime) -> None:
    """A digest for every week that is over, sent at its end, and one begun for the week that runs."""
    if not times:
        return
    weeks = int((end.timestamp() - times[0]) // WEEK.total_seconds())
    with store.transaction():
        for number in range(1, weeks + 2):
            close = end - WEEK * (weeks + 1 - number)
            first, last = (bisect_left(times, int((close + WEEK * step).timestamp())) for step in (-1, 0))
            picked = random.sample(range(first + 1, last + 1), min(12, last - first))
            sent = number <= weeks
            store.digests.add(_digest(store, number, picked if sent else picked[:5], close, sent=sent))
            store.articles.mark(picked if sent else picked[:5], ArticleState.PICKED)


def _digest(store: Store, number: int, picked: list[int], close: datetime, *, sent: bool) -> Digest:
    items = [
        Item(
            article_id=article.id,
            headline=article.title,
            summary=article.blurb if sent else "",
            credit=article.site,
            byline=article.byline,
            url=article.url,
            minutes=article.minutes,
            language=article.language,
        )
        for article in store.articles.many(picked)
    ]
    sections: list[Section] = []
    for title, kind, room in _PLAN:
        sections.append(Section(title=title, kind=kind, items=items[:room]))
        items = items[room:]
    return Digest(
        number=number,
        date=close.date(),
        subject=f"The week in {number} parts" if sent else "",
        state=DigestState.SENT if sent else DigestState.DRAFT,
        sent=close if sent else None,
        sections=sections,
    )


def main() -> int:
    """The command line; prints how far it is and how long it took."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.workspace", description=__doc__)
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("--articles", metavar="N", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    begun = time.perf_counter()
    try:
        for progress in make_workspace(args.folder, args.articles, args.seed):
            print(
                f"\r{progress.done:>9,} of {progress.total:,} {progress.step}",
                end="",
                file=sys.stderr,
                flush=True,
            )
    except DeskError as error:
        print(error, file=sys.stderr)
        return 2
    seconds = time.perf_counter() - begun
    megabytes = Workspace(args.folder).database.stat().st_size / 1e6
    print(f"\n{args.articles:,} articles in {seconds:.1f} s, {megabytes:.0f} MB", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
