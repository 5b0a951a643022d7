"""Compose: items and sections are moved, added and removed, and all of it is undone."""

import pytest

from digest.desk import Desk
from digest.model import SectionKind
from digest.tui.compose.fields import Spot, SpotKind
from tests.tui.compose.composing import fill, items, outline, told, until
from tests.tui.conftest import drive

pytestmark = pytest.mark.slow  # dozens of screens, seconds each


async def test_items_move_within_and_across_sections_with_the_cursor_and_back_by_undo(desk: Desk) -> None:
    before = fill(desk)
    lead, first, second = before.items[:3]
    async with drive(desk) as driver:
        await driver.press("2", "J")
        await driver.catch_up()
        assert [item.id for item in desk.digests.get().sections[0].items] == []
        assert [item.id for item in desk.digests.get().sections[1].items][:3] == [
            lead.id,
            first.id,
            second.id,
        ]
        await driver.press("shift+down")
        await driver.catch_up()
        assert [item.id for item in desk.digests.get().sections[1].items][:3] == [
            first.id,
            lead.id,
            second.id,
        ]
        assert outline(driver).spot == Spot(SpotKind.ITEM, lead.id)
        await driver.press("u", "u")
        await driver.catch_up()
        assert desk.digests.get() == before
        assert outline(driver).spot == Spot(SpotKind.ITEM, lead.id)


async def test_sections_move_and_the_cursor_stays_with_them(desk: Desk) -> None:
    before = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "k", "J")
        await driver.catch_up()
        moved = [section.id for section in desk.digests.get().sections]
        assert moved == [
            before.sections[1].id,
            before.sections[0].id,
            *(one.id for one in before.sections[2:]),
        ]
        assert outline(driver).spot == Spot(SpotKind.SECTION, before.sections[0].id)
        await driver.press("K")
        await driver.catch_up()
        assert desk.digests.get() == before


async def test_removing_leaves_the_cursor_near_and_undo_brings_it_back(desk: Desk) -> None:
    before = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "n", "x")
        await driver.catch_up()
        assert [item.id for item in items(desk)] == [
            item.id for item in before.items if item.id != before.items[1].id
        ]
        assert outline(driver).spot == Spot(SpotKind.ITEM, before.items[2].id)
        await driver.press("u")
        await driver.catch_up()
        assert desk.digests.get() == before


async def test_the_intro_cannot_be_removed(desk: Desk) -> None:
    before = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "home", "x")
        await driver.catch_up()
        assert "stay" in told(driver)
    assert desk.digests.get() == before


async def test_an_item_without_an_article_is_added_and_written(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "n", "A")
        await driver.catch_up()
        await driver.pilot.press(*"Harbour", "enter", *"Sunday")
        await until(driver, lambda: items(desk)[-1].summary == "Sunday")
        added = items(desk)[-1]
        assert (added.headline, added.article_id) == ("Harbour", None)
        assert "comes from no article" in driver.text


async def test_a_section_is_added_after_this_one_and_named_in_place(desk: Desk) -> None:
    before = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "S")
        await driver.catch_up()
        await driver.pilot.press("ctrl+u", *"Jobs", "enter")
        await until(driver, lambda: desk.digests.get().sections[1].title == "Jobs")
        assert outline(driver).has_focus
        assert len(desk.digests.get().sections) == len(before.sections) + 1
        await driver.press("c")
        await driver.catch_up()
        assert desk.digests.get().sections[1].kind is not SectionKind.STORIES


async def test_an_item_moves_to_the_section_of_a_digit(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "m", "4")
        sections = desk.digests.get().sections
        assert sections[0].items == []
        assert [item.id for item in sections[3].items] == [digest.items[0].id]
        assert driver.notices[-1].endswith(f"” to {sections[3].title}")
        assert outline(driver).spot == Spot(SpotKind.ITEM, digest.items[0].id)
        await driver.press("u")
        assert desk.digests.get().sections[0].items == digest.sections[0].items
