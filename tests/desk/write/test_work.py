"""Several digests at once: which one is in work, and what a new one takes over."""

import pytest

from digest.desk import Desk
from digest.model import DeskError, SectionKind


def in_work(desk: Desk) -> int | None:
    return desk.work.number()


def test_the_newest_draft_is_in_work_until_another_is_opened(stocked: Desk) -> None:
    assert in_work(stocked) is None
    for _ in range(2):
        stocked.digests.new()
    assert in_work(stocked) == 2
    stocked.work.open(1)
    assert in_work(stocked) == 1
    stocked.digests.new("From the command line")
    assert in_work(stocked) == 1
    digest = stocked.digests.draft()
    assert digest is not None and digest.number == 3  # what a number left out means stays what it was


def test_what_is_in_work_is_remembered_and_each_desk_keeps_its_own(stocked: Desk) -> None:
    for _ in range(2):
        stocked.digests.new()
    other = Desk.open(stocked.workspace)
    assert in_work(other) == 2
    before = stocked.history.list()
    stocked.work.open(1)
    assert stocked.history.list() == before
    assert in_work(other) == 2
    other.close()
    later = Desk.open(stocked.workspace)
    assert in_work(later) == 1
    later.close()


def test_one_that_goes_out_or_goes_away_makes_room_for_the_newest_draft(stocked: Desk) -> None:
    for _ in range(3):
        stocked.digests.new()
    stocked.work.open(1)
    stocked.picking.pick([1], number=1)
    stocked.digests.mark_sent(1)
    assert in_work(stocked) == 3
    stocked.history.undo()
    assert in_work(stocked) == 1
    stocked.digests.remove(1)
    assert in_work(stocked) == 3


def test_one_that_went_out_can_be_read_for_this_session(stocked: Desk) -> None:
    stocked.picking.pick([1])
    stocked.digests.mark_sent()
    stocked.digests.new()
    version = stocked.data_version()
    stocked.work.open(1)
    assert in_work(stocked) == 1
    assert stocked.data_version() != version
    with pytest.raises(DeskError, match="has gone out"):
        stocked.picking.pick([2], number=in_work(stocked))
    later = Desk.open(stocked.workspace)
    assert in_work(later) == 2
    later.close()


def test_a_digest_like_the_last_has_its_frame_and_nothing_that_was_news(stocked: Desk) -> None:
    stocked.picking.pick([1, 2])
    last = stocked.digests.get()
    stocked.digests.write(last.number, subject="Lamps", preheader="All lean", intro="Hello.", outro="Bye.")
    standing = stocked.sections.add(last.number, "About us", SectionKind.TEXT)
    kept = stocked.items.add(standing.id, "Who writes this")
    stocked.items.write(kept.id, summary="The two of us.", url="https://lamps.example/about")
    stories = next(section for section in last.sections if section.kind is SectionKind.STORIES)
    stocked.items.add(stories.id, "An event on Friday")
    began = stocked.work.begin_alike()
    assert in_work(stocked) == began.number == last.number + 1
    assert (began.subject, began.preheader) == ("", "")
    assert (began.intro, began.outro) == ("Hello.", "Bye.")
    shape = [(section.title, section.kind) for section in stocked.digests.get(last.number).sections]
    assert [(section.title, section.kind) for section in began.sections] == shape
    [item] = began.items
    assert (item.headline, item.summary, item.url) == (
        "Who writes this",
        "The two of us.",
        "https://lamps.example/about",
    )
    assert item.id != kept.id
    stocked.history.undo()
    assert in_work(stocked) == last.number


def test_taking_out_what_stands_elsewhere_says_so(stocked: Desk) -> None:
    stocked.picking.pick([1])
    stocked.digests.new()
    with pytest.raises(DeskError, match="another digest"):
        stocked.picking.unpick([1], number=2)


def test_the_list_says_how_full_each_is(stocked: Desk) -> None:
    stocked.picking.pick([1, 2])
    stocked.digests.new("Next")
    assert [(row.number, row.items, row.subject) for row in stocked.digests.rows()] == [
        (2, 0, "Next"),
        (1, 2, ""),
    ]


def test_after_the_last_went_out_the_next_begins_like_it(stocked: Desk) -> None:
    with pytest.raises(DeskError, match="no digest yet"):
        stocked.work.begin_alike()
    stocked.picking.pick([1])
    stocked.digests.write(1, intro="Hello.")
    stocked.digests.mark_sent()
    assert in_work(stocked) is None
    assert (stocked.work.begin_alike().intro, in_work(stocked)) == ("Hello.", 2)
