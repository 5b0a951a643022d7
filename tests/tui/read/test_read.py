"""Read: searching, panes, the pointer, what arrives meanwhile, and the way back to any act."""

import pytest

from digest.desk import Desk
from digest.model import ArticleState
from digest.tui.read.article_list import ArticleList
from digest.tui.read.reader import Reader
from digest.tui.read.search import SearchField
from tests.tui.conftest import drive
from tests.tui.read.reading import states, titles, under_cursor
from tests.tui.sample import article, collect

pytestmark = pytest.mark.slow  # dozens of screens, a second each


async def test_the_search_finds_as_it_is_typed_and_escape_goes_back(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("j", "j")
        where = under_cursor(driver)
        await driver.press("/", *"kite")
        assert titles(driver) == ["Oldest known kite found folded in a monastery wall"]
        await driver.press("enter")
        assert isinstance(driver.app.focused, ArticleList)
        await driver.press("escape")
        assert len(titles(driver)) == 12
        assert under_cursor(driver) == where


async def test_a_search_without_hits_says_so(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("/", *"xylophone")
        assert titles(driver) == []
        assert "Nothing found." in driver.text


async def test_the_search_goes_through_what_was_dismissed_too(desk: Desk) -> None:
    async with drive(desk) as driver:
        gone = under_cursor(driver)
        await driver.press("d", "/", *"rewriting")
        assert titles(driver) == [gone]
        await driver.press("enter", "d")
        assert states(desk, ArticleState.DISMISSED) == []


async def test_the_sources_pane_leads_the_list(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("s", "shift+tab", "j")
        assert titles(driver) == ["Cities are quietly rewriting the rules of the summer afternoon"]
        await driver.press("G")
        assert [title[0] for title in titles(driver)] == ["ش"]
        await driver.press("enter")
        assert isinstance(driver.app.focused, ArticleList)


async def test_new_articles_arrive_without_moving_what_is_read(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("j", "j")
        reading = under_cursor(driver)
        screen_line = driver.text.splitlines().index(driver.line_with(reading[:30]))
        collect(desk, 1, [article("A brand-new headline from elsewhere", 0.5, 3)])
        await driver.catch_up()
        assert titles(driver)[0] == "A brand-new headline from elsewhere"
        assert under_cursor(driver) == reading
        assert driver.app.screen.query_one(ArticleList).cursor == 3
        assert driver.text.splitlines().index(driver.line_with(reading[:30])) in (
            screen_line,
            screen_line + 2,
        )


async def test_an_empty_workspace_says_what_to_do_first(empty_desk: Desk) -> None:
    async with drive(empty_desk) as driver:
        assert "adds your first source" in driver.text
        assert "digest demo" in driver.text
        await driver.press("space", "d", "s", "o", "enter", "t", "m", "v", "j", "G")
        assert empty_desk.history.list() == []
        await driver.press("r")
        assert "There is no source to fetch yet" in driver.notices[-1]


async def test_a_view_that_is_empty_says_why(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("shift+tab", "j")
        assert "Nothing saved." in driver.text


async def test_one_pane_at_a_time_on_a_narrow_terminal(desk: Desk) -> None:
    async with drive(desk, (80, 24)) as driver:
        assert "From the harbour steps" not in driver.text
        assert "Harbour Gaze" in driver.text
        await driver.press("enter")
        assert "From the harbour steps" in driver.text
        assert "Rail freight" not in driver.text
        await driver.press("escape")
        assert "Rail freight" in driver.text
        await driver.press("tab", "tab")
        assert "Dismissed" in driver.text and "Rail freight" not in driver.text


async def test_a_click_moves_and_a_second_click_reads(desk: Desk) -> None:
    async with drive(desk, (80, 24)) as driver:
        listing = driver.app.screen.query_one(ArticleList)
        await driver.pilot.click(listing, offset=(30, 3))
        assert listing.cursor == 3
        await driver.pilot.click(listing, offset=(30, 3))
        await driver.settle()
        assert isinstance(driver.app.focused, Reader)


async def test_the_footer_and_the_places_can_be_clicked(desk: Desk) -> None:
    async with drive(desk) as driver:
        keys = driver.text.splitlines()[-1]
        await driver.pilot.click(offset=(keys.index("dismiss"), 39))
        await driver.settle()
        assert len(states(desk, ArticleState.DISMISSED)) == 1
        await driver.pilot.click(offset=(driver.text.splitlines()[0].index("3 Preview"), 0))
        await driver.settle()
        assert driver.app.place is not None and driver.app.place.where == "preview"


async def test_no_browser_with_a_window_means_the_address_is_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.tui.browser.open_in_browser", lambda _url: False)
    async with drive(desk) as driver:
        await driver.press("o")
        assert "Copied: https://source0.example/" in driver.notices[-1]


async def test_the_hint_is_shown_until_the_first_act(desk: Desk) -> None:
    async with drive(desk, hint="Try space.") as driver:
        assert "Try space." in driver.text
        await driver.press("d")
        assert "Try space." not in driver.text


async def test_going_back_to_any_act_in_the_history(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("d", "d", "d", "s", "h")
        assert "dismissed “Cities" in driver.text
        await driver.press("j", "j", "j", "enter")
        assert len(states(desk, ArticleState.DISMISSED)) == 1
        assert states(desk, ArticleState.SAVED) == []
        await driver.press("g", "enter")
        assert len(states(desk, ArticleState.DISMISSED)) == 3
        assert len(states(desk, ArticleState.SAVED)) == 1


async def test_a_search_typed_faster_than_it_is_answered_ends_with_the_last(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("/")
        field = driver.app.screen.query_one(SearchField)
        for typed in ("k", "ki", "kit", "kite", "bridge"):
            field.value = typed
        await driver.settle()
        assert titles(driver) == ["A bridge that sings: engineers tune a footpath to the wind"]
