"""The article's text: a stub is completed from its page while it is looked at, and what changed is shown."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from digest.desk import ArticleFilter, Articles, Desk, OpenArticle
from digest.model import Article, DeskError, Interrupted
from digest.store import Collected
from digest.tui.read.reader import Reader
from tests.paper import Answer, Paper
from tests.patience import PATIENCE
from tests.tui.conftest import Driver, drive
from tests.tui.sample import NOW, article, collect

pytestmark = pytest.mark.slow  # dozens of screens, seconds each

MISSING = "The tenth crane is missing"


@pytest.fixture
def paper(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> Paper:
    """A newspaper whose pages are asked for after hardly a rest."""
    monkeypatch.setattr("digest.tui.read.reader.REST_SECONDS", 0.02)
    return paper


def publish(desk: Desk, url: str, text: str = "It begins …", title: str = MISSING, key: str = "") -> None:
    article = Article(title=title, url=url, text=text, blurb="A crane.", published=NOW, collected=NOW)
    with desk.store.transaction():
        desk.store.articles.collect(1, [Collected(key or url, article)])


def read(driver: Driver) -> str:
    """The words of the reader to its end, whatever the width at which they were wrapped."""
    lines = driver.app.screen.query_one(Reader)._lines
    return " ".join(" ".join("".join(span.text for span in line.spans) for line in lines).split())


async def until(driver: Driver, is_so: Callable[[], bool]) -> None:
    """Let the app go on until `is_so`, and do all that follows."""
    await driver.until(is_so)
    await driver.settle()


async def test_a_headline_without_a_text_or_an_address_says_that_it_is_all(empty_desk: Desk) -> None:
    collect(
        empty_desk,
        None,
        [article("The tenth crane", 1, 0).model_copy(update={"text": "", "blurb": "", "url": None})],
    )
    async with drive(empty_desk) as driver:
        assert "There is no more of it than this headline." in read(driver)


async def test_a_stub_that_is_looked_at_is_completed(empty_desk: Desk, paper: Paper) -> None:
    publish(empty_desk, paper.publish_page("/crane", MISSING))
    async with drive(empty_desk) as driver:
        await until(driver, lambda: "a crane that is not there" in read(driver))
        assert paper.asked == ["/crane"]
        assert driver.notices == []
        assert "t reads the full text" not in read(driver)


async def test_on_a_narrow_screen_it_is_looked_at_once_it_is_opened(empty_desk: Desk, paper: Paper) -> None:
    publish(empty_desk, paper.publish_page("/crane", MISSING))
    async with drive(empty_desk, (80, 24)) as driver:
        await driver.pilot.pause(0.1)
        assert paper.asked == []
        await driver.press("enter")
        await until(driver, lambda: "a crane that is not there" in read(driver))


async def test_a_page_that_fails_is_told_in_the_reader_and_asked_again_by_key_alone(
    empty_desk: Desk, paper: Paper
) -> None:
    publish(empty_desk, "https://quay.example/0", "It is whole. " * 60, "An older one")
    publish(empty_desk, paper.url("/crane"))
    async with drive(empty_desk) as driver:
        await until(driver, lambda: "The full text could not be read." in read(driver))
        assert "t asks again" in read(driver)
        assert driver.notices == []
        await driver.press("j", "k")
        await driver.pilot.pause(0.1)
        await driver.settle()
        assert "t asks again" in read(driver)
        assert paper.asked == ["/crane"]
        paper.publish_page("/crane", MISSING)
        await driver.press("t")
        await until(driver, lambda: "a crane that is not there" in read(driver))


async def test_who_moves_on_waits_for_no_page(
    empty_desk: Desk, monkeypatch: pytest.MonkeyPatch, paper: Paper
) -> None:
    asked: list[int] = []
    left = threading.Event()

    def complete(self: object, article_id: int, stop: threading.Event) -> Article:
        asked.append(article_id)
        assert stop.wait(PATIENCE)
        left.set()
        raise Interrupted

    publish(empty_desk, "https://quay.example/1")
    publish(empty_desk, "https://quay.example/0", "It is whole. " * 60, "A newer one")
    monkeypatch.setattr("digest.desk.choose.articles.Articles.complete", complete)
    async with drive(empty_desk) as driver:
        await driver.pilot.press("j")
        await driver.until(lambda: bool(asked))
        await driver.until(lambda: "Fetching the full text …" in driver.text)
        await driver.pilot.press("k")
        assert await asyncio.to_thread(left.wait, PATIENCE)
        await until(driver, lambda: "It is whole." in driver.text)
        assert asked == [1]
        assert driver.notices == []


async def test_what_was_written_meanwhile_does_not_keep_the_reader_at_the_article_before(
    empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        publish(empty_desk, f"https://quay.example/{number}", "It is whole. " * 60, f"Number {number}")
    opened, begun, go_on = Articles.opened, threading.Event(), threading.Event()

    def slowly(articles: Articles, article_id: int) -> OpenArticle:
        if article_id == 1:
            begun.set()
            assert go_on.wait(PATIENCE)
        return opened(articles, article_id)

    monkeypatch.setattr(Articles, "opened", slowly)
    async with drive(empty_desk) as driver:
        assert "Number 1" in read(driver)
        await driver.pilot.press("j")
        await driver.until(begun.is_set)
        place = driver.app.place
        assert place is not None
        place.refresh_from_desk()  # as after every change, here or elsewhere
        go_on.set()
        await driver.settle()
        assert "Number 0" in read(driver)


async def test_where_the_settings_say_so_nothing_is_fetched_unasked(empty_desk: Desk, paper: Paper) -> None:
    toml = empty_desk.workspace.toml
    toml.write_text(toml.read_text("utf-8").replace("[fetch]", "[fetch]\nfull_text = false"), "utf-8")
    desk = Desk.open(empty_desk.workspace)
    publish(desk, paper.publish_page("/crane", MISSING))
    async with drive(desk) as driver:
        await driver.pilot.pause(0.1)
        await driver.settle()
        assert "t reads the full text from its page" in read(driver)
        assert paper.asked == []
        await driver.press("t")
        await until(driver, lambda: "a crane that is not there" in read(driver))
    desk.close()


async def test_a_page_whose_feed_has_changed_is_read_again_while_it_is_looked_at(
    empty_desk: Desk, paper: Paper
) -> None:
    url = paper.publish_page("/crane", MISSING)
    publish(empty_desk, url)
    await asyncio.to_thread(empty_desk.articles.complete, 1)
    page = paper.answers.pop("/crane")
    publish(empty_desk, url, "It begins again …")
    async with drive(empty_desk) as driver:
        await until(driver, lambda: "It could not be read again." in read(driver))
        assert "Its feed has changed since its page was read." in read(driver)
        assert "a crane that is not there" in read(driver)
        paper.answers["/crane"] = Answer(page.body.replace(b"a crane", b"a great crane"))
        await driver.press("t")
        await until(driver, lambda: "a great crane that is not there" in read(driver))
        assert "Its feed has changed" not in read(driver)
        assert "changed 22 Nov 14:00: V shows what" in read(driver)


# What changed

WHOLE = "\n\n".join(
    f"Paragraph {number} says that the cranes of the old harbour are all there, and that nobody need count them."
    for number in range(1, 9)
)


def change_twice(desk: Desk) -> None:
    publish(desk, "https://quay.example/1", WHOLE)
    publish(desk, "https://quay.example/1", WHOLE.replace("Paragraph 2 says", "Paragraph 2 denies"))
    publish(
        desk, "https://quay.example/1", WHOLE.replace("Paragraph 2 says", "Paragraph 2 denies"), "No crane"
    )


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_what_changed_is_shown_on_a_key_and_told_without_colour(
    empty_desk: Desk, size: tuple[int, int]
) -> None:
    change_twice(empty_desk)
    async with drive(empty_desk, size) as driver:
        await driver.press("enter")
        assert "changed 2 times, last 22 Nov 14:00: V shows what" in read(driver)
        await driver.press("V")
        assert "change 2 of 2" in read(driver)
        assert "[-The tenth crane is missing-] {+No crane+}" in read(driver)
        assert "… 8 paragraphs the same …" in read(driver)
        await driver.press("V")
        assert "Paragraph 2 [-says-] {+denies+} that the cranes" in read(driver)
        assert "… 1 paragraph the same …" in read(driver)
        assert "… 6 paragraphs the same …" in read(driver)
        await driver.press("V")
        assert "Paragraph 1 says" in read(driver)
        await driver.press("V", "escape")
        assert "Paragraph 1 says" in read(driver)
        assert driver.app.screen.query_one(Reader).has_focus


async def test_an_article_that_never_changed_says_so(empty_desk: Desk) -> None:
    publish(empty_desk, "https://quay.example/1", WHOLE)
    async with drive(empty_desk) as driver:
        assert "V shows what" not in read(driver)
        await driver.press("V")
        assert driver.notices == ["The article is as it was collected."]


async def test_a_change_that_arrives_while_the_article_is_read_is_shown(empty_desk: Desk) -> None:
    publish(empty_desk, "https://quay.example/1", WHOLE)
    async with drive(empty_desk) as driver:
        publish(empty_desk, "https://quay.example/1", WHOLE.replace("Paragraph 1 says", "Paragraph 1 denies"))
        await driver.catch_up()
        assert "Paragraph 1 denies" in read(driver)
        assert "changed 22 Nov 14:00: V shows what" in read(driver)


async def test_an_article_that_undo_takes_away_is_no_trouble(empty_desk: Desk) -> None:
    with empty_desk.store.history.act("added one"):
        empty_desk.store.articles.add(Article(title=MISSING, text=WHOLE, collected=NOW))
    async with drive(empty_desk) as driver:
        assert MISSING in driver.text
        await driver.press("u")
        await driver.catch_up()
        assert "Undone: added one" in " ".join(driver.notices)
        assert not any("There is no article" in notice for notice in driver.notices)
        assert MISSING not in driver.text


async def test_a_page_read_in_vain_raises_nothing_on_the_screen(empty_desk: Desk, paper: Paper) -> None:
    publish(empty_desk, paper.url("/crane"))
    with pytest.raises(DeskError):
        await asyncio.to_thread(empty_desk.articles.complete, 1)
    async with drive(empty_desk) as driver:
        assert "The full text could not be read." in read(driver)
        assert paper.asked == ["/crane"]


async def test_words_that_the_pointer_selects_are_quoted_rather_than_the_paragraph(desk: Desk) -> None:
    [item] = desk.picking.pick([desk.articles.first(ArticleFilter(), 1)[0].id])
    async with drive(desk) as driver:
        reader = driver.app.screen.query_one(Reader)
        lines = ["".join(span.text for span in line.spans) for line in reader._lines]
        row, column = next(
            (row, line.index("planners are")) for row, line in enumerate(lines) if "planners are" in line
        )
        await driver.pilot.mouse_down(reader, (column + reader.LEFT, row))
        await driver.pilot.hover(reader, (column + reader.LEFT + 4, row))
        await driver.pilot.hover(reader, (column + reader.LEFT + 11, row))
        await driver.pilot.mouse_up(reader, (column + reader.LEFT + 11, row))
        assert reader.selected == "planners are"
        await driver.press("ctrl+c")
        assert driver.app.clipboard == "planners are"
        assert driver.notices == ["Copied."]
        await driver.press(">")
        assert desk.items.get(item.id).summary == "> planners are"
        await driver.press("escape", "j")
        assert reader.selected == ""
