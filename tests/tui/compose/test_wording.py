"""Compose: other outlets' headlines, how full a section is, and any field in the curator's own editor."""

from collections.abc import Callable
from pathlib import Path

import pytest

from digest.desk import Desk
from digest.tui.compose.outline import Outline
from tests.e2e.terminal import ESCAPE, open_desk
from tests.tui.conftest import drive
from tests.tui.sample import article, collect, open_sample

pytestmark = pytest.mark.slow  # whole screens, seconds each

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
F4 = "\x1bOS"


@pytest.fixture
def told_thrice(desk: Desk) -> Desk:
    """A digest whose first item tells what two other outlets tell too."""
    ids = collect(
        desk,
        None,
        [
            article("The old ferry sails again after a decade in dry dock", 3, 4, site="Harbour Gazette"),
            article("Ten years in dry dock, and the ferry is back on the water", 2, 3, site="Lantern Weekly"),
            article("[/] Ferry, at last", 1, 2, site="The Field Notebook"),
        ],
    )
    with desk.store.transaction():
        for number in ids:
            desk.store.stories.join(number, ids[0])
    desk.picking.pick(ids[:1])
    return desk


@pytest.mark.parametrize("size", SIZES)
async def test_headlines_golden(told_thrice: Desk, golden: Callable[[str, str], None], size: str) -> None:
    async with drive(told_thrice, SIZES[size]) as driver:
        await driver.press("2")
        await driver.checked()
        await driver.press("H")
        golden(f"headlines-{size}", driver.text)


async def test_a_headline_of_another_outlet_is_taken_and_taken_back(told_thrice: Desk) -> None:
    first = told_thrice.digests.get().items[0]
    async with drive(told_thrice) as driver:
        await driver.press("2", "H", "escape")
        assert told_thrice.items.get(first.id) == first
        await driver.press("H", "enter")
        taken = told_thrice.items.get(first.id).headline
        assert taken != first.headline and "dry dock" in taken
        await driver.catch_up()
        await driver.press("H", "j", "enter")
        assert (
            told_thrice.items.get(first.id).headline == "Planners are moving the working day into the shade"
        )
        await driver.press("u", "u")
        assert told_thrice.items.get(first.id).headline == first.headline


async def test_an_item_of_ones_own_has_no_other_headlines(told_thrice: Desk) -> None:
    async with drive(told_thrice) as driver:
        await driver.press("2", "A")
        await driver.catch_up()
        await driver.press("escape", "H")
        assert "its headline is yours alone" in " ".join(driver.notices)


PLAN = '\n[[sections]]\ntitle = "Must read"\nkind = "stories"\nwords = 20\nitems = 2\n'


async def test_how_full_a_planned_section_is(tmp_path: Path) -> None:
    open_sample(tmp_path / "ledger").close()
    desk = open_sample(tmp_path / "ledger", empty=True)
    with desk.workspace.toml.open("a", encoding="utf-8") as file:
        file.write(PLAN)
    desk.close()
    desk = Desk.open(desk.workspace)
    desk.picking.pick([1])
    async with drive(desk) as driver:
        assert "1 of 2 items" in driver.text
        await driver.press("2", "k")
        width = driver.app.screen.query_one(Outline).size.width
        rows = [line[:width].split() for line in driver.text.splitlines()]
        assert ["Must", "read", "1/2"] in rows
        assert "1 of 2 items · " in driver.text
        desk.picking.pick([2, 3])
        await driver.catch_up()
        assert "3 of 2 items" in driver.text
    desk.close()


def test_the_subject_is_written_in_the_curators_own_editor(tmp_path: Path) -> None:
    desk = open_sample(tmp_path / "ledger")
    desk.picking.pick([1])
    desk.digests.write(1, subject="Before")
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "After\\tall\\n" > "$1"\n', "utf-8")
    editor.chmod(0o700)
    with open_desk("-w", str(tmp_path / "ledger"), env={"EDITOR": str(editor)}) as terminal:
        terminal.wait_for("2 Compose")
        terminal.send("2")
        terminal.wait_for("Before")
        terminal.send("s")
        terminal.wait_for("esc outline")
        terminal.send(F4)
        terminal.wait_for("After all")
        terminal.send(ESCAPE)
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
    assert desk.digests.get().subject == "After all"
    desk.close()
