"""Keys that are typed before what they are for is there: each does what it does when it is typed slowly."""

import asyncio
import threading
from collections.abc import Callable

import pytest
from textual.events import Key
from textual.widgets import Input

from digest.desk import Desk
from digest.desk.write.work import Work
from digest.model import Section
from digest.tui.app import DigestApp
from digest.tui.compose.screen import ComposePlace
from digest.tui.opening import Opening
from digest.tui.read.article_list import ArticleList
from digest.tui.read.screen import ReadPlace
from tests.patience import PATIENCE
from tests.tui.conftest import Driver, drive

pytestmark = pytest.mark.slow  # whole screens, a second each


async def in_one_breath(driver: Driver, *keys: str) -> None:
    """What a quick hand types, or a macro: all keys are there before the first is done."""
    for key in keys:
        driver.app.post_message(Key(key, key if len(key) == 1 else None))
    await driver.settle()


async def test_an_answer_typed_behind_the_key_that_asks_is_for_the_dialog(desk: Desk) -> None:
    async with drive(desk) as driver:
        await in_one_breath(driver, "j", "p", "2", "j", "j", "p", "3", "k", "k")
        assert isinstance(driver.app.screen, ReadPlace), "the digits went to no place"
        await driver.catch_up()
        digest = desk.digests.get(1)
        assert [len(section.items) for section in digest.sections][:3] == [0, 1, 1]


async def test_what_is_typed_behind_the_key_that_opens_a_field_stands_in_it(desk: Desk) -> None:
    async with drive(desk) as driver:
        await in_one_breath(driver, "a", *"quay")
        assert driver.app.screen.query_one("#address", Input).value == "quay"
        assert desk.digests.all() == []


async def test_what_is_typed_behind_the_key_that_goes_to_compose_is_for_the_digest(desk: Desk) -> None:
    async with drive(desk) as driver:
        await in_one_breath(driver, "space", "2", "enter", *"Quay", "escape")
        assert desk.digests.get(1).sections[0].items[0].summary == "Quay"


@pytest.mark.parametrize("field", ["slash", "f"])
async def test_a_key_behind_the_one_that_leaves_a_search_is_no_word_of_it(desk: Desk, field: str) -> None:
    async with drive(desk) as driver:
        listing = driver.app.screen.query_one(ArticleList)
        before = listing.row_count
        await in_one_breath(driver, field, *"quay", "escape", "2")
        assert isinstance(driver.app.screen, ComposePlace)
        await driver.press("1")
        assert listing.row_count == before
        assert listing.has_focus


async def test_keys_wait_for_a_dialog_that_is_slow_to_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()
    sections = Work.sections

    def slowly(work: Work) -> list[Section]:
        assert may_go_on.wait(PATIENCE)
        return sections(work)

    monkeypatch.setattr(Work, "sections", slowly)
    async with drive(desk) as driver:
        driver.app.post_message(Key("p", "p"))
        await driver.until(lambda: driver.app.waits_for_dialog)
        driver.app.post_message(Key("2", "2"))
        may_go_on.set()
        await driver.until(lambda: bool(desk.digests.all()))
        await driver.settle()
        assert isinstance(driver.app.screen, ReadPlace)
        assert not driver.app.waits_for_dialog


async def test_q_leaves_while_the_archive_is_brought_up_to_this_version() -> None:
    ended: list[bool] = []
    pause = threading.Event()

    def migrate(tell: Callable[[int], None]) -> Desk:
        try:
            while True:
                tell(5)
                pause.wait(0.01)
        finally:
            ended.append(True)

    app = DigestApp(migrate)
    async with app.run_test() as pilot:
        while not (isinstance(app.screen, Opening) and app.screen.is_migrating):
            await pilot.pause(0.002)
        await pilot.press("j", "q")
        assert app._task is not None
        await asyncio.wait({app._task})
    assert app.close() is None
    assert (ended, app.return_code) == ([True], 0)
