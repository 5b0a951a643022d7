"""Several digests on the screen: the list, one put in work everywhere, one that went out to be read."""

from collections.abc import Callable

import pytest

from digest.desk import ArticleFilter, Desk
from digest.model import SectionKind
from digest.tui.compose.words import Words
from digest.tui.dialogs.digests import DigestList, DigestsScreen
from digest.tui.read.article_list import ArticleList
from tests.tui.conftest import drive

pytestmark = pytest.mark.slow  # whole screens, seconds each

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}


@pytest.fixture
def three(desk: Desk) -> Desk:
    """One that went out, and two drafts."""
    ids = [row.id for row in desk.articles.first(ArticleFilter(), 4)]
    desk.picking.pick(ids[:1])
    desk.digests.write(1, subject="The week of the awnings")
    desk.digests.mark_sent()
    desk.digests.new("Bridges, and who sings on them")
    desk.picking.pick(ids[1:3], number=2)
    desk.digests.new()
    return desk


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_of_digests(three: Desk, golden: Callable[[str, str], None], size: str) -> None:
    async with drive(three, SIZES[size]) as driver:
        await driver.press("2")
        await driver.checked()
        await driver.press("D")
        golden(f"digests-{size}", driver.text)


async def test_what_is_opened_is_in_work_in_every_place(three: Desk) -> None:
    async with drive(three) as driver:
        assert "No. 3 draft" in driver.text
        await driver.press("D", "j", "enter")
        await driver.catch_up()
        assert "No. 2 draft · 2 items" in driver.text
        await driver.press("shift+tab", *"jjjj", "tab", "G", "space")
        await driver.catch_up()
        assert len(three.digests.get(2).items) == 3
        await driver.press("2")
        assert "Bridges, and who sings" in driver.text
        await driver.press("3")
        assert "Bridges, and who sings" in driver.text
    async with drive(Desk.open(three.workspace)) as driver:
        assert "No. 2 draft" in driver.text


async def test_an_article_stands_in_two_drafts(three: Desk) -> None:
    async with drive(three) as driver:
        picked = three.articles.rows([item.article_id or 0 for item in three.digests.get(2).items])[0]
        await driver.press("shift+tab", *"jjjj", "tab")
        driver.app.screen.query_one(ArticleList).go_to(picked.id)
        await driver.settle()
        assert f"○ {picked.title[:20]}" in driver.text
        assert "picked for another digest" in driver.text
        await driver.press("space")
        assert [item.article_id for item in three.digests.get(3).items] == [picked.id]
        assert picked.id in three.digests.get(2).article_ids
        assert f"● {picked.title[:20]}" in driver.text
        await driver.press("space")
        await driver.catch_up()
        assert three.digests.get(3).items == []
        assert picked.id in three.digests.get(2).article_ids
        assert f"○ {picked.title[:20]}" in driver.text


async def test_a_second_quick_key_and_a_late_result_are_for_nobody(three: Desk) -> None:
    async with drive(three) as driver:
        await driver.press("D")
        dialog = driver.app.screen
        assert isinstance(dialog, DigestsScreen)
        late = dialog.while_open(lambda _: pytest.fail("a closed dialog was told"))
        listing = dialog.query_one(DigestList)
        for _ in range(2):
            listing.post_message(DigestList.Chosen(listing, 0))
        await driver.settle()
        assert driver.app.screen is driver.app.place
        late(None)
        dialog.dismiss(None)
        await driver.settle()
        assert driver.app.screen is driver.app.place


async def test_one_that_went_out_is_read_and_not_written(three: Desk) -> None:
    sent = three.digests.get(1)
    before = three.history.list()
    async with drive(three) as driver:
        await driver.press("2", "D", "G", "enter")
        await driver.catch_up()
        assert "No. 1 sent" in driver.text
        assert "The week of the awnings" in driver.text
        await driver.press("enter", *"words", "escape", "s", *"x", "escape", "x", "K", "A")
        assert any("has gone out" in notice for notice in driver.notices)
        await driver.press("3", "M")
        assert any("marked as sent already" in notice for notice in driver.notices)
        await driver.press("2")
        await driver.press("D", "g", "enter")
        await driver.catch_up()
        assert "No. 3 draft" in driver.text
        await driver.press("S")
        await driver.pilot.press(*"Letters")
        await driver.press("escape")
        await driver.catch_up()
    assert three.digests.get(1) == sent
    assert "Letters" in [section.title for section in three.digests.get(3).sections]
    assert {act.label for act in three.history.list()} - {act.label for act in before} == {
        "added the section “New section”",
        "called a section “Letters”",
    }


async def test_a_second_draft_begins_like_the_first(three: Desk) -> None:
    number = three.digests.get(2).sections[0].id
    three.sections.write(number, title="The harbour", kind=SectionKind.TEXT)
    three.digests.write(2, intro="Good morning from the harbour.")
    async with drive(three) as driver:
        await driver.press("D", "j", "enter", "2")
        await driver.catch_up()
        await driver.press("C")
        await driver.catch_up()
        assert "No. 4 draft · 0 items" in driver.text
        assert "The harbour" in driver.text
        await driver.press("g", "enter")
        assert driver.app.screen.query_one(Words).prose.text == "Good morning from the harbour."
        await driver.press("escape", "u")
        await driver.catch_up()
        assert "No. 3 draft" in driver.text


async def test_where_there_is_none_it_says_how_one_begins(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("D")
        assert "There is none yet: N in Compose begins one" in driver.text
        await driver.press("j", "enter", "escape")
        assert driver.app.place is driver.app.screen
