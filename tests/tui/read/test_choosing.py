"""Choosing in Read: marks, sections by digit, quotations, links, the last fetch, the findings at the top."""

import pytest

from digest.desk import ArticleFilter, Desk
from digest.model import ArticleState, TextLink
from digest.tui.read.article_list import ArticleList
from digest.tui.read.links import MOST_LINKS, number_links
from digest.tui.read.reader import Reader
from tests.tui.conftest import drive
from tests.tui.read.reading import states, titles, under_cursor
from tests.tui.read.test_reader import read
from tests.tui.sample import article, collect

pytestmark = pytest.mark.slow  # dozens of screens, seconds each


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser was asked to open."""
    addresses: list[str] = []

    def open_in_browser(url: str) -> bool:
        addresses.append(url)
        return True

    monkeypatch.setattr("digest.tui.browser.open_in_browser", open_in_browser)
    return addresses


async def test_a_range_goes_up_and_down_and_an_act_is_for_all_of_it(desk: Desk) -> None:
    async with drive(desk) as driver:
        shown = titles(driver)
        await driver.press("j", "j", "j", "m", "g", "j", "v")
        assert "3 marked" in driver.text
        await driver.press("s")
        assert sorted(states(desk, ArticleState.SAVED)) == sorted(shown[1:4])
        assert "marked" not in driver.text


async def test_all_of_a_narrowed_list_is_marked_and_nothing_beside_it_is_touched(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("f", *"site:field", "enter", "M")
        assert "4 marked" in driver.text
        await driver.press("M")
        assert "marked" not in driver.text
        await driver.press("M", "d")
        assert len(states(desk, ArticleState.DISMISSED)) == 4
        await driver.press("escape")
        assert len(titles(driver)) == 8
        assert len(desk.history.list()) == 1


async def test_marks_of_what_leaves_the_list_are_gone(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("m")
        ids = [row.id for row in desk.articles.first(ArticleFilter(), 2)]
        desk.articles.mark(ids[:1], ArticleState.DISMISSED)
        await driver.catch_up()
        listing = driver.app.screen.query_one(ArticleList)
        assert not listing.has_marks
        assert listing.chosen == [ids[1]]


async def test_picking_into_a_section_by_its_digit(desk: Desk) -> None:
    async with drive(desk) as driver:
        wanted = titles(driver)[:2]
        await driver.press("m", "m", "p")
        assert "Pick 2 articles into" in driver.text
        await driver.press("3")
        digest = desk.digests.get()
        assert [item.headline for item in digest.sections[2].items] == wanted
        assert driver.notices[-1] == f"Picked 2 articles into {digest.sections[2].title}"
        await driver.press("p", "j", "enter")
        assert len(desk.digests.get().sections[1].items) == 1
        await driver.press("j", "p", "9")
        assert "Pick 1 article into" in driver.text
        await driver.press("escape")
        assert len(desk.digests.get().items) == 3


async def test_what_is_picked_already_moves_to_the_section_of_the_digit(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("space", "j", "p", "2")
        lead, *_ = desk.digests.get().sections
        [first] = lead.items
        await driver.press("g", "p")
        assert "Move 1 article to" in driver.text
        await driver.press("3")
        digest = desk.digests.get()
        assert [len(section.items) for section in digest.sections] == [0, 1, 1, 0]
        assert digest.sections[2].items == [first]
        assert driver.notices[-1].startswith("Moved “") and driver.notices[-1].endswith("” to Latest news")
        await driver.press("p", "3")
        assert driver.notices[-1] == "Nothing to move: all of it stands in Latest news"
        await driver.press("u")
        assert desk.digests.get().sections[0].items == [first]
        await driver.press("m", "m", "m", "p", "4")
        assert [len(section.items) for section in desk.digests.get().sections] == [0, 0, 0, 3]
        assert "Picked “" in driver.notices[-1] and " and moved 2 items to " in driver.notices[-1]


async def test_a_paragraph_is_quoted_in_the_summary_of_what_is_picked(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press(">")
        assert "Go to the text" in driver.notices[-1]
        await driver.press("enter", "j", ">")
        assert "not in the digest: pick it with space" in driver.notices[-1]
        await driver.press("space", ">")
        item = desk.digests.get().items[0]
        assert item.summary.startswith("> The early numbers are striking")
        assert driver.notices[-1] == f"Quoted in the summary of “{item.headline}”."
        await driver.press("j", "y")
        assert desk.digests.get().items[0].summary.count("\n\n> ") == 1
        await driver.press("u")
        assert "\n\n> " not in desk.digests.get().items[0].summary


async def test_the_text_is_read_on_after_its_last_paragraph(desk: Desk) -> None:
    async with drive(desk, (80, 12)) as driver:
        await driver.press("enter", *("j" * 12))
        assert "https://source0.example/" in driver.text
        assert driver.app.screen.query_one(Reader).quotation.startswith("“We used to plan")
        await driver.press(*("k" * 12))
        assert under_cursor(driver) in driver.text


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://a.example/x, then.", ["https://a.example/x"]),
        (
            "(https://a.example/b_(c)) and https://a.example/x.",
            ["https://a.example/b_(c)", "https://a.example/x"],
        ),
        (
            "HTTPS://A.example twice https://b.example HTTPS://A.example",
            ["https://a.example/", "https://b.example/"],
        ),
        ("http:// https://u:p@a.example javascript:alert(1) ftp://a.example", []),
        ("“https://a.example/q?x=1&y=[2]”", ["https://a.example/q?x=1&y=[2"]),
    ],
)
def test_addresses_in_a_text(text: str, links: list[str]) -> None:
    assert [link.url for link in number_links(text).links] == links


def test_addresses_are_numbered_where_they_stand() -> None:
    text = "https://a.example/x, https://a.example/xy (https://a.example/x)"
    told = "https://a.example/x [1], https://a.example/xy [2] (https://a.example/x [1])"
    assert number_links(text).text == told


def test_links_behind_words_are_numbered_after_them_and_share_a_number_with_their_address() -> None:
    text = "The minutes, at https://a.example/m, and https://b.example say so; so do the minutes."
    behind = [
        TextLink(4, 11, "https://a.example/m"),
        TextLink(41, 58, "https://b.example/"),
        TextLink(77, 84, "https://c.example/"),
    ]
    numbered = number_links(text, behind)
    assert numbered.text == (
        "The minutes [1], at https://a.example/m [1], and https://b.example [2] say so; so do the minutes [3]."
    )
    assert [link.told for link in numbered.links] == [
        "minutes  a.example/m", "https://b.example/", "minutes  c.example",
    ]  # fmt: skip


def test_no_more_links_are_numbered_than_two_digits_can() -> None:
    text = " ".join(f"https://a.example/{n}" for n in range(2_000)) + " https://a.example/3"
    numbered = number_links(text)
    assert len(numbered.links) == MOST_LINKS
    assert "https://a.example/98 [99] https://a.example/99 https" in numbered.text


async def test_an_address_in_the_text_is_opened_by_its_number(desk: Desk, opened: list[str]) -> None:
    async with drive(desk, (80, 24)) as driver:
        await driver.press("l")
        assert "There is no link in this text" in driver.notices[-1]
        text = "The audit is at https://audits.example/2026, its data at https://audits.example/data?utm_source=x."
        collect(desk, 1, [article("Canopies audited", 0.1, 2).model_copy(update={"text": text})])
        await driver.catch_up()
        await driver.press("g", "enter")
        assert "https://audits.example/2026 [1]" in " ".join(driver.text.split())
        await driver.press("l", "2")
        assert opened == ["https://audits.example/data"]
        await driver.press("l", "j", "enter", "l", "escape")
        assert opened == ["https://audits.example/data"] * 2


async def test_a_link_behind_words_is_opened_by_its_number(desk: Desk, opened: list[str]) -> None:
    paragraph = "The canopies were counted again on Tuesday, and again there were nine of them. " * 3
    page = (
        "<html><head><title>Canopies audited</title><meta name=date content=2026-11-22T13:59Z></head>"
        f"<body><article><h1>Canopies audited</h1><p>{paragraph}</p>"
        f"<p>Nobody reads <a href='https://audits.example/2026?utm_source=x'>the whole audit</a>. {paragraph}</p>"
        f"<p>[red]{paragraph}<a href='https://audits.example/b'>[/red]bold[b]</a></p></article></body></html>"
    )
    desk.articles.add_pasted(page)
    async with drive(desk) as driver:
        await driver.press("g", "enter")
        assert "Nobody reads the whole audit [1]. The canopies" in " ".join(read(driver).split())
        await driver.press("j", "j", "l")
        assert "1  the whole audit  audits.example/2026" in driver.text
        assert "2  [/red]bold[b]  audits.example/b" in driver.text
        await driver.press("1", "l", "2")
        assert opened == ["https://audits.example/2026", "https://audits.example/b"]
        assert "[1]" not in driver.app.screen.query_one(Reader).quotation


async def test_the_top_line_says_what_is_wrong_while_articles_are_picked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.tui.read.checking.FIRST_CHECK_SECONDS", 0.01)
    monkeypatch.setattr("digest.tui.read.checking.CHECK_SECONDS", 0.01)
    async with drive(desk) as driver:
        await driver.press("space")
        await driver.checked()
        findings = desk.output.findings()
        errors = sum(finding.severity == "error" for finding in findings)
        assert errors and f"✗ {errors}" in driver.text.splitlines()[0]
        await driver.press("d", "j")
        assert f"✗ {errors}" in driver.text.splitlines()[0]
