"""Fetching, adding, full texts: through the whole app, from a paper on loopback."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from digest.desk import ArticleFilter, Desk, FetchReport, FoundFeed, Progress
from digest.tui.read.progress import ProgressLine
from tests.paper import Answer, Paper, plain
from tests.patience import PATIENCE
from tests.tui.conftest import Driver, drive

pytestmark = pytest.mark.slow  # whole screens, seconds each


async def add(driver: Driver, address: str, *, page: bool = False) -> None:
    await driver.press("a")
    field = driver.app.screen.query_one("#address")
    field.value = address  # type: ignore[attr-defined]
    await driver.press(*(["tab", "tab", "enter"] if page else ["enter"]))


async def test_adding_the_first_source_fetches_it(empty_desk: Desk, paper: Paper) -> None:
    feed = paper.publish_feed(
        "/feed", "The Quay Gazette", plain("The tenth crane is missing", "Gulls learn the bell")
    )
    async with drive(empty_desk) as driver:
        await add(driver, feed)
        await driver.catch_up()
        assert "Following The Quay Gazette" in driver.notices
        assert "2 new articles from 1 source." in driver.notices
        assert "The tenth crane is missing" in driver.text
        assert "The Quay Gazette" in driver.text


async def test_adding_one_page(empty_desk: Desk, paper: Paper) -> None:
    page = paper.publish_page("/crane", "The tenth crane is missing")
    async with drive(empty_desk) as driver:
        await add(driver, page.removeprefix("http://"), page=True)
        await driver.catch_up()
        # An address without its scheme is taken for https, which this paper does not speak.
        assert len(driver.notices) == 1 and "Added" not in driver.notices[0]
        await add(driver, page, page=True)
        await driver.catch_up()
        assert "Added: The tenth crane is missing" in driver.notices
        assert empty_desk.sources.all() == []
        assert len(empty_desk.articles.ids(ArticleFilter())) == 1


async def test_an_address_that_is_no_feed_is_told_and_nothing_is_kept(empty_desk: Desk, paper: Paper) -> None:
    async with drive(empty_desk) as driver:
        await add(driver, paper.url("/nothing"))
        assert len(driver.notices) == 1
        assert not driver.app.screen.query_one(ProgressLine).display
        assert empty_desk.sources.all() == []
        assert empty_desk.history.list() == []


async def test_a_source_that_fails_says_so_in_its_row_and_in_full_when_looked_at(
    empty_desk: Desk, paper: Paper
) -> None:
    feed = paper.publish_feed("/feed", "The Quay Gazette", plain("One"))
    await asyncio.to_thread(empty_desk.sources.add, feed)
    paper.answers["/feed"] = Answer(b"down", "text/plain", 500)
    async with drive(empty_desk) as driver:
        await driver.press("r")
        await driver.catch_up()
        assert "1 source failed" in driver.notices[-1]
        assert driver.line_with("The Quay Ga").split()[:4] == ["The", "Quay", "Ga…", "failed"]
        await driver.press("shift+tab", "G")
        error = empty_desk.sources.all()[0].error
        assert error is not None and error[:40] in driver.text


async def test_all_are_fetched_after_a_fetch_of_some(
    empty_desk: Desk, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = paper.publish_feed("/feed", "The Quay Gazette", plain("One"))
    begun, go_on = threading.Event(), threading.Event()
    asked: list[list[int] | None] = []

    def fetch(self: object, ids: list[int] | None = None, **_: object) -> FetchReport:
        asked.append(ids)
        begun.set()
        assert go_on.wait(PATIENCE)
        return FetchReport(sources=[], new=0)

    monkeypatch.setattr("digest.desk.collect.sources.Sources.fetch", fetch)
    async with drive(empty_desk) as driver:
        await driver.pilot.press("a")
        driver.app.screen.query_one("#address").value = feed  # type: ignore[attr-defined]
        await driver.pilot.press("enter")
        await asyncio.to_thread(begun.wait, PATIENCE)
        await driver.pilot.press("r", "r")
        assert len(asked) == 1
        go_on.set()
        await driver.until(lambda: len(asked) == 2)
        await driver.settle()
    assert asked == [[1], None]


async def test_while_the_first_fetch_goes_on_an_empty_list_says_so(empty_desk: Desk, paper: Paper) -> None:
    empty_desk.sources.follow(FoundFeed(paper.publish_feed("/feed", "The Quay", {}), "The Quay"))
    paper.held = {"/feed"}
    async with drive(empty_desk) as driver:
        assert "r fetches all sources" in " ".join(driver.text.split())
        await driver.pilot.press("r")
        await driver.until(lambda: "what the fetch brings" in " ".join(driver.text.split()))
        paper.released.set()
        await driver.until(lambda: "r fetches all sources" in " ".join(driver.text.split()))


async def test_a_fetch_shows_how_far_it_is_and_escape_stops_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, go_on = threading.Event(), threading.Event()

    def fetch(
        self: object,
        ids: None = None,
        *,
        due: bool,
        progress: Callable[[Progress], None],
        stop: threading.Event,
    ) -> FetchReport:
        from digest.desk import FetchedSource
        from digest.model import SourceStatus

        source = FetchedSource(
            id=1, url="https://harbour.example/feed.xml", status=SourceStatus.FAILED, error="x"
        )
        progress(Progress(1, 4, source, 212))
        told.set()
        assert stop.wait(PATIENCE)
        assert go_on.wait(PATIENCE)
        return FetchReport(sources=[source], new=212)

    monkeypatch.setattr("digest.desk.collect.sources.Sources.fetch", fetch)
    async with drive(desk) as driver:
        await driver.pilot.press("r")
        await asyncio.to_thread(told.wait, PATIENCE)
        await driver.until(lambda: "Fetching 1/4 · 212 new · 1 failed" in driver.text)
        assert driver.line_with("Fetching").endswith("esc stop")
        await driver.pilot.press("j", "j", "d")  # meanwhile the work goes on
        await driver.pilot.press("escape")
        await driver.until(lambda: "Stopping the fetch" in driver.text)
        go_on.set()
        await driver.settle()
        assert driver.notices[-1].startswith("Stopped. 212 new articles from 1 source.")
        assert not driver.app.screen.query_one(ProgressLine).display
        assert desk.sources.counts().dismissed == 1
