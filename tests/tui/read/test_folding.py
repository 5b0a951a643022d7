"""Read: stories folded under the article that leads, unfolded, joined, split and led."""

import pytest

from digest.desk import ArticleFilter, Desk
from digest.model import ArticleState
from digest.tui.read.article_list import ArticleList
from tests.tui.conftest import Driver, drive

pytestmark = pytest.mark.slow  # whole screens, a second each


def shown(driver: Driver) -> list[int]:
    listing = driver.app.screen.query_one(ArticleList)
    return [row.id for at in range(listing.row_count) if (row := listing.row_at(at))]


def cursor(driver: Driver) -> int:
    row = driver.app.screen.query_one(ArticleList).current
    assert row is not None
    return row.id


@pytest.fixture
def told(desk: Desk) -> tuple[Desk, list[int]]:
    """The ids of the list, newest first; the second, fifth and seventh tell one story, the seventh first."""
    ids = list(desk.articles.ids(ArticleFilter()))
    desk.stories.join([ids[1], ids[4], ids[6]])
    return desk, ids


async def test_a_story_is_one_row_that_unfolds_and_folds(told: tuple[Desk, list[int]]) -> None:
    desk, ids = told
    lead, others = ids[6], [ids[4], ids[1]]
    folded = [number for number in ids if number not in others]
    async with drive(desk) as driver:
        assert shown(driver) == folded
        await driver.press(*"jjjj", "z")
        assert " ▾2" in driver.text and driver.text.count("└ ") == 2
        assert shown(driver) == [*ids[:1], *ids[2:4], ids[5], lead, *others, *ids[7:]]
        assert cursor(driver) == lead
        await driver.press("j", "z")
        assert shown(driver) == folded and cursor(driver) == lead
        assert " +2" in driver.text and "└ " not in driver.text


async def test_a_folded_story_is_dismissed_as_a_whole_and_picked_by_its_lead(
    told: tuple[Desk, list[int]],
) -> None:
    desk, ids = told
    async with drive(desk) as driver:
        await driver.press(*"jjjj", "d")
        assert len(desk.articles.ids(ArticleFilter(state=ArticleState.DISMISSED))) == 3
        assert driver.notices == ["Dismissed 3 articles of one story"]
        await driver.press("u")
        await driver.catch_up()
        assert ids[6] in shown(driver)
        await driver.press("g", *"jjjj", "space")
        assert [item.article_id for item in desk.digests.get().items] == [ids[6]]


async def test_unfolded_each_article_is_for_itself(told: tuple[Desk, list[int]]) -> None:
    desk, ids = told
    async with drive(desk) as driver:
        await driver.press(*"jjjj", "z", "j", "d")
        assert desk.articles.get(ids[4]).state is ArticleState.DISMISSED
        assert desk.articles.get(ids[6]).state is desk.articles.get(ids[1]).state is ArticleState.NEW
        await driver.press("space")
        await driver.catch_up()
        assert desk.articles.get(ids[1]).state is ArticleState.PICKED
        # It stays where it is while the story is unfolded, and stands for itself once it is folded.
        assert shown(driver)[shown(driver).index(ids[6]) + 1] == ids[1]
        await driver.press("z")
        assert shown(driver) == [number for number in ids if number != ids[4]]


async def test_another_article_leads(told: tuple[Desk, list[int]]) -> None:
    desk, ids = told
    async with drive(desk) as driver:
        await driver.press(*"jjjj", "z", "j", "L")
        assert cursor(driver) == ids[4]
        assert shown(driver) == [ids[0], *ids[2:5], ids[6], ids[1], ids[5], *ids[7:]]
        await driver.press("z")
        assert shown(driver) == [number for number in ids if number not in (ids[1], ids[6])]


async def test_marked_articles_are_joined_and_one_is_taken_out_again(desk: Desk) -> None:
    ids = list(desk.articles.ids(ArticleFilter()))
    async with drive(desk) as driver:
        await driver.press("J")
        assert driver.notices[-1].startswith("Mark the articles")
        await driver.press("m", "m", "J")
        assert driver.notices[-1] == "Joined 2 articles into one story"
        assert shown(driver) == ids[1:]
        await driver.press("g", "z", "j", "X")
        assert shown(driver) == ids
        await driver.press("u", "u")
        await driver.catch_up()
        assert shown(driver) == ids
        await driver.press("z")
        assert driver.notices[-1] == "No other article of this list tells this story."


async def test_a_search_shows_every_article(told: tuple[Desk, list[int]]) -> None:
    desk, ids = told
    async with drive(desk) as driver:
        await driver.press("/", *"is:new", "enter")
        assert shown(driver) == ids
        await driver.press("z")
        assert driver.notices[-1].startswith("This list shows every article")
