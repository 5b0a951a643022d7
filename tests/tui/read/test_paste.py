"""Pasting into the add dialog: an address is typed, everything else is collected."""

import pytest
from textual import events
from textual.widgets import Input

from digest.desk import ArticleFilter, Desk
from digest.tui.read.add import AddDialog
from digest.tui.read.paste import is_page
from tests.paper import Paper, plain
from tests.tui.conftest import Driver, drive

pytestmark = pytest.mark.slow  # whole screens, a second each

WORDS = "The harbour master of Ostrand counted the cranes again on Tuesday, and again came to nine of them. "


async def paste(driver: Driver, text: str) -> None:
    """What a terminal sends for a paste (bracketed, its lines ended by carriage returns)."""
    await driver.press("a")
    driver.app.post_message(events.Paste(text.replace("\n", "\r")))
    await driver.pilot.pause()
    await driver.catch_up()


def titles(desk: Desk) -> list[str]:
    return sorted(row.title for row in desk.articles.first(ArticleFilter()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://quay.example/1", False),
        ("quay.example", False),
        ("https://quay.example/1\nhttps://quay.example/2", True),
        ("<p>Cranes</p>", True),
        ("Nine cranes stand in the harbour.", True),
        ("", False),
    ],
)
def test_what_is_more_than_an_address(text: str, expected: bool) -> None:
    assert is_page(text) is expected


async def test_an_address_is_typed_and_waits_for_enter(empty_desk: Desk) -> None:
    async with drive(empty_desk) as driver:
        await paste(driver, "https://quay.example/1\n")
        assert isinstance(driver.app.screen, AddDialog)
        assert driver.app.screen.query_one("#address").value == "https://quay.example/1"  # type: ignore[attr-defined]
        assert titles(empty_desk) == []


async def test_several_addresses_are_collected(empty_desk: Desk, paper: Paper) -> None:
    pages = [paper.publish_page(f"/{n}", f"Crane {n} is missing") for n in (1, 2)]
    async with drive(empty_desk) as driver:
        await paste(driver, "\n".join([*pages, paper.url("/gone")]))
        await driver.press("2")
        await driver.catch_up()
        assert titles(empty_desk) == ["Crane 1 is missing", "Crane 2 is missing"]
        (notice,) = driver.notices
        assert notice.startswith("Added 2 articles. 1 line failed: ") and "404" in notice
        assert "is missing" in driver.text


@pytest.mark.parametrize("between", ["\n", " "])
async def test_several_addresses_are_followed(empty_desk: Desk, paper: Paper, between: str) -> None:
    feeds = [
        paper.publish_feed(f"/{name}", f"The {name}", plain(f"{name} opens")) for name in ("Quay", "Pier")
    ]
    async with drive(empty_desk) as driver:
        await driver.press("a")
        text = between.join([*feeds, paper.url("/gone")])
        if between == " ":  # a terminal that does not mark what is pasted
            driver.app.screen.query_one("#address", Input).value = text
            await driver.press("enter")
        else:
            driver.app.post_message(events.Paste(text))
            await driver.settle()
        assert "3 addresses" in driver.text
        await driver.press("1")
        await driver.until(lambda: len(titles(empty_desk)) == 2)
        await driver.catch_up()
        assert [source.title for source in empty_desk.sources.all()] == ["The Quay", "The Pier"]
        assert driver.notices[0].startswith("Following 2 sources. 1 line failed: ")
        await driver.press("u")
        await driver.catch_up()
        assert empty_desk.sources.all() == [], "it was one act"


async def test_esc_stops_looking_at_addresses_and_what_was_found_is_followed(
    empty_desk: Desk, paper: Paper
) -> None:
    feed = paper.publish_feed("/Quay", "The Quay", plain("Quay opens"))
    paper.held = {"/slow"}
    async with drive(empty_desk) as driver:
        await driver.press("a")
        driver.app.post_message(events.Paste(f"{paper.url('/slow')}\n{feed}"))
        await driver.settle()
        await driver.pilot.press("1")
        await driver.until(lambda: "Reading 1/2 sites" in driver.text)
        await driver.press("escape")
        await driver.catch_up()
        assert driver.notices[0] == "Stopped at 1 of 2 sites. Following The Quay."
        assert [source.title for source in empty_desk.sources.all()] == ["The Quay"]


async def test_esc_stops_what_is_being_added_and_what_was_added_stays(empty_desk: Desk, paper: Paper) -> None:
    quick = [paper.publish_page(f"/{n}", f"Crane {n} is missing") for n in range(3)]
    paper.held = {f"/slow/{n}" for n in range(30)}
    async with drive(empty_desk) as driver:
        await driver.press("a")
        driver.app.post_message(events.Paste("\r".join([*quick, *map(paper.url, sorted(paper.held))])))
        await driver.pilot.press("2")
        await driver.until(lambda: "Reading 3/33 pages" in driver.text)
        assert driver.line_with("Reading 3/33 pages").endswith("esc stop")
        await driver.press("escape")
        await driver.catch_up()
        assert driver.notices == ["Stopped at 3 of 33 pages. Added 3 articles."]
        assert titles(empty_desk) == [f"Crane {n} is missing" for n in range(3)]
        assert "Reading" not in driver.text
        assert len([path for path in paper.asked if path.startswith("/slow/")]) < 30
        await driver.press("u")
        await driver.catch_up()
        assert titles(empty_desk) == []


async def test_a_copied_page_is_collected(empty_desk: Desk) -> None:
    page = f"Quay News\n\nCranes counted again\n\nBy Ida Vance\n\n{WORDS * 3}\n\n{WORDS * 2}\n\nLatest news\n\nGulls"
    async with drive(empty_desk) as driver:
        await paste(driver, page)
        assert driver.notices == ["Added: Cranes counted again"]
        assert titles(empty_desk) == ["Cranes counted again"]
        await driver.press("u")
        await driver.catch_up()
        assert titles(empty_desk) == []


async def test_the_html_of_a_page_is_collected(empty_desk: Desk) -> None:
    async with drive(empty_desk) as driver:
        await paste(driver, f"<article><h1>Cranes counted again</h1><p>{WORDS * 3}</p></article>")
        assert titles(empty_desk) == ["Cranes counted again"]


async def test_what_holds_no_article_is_told(empty_desk: Desk) -> None:
    async with drive(empty_desk) as driver:
        await paste(driver, "22 November 2026\n23 November 2026\n")
        (notice,) = driver.notices
        assert notice.startswith("What you pasted has no article in it")
        assert titles(empty_desk) == []
