"""Random keys, clicks and sizes on a workspace of hostile titles: nothing ends the desk but q, and all can be undone.

`--monkey-keys 2000` presses more of them; `tests.e2e.monkey` presses very many on a real terminal.
"""

from random import Random

import pytest

from digest.desk import Desk, FetchReport
from digest.tui.action import Where
from digest.tui.actions import all_actions
from digest.tui.widgets.text import UNSAFE
from tests.e2e.monkey import decided, undo_all
from tests.tui.conftest import drive
from tests.tui.hostile import TITLES
from tests.tui.sample import article, collect

pytestmark = pytest.mark.slow

KEYS = sorted(
    {key for action in all_actions() for key in action.keys}
    | set("abcxyz 12[]/")
    | {"enter", "escape", "tab"}
)
LEAVING = {"q", "ctrl+q", "ctrl+z", "o", "e", "ctrl+e", "b", "W"}  # out of the program, or into another one


@pytest.mark.parametrize("seed", [1, 2])
async def test_random_keys(
    desk: Desk, seed: int, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr("digest.tui.browser.open_in_browser", lambda _url: False)
    nothing = FetchReport(sources=[], new=0)
    monkeypatch.setattr("digest.desk.collect.sources.Sources.fetch", lambda *_, **__: nothing)
    collect(desk, 1, [article(title or "untitled", 0.1, 1) for title in TITLES])
    outside = {key for action in all_actions() if action.where is Where.PREVIEW for key in action.keys}
    keys = [
        key for key in KEYS if key not in LEAVING | {"r", "t", "a"} | (outside - {"escape", "enter", "tab"})
    ]
    keys += ["escape"] * (len(keys) // 8)  # or it stays in the first dialog that it comes to
    random = Random(seed)
    before = decided(desk)
    async with drive(desk) as driver:
        for number in range(request.config.getoption("--monkey-keys")):
            if random.random() < 0.03:
                await driver.resize(random.randint(1, 140), random.randint(1, 50))
            elif random.random() < 0.05:
                width, height = driver.app.size
                await driver.pilot.click(offset=(random.randrange(width), random.randrange(height)))
            else:
                await driver.pilot.press(random.choice(keys))
            if number % 50 == 0:
                await driver.settle()
                assert not UNSAFE.search(driver.text.replace("\n", ""))
        await driver.settle()
        assert driver.app.is_running
    assert desk.history.list()
    undo_all(desk)
    assert decided(desk) == before
