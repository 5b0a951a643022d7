"""Looking for something in Read: fields completed, lists narrowed, searches kept, hits that stand out."""

import asyncio

import pytest
from textual.events import Key

from digest.desk import ArticleFilter, Desk, Vocabulary
from digest.model import ArticleState
from digest.tui.read.article_list import ArticleList
from digest.tui.read.completion import Completion, complete
from digest.tui.read.reader import Reader
from digest.tui.read.search import SearchField
from digest.tui.read.sources import SourceList
from tests.patience import PATIENCE
from tests.tui.conftest import Driver, drive
from tests.tui.hostile import TITLES as HOSTILE
from tests.tui.read.reading import titles
from tests.tui.sample import article, collect

pytestmark = pytest.mark.slow  # dozens of screens, seconds each

KNOWN = Vocabulary(
    sources=("Harbour Gazette", "Lantern"), tags=("climate", "press freedom"), languages=("en", "fa")
)


@pytest.mark.parametrize(
    ("typed", "rest", "line"),
    [
        ("si", "te:", "site:"),
        ("harbour -ta", "g:", "harbour -tag:"),
        ("LO", "nger:", "longer:"),
        ("lang:", "en", "lang:en"),
        ("lang:f", "a", "lang:fa"),
        ("is:s", "aved", "is:saved"),
        ("site:lan", "tern", "site:Lantern"),
        ("site:har", 'bour Gazette"', 'site:"Harbour Gazette"'),
        ('kite site:"harbour g', 'azette"', 'kite site:"Harbour Gazette"'),
        ("-tag:pr", 'ess freedom"', '-tag:"press freedom"'),
        ("after:7", "d", "after:7d"),
    ],
)
def test_a_search_is_completed(typed: str, rest: str, line: str) -> None:
    assert complete(typed, KNOWN) == Completion(rest, line)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "s", "kite", "site:Lantern", 'tag:"press freedom" ', '"si', "foo:ba", "lang:fa ", "tag:[/"],
)
def test_nothing_is_offered_where_nothing_is_meant(typed: str) -> None:
    assert complete(typed, KNOWN) is None


def typed_line(driver: Driver) -> str:
    return driver.app.screen.query_one(SearchField).value


@pytest.mark.parametrize("key", ["tab", "right"])
async def test_what_is_offered_is_taken_by_tab_or_the_right_arrow(desk: Desk, key: str) -> None:
    async with drive(desk) as driver:
        await driver.press("/", *"si", key, *"lant")
        assert "site:lantern Weekly" in driver.text
        await driver.press(key)
        assert typed_line(driver) == 'site:"Lantern Weekly"'
        assert len(titles(driver)) == 3
        await driver.press("left", "right", "space")
        assert typed_line(driver) == 'site:"Lantern Weekly" '


