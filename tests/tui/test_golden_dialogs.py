"""What every dialog looks like, as text, and three screens in colour: read the difference before you accept it."""

import re
from collections.abc import Callable

import pytest

from digest.desk import ArticleFilter, Desk
from tests.tui.conftest import GOLDEN, Driver, drive

pytestmark = pytest.mark.slow  # whole screens, seconds each

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
Golden = Callable[[str, str], None]

DIALOGS: dict[str, tuple[str, ...]] = {
    "add": ("a",),
    "themes": ("f3", *"digest"),
    "move-to": ("2", "m"),
    "test-mail": ("3", "T"),
    "mark-as-sent": ("3", "M"),
    "save-search": ("/", *"lantern", "enter", "S"),
}
"""Each dialog by the keys that open it."""


@pytest.fixture
def picked(desk: Desk) -> Desk:
    """The sample with a digest of three items."""
    desk.digests.pick([row.id for row in desk.articles.first(ArticleFilter(), 3)])
    return desk


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", DIALOGS)
async def test_dialog(picked: Desk, golden: Golden, name: str, size: str) -> None:
    async with drive(picked, SIZES[size]) as driver:
        for key in DIALOGS[name]:
            await driver.press(key)
            if key in ("2", "3"):
                await driver.checked()
        await driver.settle()
        golden(f"dialog-{name}-{size}", driver.text)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "key"), [("compose", "2"), ("preview", "3")])
async def test_a_place_without_a_digest(
    empty_desk: Desk, golden: Golden, name: str, key: str, size: str
) -> None:
    async with drive(empty_desk, SIZES[size]) as driver:
        await driver.press(key)
        golden(f"{name}-empty-{size}", driver.text)


@pytest.mark.parametrize(
    ("name", "keys", "theme"),
    [("read", (), "digest-dark"), ("compose", ("2",), "digest-light"), ("preview", ("3",), "digest-dark")],
)
async def test_colours(
    picked: Desk, request: pytest.FixtureRequest, name: str, keys: tuple[str, ...], theme: str
) -> None:
    async with drive(picked) as driver:
        driver.app.theme = theme
        await driver.press(*keys)
        if keys:
            await driver.checked()
        await driver.settle()
        drawn = _drawn(driver)
    path = GOLDEN / f"{name}-{theme}.svg"
    if request.config.getoption("--update-golden"):
        path.write_text(drawn, "utf-8")
    assert drawn == path.read_text("utf-8"), f"{path} differs: look at it, then --update-golden"


def _drawn(driver: Driver) -> str:
    """The screen as SVG, without what differs from run to run, and without fonts of the web."""
    return re.sub(
        r"terminal-\d+-|@font-face \{.*?\}|<!--.*?-->", "", driver.app.export_screenshot(), flags=re.DOTALL
    )
