"""Items: written, moved through the sections, and never with an address that is none."""

import pytest

from digest.desk import Desk
from digest.model import DeskError
from tests.desk.outlined import outline


def test_an_item_is_moved_to_the_end_of_a_section(stocked: Desk) -> None:
    first, *_ = stocked.picking.pick([1, 2, 3])
    stories = stocked.digests.get().sections[1]
    stocked.items.move_to(first.id, stories.id)
    assert [ids for _, ids in outline(stocked.digests.get())][:2] == [[], [2, 3, 1]]
    stocked.items.move_to(first.id, stories.id)
    assert [act.label for act in stocked.history.list()] == [
        "moved “Lamp 1 leans” to Must read",
        "picked 3 articles",
    ]


def test_an_item_moves_through_all_sections_and_back(stocked: Desk) -> None:
    stocked.picking.pick([1, 2, 3])
    moved = stocked.digests.get().sections[0].items[0].id
    seen = [outline(stocked.digests.get())]
    for _ in range(8):
        stocked.items.move(moved, 1)
        seen.append(outline(stocked.digests.get()))
    assert [[ids for _, ids in one] for one in seen[:6]] == [
        [[1], [2, 3], [], []],
        [[], [1, 2, 3], [], []],
        [[], [2, 1, 3], [], []],
        [[], [2, 3, 1], [], []],
        [[], [2, 3], [1], []],
        [[], [2, 3], [], [1]],
    ]
    assert seen[5] == seen[8]  # at the end it stays
    for _ in range(5):
        stocked.history.undo()
    assert outline(stocked.digests.get()) == seen[0]


def test_words_are_cleaned_on_their_way_in(stocked: Desk) -> None:
    [item] = stocked.picking.pick([1])
    written = stocked.items.write(item.id, headline="A\u202eb\x1b[2J", summary="one\r\n\r\ntwo\x00")
    assert (written.headline, written.summary) == ("Ab[2J", "one\n\ntwo")
    assert stocked.digests.write(1, subject="S\nBcc: x@y.example").subject == "S Bcc: x@y.example"


def test_a_proposal_is_a_draft_until_it_is_edited(stocked: Desk) -> None:
    [item] = stocked.picking.pick([1])
    proposal = stocked.wording.propose(item.id)
    assert proposal.startswith("Lamp 1 leans to the left.")
    assert stocked.items.write(item.id, summary=proposal, draft=True).draft
    assert not stocked.items.write(item.id, summary=proposal + " Mine.").draft


def test_an_address_that_is_none_is_refused(stocked: Desk) -> None:
    [item] = stocked.picking.pick([1])
    with pytest.raises(DeskError, match="must begin with http"):
        stocked.items.write(item.id, url="javascript:alert(1)")
    with pytest.raises(DeskError, match="images/NAME"):
        stocked.items.write(item.id, image_url="../secret.png")
    assert stocked.items.write(item.id, url="").url is None


def test_items_without_an_article(desk: Desk) -> None:
    digest = desk.digests.new()
    item = desk.items.add(digest.sections[1].id, "Open evening at the library")
    assert desk.digests.get().items == [item]
    assert desk.wording.propose(item.id) == ""
