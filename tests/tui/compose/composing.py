"""A digest to compose, and what Compose shows of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from textual.widgets import TextArea

from digest.desk import ArticleFilter, Desk
from digest.model import Digest, Item
from digest.tui.compose.outline import Outline
from digest.tui.compose.words import Words
from tests.tui.conftest import Driver

HOSTILE = "[/] [@click=app.boom]CLICK[/] [$error]x \x1b]0;owned\x07\x1b[31m \u202eevil\u202c [link=file:///etc/passwd]L"


def fill(desk: Desk, count: int = 5) -> Digest:
    """A digest with a lead, some stories and a subject."""
    rows = desk.articles.first(ArticleFilter(), count)
    desk.picking.pick([row.id for row in rows])
    digest = desk.digests.get()
    desk.digests.write(digest.number, subject="Shade", preheader="Five stories", intro="Good morning.")
    return desk.digests.get()


async def until(driver: Driver, is_so: Callable[[], bool]) -> None:
    """Let the app go on until `is_so`, and do all that follows."""
    await driver.until(is_so)
    await driver.settle()


@contextmanager
def one_more_act(desk: Desk) -> Iterator[None]:
    """What is done within is exactly one act."""
    before = desk.history.list()
    yield
    assert len(desk.history.list()) == len(before) + 1


def outline(driver: Driver) -> Outline:
    return driver.app.screen.query_one(Outline)


def outline_line(driver: Driver, words: str) -> str:
    """The line of the outline that has these words."""
    width = outline(driver).size.width
    return next(line[:width] for line in driver.text.splitlines()[5:] if words in line[:width])


def prose(driver: Driver) -> TextArea:
    return driver.app.screen.query_one(Words).prose


def told(driver: Driver) -> str:
    """What the notices say."""
    return " ".join(notice.message for notice in driver.app._notifications)


def items(desk: Desk) -> list[Item]:
    return desk.digests.get().items
