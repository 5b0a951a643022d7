"""Any title anyone publishes is shown, and none is obeyed."""

import pytest
from rich.segment import Segment
from textual.app import ComposeResult
from textual.color import Color
from textual.widgets import Static

from digest.desk import Desk
from digest.model import DeskError
from digest.tui.action import Where
from digest.tui.app import DigestApp
from digest.tui.dialogs.palette import Palette
from digest.tui.place import Place
from digest.tui.safety import TerminalSafe
from digest.tui.widgets.bar import Bar, Piece
from digest.tui.widgets.text import UNSAFE
from tests.tui.conftest import Driver, drive
from tests.tui.hostile import TITLES
from tests.tui.sample import article, collect

pytestmark = pytest.mark.slow  # dozens of screens, seconds each


def raw(driver: Driver) -> str:
    """All that the screen would send, but for the line ends of this string."""
    return driver.text.replace("\n", "")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (20, 5), (5, 3)])
async def test_hostile_titles_in_every_pane(desk: Desk, size: tuple[int, int]) -> None:
    # Past the door that cleans: as they would lie in a database that another program wrote.
    ids = collect(desk, 1, [article(f"placeholder {at}", 0.1, 1) for at in range(len(TITLES))])
    with desk.store._database.transaction() as connection:
        for number, title in zip(ids, TITLES, strict=True):
            connection.execute(
                "UPDATE article SET title = ?1, site = ?1, byline = ?1, blurb = ?1, text = ?1 || char(10) || ?1"
                " WHERE id = ?2",
                (title, number),
            )
            connection.execute("UPDATE source SET title = ?1 WHERE id = 1", (title,))
    async with drive(desk, size) as driver:
        for _ in range(len(TITLES)):
            await driver.press("j")
            assert not UNSAFE.search(raw(driver))
        await driver.press("space", "tab", "tab", "d", "h")
        assert not UNSAFE.search(raw(driver))


async def test_hostile_words_in_notices(desk: Desk) -> None:
    async with drive(desk) as driver:
        for title in TITLES:
            driver.app.notify(title, title=title)
            driver.app.tell_error(DeskError(title))
            await driver.settle()
            assert not UNSAFE.search(raw(driver))
            assert len(driver.app._notifications) == 2
            driver.app.clear_notifications()


async def test_a_clicked_title_runs_nothing(desk: Desk) -> None:
    class Boom(DigestApp):
        boomed = False

        def action_boom(self) -> None:
            self.boomed = True

    title = "[@click=app.boom]CLICK[/]"
    collect(desk, 1, [article(title, 0.1, 1, byline=title, site=title)])
    app = Boom(lambda _: desk, hint=title)
    async with app.run_test(size=(120, 40)) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        app.notify(title, title=title)
        await driver.settle()
        places = [
            (line.index("CLICK"), y) for y, line in enumerate(driver.text.splitlines()) if "CLICK" in line
        ]
        assert len(places) >= 4
        for place in places:
            await pilot.click(offset=place)
        assert not app.boomed


def test_the_filter_passes_clean_lines_through_as_they_are() -> None:
    line = [Segment("plain"), Segment("شهر 👍 café")]
    assert TerminalSafe().apply(line, Color(0, 0, 0)) is line


@pytest.mark.parametrize("title", TITLES)
def test_the_filter_leaves_nothing_unsafe(title: str) -> None:
    shown = "".join(segment.text for segment in TerminalSafe().apply([Segment(title)], Color(0, 0, 0)))
    assert not UNSAFE.search(shown)


async def test_the_filter_stands_behind_every_widget(desk: Desk) -> None:
    class Leaky(Place):
        where = Where.PREVIEW

        def compose_body(self) -> ComposeResult:
            yield Static("a\x1b]0;OWNED\x07b\x9b2J\u202ec", markup=False)

    async with drive(desk) as driver:
        await driver.app.push_screen(Leaky())
        await driver.settle()
        assert not UNSAFE.search(raw(driver))


async def test_two_quick_clicks_outside_the_palette_close_it_once(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press(":")
        assert isinstance(driver.app.screen, Palette)
        await driver.pilot.click(offset=(1, 38), times=2)
        await driver.settle()
        assert isinstance(driver.app.screen, Place)


async def test_bars_show_what_fits(desk: Desk) -> None:
    async with drive(desk, (40, 12)) as driver:
        bar = driver.app.screen.query_one("#keys", Bar)
        bar.show(
            [Piece("x" * 30, "keys--label"), Piece("y" * 30, "keys--label")], [Piece("end", "keys--key")]
        )
        await driver.settle()
        assert driver.text.splitlines()[-1] == "x" * 30 + " " * 7 + "end"
