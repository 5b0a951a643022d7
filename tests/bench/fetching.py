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
_LOOK_EVERY = 0.05  # seconds between two looks at a program's memory and at what it has on file
_OF_TESTS = ("click", "trio")  # tools that tests bring along, which httpx loads where it finds them
_RESIDENT = re.compile(r"VmRSS:\s+(\d+) kB")


@dataclass(frozen=True)
class _Run:
    """Seconds until all was on the list, and until the end; megabytes at the most, of all its processes, and until
    all was on the list: of all, and of its first alone.
    """

    listed: float
    whole: float
    megabytes: float
    fetching: float
    first: float


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
    idle = median(one.idle for one in ours)
    for label, most in (
        ("memory of a fetch of 200 feeds, beside the idle program", [one.cold.megabytes for one in ours]),
        ("the same until they are on the list", [one.cold.fetching for one in ours]),
        ("the same without its readers of feeds", [one.cold.first for one in ours]),
    ):
        yield Line(label, idle, median(most), "MB")


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
    environment = _as_installed(workspace.parent) | {
        "DIGEST_ALLOW_PRIVATE": "1",
        "DIGEST_WORKSPACE": str(workspace),
    }
    opml = workspace.with_suffix(".opml")
    opml.write_bytes(opml_of(urls))
    _run(["init"], environment)
    _run(["source", "import", str(opml)], environment)
    idle = _run(["source", "list"], environment).megabytes
    everything = (workspace / "digest.db", len(urls) * ENTRIES)
    return _Ours(_run(["fetch"], environment, everything), _run(["fetch"], environment), idle)


def _as_installed(root: Path) -> dict[str, str]:
    """The environment of a program that was installed: with its bytecode, and without the tools of tests."""
    absent = root / "absent"
    absent.mkdir(exist_ok=True)
    for name in _OF_TESTS:
        (absent / f"{name}.py").write_text("raise ImportError", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return environment | {"PYTHONPYCACHEPREFIX": str(root / "bytecode"), "PYTHONPATH": str(absent)}


def _run(words: list[str], environment: Mapping[str, str], until: tuple[Path, int] | None = None) -> _Run:
    """Run the command and watch it; `until` says in which database how many articles are all of them."""
    begun = time.perf_counter()
    process = subprocess.Popen([*_DIGEST, *words], env=environment, stdout=subprocess.DEVNULL)
    listed = megabytes = fetching = first = 0.0
    while process.poll() is None:
        held = _resident(process.pid)
        megabytes = max(megabytes, sum(held))
        if not listed:
            fetching, first = megabytes, max(first, held[0])
        if until and not listed and _articles(until[0]) >= until[1]:
            listed = time.perf_counter() - begun
        time.sleep(_LOOK_EVERY)
    if process.returncode or (until and _articles(until[0]) != until[1]):
        raise RuntimeError(f"digest {' '.join(words)} did not do all of it")
    return _Run(listed, time.perf_counter() - begun, megabytes, fetching, first)


def _articles(database: Path) -> int:
    connection = apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        # The last number given: that of all, for none has been taken away.
        return int(connection.execute("SELECT coalesce(max(id), 0) FROM article").get)
    finally:
        connection.close()


def _resident(process: int) -> list[float]:
    """The megabytes that a process holds, then each of its children; what they share is counted for each."""
    held = [0.0]
    with suppress(OSError):  # it ended while we looked
        folder = Path("/proc") / str(process)
        if found := _RESIDENT.search((folder / "status").read_text(encoding="utf-8")):
            held[0] = int(found[1]) / 1_000
        for children in folder.glob("task/*/children"):
            for child in children.read_text(encoding="utf-8").split():
                held += _resident(int(child))
    return held


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
