"""Compose: words are drafted, measured, quoted and held against the source, whatever they say."""

from pathlib import Path

import pytest

from digest.desk import Desk
from digest.tui.compose.edits import LineEdit
from digest.tui.compose.fields import OUTRO
from digest.tui.compose.source import Source
from digest.tui.compose.words import Words
from tests.tui.compose.composing import HOSTILE, fill, items, outline, outline_line, prose, told, until
from tests.tui.conftest import drive
from tests.tui.sample import BODY, article, collect

pytestmark = pytest.mark.slow  # dozens of screens, seconds each


async def test_a_draft_stops_being_one_when_it_is_edited(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "g")
        await driver.catch_up()
        first = items(desk)[0]
        assert first.draft and first.summary == desk.wording.propose(first.id)
        assert prose(driver).text == first.summary
        assert "~" in outline_line(driver, first.headline[:20])
        await driver.press("g")
        await driver.catch_up()
        assert items(desk)[0].summary == desk.wording.propose(first.id, 1)
        await driver.press("enter")
        await driver.pilot.press("!")
        await until(driver, lambda: not items(desk)[0].draft)
        assert "~ draft" not in driver.text


async def test_drafting_over_my_own_words_says_so_and_can_be_undone(desk: Desk) -> None:
    fill(desk)
    desk.items.write(items(desk)[0].id, summary="My own.")
    async with drive(desk) as driver:
        await driver.press("2", "g")
        await driver.catch_up()
        assert "u brings them back" in told(driver)
        await driver.press("u")
        await driver.catch_up()
        assert prose(driver).text == "My own."


async def test_the_intro_and_the_outro_are_written_in_the_same_editor(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "end")
        assert outline(driver).spot == OUTRO
        await driver.press("enter")
        await driver.pilot.press(*"Bye")
        await until(driver, lambda: desk.digests.get().outro == "Bye")
        await driver.press("escape", "home")
        assert prose(driver).text == "Good morning."


async def test_the_subject_counts_live_and_says_where_a_phone_cuts(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "s")
        await driver.pilot.press("end", *"x" * 37)
        await driver.settle()
        assert "42 · phones cut at 41" in driver.text
        await driver.press("enter")
        assert driver.app.screen.query_one("#preheader", LineEdit).has_focus
        await driver.press("enter")
        assert outline(driver).has_focus


async def test_arrows_go_through_the_fields_of_an_item(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        assert prose(driver).has_focus
        await driver.press("up")
        assert driver.app.screen.query_one("#headline").has_focus
        await driver.press("down", "down")
        assert driver.app.screen.query_one("#credit").has_focus
        await driver.press("up")
        assert prose(driver).has_focus


async def test_what_the_article_does_not_say_is_marked_with_what_it_has(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        await driver.pilot.press(*"Down 40 %")
        await driver.settle()
        assert "? 40 %: the article has 14 %" in driver.text
        await driver.pilot.press("left", "left", "backspace", "backspace", *"14")
        await driver.settle()
        assert "the article has" not in driver.text
        await driver.press("escape", "A")
        await driver.catch_up()
        await driver.pilot.press(*"99 years")
        await driver.settle()
        assert "in the article" not in driver.text


async def test_page_down_writes_on_in_the_next_item(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        await driver.pilot.press(*"One", "pagedown", *"Two", "pageup", *"!")
        await until(driver, lambda: [item.summary for item in items(desk)[:2]] == ["One!", "Two"])


async def test_the_marked_paragraph_is_quoted_into_the_summary(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "tab", "escape", "tab", "tab", "j", ">")
        await driver.settle()
        quoted = BODY.split("\n\n")[1]
        await until(driver, lambda: items(desk)[0].summary == f"> {quoted}")
        assert driver.app.screen.query_one(Source).has_focus


async def test_hostile_text_is_shown_in_every_field_and_obeyed_in_none(desk: Desk) -> None:
    ids = collect(desk, None, [article(HOSTILE, 1, 3, byline=HOSTILE, site=HOSTILE)])
    desk.picking.pick(ids)
    digest = desk.digests.get()
    desk.digests.write(digest.number, subject=HOSTILE, preheader=HOSTILE, intro=HOSTILE, outro=HOSTILE)
    desk.sections.write(digest.sections[0].id, title=HOSTILE)
    desk.items.write(digest.items[0].id, headline=HOSTILE, summary=HOSTILE, credit=HOSTILE)
    stored = desk.digests.get()
    async with drive(desk) as driver:
        await driver.press("2", *["k"] * 3, *["j"] * 9, "k", "k", "enter", "escape", "x", "u")
        await driver.catch_up()
        assert "[@click=app.boom]CLICK[/]" in driver.text
        for x, y in ((8, 9), (60, 9), (100, 9), (20, 2)):
            await driver.pilot.click(offset=(x, y))
        await driver.settle()
        assert "\x1b" not in driver.text and "\u202e" not in driver.text
    assert desk.digests.get() == stored


async def test_a_paste_comes_in_clean(desk: Desk) -> None:
    from textual.events import Paste

    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        prose(driver).post_message(Paste("one\x1b]0;x\x07\r\ntwo\u202e three"))
        await until(driver, lambda: items(desk)[0].summary == "one]0;x\ntwo three")


async def test_a_summary_is_drafted_from_within_the_editor(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        assert "f8 draft" in driver.text
        await driver.press("f8")
        item = desk.items.get(digest.items[0].id)
        assert item.draft
        words = driver.app.screen.query_one(Words)
        assert words.prose.text == item.summary
        assert words.prose.has_focus
        await driver.press("escape", "s")
        assert "f8 draft" not in driver.text


async def test_the_own_editor_gets_the_text_and_gives_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from digest.model import DeskError
    from digest.tui.compose.external import edit_outside, editor_command

    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nstat -c %a "$1" > "$0.mode"\nprintf "more\\n" >> "$1"\n')
    script.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(script))
    assert edit_outside("some", editor_command()) == "some\nmore"
    script.write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(DeskError, match="code 3"):
        edit_outside("some", editor_command())
    monkeypatch.setenv("VISUAL", "no-such-editor-anywhere")
    with pytest.raises(DeskError, match="no-such-editor-anywhere"):
        editor_command()


async def test_a_terminal_that_cannot_be_lent_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(desk)
    monkeypatch.setenv("VISUAL", "true")
    async with drive(desk) as driver:
        await driver.press("2", "e")
        assert "no terminal here to lend" in told(driver)


async def test_where_there_is_no_article_none_is_offered_to_draft_from(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "a", *"Reading", "enter")
        await driver.settle()
        assert "Its words, in Markdown" in driver.text
        assert "f8 draft" not in driver.text and "f9 headlines" not in driver.text
        await driver.press("pagedown")
        assert "f8 draft" in driver.text
