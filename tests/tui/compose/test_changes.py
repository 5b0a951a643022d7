"""Compose tells that an article was changed after it was picked, and shows what."""

import pytest

from digest.desk import Desk
from digest.model import Article
from digest.store import Collected
from digest.tui.compose.source import Source
from tests.tui.conftest import Driver, drive

pytestmark = pytest.mark.slow  # whole screens, a second each

TEXT = "Nine cranes stand in the old harbour.\n\nNobody has counted them since the storm of February."


def publish(desk: Desk, text: str) -> None:
    article = Article(title="Nine cranes", url="https://quay.example/1", text=text)
    with desk.store.transaction():
        desk.store.articles.collect(1, [Collected("1", article)])


def source(driver: Driver) -> str:
    lines = driver.app.screen.query_one(Source)._lines
    return " ".join(" ".join("".join(span.text for span in line.spans) for line in lines).split())


async def test_an_article_that_changed_after_it_was_picked(empty_desk: Desk) -> None:
    publish(empty_desk, TEXT)
    empty_desk.picking.pick([1])
    publish(empty_desk, TEXT.replace("Nine cranes", "Ten cranes"))
    async with drive(empty_desk) as driver:
        await driver.press("2", "n")
        assert "Changed since you picked it: V shows what." in source(driver)
        await driver.press("V")
        assert "[-Nine-] {+Ten+} cranes stand" in source(driver)
        assert driver.app.screen.query_one(Source).has_focus
        await driver.press("V")
        assert "Ten cranes stand" in source(driver)
        await driver.press("escape", "k", "j")
        assert "Changed since you picked it" in source(driver)


async def test_an_article_that_is_as_it_was(empty_desk: Desk) -> None:
    publish(empty_desk, TEXT)
    publish(empty_desk, TEXT.replace("Nine cranes", "Ten cranes"))
    empty_desk.picking.pick([1])
    async with drive(empty_desk) as driver:
        await driver.press("2", "n")
        assert "Ten cranes stand" in source(driver)
        assert "Changed since" not in source(driver)
        await driver.press("V")
        assert driver.notices == ["The article is as it was when you picked it."]
