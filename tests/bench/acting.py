"""What the whole archive costs: to decide of every article at once, to take that back, and to print them all.

Deciding is compared with what SQLite alone takes to write the same into the same rows. Meanwhile another desk writes
now and then: its longest wait is compared with how long it would have waited before giving up.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import apsw

from digest.desk import ArticleFilter, Desk
from digest.model import ArticleState
from digest.store.database import BUSY_SECONDS
from digest.workspace import Workspace
from tests.bench.table import Line

_NOW_AND_THEN = 0.05
"""Seconds between two writes of the other desk."""

_SOME = 1_000
"""Articles whose lines are more than a pipe holds, so that the program is there to be measured when it has begun."""


def acts(root: Path) -> Iterator[Line]:
    """The lines about acts on all articles of a workspace; it is left as it was, but for an act that is undone."""
    longest = 0.0
    with closing(Desk.open(Workspace(root))) as other:
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.acting", str(root)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        floor = float(child.stdout.readline())  # SQLite alone has everybody wait until it is done
        while child.poll() is None:
            begun = time.perf_counter()
            other.remember("bench", str(begun))
            longest = max(longest, time.perf_counter() - begun)
            time.sleep(_NOW_AND_THEN)
        told = json.loads(child.communicate()[0])
    yield Line("dismiss all articles, beside SQLite's own update", floor, told["act"], "s")
    yield Line("take that back, beside the same", floor, told["undo"], "s")
    yield Line("memory at most meanwhile, beside that before", told["before"], told["peak"], "MB")
    yield Line("another desk's longest wait, of what it may be", BUSY_SECONDS * 1_000, longest * 1_000, "ms")
    (some_at, some_held), (all_at, all_held) = (
        _listed(root, *words) for words in (["--limit", str(_SOME)], [])
    )
    yield Line("article list, first line, beside a thousand's", some_at * 1_000, all_at * 1_000, "ms")
    yield Line("memory of article list, beside a thousand's", some_held, all_held, "MB")


def _listed(root: Path, *words: str) -> tuple[float, float]:
    """Seconds until `article list` printed its first line, and the megabytes that it held at most while it printed."""
    begun = time.perf_counter()
    argv = [sys.executable, "-m", "digest", "-w", str(root), "article", "list", *words]
    with subprocess.Popen(argv, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        first = time.perf_counter() - begun
        held = _megabytes("VmHWM", process.pid)
        while process.stdout.read(2**20):
            held = max(held, _megabytes("VmHWM", process.pid))
    return first, held


def _megabytes(name: str, process: int) -> float:
    """A value of a process's memory, by Linux's name for it; 0 where it has just ended."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    _, _, value = status.partition(f"{name}:")
    return int(value.split()[0]) / 1_000 if value else 0.0


def _plain(root: Path) -> float:
    """Seconds that SQLite takes to write into every article what an act on all writes; it is taken back."""
    with closing(apsw.Connection(str(root / "digest.db"))) as plain:
        begun = time.perf_counter()
        plain.execute("BEGIN IMMEDIATE")
        plain.execute("UPDATE article SET state = 'dismissed', decided = 0 WHERE state <> 'dismissed'")
        took = time.perf_counter() - begun
        plain.execute("ROLLBACK")
    return took


def _acted(root: Path) -> dict[str, float]:
    """What the act on all and its undoing take."""
    with closing(Desk.open(Workspace(root))) as desk:
        ids = desk.articles.ids(ArticleFilter())
        before = _megabytes("VmRSS", os.getpid())
        begun = time.perf_counter()
        desk.articles.mark(ids, ArticleState.DISMISSED)
        act = time.perf_counter() - begun
        begun = time.perf_counter()
        desk.history.undo()
        undo = time.perf_counter() - begun
    return {
        "act": act,
        "undo": undo,
        "before": before,
        "peak": _megabytes("VmHWM", os.getpid()),
    }


if __name__ == "__main__":
    print(_plain(Path(sys.argv[1])), flush=True)
    print(json.dumps(_acted(Path(sys.argv[1]))))
