"""What each source gave in the last fetch: listed, the failed first, each with its reason."""

import asyncio

import pytest

from digest.desk import Desk, FetchedSource, FoundFeed, Progress
from digest.model import Source, SourceStatus
from digest.tui.read.outcome import outcomes
from digest.tui.read.progress import Fetching
from tests.paper import Answer, Paper, plain
from tests.tui.conftest import drive
from tests.tui.read.reading import titles
from tests.tui.sample import NOW

pytestmark = pytest.mark.slow  # whole screens, a second each


async def test_each_source_is_told_the_failed_first(empty_desk: Desk, paper: Paper) -> None:
    for name, articles in (("Quay", ["Crane", "Gulls"]), ("Silo", ["Wheat"]), ("Ferry", ["Late"])):
        feed = paper.publish_feed(f"/{name}", f"The {name} Gazette", plain(*articles))
        await asyncio.to_thread(empty_desk.sources.add, feed)
    await asyncio.to_thread(empty_desk.sources.fetch, [2])
    paper.answers["/Ferry"] = Answer(b"down", "text/plain", 503)
    async with drive(empty_desk) as driver:
        await driver.press("r")
        await driver.catch_up()
        assert driver.notices[-1].endswith("R shows each.")
        await driver.press("R")
        assert "3/3 · 2 new · 3 sources · 1 failed" in driver.text
        marks = [
            mark
            for line in driver.text.splitlines()
            for mark in ("✗ The Ferry", "+ The Quay", "· The Silo")
            if mark in line
        ]
        assert marks == ["✗ The Ferry", "+ The Quay", "· The Silo"]
        assert "2 new" in driver.line_with("+ The Quay")
        error = empty_desk.sources.all()[2].error
        assert error is not None and error.split(":")[0] in driver.text
        await driver.press("j", "enter")
        assert driver.line_with("▌").split()[1:3] == ["The", "Quay"]
        assert titles(driver)[0] in ("Crane", "Gulls")  # with one text, the two are one story and one row


async def test_what_is_on_file_is_told_where_nothing_was_fetched_yet(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("R")
        assert "4 sources" in driver.text
        assert "not fetched yet" in driver.line_with("· Lantern Weekly")
        await driver.press("escape")
        assert "not fetched yet" not in driver.text


async def test_without_sources_it_says_how_to_add_one(empty_desk: Desk) -> None:
    async with drive(empty_desk) as driver:
        await driver.press("R")
        assert "You follow no source yet: a in Read adds one." in driver.text
        await driver.press("enter", "escape")


async def test_a_fetch_that_goes_on_is_stopped_from_the_list(
    empty_desk: Desk, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.tui.read.outcome.LOOK_SECONDS", 0.01)
    for name in ("Quay", "Silo", "Ferry", "Mill"):
        feed = paper.publish_feed(f"/{name}", name, plain(f"The {name} at seven", f"The {name} at eight"))
        empty_desk.sources.follow(FoundFeed(feed, name))
    paper.held = {"/Silo", "/Ferry", "/Mill"}
    async with drive(empty_desk) as driver:
        await driver.pilot.press("r")
        await driver.until(lambda: "Fetching 1/4 · 2 new" in driver.text)
        await driver.pilot.press("R")
        await driver.until(lambda: "Fetching 1/4 · 2 new · 4 sources" in driver.text)
        assert "s stops the fetch" in driver.text
        await driver.pilot.press("s")
        await driver.until(lambda: "Fetched 1/4 · 2 new · 4 sources" in driver.text)
        assert "s stops the fetch" not in driver.text


def test_words_say_what_a_source_gave() -> None:
    sources = [
        Source(id=1, url="https://a.example", title="A", status=SourceStatus.UNCHANGED, checked=NOW),
        Source(id=2, url="https://b.example", title="B", status=SourceStatus.MOVED, checked=NOW),
        Source(id=3, url="https://c.example", status=SourceStatus.GONE, error="It is gone.", checked=NOW),
        Source(id=4, url="https://d.example", title="D", status=SourceStatus.UPDATED, checked=NOW),
        Source(
            id=5,
            url="https://e.example",
            title="E",
            status=SourceStatus.UPDATED,
            error="One entry is broken.",
        ),
    ]
    fetched = [
        FetchedSource(id=4, url="https://d.example", status=SourceStatus.UPDATED, new=1_200, updated=3),
        FetchedSource(id=5, url="https://e.example", status=SourceStatus.UPDATED),
    ]
    assert [(one.name, one.words) for one in outcomes(sources, fetched)] == [
        ("c.example", "It is gone."),
        ("B", "moved: followed to its new address"),
        ("D", "1,200 new · 3 changed"),
        ("E", "nothing new · One entry is broken."),
        ("A", "nothing new"),
    ]


def test_a_fetch_says_how_far_it_came() -> None:
    fetching = Fetching(lambda _: None)
    assert fetching.words == "Fetching …"
    fetching.progress(
        Progress(1, 2, FetchedSource(id=1, url="https://a.example", status=SourceStatus.UPDATED), 4)
    )
    assert fetching.words == "Fetching 1/2 · 4 new"
    fetching.stop.set()
    assert fetching.words == "Stopping the fetch …"
    fetching.is_over = True
    assert fetching.words == "Fetched 1/2 · 4 new"
