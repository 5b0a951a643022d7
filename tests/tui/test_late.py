"""What comes late: when its place is still being made, is being taken down, or is not in front any more."""

import asyncio
import threading

import pytest
from textual.events import Key

from digest.desk import ArticleFilter, Desk
from digest.desk.collect.sources import Sources
from digest.desk.write.wording import Wording
from digest.desk.write.work import Work
from digest.model import Finding, Severity
from digest.tui.action import Where
from digest.tui.app import DigestApp
from digest.tui.dialogs.palette import Palette
from digest.tui.place import Place
from digest.tui.preview.screen import PreviewPlace
from digest.tui.status import Status
from tests.patience import PATIENCE
from tests.tui.conftest import drive

pytestmark = pytest.mark.slow  # whole screens, a second each


async def late(app: DigestApp) -> None:
    """All that comes to the app from its clock and from jobs, at once."""
    app.version = -1
    app._poll()
    app.show_status(Status())
    app.action_next_pane()
    app._typed_ahead.append(Key("j", "j"))
    await app._try_again()


async def test_a_place_that_is_being_made_is_spared(desk: Desk) -> None:
    async with drive(desk) as driver:
        app = driver.app
        desk.picking.pick([1])
        made = app.switch_mode(Where.COMPOSE)
        assert isinstance(app.screen, Place)
        assert app.place is None
        await late(app)
        await made
        await driver.settle()
        assert app.place is app.screen
        assert "No. 1 draft" in driver.text  # what was told meanwhile is shown


async def test_a_key_that_comes_up_to_a_screen_that_is_being_made_waits_for_it(desk: Desk) -> None:
    async with drive(desk) as driver:
        key = Key("pageup", None)
        key._set_forwarded()  # to the place, which had no use for it
        made = driver.app.push_screen(Palette())
        await driver.app.on_event(key)
        (waiting,) = driver.app._typed_ahead
        assert isinstance(waiting, Key) and waiting.key == "pageup" and not waiting.is_forwarded
        await made
        await driver.settle()
        assert isinstance(driver.app.screen, Palette)
    assert driver.app.failure is None


async def test_places_that_are_being_taken_down_are_spared(desk: Desk) -> None:
    async with drive(desk) as driver:
        app = driver.app
        await driver.press("2")
        going = asyncio.create_task(app._shutdown())
        while not going.done():
            await asyncio.sleep(0)
            await late(app)
    assert app.failure is None


@pytest.mark.parametrize("steps", range(0, 80, 10))
async def test_a_place_that_is_being_made_as_the_desk_is_left_is_spared(desk: Desk, steps: int) -> None:
    async with drive(desk) as driver:
        driver.app.go(Where.PREVIEW)
        for _ in range(steps):
            await asyncio.sleep(0)
        driver.app.exit(return_code=143)
    assert (driver.app.failure, driver.app.return_code) == (None, 143)


async def test_a_palette_that_is_being_taken_down_is_spared(desk: Desk) -> None:
    async with drive(desk) as driver:
        app = driver.app
        await driver.press("colon")
        palette = app.screen
        assert isinstance(palette, Palette)
        going = asyncio.create_task(app._shutdown())
        while not going.done():
            await asyncio.sleep(0)
            palette._gather_commands("read")
            for action in ("command_list('page_down')", "cursor_down"):
                await app.run_action(action, palette)
    assert app.failure is None


@pytest.mark.parametrize(
    ("owner", "read", "keys"),
    [(Work, "sections", ("p",)), (Sources, "standings", ("i",)), (Wording, "headlines", ("2", "H"))],
)
async def test_a_dialog_that_comes_late_is_not_put_before_another_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, owner: type, read: str, keys: tuple[str, ...]
) -> None:
    desk.picking.pick([row.id for row in desk.articles.first(ArticleFilter(), 2)])
    go_on = threading.Event()
    at_once = getattr(owner, read)

    def held(*args: object) -> object:
        assert go_on.wait(PATIENCE)
        return at_once(*args)

    *there, key = keys
    async with drive(desk) as driver:
        await driver.press(*there)
        monkeypatch.setattr(owner, read, held)
        await driver.pilot.press(key)
        driver.app.go(Where.PREVIEW)  # by the pointer: keys would wait for the dialog
        await driver.until(lambda: driver.app.place is not None and driver.app.place.where is Where.PREVIEW)
        go_on.set()
        await driver.settle()
        assert isinstance(driver.app.screen, Place)
        monkeypatch.undo()


async def test_findings_that_are_quicker_than_their_digest_wait_for_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.picking.pick([1])
    go_on = threading.Event()
    at_once = PreviewPlace._look

    def held(place: PreviewPlace) -> object:
        assert go_on.wait(PATIENCE)
        return at_once(place)

    monkeypatch.setattr(PreviewPlace, "_look", held)
    async with drive(desk) as driver:
        await driver.pilot.press("3")
        await driver.until(lambda: getattr(driver.app.screen, "_checked", None) is not None)
        go_on.set()
        await driver.settle()
        assert "Missing subject" in driver.text
        assert "checking …" not in driver.text and "rendering …" not in driver.text


async def test_findings_of_a_digest_that_is_in_work_no_more_are_not_told_of_the_next(desk: Desk) -> None:
    desk.picking.pick([1])
    bad = Finding(rule="missing-subject", severity=Severity.ERROR, message="The digest has no subject.")
    async with drive(desk) as driver:
        app = driver.app
        in_work = app.status.number
        assert in_work is not None
        app.show_findings(in_work + 1, [bad, bad])
        assert app.status.errors is None
        app.show_findings(in_work, [bad])
        assert app.status.errors == 1
