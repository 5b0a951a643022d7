"""The frame: registry, bindings, footer, help, palette, places, themes, status."""

from pathlib import Path

import pytest
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from digest.desk import Desk
from digest.tui.action import Where
from digest.tui.actions import TITLES, actions_of, all_actions, key_table
from digest.tui.app import DigestApp
from digest.tui.dialogs.help import HelpScreen
from digest.tui.frame import PLACES
from digest.tui.keys import Keys
from digest.tui.place import Place
from digest.tui.read.article_list import ArticleList
from digest.tui.status import Status, status_words
from digest.tui.themes import DARK, LIGHT, READABLE, contrast, own_variables
from tests.tui.conftest import Driver, drive
from tests.tui.sample import NOW, open_sample

pytestmark = pytest.mark.slow  # dozens of screens, seconds each


def test_every_action_has_a_key_so_that_it_can_have_another() -> None:
    assert all(action.keys for action in all_actions())


def test_ids_are_unique() -> None:
    ids = [action.id for action in all_actions()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("where", list(Where))
def test_no_key_means_two_things_in_one_place(where: Where) -> None:
    keys = [key for action in actions_of(where) for key in action.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("place", PLACES)
def test_a_place_never_takes_a_key_that_works_everywhere(place: Where) -> None:
    own = {key for action in actions_of(place) for key in action.keys}
    everywhere = {key for action in actions_of(Where.EVERYWHERE) for key in action.keys}
    assert not own & everywhere


@pytest.mark.parametrize("place", PLACES)
def test_every_action_of_a_place_can_be_done_there(place: Where, desk: Desk) -> None:
    app = DigestApp(lambda _: desk)
    factory = app.MODES[place]
    screen = factory() if callable(factory) else None
    assert isinstance(screen, Place) and screen.where is place
    missing = [action.id for action in actions_of(place) if not hasattr(screen, f"action_{action.name}")]
    missing += [one.id for one in actions_of(Where.EVERYWHERE) if not hasattr(app, f"action_{one.name}")]
    assert missing == []


def test_plain_keys_suffice() -> None:
    """Nothing needs a key with Ctrl or Alt, which terminal multiplexers take for themselves."""
    also_otherwise = {"half_down", "half_up", "suspend_process"}  # scrolling has plain keys, leaving too
    needy = [
        action.id for action in all_actions() if all("ctrl+" in key or "alt+" in key for key in action.keys)
    ]
    assert {one.partition(".")[2] for one in needy} <= also_otherwise


@pytest.mark.parametrize("place", PLACES)
def test_the_footer_ends_with_the_way_to_all_keys(place: Where) -> None:
    assert Keys().footer(place)[-1].id == "desk.help"


def test_the_table_of_keys_has_every_action() -> None:
    table = key_table()
    assert all(action.help in table for action in all_actions())
    assert set(TITLES) == set(Where)


async def test_going_between_the_places(desk: Desk) -> None:
    async with drive(desk) as driver:
        for key, where in (("2", Where.COMPOSE), ("3", Where.PREVIEW), ("1", Where.READ)):
            await driver.press(key)
            assert driver.app.place is not None and driver.app.place.where is where


async def test_the_help_finds_keys_by_word(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("?", *"dismiss")
        assert isinstance(driver.app.screen, HelpScreen)
        assert "Dismiss the article" in driver.text
        assert "Fetch all sources" not in driver.text
        await driver.press("escape")
        assert isinstance(driver.app.screen, Place)


async def test_the_palette_does_what_a_key_does(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press(":", *"save", "enter")
        await driver.settle()
        assert desk.sources.counts().saved == 1


async def test_the_status_follows_what_another_program_writes(desk: Desk) -> None:
    async with drive(desk) as driver:
        assert "no digest yet" in driver.text
        other = Desk.open(desk.workspace)
        other.digests.new("From elsewhere")
        other.close()
        await driver.catch_up()
        assert "No. 1 draft · 0 items" in driver.text


def test_the_status_says_what_is_wrong_first() -> None:
    status = Status(number=43, state="draft", items=5, errors=1, warnings=2, saved=NOW)
    assert [word for word, _ in status_words(status)] == [
        "No. 43 draft", "5 items", "✗ 1", "⚠ 2", "saved 14:00",
    ]  # fmt: skip
    assert ("✓", "good") in status_words(Status(number=1, state="draft", errors=0, warnings=0))


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name, "textual-light", "nord", "ansi-dark", "ansi-light"])
async def test_every_theme_draws_every_place(desk: Desk, theme: str) -> None:
    async with drive(desk) as driver:
        driver.app.theme = theme
        await driver.press("2", "3", "1", "?", "escape")
        assert "Cities are quietly" in driver.text


async def test_colours_are_shown_while_they_are_chosen_and_remembered_once_they_are(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("f3", "j")
        await driver.until(lambda: driver.app.theme == LIGHT.name)
        await driver.press("escape")
        assert driver.app.theme == DARK.name
        assert desk.remembered("theme") is None
        await driver.press(":", *"theme", "enter", "j", "enter")
        await driver.settle()
        assert driver.app.theme == LIGHT.name
    assert desk.history.list() == []
    async with drive(Desk.open(desk.workspace)) as driver:
        assert driver.app.theme == LIGHT.name
    desk.remember("theme", "one-that-is-gone")
    async with drive(Desk.open(desk.workspace)) as driver:
        assert driver.app.theme == DARK.name


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_all_text_can_be_read_on_all_grounds(theme: Theme) -> None:
    colours = {**theme.to_color_system().generate(), **own_variables(theme)}
    for ink in ("foreground", "meta", "accent", "secondary", "success", "warning", "error"):
        for ground in ("background", "surface", "panel", "sidebar", "cursor-row", "cursor-row-blur"):
            ratio = contrast(Color.parse(colours[ink]), Color.parse(colours[ground]))
            assert ratio >= READABLE, (ink, ground)


@pytest.mark.parametrize("theme", [theme for theme in BUILTIN_THEMES.values() if theme.name != "ansi"])
def test_what_is_said_beside_a_headline_can_be_read_in_textuals_themes(theme: Theme) -> None:
    colours = {**theme.to_color_system().generate(), **own_variables(theme)}
    ink, page = (Color.parse(colours[name]) for name in ("foreground", "background"))
    if ink.ansi is None and page.ansi is None:
        best = min(READABLE, contrast(ink, Color.parse(colours["cursor-row"])))
        assert contrast(Color.parse(colours["meta"]), Color.parse(colours["cursor-row"])) >= best - 0.01


@pytest.mark.parametrize("size", [(20, 5), (5, 3), (1, 1), (300, 100)])
async def test_any_size_is_drawn(desk: Desk, size: tuple[int, int]) -> None:
    async with drive(desk) as driver:
        await driver.resize(*size)
        await driver.press("j", "2", "3", "1", "?", "escape", "/", "a", "escape")
        await driver.resize(120, 40)
        assert "1 Read" in driver.text


async def test_leaving_keeps_what_was_just_decided(tmp_path: Path) -> None:
    desk = open_sample(tmp_path / "workspace")
    async with drive(desk) as driver:
        for _ in range(5):
            await driver.pilot.press("d")
        await driver.pilot.press("q")
    assert desk.sources.counts().dismissed == 5
    assert driver.app.return_code == 0
    desk.close()


async def test_the_top_line_of_a_tiny_terminal_says_where_one_is(desk: Desk) -> None:
    async with drive(desk, (20, 5)) as driver:
        for key, name in (("2", "2 Compose"), ("3", "3 Preview"), ("1", "1 Read")):
            await driver.press(key)
            assert name in driver.text.splitlines()[0]


async def test_the_history_says_that_it_is_empty_and_tells_older_acts_by_their_date(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive(desk) as driver:
        await driver.press("h")
        assert "Nothing yet." in driver.text
        await driver.press("escape", "d", "h")
        assert "Sun 14:00" in driver.line_with("dismissed")
        monkeypatch.setenv("DIGEST_NOW", "2026-12-06T14:00:00Z")
        await driver.press("escape", "h")
        assert "22 Nov 2026" in driver.line_with("dismissed")


async def test_ctrl_c_names_a_key_that_leaves_from_where_one_is(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("ctrl+c")
        assert any(notice.startswith("Press q to leave") for notice in driver.notices)
        await driver.press("slash", "ctrl+c")
        assert any(notice.startswith("Press ctrl+q to leave") for notice in driver.notices)


async def test_the_status_of_each_place_is_the_newest(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("space", "2", "x", "1")
        assert "0 items" in driver.text.splitlines()[0]


async def test_what_a_key_does_stands_in_one_column_of_the_help(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("?")
        first = driver.line_with("Quote the selected words")
        second = driver.text.splitlines()[driver.text.splitlines().index(first) + 1]
        column = first.index("Quote the")
        assert second[column:].startswith("item's summary.") and not second[20:column].strip(), (
            first,
            second,
        )


# Terminals of few colours


@pytest.mark.parametrize("env", [{"TERM": "linux"}, {"NO_COLOR": "1"}], ids=str)
async def test_without_shades_the_place_and_the_row_under_the_cursor_are_in_reverse(
    env: dict[str, str], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLORTERM", raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    async with drive(desk) as driver:
        assert in_reverse(driver).split()[:2] == ["1", "Read"]
        assert driver.line_with("▌ All new")[:9] not in in_reverse(driver), "the focus is not there"
        row = driver.app.screen.query_one(ArticleList).current
        assert row is not None and row.title[:30] in in_reverse(driver)
        await driver.press("a")
        assert "╭──" in driver.text, "the page under a dialog has the same ground: a line parts them"


async def test_where_there_are_shades_nothing_is_in_reverse(desk: Desk) -> None:
    async with drive(desk) as driver:
        assert not in_reverse(driver).strip()


def in_reverse(driver: Driver) -> str:
    """What the screen shows in reverse, but for the scrollbars."""
    lines = driver.app.screen._compositor.render_strips()
    return "".join(
        segment.text
        for line in lines
        for segment in line
        if segment.style and segment.style.reverse and segment.text.strip()
    )


# Terminals of a few rows


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        (("?",), "Type to find"),
        ((":",), "What do you"),
        (("a",), "https://"),
        (("h",), "Nothing yet"),
        (("D",), "There is none"),
        (("f3",), "digest-da"),
        (("p",), "The lead"),
        (("3", "M"), "Has No. 1"),
        (("3", "T"), "Send the test"),
    ],
    ids=str,
)
async def test_in_five_rows_a_dialog_shows_what_it_asks(
    keys: tuple[str, ...], asked: str, desk: Desk
) -> None:
    if keys[0] == "3":
        desk.picking.pick([1])
    async with drive(desk, (20, 5)) as driver:
        await driver.press(*keys)
        assert asked in driver.text
        await driver.press("escape")
        assert isinstance(driver.app.screen, Place)


async def test_in_five_rows_preview_shows_a_finding(desk: Desk) -> None:
    desk.picking.pick([1])
    async with drive(desk, (20, 5)) as driver:
        await driver.press("3")
        assert "✗ Missing subj" in driver.text


async def test_in_a_narrow_terminal_the_help_tells_what_a_key_does_under_it(desk: Desk) -> None:
    async with drive(desk, (40, 12)) as driver:
        await driver.press("?")
        lines = driver.text.splitlines()
        at = next(at for at, line in enumerate(lines) if line.split() == ["space"])
        assert lines[at + 1].split()[:2] == ["Pick", "the"]


# Terminals of 256 colours


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
async def test_the_grounds_can_be_told_apart_in_256_colours(
    theme: Theme, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv("TERM", "tmux-256color")
    async with drive(desk) as driver:
        driver.app.theme = theme.name
        await driver.settle()
        frame, sources, page = (
            ground_of(driver, words) for words in ("The Morning Ledger", "Dismissed", "New")
        )
        assert page not in (frame, sources)
        assert min(frame, sources, page) >= 231, "each is a grey, or white"


def ground_of(driver: Driver, words: str) -> int:
    """The number of the colour, of 256, that `words` stand on."""
    lines = driver.app.screen._compositor.render_strips()
    filters, background = driver.app.get_line_filters(), driver.app.screen.background_colors[1]
    for line in lines:
        for one in filters:
            line = line.apply_filter(one, background)
        for segment in line:
            if words in segment.text and segment.style and segment.style.bgcolor:
                number = segment.style.bgcolor.downgrade(ColorSystem.EIGHT_BIT).number
                assert number is not None
                return number
    raise AssertionError(f"{words} is not on the screen")
