"""Compose saves as one types: nothing is to be pressed, and nothing that anybody wrote is lost."""

import pytest

from digest.desk import Desk
from digest.tui.compose.screen import ComposePlace
from tests.tui.compose.composing import fill, items, one_more_act, outline_line, prose, told, until
from tests.tui.conftest import drive

pytestmark = pytest.mark.slow  # dozens of screens, seconds each


async def test_what_is_typed_is_saved_with_nothing_to_press(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        await driver.pilot.press(*"Shade")
        await until(driver, lambda: items(desk)[0].summary == "Shade")
        assert "1 word" in driver.text
        assert "1 w" in outline_line(driver, items(desk)[0].headline[:20])


@pytest.mark.parametrize("code", [0, 1, 143])
async def test_what_was_typed_last_is_saved_however_the_desk_is_left(desk: Desk, code: int) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        prose(driver).insert("Last words")
        driver.app.exit(return_code=code)  # as a signal does, before anybody has heard of the words
    assert items(desk)[0].summary == "Last words"


async def test_letters_are_text_in_an_editor_and_digits_too(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        await driver.pilot.press(*"qu?nJK123x", "space", "A")
        await until(driver, lambda: items(desk)[0].summary == "qu?nJK123x A")
        assert len(items(desk)) == 5


async def test_leaving_the_field_saves_at_once(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        await driver.pilot.press("H", "i", "escape")
        await driver.settle()
        assert items(desk)[0].summary == "Hi"


async def test_leaving_the_place_and_the_desk_saves_what_was_typed_last(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "s")
        await driver.pilot.press("end", "!")
        driver.app.exit()
    assert desk.digests.get().subject == "Shade!"


async def test_looking_at_everything_writes_nothing(desk: Desk) -> None:
    digest = fill(desk)
    before = desk.history.list()
    async with drive(desk) as driver:
        await driver.press(
            "2", *["j"] * 12, *["k"] * 12, "tab", "tab", "s", "escape", "3", "1", "2", "n", "p"
        )
        await driver.pilot.pause(0.6)
        await driver.settle()
    assert desk.history.list() == before
    assert desk.digests.get() == digest


async def test_typing_in_one_field_is_one_act_and_undo_shows_the_text_before(desk: Desk) -> None:
    fill(desk)
    desk.items.write(items(desk)[0].id, summary="Before.")
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        with one_more_act(desk):
            await driver.pilot.press("space", *"And")
            await until(driver, lambda: items(desk)[0].summary == "Before. And")
            await driver.pilot.press("space", *"after")
            await until(driver, lambda: items(desk)[0].summary == "Before. And after")
        await driver.press("escape", "u")
        await driver.catch_up()
        assert items(desk)[0].summary == "Before."
        assert prose(driver).text == "Before."
        await driver.press("U")
        await driver.catch_up()
        assert prose(driver).text == "Before. And after"


async def test_another_programs_change_is_shown(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        desk.items.write(items(desk)[0].id, summary="From elsewhere.")
        await driver.catch_up()
        assert prose(driver).text == "From elsewhere."
        before = desk.history.list()
        await driver.pilot.pause(0.6)
        await driver.settle()
        assert desk.history.list() == before


async def test_unsaved_typing_and_another_programs_change_are_both_kept_and_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Only leaving the field saves here: else it would be a race who writes first.
    monkeypatch.setattr("digest.tui.compose.autosave.REST", 60.0)
    monkeypatch.setattr("digest.tui.compose.autosave.AT_MOST", 60.0)
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        await driver.pilot.press(*"Mine")
        desk.items.write(items(desk)[0].id, summary="Theirs")
        await driver.press("escape")
        await until(driver, lambda: "Mine" in items(desk)[0].summary)
        await until(driver, lambda: "Theirs" in prose(driver).text)
        assert items(desk)[0].summary == prose(driver).text
        assert prose(driver).text.startswith("Mine\n")
        assert "else changed" in told(driver)


async def test_what_was_just_typed_is_kept_when_another_programs_words_arrive(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        place = driver.app.screen
        assert isinstance(place, ComposePlace)
        desk.items.write(items(desk)[0].id, summary="Theirs")
        # As a busy machine has it: both are there before the one has told the other.
        prose(driver).insert("Mine")
        place._arrived(desk.work.digest(), {}, place._landed)
        await until(driver, lambda: {"Mine", "Theirs"} <= set(items(desk)[0].summary.split()))
        await until(driver, lambda: prose(driver).text == items(desk)[0].summary)
        assert "else changed" in told(driver)
