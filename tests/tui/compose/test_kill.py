"""The power goes while somebody types: at most the last second of it is gone, and the rest is whole.

`pytest tests/tui/test_compose_kill.py --kill-moments 200` lets it go more often.
"""

import random
from pathlib import Path

import pytest

from digest.desk import Desk, Workspace
from tests.e2e.power_cut import SECOND, type_until_the_power_goes
from tests.e2e.terminal import ENTER, open_desk
from tests.tui.compose.composing import fill
from tests.tui.sample import open_sample


@pytest.mark.slow
def test_a_kill_while_typing_costs_at_most_the_last_second(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    dice = random.Random(43)
    desk = open_sample(tmp_path / "desk")
    fill(desk)
    first = desk.digests.get().items[0].id
    desk.close()
    for _ in range(request.config.getoption("--kill-moments")):
        with open_desk("-w", str(tmp_path / "desk"), env={}) as terminal:
            terminal.wait_for("2 Compose")
            terminal.send("2")
            terminal.wait_for("Summary", "Preheader")
            terminal.send(ENTER)
            terminal.wait_for("esc outline")
            whole, sure = type_until_the_power_goes(terminal, dice.uniform(SECOND + 0.1, SECOND + 0.8))
        desk = Desk.open(Workspace(root=tmp_path / "desk"))
        assert desk.store._database.read("PRAGMA integrity_check") == [("ok",)]
        stored = desk.items.get(first).summary
        desk.items.write(first, summary="")
        desk.close()
        assert whole.startswith(stored)
        assert stored.startswith(sure)
