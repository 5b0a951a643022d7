"""Read: moving, picking, dismissing, saving and undoing, in the whole app on a real database."""

from digest.desk import Desk
from digest.model import ArticleState
from digest.tui.read.article_list import ArticleList
from digest.tui.read.reader import Reader
from tests.tui.conftest import drive
from tests.tui.read.reading import states, titles, under_cursor


async def test_it_opens_with_the_newest_article_and_its_text(desk: Desk) -> None:
    async with drive(desk) as driver:
        assert under_cursor(driver).startswith("Cities are quietly")
        assert len(titles(driver)) == 12
        article = driver.app.screen.query_one(Reader).article
        assert article is not None and article.title == under_cursor(driver)
        assert "Harbour Gazette · Inés Robledo · " in driver.text


async def test_every_way_to_move(desk: Desk) -> None:
    async with drive(desk) as driver:
        for keys, row in (
            (["j", "j", "k"], 1),
            (["down", "down", "up"], 1),
            (["G"], 11),
            (["G", "g"], 0),
            (["end", "home"], 0),
            (["pagedown"], 11),
            (["k"], 0),
            (["ctrl+d", "ctrl+u"], 0),
        ):
            await driver.press("g", *keys)
            assert driver.app.screen.query_one(ArticleList).cursor == row, keys


async def test_picking_fills_the_digest_and_unpicking_empties_it(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("space", "j", "space")
        draft = desk.digests.draft()
        assert draft is not None and len(draft.items) == 2
        assert "● Cities" in driver.text
        assert f"No. {draft.number} draft · 2 items" in driver.text
        await driver.press("space")
        assert len(desk.digests.get().items) == 1
        assert under_cursor(driver) == titles(driver)[1]


async def test_dismissing_puts_the_next_article_under_the_cursor(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("j")
        gone, following = titles(driver)[1:3]
        await driver.press("d")
        assert under_cursor(driver) == following
        assert gone not in titles(driver)
        assert states(desk, ArticleState.DISMISSED) == [gone]


async def test_dismissing_the_last_row_leaves_the_cursor_on_the_row_before(desk: Desk) -> None:
    async with drive(desk) as driver:
        before = titles(driver)[-2]
        await driver.press("G", "d")
        assert under_cursor(driver) == before


async def test_what_is_undone_comes_back_and_the_cursor_stays(desk: Desk) -> None:
    async with drive(desk) as driver:
        first, second = titles(driver)[:2]
        await driver.press("d")
        await driver.press("u")
        await driver.catch_up()
        assert titles(driver)[:2] == [first, second]
        assert under_cursor(driver) == second
        await driver.press("U")
        await driver.catch_up()
        assert states(desk, ArticleState.DISMISSED) == [first]


async def test_undo_with_nothing_to_undo_says_so(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("u")
        assert driver.notices == ["There is nothing to undo."]


async def test_saving_shows_the_mark_and_the_count(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("s")
        await driver.catch_up()
        assert "s Cities" in driver.text
        assert states(desk, ArticleState.SAVED) == [under_cursor(driver)]
        await driver.press("s")
        assert states(desk, ArticleState.SAVED) == []


async def test_acts_are_for_all_marked_articles_and_only_for_them(desk: Desk) -> None:
    async with drive(desk) as driver:
        marked = [titles(driver)[at] for at in (1, 2, 3)]
        await driver.press("j", "m", "j", "v", "d")
        assert sorted(states(desk, ArticleState.DISMISSED)) == sorted(marked)
        assert len(desk.history.list()) == 1
        assert driver.notices == ["Dismissed 3 articles"]
