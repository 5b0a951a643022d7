"""A fetch in a process of its own: what it tells, how it is stopped, and that it outlives nobody."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from digest.desk import Desk, Progress
from digest.desk.collect.fetching import FetchReport
from digest.model import Article, ArticleState, DeskError, SourceStatus
from digest.store import Collected
from tests.paper import Paper, plain
from tests.patience import PATIENCE
from tests.processes import children, descendants, runs

pytestmark = pytest.mark.slow

# Fetches as a desk does, until it is killed.
FETCHING = """
import sys, threading
from pathlib import Path
from digest.desk import Desk, Workspace

desk = Desk.open(Workspace(Path(sys.argv[1])))
desk.fetch_apart(progress=lambda progress: print(progress.done, flush=True), stop=threading.Event())
"""


def follow(desk: Desk, paper: Paper) -> list[int]:
    """Follow two feeds; the second is not answered before it is released."""
    quay = paper.publish_feed("/quay", "The Quay Gazette", plain("The tenth crane", "Gulls learn the bell"))
    mill = paper.publish_feed("/mill", "The Mill", plain("The wheel turns"))
    ids = [source.id for url in (quay, mill) for source in desk.sources.add(url)]
    paper.held.add("/mill")
    return ids


def fetch(desk: Desk, told: list[Progress], stop: threading.Event | None = None) -> FetchReport:
    return desk.fetch_apart(progress=told.append, stop=stop or threading.Event())


def test_it_tells_of_each_source_and_reports_as_any_fetch_does(desk: Desk, paper: Paper) -> None:
    first, second = follow(desk, paper)
    paper.released.set()
    told: list[Progress] = []
    before = desk.data_version()
    report = fetch(desk, told)
    assert [(one.done, one.total) for one in told] == [(1, 2), (2, 2)]
    assert told[-1].new == report.new == 3
    assert [(one.id, one.status, one.new) for one in report.sources] == [
        (first, SourceStatus.UPDATED, 2),
        (second, SourceStatus.UPDATED, 1),
    ]
    assert desk.data_version() != before
    assert not any("fetch" in act.label for act in desk.history.list())
    assert desk.fetch_apart([first], progress=told.append, stop=threading.Event()).sources[0].id == first


def test_once_it_is_to_stop_it_ends_with_what_it_has(desk: Desk, paper: Paper) -> None:
    first, _ = follow(desk, paper)
    stop = threading.Event()
    report = desk.fetch_apart(progress=lambda _: stop.set(), stop=stop)
    assert [(one.id, one.new) for one in report.sources] == [(first, 2)]
    assert desk.sources.counts().new == 2


def test_what_is_wrong_is_told_in_a_sentence(desk: Desk, paper: Paper) -> None:
    with pytest.raises(DeskError, match="There is no source 77"):
        desk.fetch_apart([77], progress=print, stop=threading.Event())
    desk.workspace.toml.write_text("name = 7", "utf-8")
    with pytest.raises(DeskError, match=r"newsletter\.toml"):
        fetch(desk, [])


def test_a_desk_that_answers_itself_asks_itself(desk: Desk) -> None:
    asked: list[object] = []

    async def ask(*states: object, **_: object):  # type: ignore[no-untyped-def]
        asked.append(states)
        return
        yield

    own = Desk.open(desk.workspace, ask=ask)
    assert fetch(own, []).sources == []
    assert len(asked) == 1
    own.close()


def test_ended_from_outside_it_says_so_and_what_it_had_stays(desk: Desk, paper: Paper) -> None:
    follow(desk, paper)

    before = children(os.getpid())  # what followed the feeds

    def kill(_: Progress) -> None:
        (child,) = set(children(os.getpid())).difference(before)
        os.kill(child, signal.SIGKILL)

    with pytest.raises(DeskError, match="ended from outside"):
        desk.fetch_apart(progress=kill, stop=threading.Event())
    assert desk.sources.counts().new == 2


def test_what_follows_a_fetch_is_done_there_too_and_tells_of_pages_that_gave_nothing(
    desk: Desk, paper: Paper
) -> None:
    [kept, gone] = saved_stubs(desk, paper.publish_page("/crane", "The tenth crane"), paper.url("/gone"))
    desk.after_fetch_apart(threading.Event())
    assert sorted(paper.asked) == ["/crane", "/gone"]
    assert not desk.articles.opened(kept).lacks_text
    trouble = desk.articles.opened(gone).trouble
    assert trouble is not None and "404" in trouble
    assert not desk.articles.opened(gone).wants_text


def test_what_follows_a_fetch_stops_when_it_is_to(desk: Desk, paper: Paper) -> None:
    saved_stubs(desk, paper.publish_page("/mill", "The wheel turns"))
    paper.held.add("/mill")
    stop = threading.Event()
    after = threading.Thread(target=desk.after_fetch_apart, args=(stop,))
    after.start()
    deadline = time.monotonic() + PATIENCE
    while "/mill" not in paper.asked and time.monotonic() < deadline:
        os.sched_yield()
    stop.set()
    after.join(PATIENCE)
    assert not after.is_alive()


def saved_stubs(desk: Desk, *addresses: str) -> list[int]:
    """Articles of which a feed gave the beginning, and which are saved."""
    stubs = [Collected(url, Article(title="A crane", url=url, text="It begins …")) for url in addresses]
    with desk.store.transaction():
        ids = desk.store.articles.collect(1, stubs).new
    desk.articles.mark(ids, ArticleState.SAVED)
    return ids


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_with_the_desk_however_that_ends(desk: Desk, paper: Paper, number: int) -> None:
    follow(desk, paper)
    argv = [sys.executable, "-c", FETCHING, str(desk.workspace.root)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as fetching:
        assert fetching.stdout
        assert fetching.stdout.readline() == "1\n"
        apart = descendants(fetching.pid)
        assert apart
        fetching.send_signal(number)
        fetching.wait()
        deadline = time.monotonic() + PATIENCE
        while any(map(runs, apart)) and time.monotonic() < deadline:
            os.sched_yield()
    assert not any(map(runs, apart))
    assert desk.sources.counts().new == 2
