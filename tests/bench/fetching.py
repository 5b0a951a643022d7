"""The fetch: two hundred feeds beside newsboat, where that is installed (Debian's package; Linux)."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import apsw

from tests.bench.newsstand import ENTRIES
from tests.bench.table import Line

_DIGEST = [sys.executable, "-m", "digest"]
_LOOK_EVERY = 0.02  # seconds between two looks at a program's memory and at what it has on file
_RESIDENT = re.compile(r"VmRSS:\s+(\d+) kB")
_PARENT = re.compile(r"PPid:\s+(\d+)")


@dataclass(frozen=True)
class _Run:
    """Seconds until all was on the list, and until the end; megabytes at the most, of all its processes."""

    listed: float
    whole: float
    megabytes: float


@dataclass(frozen=True)
class _Ours:
    """A fetch in a new workspace, the next one with nothing new, and the memory of the idle program."""

    cold: _Run
    unchanged: _Run
    idle: float


@dataclass(frozen=True)
class _Theirs:
    """Seconds of newsboat's reload with a new cache, and of one with nothing new."""

    cold: float
    unchanged: float


def fetches(root: Path, rounds: int) -> Iterator[Line]:
    """The lines about the fetch; workspaces are made in `root`."""
    if sys.platform != "linux":
        print("the fetch is not measured: only Linux has a thousand loopback hosts", file=sys.stderr)
        return
    peer = shutil.which("newsboat") is not None
    if not peer:
        print("not compared with newsboat: install Debian's package of that name", file=sys.stderr)
    root.mkdir()
    ours, theirs = [], []
    with newsstand() as urls:
        for number in range(rounds):
            ours.append(_digest(root / f"fetch-{number}", urls))
            if peer:
                theirs.append(_newsboat(root / f"newsboat-{number}", urls))
    if peer:
        yield from _beside(theirs, ours)
    yield Line(
        "memory of a fetch of 200 feeds, beside the idle desk",
        median(one.idle for one in ours),
        median(one.cold.megabytes for one in ours),
        "MB",
    )


def _beside(theirs: list[_Theirs], ours: list[_Ours]) -> Iterator[Line]:
    cold = median(one.cold for one in theirs)
    listed = median(one.cold.listed for one in ours)
    whole = median(one.cold.whole for one in ours)
    unchanged = median(one.unchanged for one in theirs)
    yield Line("200 new feeds on the list, beside newsboat", cold, listed, "s")
    yield Line("200 new feeds on the list and indexed, same", cold, whole, "s")
    yield Line(
        "200 feeds with nothing new, same", unchanged, median(one.unchanged.whole for one in ours), "s"
    )


@contextmanager
def newsstand() -> Iterator[list[str]]:
    """The addresses of the feeds, while the stand is open."""
    argv = [sys.executable, "-m", "tests.bench.newsstand"]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as stand:
        if stand.stdin is None or stand.stdout is None:
            raise RuntimeError("a process without its pipes")
        yield list(iter(stand.stdout.readline, "\n"))
        stand.stdin.close()


def opml_of(urls: Sequence[str]) -> bytes:
    """The feeds at these addresses, as a file to import."""
    outlines = "".join(f'<outline type="rss" text="" xmlUrl="{url.strip()}"/>' for url in urls)
    return f'<opml version="2.0"><body>{outlines}</body></opml>'.encode()


def _digest(workspace: Path, urls: Sequence[str]) -> _Ours:
    environment = {**os.environ, "DIGEST_ALLOW_PRIVATE": "1", "DIGEST_WORKSPACE": str(workspace)}
    opml = workspace.with_suffix(".opml")
    opml.write_bytes(opml_of(urls))
    _run(["init"], environment)
    _run(["source", "import", str(opml)], environment)
    idle = _run(["source", "list"], environment).megabytes
    everything = (workspace / "digest.db", len(urls) * ENTRIES)
    return _Ours(_run(["fetch"], environment, everything), _run(["fetch"], environment), idle)


def _run(words: list[str], environment: Mapping[str, str], until: tuple[Path, int] | None = None) -> _Run:
    """Run the command and watch it; `until` says in which database how many articles are all of them."""
    begun = time.perf_counter()
    process = subprocess.Popen([*_DIGEST, *words], env=environment, stdout=subprocess.DEVNULL)
    listed = megabytes = 0.0
    while process.poll() is None:
        megabytes = max(megabytes, _resident(process.pid))
        if until and not listed and _articles(until[0]) >= until[1]:
            listed = time.perf_counter() - begun
        time.sleep(_LOOK_EVERY)
    if process.returncode or (until and _articles(until[0]) != until[1]):
        raise RuntimeError(f"digest {' '.join(words)} did not do all of it")
    return _Run(listed, time.perf_counter() - begun, megabytes)


def _articles(database: Path) -> int:
    connection = apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return int(connection.execute("SELECT count(*) FROM article").get)
    finally:
        connection.close()


def _resident(process: int) -> float:
    """The megabytes that a process and its children hold; what they share is counted for each."""
    total = 0
    parents = {process}
    for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
        with suppress(OSError):  # it ended while we looked
            status = (folder / "status").read_text(encoding="utf-8")
            resident, parent = _RESIDENT.search(status), _PARENT.search(status)
            if resident and parent and (int(folder.name) in parents or int(parent[1]) in parents):
                parents.add(int(folder.name))
                total += int(resident[1])
    return total / 1_000


def _newsboat(folder: Path, urls: Sequence[str]) -> _Theirs:
    folder.mkdir()
    (folder / "urls").write_text("".join(urls), encoding="utf-8")
    (folder / "config").write_text("reload-threads 100\n", encoding="utf-8")
    files = ["-u", "urls", "-c", "cache.db", "-C", "config"]

    def reload() -> float:
        begun = time.perf_counter()
        environment = {**os.environ, "HOME": str(folder)}
        subprocess.run(["newsboat", *files, "-x", "reload"], cwd=folder, env=environment, check=True)
        return time.perf_counter() - begun

    # It keeps an ETag only where the feed has a row already: the third reload is the first to send one.
    cold, _, unchanged = reload(), reload(), reload()
    return _Theirs(cold, unchanged)
