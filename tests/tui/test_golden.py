"""What the screens look like, as text: read the difference before you accept it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from digest.desk import ArticleFilter, Desk
from digest.model import ArticleState, SourceStatus
from digest.store import FetchRecord
from tests.tui.conftest import drive
from tests.tui.sample import NOW

pytestmark = pytest.mark.slow  # dozens of screens, seconds each

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
Golden = Callable[[str, str], None]


@pytest.fixture
def worked_on(desk: Desk) -> Desk:
    """The sample in the middle of the work: three picked, one saved, one dismissed."""
    ids = [row.id for row in desk.articles.first(ArticleFilter(), 20)]
    desk.picking.pick(ids[1:4])
    desk.articles.mark([ids[5]], ArticleState.SAVED)
    desk.articles.mark([ids[6]], ArticleState.DISMISSED)
    return desk


@pytest.mark.parametrize("size", SIZES)
async def test_read(worked_on: Desk, golden: Golden, size: str) -> None:
    async with drive(worked_on, SIZES[size]) as driver:
        await driver.press("j", "m", "j")
        golden(f"read-{size}", driver.text)


@pytest.mark.parametrize("size", SIZES)
async def test_read_the_text(worked_on: Desk, golden: Golden, size: str) -> None:
    async with drive(worked_on, SIZES[size]) as driver:
        await driver.press("enter")
        golden(f"read-text-{size}", driver.text)


@pytest.mark.parametrize("size", SIZES)
async def test_read_an_empty_workspace(empty_desk: Desk, golden: Golden, size: str) -> None:
    async with drive(empty_desk, SIZES[size], hint="Sample newsletter: space picks.") as driver:
        golden(f"read-empty-{size}", driver.text)


@pytest.mark.parametrize("size", SIZES)
async def test_search(worked_on: Desk, golden: Golden, size: str) -> None:
    async with drive(worked_on, SIZES[size]) as driver:
        await driver.press("/", *"lantern")
        golden(f"read-search-{size}", driver.text)


@pytest.mark.parametrize("size", SIZES)
async def test_help(desk: Desk, golden: Golden, size: str) -> None:
    async with drive(desk, SIZES[size]) as driver:
        await driver.press("?", *"article")
        golden(f"help-{size}", driver.text)


@pytest.mark.parametrize("size", SIZES)
async def test_a_source(worked_on: Desk, golden: Golden, size: str) -> None:
    async with drive(worked_on, SIZES[size]) as driver:
        await driver.press("i")
        golden(f"source-{size}", driver.text)


@pytest.mark.parametrize("size", SIZES)
async def test_history(worked_on: Desk, golden: Golden, size: str) -> None:
    async with drive(worked_on, SIZES[size]) as driver:
        await driver.press("u")
        await driver.catch_up()
        await driver.press("h")
        driver.app.clear_notifications()
        await driver.settle()
        golden(f"history-{size}", driver.text)


@pytest.mark.parametrize("size", SIZES)
async def test_a_saved_search_that_is_narrowed_further(worked_on: Desk, golden: Golden, size: str) -> None:
    worked_on.searches.save("Long reads", "longer:6", only_new=True)
    async with drive(worked_on, SIZES[size]) as driver:
        await driver.press("shift+tab", *"jjjjj", "enter", "f", *"lib site:lan")
        golden(f"read-saved-search-{size}", driver.text)


@pytest.mark.parametrize("size", SIZES)
async def test_pick_into_a_section(worked_on: Desk, golden: Golden, size: str) -> None:
    async with drive(worked_on, SIZES[size]) as driver:
        await driver.press("p")
        golden(f"read-pick-into-{size}", driver.text)


@pytest.mark.parametrize("size", SIZES)
async def test_what_each_source_gave(worked_on: Desk, golden: Golden, size: str) -> None:
    with worked_on.store.transaction():
        for number, status in enumerate(
            (SourceStatus.UPDATED, SourceStatus.UNCHANGED, SourceStatus.FAILED), start=1
        ):
            error = "The server answers 503: it is down; it is asked again later." if number == 3 else None
            worked_on.store.sources.record_fetch(
                FetchRecord(
                    source_id=number, checked=NOW - timedelta(hours=number), status=status, error=error
                )
            )
    async with drive(worked_on, SIZES[size]) as driver:
        await driver.press("R")
        golden(f"read-outcome-{size}", driver.text)
