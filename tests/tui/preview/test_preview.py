"""Preview: what the subscriber gets, what the checks found, and what leaves the desk."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.desk import ArticleFilter, Desk
from digest.model import Digest, DigestState
from digest.tui.compose.fields import Spot, SpotKind
from digest.tui.compose.outline import Outline
from digest.tui.compose.writing import Writing
from digest.tui.preview.findings import FindingList
from tests.render.samples import PNG
from tests.tui.compose.composing import HOSTILE, fill, told
from tests.tui.conftest import Driver, drive
from tests.tui.sample import article, collect

pytestmark = pytest.mark.slow  # dozens of screens, seconds each


def words(driver: Driver) -> str:
    """All that is on the screen, with the spaces folded."""
    return " ".join(driver.text.split())


def findings(driver: Driver) -> FindingList:
    return driver.app.screen.query_one(FindingList)


async def test_it_shows_the_envelope_the_findings_and_the_text_part(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("3")
        assert "Inbox The Morning Ledger Shade – Five stories 14:00" in words(driver)
        assert "KB of 102" in driver.text
        assert digest.items[0].headline in driver.text
        assert f"Findings {len(desk.output.findings())}" in words(driver)
        assert "Missing summary" in driver.text
        assert f"✗ {sum(one.severity == 'error' for one in desk.output.findings())}" in driver.text


async def test_the_checks_of_compose_do_not_take_the_place_of_its_own(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2")
        compose = driver.app.screen
        assert isinstance(compose, Writing)
        await driver.pilot.press("3")
        # As Compose does once the keys have rested, while Preview still draws the mail.
        compose.checks.look(digest.number)
        await driver.settle()
        assert "KB of 102" in driver.text
        assert f"Findings {len(desk.output.findings())}" in words(driver)


async def test_without_a_digest_it_says_what_to_do(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("3")
        assert "nothing to preview yet" in driver.text
        await driver.press("b", "W", "M", "t", "enter")
        assert list(desk.workspace.out.iterdir()) == []


async def test_enter_on_a_finding_goes_to_its_item(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("3")
        await driver.press("G", "enter", "G")
        row = findings(driver).row
        assert row is not None and row.finding.item == digest.items[-1].id
        await driver.press("enter")
        assert driver.app.screen.query_one(Outline).spot == Spot(SpotKind.ITEM, row.finding.item)


async def test_many_findings_of_a_kind_are_one_line_that_opens_to_each(desk: Desk) -> None:
    items = desk.picking.pick(
        [row.id for row in desk.articles.first(ArticleFilter(), 4)], section="Must read"
    )
    async with drive(desk) as driver:
        await driver.press("3")
        assert len(re.findall("Missing summary", driver.text)) == 1
        while "4 ▸" not in driver.line_with("Missing summary") or "Found 4 times" not in driver.text:
            await driver.press("j")
        at = findings(driver).cursor
        await driver.press("enter")
        assert "4 ▾" in driver.line_with("Missing summary") and findings(driver).cursor == at
        assert len(re.findall("└", driver.text)) == 4
        await driver.press("j", "j", "enter")
        assert driver.app.screen.query_one(Outline).spot == Spot(SpotKind.ITEM, items[1].id)
        await driver.press("3", "k", "k", "enter")
        assert "└" not in driver.text, "folded again"


async def test_a_finding_about_the_subject_leads_into_it(desk: Desk) -> None:
    digest = fill(desk)
    desk.digests.write(digest.number, subject="")
    async with drive(desk) as driver:
        await driver.press("3")
        while (row := findings(driver).row) is not None and row.finding.rule != "missing-subject":
            await driver.press("j")
        await driver.press("enter")
        assert driver.app.focused is driver.app.screen.query_one("#subject")


async def test_a_finding_about_the_settings_says_where_they_are(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("3", "enter")
        assert "newsletter.toml" in told(driver)
        assert findings(driver).has_focus


async def test_the_files_are_written_and_it_says_where(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("3", "W")
        page = desk.workspace.out / f"digest-{digest.number:03d}.html"
        assert page.read_text() == desk.output.render().html
        assert str(page) in told(driver) or page.name in told(driver)


async def test_b_writes_the_files_and_tells_the_address_where_no_browser_has_a_window(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("BROWSER", "lynx")
    monkeypatch.setenv("PATH", str(tmp_path))
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("3", "b")
        page = desk.workspace.out / f"digest-{digest.number:03d}.html"
        assert page.as_uri() in told(driver)
        assert page.is_file()


async def test_marking_as_sent_asks_first_and_begins_the_next_digest_here(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("3", "M")
        assert f"Has No. {digest.number} gone out?" in driver.text
        await driver.press("enter")
        assert desk.digests.get(digest.number).state is DigestState.DRAFT
        await driver.press("M", "escape")
        assert desk.digests.get(digest.number).state is DigestState.DRAFT
        await driver.press("M", "y")
        await driver.catch_up()
        assert desk.digests.get(digest.number).state is DigestState.SENT
        assert "has gone out" in driver.text
        rows = desk.articles.rows([item.article_id for item in digest.items if item.article_id])
        assert {row.ran_in for row in rows} == {digest.number}
        await driver.press("u")
        await driver.catch_up()
        assert desk.digests.get(digest.number).state is DigestState.DRAFT
        assert digest.items[0].headline in driver.text


async def test_t_changes_between_the_text_part_and_the_source(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("3", "t")
        assert "<!doctype html" in driver.text.casefold()
        await driver.press("t")
        assert "<!doctype html" not in driver.text.casefold()


async def test_it_follows_what_another_program_writes(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("3")
        desk.digests.write(digest.number, subject="Otherwise", intro="Quite another morning.")
        await driver.catch_up()
        assert "Otherwise" in driver.text
        assert "Quite another morning." in driver.text


async def test_what_was_typed_just_before_is_in_the_preview(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "home", "enter")
        await driver.pilot.press(*" Typed", "escape", "3")
        await driver.catch_up()
        assert "Good morning. Typed" in driver.text


async def test_a_mail_that_cannot_be_rendered_is_told_in_place(desk: Desk) -> None:
    fill(desk)
    desk.workspace.templates.mkdir(parents=True, exist_ok=True)
    broken = desk.workspace.templates / "ledger"
    broken.mkdir()
    (broken / "digest.mjml.j2").write_text("{% if %}")
    async with drive(desk) as driver:
        await driver.press("3")
        assert "cannot be rendered" in driver.text
        assert "not rendered" in driver.text
        await driver.press("t")
        assert "cannot be drawn as things are" in words(driver)


async def test_hostile_text_is_shown_and_not_obeyed(desk: Desk) -> None:
    desk.picking.pick(collect(desk, None, [article(HOSTILE, 1, 3, byline=HOSTILE, site=HOSTILE)]))
    digest = desk.digests.get()
    desk.digests.write(digest.number, subject=HOSTILE, preheader=HOSTILE, intro=HOSTILE)
    desk.sections.write(digest.sections[0].id, title=HOSTILE)
    async with drive(desk) as driver:
        await driver.press("3", *["j"] * 6, "t", "t", "W", "M")
        assert "\x1b" not in driver.text and "\u202e" not in driver.text
        await driver.press("n")
        assert "[@click=app.boom]CLICK[/]" in driver.text
        for x, y in ((12, 2), (40, 2), (8, 9), (60, 9), (60, 14)):
            await driver.pilot.click(offset=(x, y))
        await driver.settle()


def ready(desk: Desk) -> Digest:
    """A digest in which only the settings are left to mend."""
    digest = fill(desk)
    for item in digest.items:
        desk.items.write(
            item.id, summary=f"What happened, and what comes next, in [{item.id} words](https://a.example)."
        )
    return desk.digests.get()


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_golden(desk: Desk, golden: Callable[[str, str], None], size: tuple[int, int]) -> None:
    ready(desk)
    async with drive(desk, size) as driver:
        await driver.press("3")
        golden(f"preview-{size[0]}x{size[1]}", driver.text)
        if size[0] < 100:
            await driver.press("tab")
            golden(f"preview-text-{size[0]}x{size[1]}", driver.text)
        await driver.press("M")
        golden(f"preview-sent-{size[0]}x{size[1]}", driver.text)


async def test_settings_that_are_edited_beside_it_are_read_again(desk: Desk) -> None:
    fill(desk)
    toml = desk.workspace.toml
    settings = toml.read_text(encoding="utf-8")
    async with drive(desk) as driver:
        await driver.press("3")
        toml.write_text(settings.replace('name = "The Morning Ledger"', 'name = "The Evening Ledger"'))
        await driver.catch_up()
        assert words(driver).startswith("The Evening Ledger 1 Read")
        assert "Inbox The Evening Ledger" in words(driver)
        toml.write_text("name = 1")
        await driver.catch_up()
        assert "newsletter.toml: name: input should be a valid string" in told(driver)
        assert "Inbox The Evening Ledger" in words(driver)


async def test_a_mail_that_carries_pictures_says_what_it_weighs(desk: Desk) -> None:
    digest = fill(desk)
    (desk.workspace.images / "large.png").write_bytes(PNG + bytes(1 << 20))
    desk.items.write(digest.items[0].id, image_url="images/large.png")
    async with drive(desk) as driver:
        await driver.press("3")
        assert re.search(r"KB of 102; 1\.\d MB with its pictures", driver.text)
