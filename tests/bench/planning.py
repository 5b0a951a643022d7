"""Planning a fetch: which of the sources on file are due, and with what they are asked."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from digest.model import Source, SourceStatus, now
from digest.store import FetchRecord, Store
from tests.bench.table import Line

DUE = 500
"""Sources whose time has come, in every database."""

SIZES = (500, 5_000, 50_000)


def plans(folder: Path, rounds: int) -> Iterator[Line]:
    """Planning the same fetch with ever more sources on file, beside a file that holds no others."""
    folder.mkdir()
    moment = now()
    for size in SIZES:
        _fill(folder / f"{size}.db", size, moment)
    measured: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(rounds):
        for size in SIZES:
            measured[size].append(_plan(folder / f"{size}.db", moment))
    for size in SIZES[1:]:
        what = f"planning {DUE} due of {size:,} sources"
        yield Line(what, median(measured[SIZES[0]]), median(measured[size]), "ms")


def _fill(path: Path, size: int, moment: datetime) -> None:
    with closing(Store(path)) as store, store.transaction():
        for place in range(size):
            url = f"https://paper-{place}.example/feed.xml"
            number = store.sources.add(Source(url=url, title=f"Paper {place}", tags=["City"], added=moment))
            late = place % (size // DUE) == 0
            store.sources.record_fetch(
                FetchRecord(
                    number,
                    etag=f'"{place}"',
                    body_hash=f"{place:064}",
                    checked=moment,
                    status=SourceStatus.UPDATED,
                    due=moment + timedelta(minutes=-1 if late else 30),
                )
            )


def _plan(path: Path, moment: datetime) -> float:
    """Milliseconds until it is known what to ask, in a database that was just opened."""
    with closing(Store(path)) as store:
        begun = time.perf_counter()
        due = store.sources.due(moment)
        records = store.sources.fetch_records([source.id for source in due])
        taken = time.perf_counter() - begun
    if len(records) != DUE:
        raise RuntimeError(f"{len(records)} sources are due where {DUE} should be")
    return taken * 1_000
