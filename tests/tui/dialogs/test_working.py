"""Acts that take longer on the screen: how far they are, stopping them, and what is done when the desk closes."""

import asyncio
import threading
from collections.abc import Sequence
from contextlib import closing

import pytest

from digest.desk import ArticleFilter, Desk
from digest.model import ArticleState
from digest.tui.dialogs.history import HistoryScreen
from digest.tui.dialogs.working import WorkingDialog
from tests.patience import PATIENCE
from tests.tui.conftest import Driver, drive

pytestmark = pytest.mark.slow  # whole screens, seconds each


class Gate:
    """Lets an act do its first parts, and the others once it is opened."""

    def __init__(self, desk: Desk, parts: int) -> None:
        self.opened = threading.Event()
        self._left = parts
        self._mark = desk.store.articles.mark

    def mark(self, ids: Sequence[int], state: ArticleState) -> int:
        self._left -= 1
        assert self._left >= 0 or self.opened.wait(PATIENCE)
        return self._mark(ids, state)


@pytest.fixture
def gate(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Every act on more than one article is a large one; half of it is decided at once."""
    monkeypatch.setattr("digest.tui.read.screen.SHOWN_AT_ONCE", 1)
    monkeypatch.setattr("digest.desk.choose.articles.MARKED_TOGETHER", 1)
    gate = Gate(desk, 6)
    monkeypatch.setattr(desk.store.articles, "mark", gate.mark)
    return gate


async def save_all(driver: Driver) -> None:
    """Save the whole list, and wait until the dialog tells that half of it is done."""
    await driver.press("M")
    await driver.pilot.press("s")
    await driver.until(lambda: isinstance(driver.app.screen, WorkingDialog) and "50 %" in driver.text)


def saved(desk: Desk) -> int:
    return len(desk.articles.ids(ArticleFilter(state=ArticleState.SAVED)))


async def test_a_large_act_says_how_far_it_is(desk: Desk, gate: Gate) -> None:
    async with drive(desk) as driver:
        await save_all(driver)
        assert "Deciding about 12 articles" in driver.text
        assert f"{'━' * 25}{'╌' * 25}  50 %" in driver.text
        gate.opened.set()
        await driver.settle()
        assert not isinstance(driver.app.screen, WorkingDialog)
        assert (saved(desk), len(desk.history.list())) == (12, 1)


async def test_a_large_act_is_stopped_and_what_was_done_is_undone(desk: Desk, gate: Gate) -> None:
    async with drive(desk) as driver:
        await save_all(driver)
        await driver.pilot.press("escape")
        await driver.until(lambda: "Stopping" in driver.text)
        gate.opened.set()
        await driver.settle()
        done = saved(desk)
        assert 6 <= done < 12
        assert driver.notices[-1] == f"Saved {done} articles"
        await driver.press("u")
        assert saved(desk) == 0


async def test_a_second_time_takes_all_of_it_back(desk: Desk, gate: Gate) -> None:
    gate.opened.set()
    async with drive(desk) as driver:
        await driver.press("M", "s")
        assert saved(desk) == 12
        await driver.press("M", "s")
        assert saved(desk) == 0


async def test_the_desk_that_is_left_ends_a_large_act(
    desk: Desk, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.tui.desk_app.CLOSE_SECONDS", 0.1)
    async with drive(desk) as driver:
        await save_all(driver)
        app = driver.app
        assert app._working is not None and app._task is not None
        app.exit()
        await asyncio.wait({app._task})
        ended = app._working.stop
        end = ended.set

        def end_and_go_on() -> None:
            end()
            gate.opened.set()

        monkeypatch.setattr(ended, "set", end_and_go_on)
        assert app.close()
    with closing(Desk.open(desk.workspace)) as again:
        assert 6 <= saved(again) < 12
        again.history.undo()
        assert saved(again) == 0


async def test_the_history_goes_to_an_act_and_back(desk: Desk) -> None:
    ids = list(desk.articles.ids(ArticleFilter()))
    for number in ids[:4]:
        desk.articles.mark([number], ArticleState.SAVED)
    async with drive(desk) as driver:
        await driver.press("h", "j", "j", "enter")
        assert isinstance(driver.app.screen, HistoryScreen)
        assert saved(desk) == 2
        await driver.press("g", "enter")
        assert saved(desk) == 4


async def test_more_than_a_digest_takes_stays_marked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.tui.read.screen.PICKED_AT_ONCE", 3)
    async with drive(desk) as driver:
        await driver.press("M", "space")
        assert "at most 3 at once" in driver.notices[-1]
        assert "12 marked" in driver.text
        assert not desk.digests.all()
