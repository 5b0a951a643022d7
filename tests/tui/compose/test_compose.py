"""Compose: writing, moving, drafting, undoing, in the whole app on a real database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import TextArea

from digest.desk import ArticleFilter, Desk
from digest.model import Digest, Item, SectionKind
from digest.tui.compose.edits import LineEdit
from digest.tui.compose.fields import OUTRO, Spot, SpotKind
from digest.tui.compose.outline import Outline
from digest.tui.compose.screen import ComposePlace
from digest.tui.compose.source import Source
from digest.tui.compose.words import Words
from tests.tui.conftest import Driver, drive
from tests.tui.sample import BODY, article, collect

pytestmark = pytest.mark.slow  # dozens of screens, seconds each

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


async def test_esc_and_a_letter_in_one_breath_are_not_text(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter", "W", "e")
        # what Textual makes of the two bytes where they come together
        driver.app.post_message(Key("alt+n", "n"))
        await until(driver, lambda: outline(driver).spot == Spot(SpotKind.ITEM, digest.items[1].id))
    assert items(desk)[0].summary == "We"


async def test_it_opens_on_the_first_item_with_its_words_and_its_source(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2")
        first = digest.items[0]
        assert outline(driver).spot == Spot(SpotKind.ITEM, first.id)
        assert driver.app.screen.query_one("#headline", TextArea).text == first.headline
        assert "Source" not in driver.text
        assert BODY.split()[0] in driver.text
        assert "14 · fits everywhere" in driver.text or "5 · fits everywhere" in driver.text


async def test_a_headline_that_wraps_is_cleared_at_once(desk: Desk) -> None:
    fill(desk)
    async with drive(desk, (80, 24)) as driver:
        await driver.press("2", "enter", "up", *"and so on, over more than the one line that it had")
        await driver.press("ctrl+u")
        assert driver.app.screen.query_one("#headline", TextArea).text == ""


async def test_without_a_digest_it_says_what_to_do_and_n_begins_one(desk: Desk) -> None:
    async with drive(desk) as driver:
        await driver.press("2")
        assert "pick articles with space" in driver.text
        await driver.press("N")
        await driver.catch_up()
        assert desk.digests.draft() is not None
        assert "nothing here yet" in driver.text
        await driver.press("N")
        await driver.catch_up()
        assert len(desk.digests.all()) == 2
        assert "No. 2 is in work" in told(driver)


# Saving as you type


async def test_what_is_typed_is_saved_with_nothing_to_press(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        await driver.pilot.press(*"Shade")
        await until(driver, lambda: items(desk)[0].summary == "Shade")
        assert "1 word" in driver.text
        assert "1 w" in outline_line(driver, items(desk)[0].headline[:20])


@pytest.mark.parametrize("code", [0, 1, 143])
async def test_what_was_typed_last_is_saved_however_the_desk_is_left(desk: Desk, code: int) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        prose(driver).insert("Last words")
        driver.app.exit(return_code=code)  # as a signal does, before anybody has heard of the words
    assert items(desk)[0].summary == "Last words"


async def test_letters_are_text_in_an_editor_and_digits_too(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        await driver.pilot.press(*"qu?nJK123x", "space", "A")
        await until(driver, lambda: items(desk)[0].summary == "qu?nJK123x A")
        assert len(items(desk)) == 5


async def test_leaving_the_field_saves_at_once(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        await driver.pilot.press("H", "i", "escape")
        await driver.settle()
        assert items(desk)[0].summary == "Hi"


async def test_leaving_the_place_and_the_desk_saves_what_was_typed_last(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "s")
        await driver.pilot.press("end", "!")
        driver.app.exit()
    assert desk.digests.get().subject == "Shade!"


async def test_looking_at_everything_writes_nothing(desk: Desk) -> None:
    digest = fill(desk)
    before = desk.history.list()
    async with drive(desk) as driver:
        await driver.press(
            "2", *["j"] * 12, *["k"] * 12, "tab", "tab", "s", "escape", "3", "1", "2", "n", "p"
        )
        await driver.pilot.pause(0.6)
        await driver.settle()
    assert desk.history.list() == before
    assert desk.digests.get() == digest


async def test_typing_in_one_field_is_one_act_and_undo_shows_the_text_before(desk: Desk) -> None:
    fill(desk)
    desk.items.write(items(desk)[0].id, summary="Before.")
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        with one_more_act(desk):
            await driver.pilot.press("space", *"And")
            await until(driver, lambda: items(desk)[0].summary == "Before. And")
            await driver.pilot.press("space", *"after")
            await until(driver, lambda: items(desk)[0].summary == "Before. And after")
        await driver.press("escape", "u")
        await driver.catch_up()
        assert items(desk)[0].summary == "Before."
        assert prose(driver).text == "Before."
        await driver.press("U")
        await driver.catch_up()
        assert prose(driver).text == "Before. And after"


async def test_another_programs_change_is_shown(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        desk.items.write(items(desk)[0].id, summary="From elsewhere.")
        await driver.catch_up()
        assert prose(driver).text == "From elsewhere."
        before = desk.history.list()
        await driver.pilot.pause(0.6)
        await driver.settle()
        assert desk.history.list() == before


async def test_unsaved_typing_and_another_programs_change_are_both_kept_and_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Only leaving the field saves here: else it would be a race who writes first.
    monkeypatch.setattr("digest.tui.compose.autosave.REST", 60.0)
    monkeypatch.setattr("digest.tui.compose.autosave.AT_MOST", 60.0)
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        await driver.pilot.press(*"Mine")
        desk.items.write(items(desk)[0].id, summary="Theirs")
        await driver.press("escape")
        await until(driver, lambda: "Mine" in items(desk)[0].summary)
        await until(driver, lambda: "Theirs" in prose(driver).text)
        assert items(desk)[0].summary == prose(driver).text
        assert prose(driver).text.startswith("Mine\n")
        assert "else changed" in told(driver)


async def test_what_was_just_typed_is_kept_when_another_programs_words_arrive(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        place = driver.app.screen
        assert isinstance(place, ComposePlace)
        desk.items.write(items(desk)[0].id, summary="Theirs")
        # As a busy machine has it: both are there before the one has told the other.
        prose(driver).insert("Mine")
        place._arrived(desk.work.digest(), {}, place._landed)
        await until(driver, lambda: {"Mine", "Theirs"} <= set(items(desk)[0].summary.split()))
        await until(driver, lambda: prose(driver).text == items(desk)[0].summary)
        assert "else changed" in told(driver)


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


# Moving, adding, removing


async def test_items_move_within_and_across_sections_with_the_cursor_and_back_by_undo(desk: Desk) -> None:
    before = fill(desk)
    lead, first, second = before.items[:3]
    async with drive(desk) as driver:
        await driver.press("2", "J")
        await driver.catch_up()
        assert [item.id for item in desk.digests.get().sections[0].items] == []
        assert [item.id for item in desk.digests.get().sections[1].items][:3] == [
            lead.id,
            first.id,
            second.id,
        ]
        await driver.press("shift+down")
        await driver.catch_up()
        assert [item.id for item in desk.digests.get().sections[1].items][:3] == [
            first.id,
            lead.id,
            second.id,
        ]
        assert outline(driver).spot == Spot(SpotKind.ITEM, lead.id)
        await driver.press("u", "u")
        await driver.catch_up()
        assert desk.digests.get() == before
        assert outline(driver).spot == Spot(SpotKind.ITEM, lead.id)


async def test_sections_move_and_the_cursor_stays_with_them(desk: Desk) -> None:
    before = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "k", "J")
        await driver.catch_up()
        moved = [section.id for section in desk.digests.get().sections]
        assert moved == [
            before.sections[1].id,
            before.sections[0].id,
            *(one.id for one in before.sections[2:]),
        ]
        assert outline(driver).spot == Spot(SpotKind.SECTION, before.sections[0].id)
        await driver.press("K")
        await driver.catch_up()
        assert desk.digests.get() == before


async def test_removing_leaves_the_cursor_near_and_undo_brings_it_back(desk: Desk) -> None:
    before = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "n", "x")
        await driver.catch_up()
        assert [item.id for item in items(desk)] == [
            item.id for item in before.items if item.id != before.items[1].id
        ]
        assert outline(driver).spot == Spot(SpotKind.ITEM, before.items[2].id)
        await driver.press("u")
        await driver.catch_up()
        assert desk.digests.get() == before


async def test_the_intro_cannot_be_removed(desk: Desk) -> None:
    before = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "home", "x")
        await driver.catch_up()
        assert "stay" in told(driver)
    assert desk.digests.get() == before


async def test_an_item_without_an_article_is_added_and_written(desk: Desk) -> None:
    fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "n", "A")
        await driver.catch_up()
        await driver.pilot.press(*"Harbour", "enter", *"Sunday")
        await until(driver, lambda: items(desk)[-1].summary == "Sunday")
        added = items(desk)[-1]
        assert (added.headline, added.article_id) == ("Harbour", None)
        assert "comes from no article" in driver.text


async def test_a_section_is_added_after_this_one_and_named_in_place(desk: Desk) -> None:
    before = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "S")
        await driver.catch_up()
        await driver.pilot.press("ctrl+u", *"Jobs", "enter")
        await until(driver, lambda: desk.digests.get().sections[1].title == "Jobs")
        assert outline(driver).has_focus
        assert len(desk.digests.get().sections) == len(before.sections) + 1
        await driver.press("c")
        await driver.catch_up()
        assert desk.digests.get().sections[1].kind is not SectionKind.STORIES


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


# Whatever the world publishes


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


# How it looks


async def test_keys_of_one_breath_keep_their_order_in_an_editor(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "enter")
        for key in (*"abc", "left", "left", "X", "end", "enter", "d", "up", "home", "Y", "escape", "x"):
            driver.app.post_message(Key(key, key if len(key) == 1 else None))
        await until(driver, lambda: desk.digests.get().items[0].id != digest.items[0].id)
        assert [act.label.split()[0] for act in desk.history.list(limit=2)] == ["removed", "wrote"]
        desk.history.undo()
        assert desk.items.get(digest.items[0].id).summary == "YaXbc\nd"


async def test_an_item_moves_to_the_section_of_a_digit(desk: Desk) -> None:
    digest = fill(desk)
    async with drive(desk) as driver:
        await driver.press("2", "m", "4")
        sections = desk.digests.get().sections
        assert sections[0].items == []
        assert [item.id for item in sections[3].items] == [digest.items[0].id]
        assert driver.notices[-1].endswith(f"” to {sections[3].title}")
        assert outline(driver).spot == Spot(SpotKind.ITEM, digest.items[0].id)
        await driver.press("u")
        assert desk.digests.get().sections[0].items == digest.sections[0].items


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


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_golden(desk: Desk, golden: Callable[[str, str], None], size: tuple[int, int]) -> None:
    digest = fill(desk)
    desk.items.write(digest.items[0].id, summary="Planners move the working day. " * 4)
    desk.items.write(digest.items[1].id, summary=desk.wording.propose(digest.items[1].id), draft=True)
    async with drive(desk, size) as driver:
        await driver.press("2")
        await until(driver, lambda: "✗ 2" in driver.text)
        golden(f"compose-{size[0]}x{size[1]}", driver.text)
        if size[0] < 100:
            await driver.press("enter")
            golden(f"compose-words-{size[0]}x{size[1]}", driver.text)
            await driver.press("escape", "tab", "tab")
            golden(f"compose-source-{size[0]}x{size[1]}", driver.text)


async def test_on_a_narrow_screen_the_subject_stays_above_the_one_pane(desk: Desk) -> None:
    fill(desk)
    async with drive(desk, (80, 24)) as driver:
        await driver.press("2")
        panes = driver.app.screen.query("#panes > .pane")
        for keys in ((), ("tab",), ("tab",), ("s",), ("escape",)):
            await driver.press(*keys)
            await until(driver, lambda: sum(pane.display and pane.size.width > 0 for pane in panes) == 1)
            assert "Subject" in driver.text


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
