"""Following what has no feed or several, how a source fares, fetching by itself: from a paper on loopback."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from digest.desk import Desk, NoFeedError, Workspace
from digest.model import Source
from digest.tui.compose.screen import ComposePlace
from digest.tui.read.add import AskSelector, ChooseFeed
from digest.tui.read.following import Following
from digest.tui.read.standing import StandingDialog
from tests.paper import Answer, Paper, plain
from tests.patience import PATIENCE
from tests.tui.conftest import Driver, drive

pytestmark = pytest.mark.slow  # dozens of screens, seconds each


async def type_in(driver: Driver, words: str) -> None:
    field = driver.app.screen.query_one("#address", Input)
    field.value = words
    field.focus()
    await driver.press("enter")


def news_page(selector_class: str = "story") -> Answer:
    items = "".join(
        f"<div class={selector_class}><a href='/{n}'>Crane {n} is counted</a></div>" for n in range(3)
    )
    return Answer(f"<html><title>Harbour Office</title>{items}</html>".encode())


async def test_of_several_feeds_the_curator_chooses_one(empty_desk: Desk, paper: Paper) -> None:
    for name in ("city", "sport"):
        paper.publish_feed(f"/{name}.xml", f"Harbour {name}", plain(f"News of {name}"))
    links = "".join(
        f'<link rel="alternate" type="application/{kind}+xml" title="[b]Harbour {name}" href="/{name}.xml">'
        for name, kind in (("city", "rss"), ("sport", "atom"))
    )
    paper.answers["/"] = Answer(f"<html><head>{links}</head></html>".encode())
    async with drive(empty_desk, (80, 24)) as driver:
        await driver.press("a")
        await type_in(driver, paper.url("/"))
        assert isinstance(driver.app.screen, ChooseFeed)
        assert "2 feeds: which one?" in driver.text
        assert driver.line_with("sport").split() == ["[b]Harbour", "sport", "Atom"]
        await driver.press("escape")
        assert empty_desk.sources.all() == [] and paper.asked == ["/"]
        await driver.press("a")
        await type_in(driver, paper.url("/"))
        await driver.press("j", "enter")
        await driver.catch_up()
        assert [source.url for source in empty_desk.sources.all()] == [paper.url("/sport.xml")]
        assert "News of sport" in driver.text
    assert [path for path in paper.asked if path != "/sport.xml/1"] == ["/", "/", "/sport.xml"]


async def test_a_dead_feed_that_a_site_names_is_told_and_its_usual_place_is_followed(
    empty_desk: Desk, paper: Paper
) -> None:
    feed = paper.publish_feed("/feed", "Harbour News", plain("Crane one"))
    link = '<link rel="alternate" type="application/rss+xml" href="/dead.xml">'
    paper.answers["/"] = Answer(f"<html><head>{link}</head></html>".encode())
    async with drive(empty_desk, (80, 24)) as driver:
        await driver.press("a")
        await type_in(driver, paper.url("/"))
        await driver.catch_up()
        assert [source.url for source in empty_desk.sources.all()] == [feed]
        dead = paper.url("/dead.xml")
        told = f"{dead}, which the page names as its feed, is not there (404). Following Harbour News"
        assert told in driver.notices


async def test_a_site_without_a_feed_is_followed_by_its_links(empty_desk: Desk, paper: Paper) -> None:
    paper.answers["/news"] = news_page()
    async with drive(empty_desk, (80, 24)) as driver:
        await driver.press("a")
        await type_in(driver, paper.url("/news"))
        assert isinstance(driver.app.screen, AskSelector)
        assert "No feed at http://127.0.0.1" in driver.text
        await type_in(driver, ".tale")
        assert "none matches '.tale'" in driver.text
        assert isinstance(driver.app.focused, Input)
        await type_in(driver, ".story")
        await driver.catch_up()
        assert [source.selector for source in empty_desk.sources.all()] == [".story"]
        assert "Following Harbour Office" in driver.notices
        assert "Crane 1 is counted" in driver.text


async def test_the_links_that_look_like_headlines_are_offered(empty_desk: Desk, paper: Paper) -> None:
    paper.answers["/news"] = news_page()
    async with drive(empty_desk, (80, 24)) as driver:
        await driver.press("a")
        await type_in(driver, paper.url("/news"))
        assert "Crane 0 is counted · Crane 1 is counted" in driver.text
        assert driver.line_with("3 links") and driver.line_with(".story")
        await driver.press("enter")
        await driver.catch_up()
        assert [source.selector for source in empty_desk.sources.all()] == [".story"]
        assert "Crane 1 is counted" in driver.text


async def test_a_page_without_a_feed_may_be_taken_alone(empty_desk: Desk, paper: Paper) -> None:
    page = paper.publish_page("/crane", "The tenth crane is missing")
    async with drive(empty_desk) as driver:
        await driver.press("a")
        await type_in(driver, page)
        assert isinstance(driver.app.screen, AskSelector)
        await driver.press("tab", "tab", "enter")
        assert "Added: The tenth crane is missing" in driver.notices
        assert empty_desk.sources.all() == []


async def test_where_the_curator_has_gone_on_nothing_pops_up(
    empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def add(self: object, url: str, selector: str | None, **_: object) -> list[Source]:
        assert go_on.wait(PATIENCE)
        raise NoFeedError(url)

    monkeypatch.setattr("digest.desk.collect.sources.Sources.add", add)
    async with drive(empty_desk) as driver:
        await driver.press("a")
        driver.app.screen.query_one("#address").value = "office.example"  # type: ignore[attr-defined]
        await driver.pilot.press("enter", "2")
        await driver.until(lambda: isinstance(driver.app.screen, ComposePlace))
        go_on.set()
        await driver.settle()
        assert isinstance(driver.app.screen, ComposePlace)
        assert any("--selector" in notice for notice in driver.notices)


async def test_how_a_source_fares_and_what_to_do(empty_desk: Desk, paper: Paper) -> None:
    feed = paper.publish_feed("/feed", "The Quay Gazette", plain("One"))
    await asyncio.to_thread(empty_desk.sources.add, feed)
    async with drive(empty_desk, (80, 24)) as driver:
        await driver.press("shift+tab", "G", "i")
        assert isinstance(driver.app.screen, StandingDialog)
        assert "Not fetched yet." in driver.text and "never" in driver.text and feed in driver.text
        await driver.press("r")
        await driver.catch_up()
        await driver.press("i")
        text = " ".join(driver.text.split())
        assert "In order." in text and "Last fetch Sun 22 Nov, 14:00 (just now)" in text
        assert "Next fetch due Sun 22 Nov, 14:30, or when you ask" in text
        paper.answers["/feed"] = Answer(b"", status=410)
        await driver.press("r")
        await driver.catch_up()
        await driver.press("i")
        text = " ".join(driver.text.split())
        assert "gone for good (410)" in text and "or let it go" in text
        assert "Next fetch only when you ask" in text
        await driver.press("x")
        assert empty_desk.sources.all() == []
        assert "u follows it again" in driver.notices[-1]
        await driver.press("u")
        assert [source.url for source in empty_desk.sources.all()] == [feed]


async def test_the_source_of_an_article_is_shown_too(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("i")
        assert isinstance(driver.app.screen, StandingDialog)
        assert "https://harbour.example/feed.xml" in driver.text
        await driver.press("escape", "shift+tab", "g", "i")
        assert "Go to a source, or to an article of one." in driver.notices


@pytest.fixture
def automatic(tmp_path: Path) -> Iterator[Desk]:
    workspace = Workspace(tmp_path / "by-itself")
    workspace.create("The Automatic Ledger")
    settings = workspace.toml.read_text("utf-8").replace("[fetch]", "[fetch]\nautomatic = true")
    workspace.toml.write_text(settings, "utf-8")
    opened = Desk.open(workspace)
    yield opened
    opened.close()


async def test_a_desk_may_ask_what_is_due_by_itself(
    automatic: Desk, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = paper.publish_feed("/feed", "The Quay Gazette", plain("The tenth crane"))
    await asyncio.to_thread(automatic.sources.add, feed)
    paper.asked.clear()
    async with drive(automatic) as driver:
        await driver.catch_up()
        assert "The tenth crane" in driver.text
        assert "1 new article from 1 source." in driver.notices
        read = driver.app.screen
        assert isinstance(read, Following)
        read._look_for_due()
        await driver.settle()
        assert paper.asked.count("/feed") == 1
        monkeypatch.setenv("DIGEST_NOW", "2026-11-22T15:00:00Z")
        read._look_for_due()
        await driver.settle()
        assert paper.asked.count("/feed") == 2
        assert len(driver.notices) == 1  # nothing new, and nothing is said of it


async def test_a_desk_asks_nothing_unasked_otherwise(empty_desk: Desk, paper: Paper) -> None:
    await asyncio.to_thread(empty_desk.sources.add, paper.publish_feed("/feed", "Quay", plain("One")))
    paper.asked.clear()
    async with drive(empty_desk) as driver:
        await driver.catch_up()
        assert paper.asked == []
