"""What every dialog looks like, as text, and three screens in colour: read the difference before you accept it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from textual.screen import Screen

from digest.desk import ArticleFilter, Desk, FoundFeed, Proposal
from digest.store import Collected
from digest.tui.read.add import AskSelector, ChooseFeed
from tests.tui.conftest import GOLDEN, Driver, drive
from tests.tui.sample import article

pytestmark = pytest.mark.slow  # whole screens, seconds each

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
Golden = Callable[[str, str], None]

DIALOGS: dict[str, tuple[str, ...]] = {
    "add": ("a",),
    "themes": ("f3",),
    "move-to": ("2", "m"),
    "test-mail": ("3", "T"),
    "mark-as-sent": ("3", "M"),
    "save-search": ("/", *"lantern", "enter", "S"),
    "palette": (":", *"sec"),
}
"""Each dialog by the keys that open it."""


@pytest.fixture
def picked(desk: Desk) -> Desk:
    """The sample with a digest of three items."""
    desk.picking.pick([row.id for row in desk.articles.first(ArticleFilter(), 3)])
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


_FEEDS = [
    FoundFeed("https://quay.example/all.xml", "The Quay Gazette", "RSS"),
    FoundFeed("https://quay.example/tides.json", "Tides, and who missed them [/b]", "JSON Feed"),
    FoundFeed(
        "https://quay.example/a-very-long-way-to-the-feed-of-letters-from-readers-who-live-by-the-water.xml"
    ),
]
_PROPOSALS = [
    Proposal("h2 a", 14, ("The tenth crane is missing", "Gulls learn the bell", "A bridge asks for quiet")),
    Proposal(".news li", 6, ("Market moved to Friday",)),
]
_ASKED: dict[str, Callable[[], Screen[Any]]] = {
    "choose-feed": lambda: ChooseFeed(_FEEDS),
    "selector": lambda: AskSelector("https://quay.example/news", _PROPOSALS),
    "selector-again": lambda: AskSelector(
        "https://quay.example/news", (), "h7 a", "h7 a finds no link there."
    ),
}
"""What is asked where an address alone does not say what to follow."""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", _ASKED)
async def test_what_is_asked_of_an_address(desk: Desk, golden: Golden, name: str, size: str) -> None:
    async with drive(desk, SIZES[size]) as driver:
        await driver.app.push_screen(_ASKED[name]())
        await driver.settle()
        golden(f"dialog-{name}-{size}", driver.text)


_LINKED = "\n\n".join(
    [
        "The minutes are at https://quay.example/minutes (in part).",
        "The table is at https://tides.example/a/very/long/way/to/the/table/of/this/harbour/and/of/the/next.html.",
        *(
            f"Crane {number} says that nobody need count the cranes of the old harbour."
            for number in range(1, 10)
        ),
    ]
)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "keys"), [("links", ("l",)), ("changes", ("V",))])
async def test_an_articles_links_and_changes(
    empty_desk: Desk, golden: Golden, name: str, keys: tuple[str, ...], size: str
) -> None:
    before = article("The tenth crane is missing", 1, 2, site="The Quay Gazette")
    for text in (_LINKED.replace("minutes are", "minutes were"), _LINKED):
        with empty_desk.store.transaction():
            collected = Collected("crane", before.model_copy(update={"text": text}))
            empty_desk.store.articles.collect(1, [collected])
    async with drive(empty_desk, SIZES[size]) as driver:
        await driver.press("enter", *keys)
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
