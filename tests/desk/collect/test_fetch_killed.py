"""A fetch that is killed at any moment loses nothing that was stored, doubles nothing, and the next goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from select import select

import apsw
import pytest

from digest.desk import Desk
from digest.workspace import Workspace
from tests.collect.conftest import Reply, Request, Site, rss

FEEDS = 16
KILLS = 100
NEW_EVERY = 4
"""Kills between two new entries of a feed."""

# Forks a fetch for each line that it reads, so that the imports are paid once; says its pid, and its end.
NURSERY = """
import os, sys
import digest.collect.fetch, digest.desk.collect.fetching
from digest.cli.main import run
for line in sys.stdin:
    pid = os.fork()
    if not pid:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os._exit(run(["fetch"]))
    print(pid, flush=True)
    print(os.waitpid(pid, 0)[1], flush=True)
"""


class Press:
    """Sixteen feeds that get a new entry now and then, each issue with an ETag of its own; the last two print
    the same articles.
    """

    def __init__(self, site: Site) -> None:
        self.issue = 1
        self.urls = [site.answers(f"/{feed}", self._answering(feed)) for feed in range(FEEDS)]

    def _answering(self, feed: int) -> Callable[[Request], Reply]:
        def answer(request: Request) -> Reply:
            etag = f'"{self.issue}"'
            if request.headers.get("if-none-match", b"").decode() == etag:
                return Reply(status=304)
            items = "".join(
                f"<item><title>Crane {number} of {feed}</title><link>{link}</link><guid>{link}</guid></item>"
                for number, link in enumerate(self.links(feed, self.issue))
            )
            return Reply(rss(extra=items), 200, {"ETag": etag})

        return answer

    def links(self, feed: int, issue: int) -> list[str]:
        """The addresses of what a feed has in an issue."""
        paper = min(feed, FEEDS - 2)
        return [f"https://harbour.example/{paper}/{number}" for number in range(3 + issue)]

    def everything(self) -> set[str]:
        return {link for feed in range(FEEDS) for link in self.links(feed, self.issue)}


@contextmanager
def nursery() -> Iterator["subprocess.Popen[str]"]:
    argv = [sys.executable, "-c", NURSERY]
    with subprocess.Popen(
        argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def fetch(process: "subprocess.Popen[str]", kill_after: float | None) -> tuple[int, float]:
    """Fetch, and kill it after so many seconds; how it ended (0 is well) and how long it ran."""
    assert process.stdin and process.stdout
    process.stdin.write("fetch\n")
    pid = int(process.stdout.readline())
    begun = time.monotonic()
    if kill_after is not None and not select([process.stdout], [], [], kill_after)[0]:
        os.kill(pid, signal.SIGKILL)
    return int(process.stdout.readline()), time.monotonic() - begun


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)) as connection:
        return list(connection.execute(sql))


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing_and_double_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = int.from_bytes(os.urandom(4), "big")
    print(f"seed {seed}")
    random = Random(seed)
    monkeypatch.setenv("DIGEST_ALLOW_PRIVATE", "1")
    monkeypatch.setenv("DIGEST_WORKSPACE", str(tmp_path / "ledger"))
    workspace = Workspace(tmp_path / "ledger")
    workspace.create("The Ledger")
    site = Site()
    press = Press(site)
    opml = "".join(f'<outline type="rss" text="" xmlUrl="{url}"/>' for url in press.urls)
    with closing(Desk.open(workspace)) as desk:
        desk.sources.import_opml(f'<opml version="2.0"><body>{opml}</body></opml>'.encode())
    try:
        with nursery() as process:
            _, whole = fetch(process, None)
            stored: set[object] = set()
            killed = 0
            while killed < KILLS:
                if killed % NEW_EVERY == 0:
                    press.issue = 2 + killed // NEW_EVERY
                ended, _ = fetch(process, random.uniform(0, whole))
                killed += ended == signal.SIGKILL
                stored = check(workspace.database, press, stored)
            assert fetch(process, None)[0] == 0
    finally:
        site.close()
    assert check(workspace.database, press, stored) == press.everything()
    assert rows(workspace.database, "PRAGMA integrity_check") == [("ok",)]
    assert rows(workspace.database, "SELECT count(*) FROM search_pending") == [(0,)]
    assert rows(workspace.database, "SELECT count(*) FROM article_unplaced") == [(0,)]
    assert rows(workspace.database, "SELECT count(*) FROM article WHERE story_id IS NULL") == [(0,)]


def check(database: Path, press: Press, before: set[object]) -> set[object]:
    """What is stored, after everything that must hold at any moment was looked at."""
    urls = [url for (url,) in rows(database, "SELECT url FROM article")]
    assert len(urls) == len(set(urls))
    assert before <= set(urls) <= press.everything()
    entries = set(rows(database, "SELECT source_id, key FROM entry"))
    for source, etag in rows(database, "SELECT source_id, etag FROM fetch_state WHERE etag <> ''"):
        assert isinstance(source, int) and isinstance(etag, str)
        # An ETag that is on file says that all of that issue is: it will not be sent again.
        printed = press.links(source - 1, int(etag.strip('"')))
        assert {(source, link) for link in printed} <= entries
    return set(urls)
