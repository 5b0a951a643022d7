"""The power goes while somebody works: what was on the screen is kept, at most the last second of typing is gone.

`pytest -s tests/tui/compose/test_kill.py --kill-moments 200` lets it go more often; `--kill-seed 43` at other moments.
"""

import re
import time
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from digest.desk import Desk, Workspace
from tests.e2e.monkey import decided, undo_all
from tests.e2e.power_cut import SECOND, type_until_the_power_goes
from tests.e2e.terminal import ENTER, Terminal, open_desk
from tests.tui.compose.composing import fill
from tests.tui.sample import open_sample

AMID_AN_ACT = 0.3
"""How often the power goes behind a key that asks for an act; else it goes while words are typed."""


@pytest.mark.slow
def test_a_kill_costs_at_most_the_last_second_of_typing_and_no_act(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    seed = request.config.getoption("--kill-seed")
    dice, folder = Random(seed), tmp_path / "desk"
    with closing(open_sample(folder)) as desk:
        before = decided(desk)
        fill(desk)
    kept = 0
    for moment in range(request.config.getoption("--kill-moments")):
        print(f"seed {seed}, moment {moment}")
        with open_desk("-w", str(folder), env={}) as terminal:
            typed, sure, counts = _until_the_power_goes(terminal, dice)
        with closing(Desk.open(Workspace(folder))) as desk:
            assert desk.store._database.read("PRAGMA integrity_check") == [("ok",)]
            assert desk.store._database.read("PRAGMA foreign_key_check") == []
            items = desk.digests.get().items
            assert len(items) in counts
            assert typed.startswith(items[0].summary)
            assert items[0].summary.startswith(sure)
            desk.items.write(items[0].id, summary="")
        kept += len(sure.split())
    assert kept, "no word had to be kept: the machine was too busy to tell"
    print(f"{kept} words had to be kept, and were")
    with closing(Desk.open(Workspace(folder))) as desk:
        undo_all(desk)
        assert decided(desk) == before


def _until_the_power_goes(terminal: Terminal, dice: Random) -> tuple[str, str, set[int]]:
    """Work until the program is killed: what was typed, what of it must be kept, and how many items there may be."""
    terminal.wait_for("No. 1 draft", " item")
    terminal.send("j" * dice.randrange(4))
    shown = _pick(terminal)
    if dice.random() < AMID_AN_ACT:
        terminal.send(" ")
        time.sleep(dice.uniform(0, 0.2))  # to any moment of the act: nothing is waited for
        terminal.kill()
        return "", "", {shown - 1, shown, shown + 1}
    terminal.send("2")
    terminal.wait_for("Summary", "Preheader")
    terminal.send(ENTER)
    terminal.wait_for("esc outline")
    typed, sure = type_until_the_power_goes(terminal, dice.uniform(SECOND + 0.1, SECOND + 0.8))
    return typed, sure, {shown}


def _pick(terminal: Terminal) -> int:
    """Pick the article under the cursor, or take it out; how many items there are as soon as the screen says so."""
    before = _items(terminal.text)
    terminal.send(" ")
    return _items(terminal.wait_until(lambda screen: _items(screen) != before, "the pick to be counted"))


def _items(screen: str) -> int:
    found = re.search(r"(\d+)(?: of \d+)? items?", screen)
    return int(found[1]) if found else 0