async def test_tab_goes_to_the_next_pane_where_nothing_is_offered(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("/", *"kite", "tab")
        assert isinstance(driver.app.focused, Reader)


async def test_a_filter_narrows_the_list_and_escape_widens_it_again(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("d", "f", *"longer:6 -site:field")
        assert "3 new" in driver.text
        assert all("Cities" not in title for title in titles(driver))  # dismissed: the list does not have it
        await driver.press("enter", "d", "escape")
        assert len(titles(driver)) == 10


async def test_a_filter_without_hits_says_what_to_do(desk: Desk) -> None:
    async with drive(desk, (80, 24)) as driver:
        await driver.press("f", *"xylophone")
        assert "Nothing in this list is like that. / searches everything." in driver.text


async def test_a_search_is_saved_and_stands_at_the_left(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("f", *"tag:cli longer:5", "enter", "S")
        assert "Save this search as" in driver.text
        await driver.press("ctrl+u", *"Warm reads", "enter")
        await driver.catch_up()
        assert "Saved: Warm reads" in driver.notices
        assert driver.line_with("Warm reads").split()[:3] == ["Warm", "reads", "3"]
        saved = desk.searches.all()[0]
        assert (saved.search, saved.only_new) == ("tag:cli longer:5", True)
        await driver.press("escape")
        assert len(titles(driver)) == 12
        await driver.press("shift+tab", "j", "j", "j", "j", "j")
        assert len(titles(driver)) == 3
        await driver.press("enter", "s")
        await driver.catch_up()
        assert "2 new · 1 kept" in driver.text


async def test_a_saved_search_is_renamed_removed_and_brought_back(desk: Desk) -> None:
    desk.searches.save("Kites", "kite")
    async with drive(desk) as driver:
        await driver.press("x")
        assert "Go to a saved search" in driver.notices[-1]
        await driver.press("shift+tab", "j", "j", "j", "j", "j")
        assert titles(driver) == ["Oldest known kite found folded in a monastery wall"]
        await driver.press("enter", "x")
        assert desk.searches.all() != []  # in the list, x is not about what stands at the left
        await driver.press("shift+tab", "f2", "ctrl+u", *"Dragons", "enter")
        await driver.catch_up()
        assert "Dragons" in driver.text and "Kites" not in driver.text
        await driver.press("x")
        await driver.catch_up()
        assert desk.searches.all() == []
        shelf = driver.app.screen.query_one(SourceList).current
        assert shelf is not None and shelf.name != "Dragons"
        await driver.press("u")
        await driver.catch_up()
        assert "Dragons" in driver.text


async def test_a_search_of_a_source_is_kept_with_its_source(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("shift+tab", "G", "k", "enter", "f", *"bus", "enter", "S", "enter")
        await driver.catch_up()
        assert desk.searches.all()[0].search == 'site:"The Field Notebook" bus'
        assert desk.searches.count(desk.searches.all()[0]) == 1


async def test_there_must_be_a_search_to_save(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("S")
        assert "There is no search to save" in driver.notices[-1]


def hits(driver: Driver) -> list[str]:
    """What stands out in the text, line by line."""
    reader = driver.app.screen.query_one(Reader)
    return [span.text for line in reader._lines for span in line.spans if span.style == "hit"]


async def test_hits_stand_out_in_titles_and_in_the_text(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("/", *"ciTies PLAN -zebra by:ines")
        assert hits(driver) == ["Cities", "Inés", "Planners", "planners", "plan", "plan"]
        accent = driver.app.screen.query_one("#articles").get_component_rich_style("list--accent")
        strips = driver.app.screen._compositor.render_strips()
        lit = [segment.text for strip in strips for segment in strip if segment.style and segment.style.bold
               and segment.style.color == accent.color]  # fmt: skip
        assert "Cities" in lit


async def test_n_goes_from_hit_to_hit_and_around(desk: Desk) -> None:
    async with drive(desk, (80, 16)) as driver:
        await driver.press("n")
        assert "No word that is searched for" in driver.notices[-1]
        driver.app.clear_notifications()
        await driver.press("/", *"awnings", "enter", "enter")
        assert "awnings" not in driver.text
        await driver.press("n")
        assert "awnings" in driver.text
        reader = driver.app.screen.query_one(Reader)
        assert "awnings" in reader.quotation
        await driver.press("g", "N")
        assert "awnings" in driver.text


async def test_words_are_found_in_the_text_and_forgotten_with_escape(desk: Desk) -> None:
    async with drive(desk, (80, 16)) as driver:
        await driver.press("enter", "f", *"awn")
        assert hits(driver) == ["awnings"]
        assert "awnings" in driver.text
        await driver.press("enter")
        assert isinstance(driver.app.focused, Reader)
        await driver.press("escape")
        assert hits(driver) == []
        assert isinstance(driver.app.focused, Reader)
        await driver.press("escape")
        assert len(titles(driver)) == 12 and "Rail freight" in driver.text


@pytest.mark.parametrize("title", HOSTILE)
async def test_hostile_titles_are_lit_and_stay_text(desk: Desk, title: str) -> None:
    collect(desk, 1, [article(f"{title} lighthouse", 0.2, 1)])
    async with drive(desk) as driver:
        await driver.press("/", *"lightho", "enter", "enter", "n")
        assert "lighthouse" in driver.text
        assert any(hit == "lighthouse" for hit in hits(driver))


async def test_a_letter_of_a_search_lays_out_nothing_and_its_field_scrolls_all_the_same(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("/", "k")
        screen, field = driver.app.screen, driver.app.screen.query_one(SearchField)
        layouts: list[object] = []
        screen.screen_layout_refresh_signal.subscribe(screen, layouts.append, immediate=True)
        await driver.press("i", "backspace")
        assert layouts == []
        field.value = "kite " * 40
        await driver.press("end", "x", "y", "z")
        assert "kite xyz" in driver.text
        await driver.press("home")
        assert "kite xyz" not in driver.text


async def test_the_first_that_a_letter_finds_is_drawn_without_waiting_for_textuals_turn(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("/")
        listing = driver.app.screen.query_one(ArticleList)
        driver.app.screen._update_timer.stop()
        driver.app.post_message(Key("k", "k"))
        async with asyncio.timeout(PATIENCE):  # without the pilot, which draws at each step
            while 0 not in listing._drawn or "Oldest" not in listing._drawn[0].text:
                await asyncio.sleep(0)


async def test_what_is_dismissed_is_seen_and_brought_back(desk: Desk) -> None:
    async with drive(desk) as driver:
        gone = titles(driver)[0]
        await driver.press("d", "shift+tab", "j", "j", "j")
        assert titles(driver) == [gone]
        await driver.press("enter", "d")
        assert titles(driver) == []
        assert "Nothing dismissed." in driver.text
        assert desk.articles.first(ArticleFilter(state=ArticleState.DISMISSED)) == []


async def test_a_list_that_cannot_be_read_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from digest.model import DeskError

    def fail(*_: object) -> None:
        raise DeskError("The disk went away.")

    async with drive(desk) as driver:
        monkeypatch.setattr("digest.desk.choose.articles.Articles.at_once", fail)
        await driver.press("shift+tab", "j")
        assert "The disk went away." in driver.notices
