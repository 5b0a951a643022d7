"""Compose as a whole: how it opens, what the keys of one breath do, and how it looks."""

from collections.abc import Callable

import pytest
from textual.events import Key
from textual.widgets import TextArea

from digest.desk import Desk
from digest.tui.compose.fields import Spot, SpotKind
from tests.tui.compose.composing import fill, items, outline, told, until
from tests.tui.conftest import drive
from tests.tui.sample import BODY

pytestmark = pytest.mark.slow  # dozens of screens, seconds each


async def test_esc_and_a_letter_in_one_breath_are_not_text(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter", "W", "e")
        # what Textual makes of the two bytes where they come together
        driver.app.post_message(Key("alt+n", "n"))
        await until(driver, lambda: outline(driver).spot == Spot(SpotKind.ITEM, digest.items[1].id))
    assert items(desk)[0].summary == "We"


async def test_it_opens_on_the_first_item_with_its_words_and_its_source(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2")
        first = digest.items[0]
        assert outline(driver).spot == Spot(SpotKind.ITEM, first.id)
        assert driver.app.screen.query_one("#headline", TextArea).text == first.headline
        assert "Source" not in driver.text
        assert BODY.split()[0] in driver.text
        assert "14 · fits everywhere" in driver.text or "5 · fits everywhere" in driver.text


async def test_a_headline_that_wraps_is_cleared_at_once(desk: Desk) -> None:
    fill(desk)
    async with drive(desk, (80, 24)) as driver:
        await driver.press("2", "enter", "up", *"and so on, over more than the one line that it had")
        await driver.press("ctrl+u")
        assert driver.app.screen.query_one("#headline", TextArea).text == ""


async def test_without_a_digest_it_says_what_to_do_and_n_begins_one(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("2")
        assert "pick articles with space" in driver.text
        await driver.press("N")
        await driver.catch_up()
        assert desk.digests.draft() is not None
        assert "nothing here yet" in driver.text
        await driver.press("N")
        await driver.catch_up()
        assert len(desk.digests.all()) == 2
        assert "No. 2 is in work" in told(driver)


async def test_keys_of_one_breath_keep_their_order_in_an_editor(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        for key in (*"abc", "left", "left", "X", "end", "enter", "d", "up", "home", "Y", "escape", "x"):
            driver.app.post_message(Key(key, key if len(key) == 1 else None))
        await until(driver, lambda: desk.digests.get().items[0].id != digest.items[0].id)
        assert [act.label.split()[0] for act in desk.history.list(limit=2)] == ["removed", "wrote"]
        desk.history.undo()
        assert desk.items.get(digest.items[0].id).summary == "YaXbc\nd"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_golden(desk: Desk, golden: Callable[[str, str], None], size: tuple[int, int]) -> None:
    digest = fill(desk)
    desk.items.write(digest.items[0].id, summary="Planners move the working day. " * 4)
    desk.items.write(digest.items[1].id, summary=desk.wording.propose(digest.items[1].id), draft=True)
    async with drive(desk, size) as driver:
        await driver.press("2")
        await until(driver, lambda: "✗ 2" in driver.text)
        golden(f"compose-{size[0]}x{size[1]}", driver.text)
        if size[0] < 100:
            await driver.press("enter")
            golden(f"compose-words-{size[0]}x{size[1]}", driver.text)
            await driver.press("escape", "tab", "tab")
            golden(f"compose-source-{size[0]}x{size[1]}", driver.text)


async def test_on_a_narrow_screen_the_subject_stays_above_the_one_pane(desk: Desk) -> None:
    fill(desk)
    async with drive(desk, (80, 24)) as driver:
        await driver.press("2")
        panes = driver.app.screen.query("#panes > .pane")
        for keys in ((), ("tab",), ("tab",), ("s",), ("escape",)):
            await driver.press(*keys)
            await until(driver, lambda: sum(pane.display and pane.size.width > 0 for pane in panes) == 1)
            assert "Subject" in driver.text
