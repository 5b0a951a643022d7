"""Choosing and writing: what each act does, and that undo takes exactly it back."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.desk import ArticleFilter, Desk
from digest.model import ArticleState, DeskError, Digest, DigestState, SectionKind


def outline(digest: Digest) -> list[tuple[str, list[int | None]]]:
    return [(section.title, [item.article_id for item in section.items]) for section in digest.sections]


def test_picking_begins_a_digest_with_the_planned_sections(stocked: Desk) -> None:
    items = stocked.picking.pick([3, 1, 2])
    assert [item.article_id for item in items] == [3, 1, 2]
    assert [(section.kind, len(section.items)) for section in stocked.digests.get().sections] == [
        (SectionKind.LEAD, 1),
        (SectionKind.STORIES, 2),
        (SectionKind.BRIEFS, 0),
        (SectionKind.CARDS, 0),
    ]
    assert stocked.articles.get(3).state is ArticleState.PICKED
    assert [act.label for act in stocked.history.list()] == ["picked 3 articles"]
    stocked.history.undo()
    assert stocked.digests.all() == []
    assert stocked.articles.get(3).state is ArticleState.NEW


def test_an_item_keeps_its_own_copy(stocked: Desk) -> None:
    [item] = stocked.picking.pick([1])
    with stocked.store.transaction():
        stocked.store.articles._database.write("DELETE FROM article")
    kept = stocked.items.get(item.id)
    assert (kept.headline, kept.credit, kept.url, kept.minutes) == (
        "Lamp 1 leans",
        "The Lamp Post",
        "https://lamps.example/1",
        1,
    )
    assert stocked.items.article(item.id) is None


def test_nothing_is_picked_twice(stocked: Desk) -> None:
    stocked.picking.pick([1, 2])
    assert [item.article_id for item in stocked.picking.pick([2, 4])] == [4]
    assert [item.article_id for item in stocked.digests.get().items] == [1, 2, 4]


def test_picking_into_a_section_by_name(stocked: Desk) -> None:
    stocked.digests.new()
    stocked.picking.pick([1], section="latest NEWS")
    assert outline(stocked.digests.get())[2] == ("Latest news", [1])
    with pytest.raises(DeskError, match="has no section 'Sport': it has The lead, Must read"):
        stocked.picking.pick([2], section="Sport")


def test_articles_are_placed_in_a_section_wherever_they_stood(stocked: Desk) -> None:
    assert stocked.picking.place([1, 2], "Must read") == "picked 2 articles into Must read"
    before = outline(stocked.digests.get())
    cards = stocked.digests.get().sections[-1]
    assert stocked.picking.place([2, 3], cards.id) == (
        f"picked “Lamp 3 leans” into {cards.title} and moved “Lamp 2 leans” to {cards.title}"
    )
    assert [ids for _, ids in outline(stocked.digests.get())] == [[], [1], [], [2, 3]]
    assert len(stocked.history.list()) == 2
    assert stocked.picking.place([2], cards.id) == f"nothing to move: all of it stands in {cards.title}"
    stocked.history.undo()
    assert outline(stocked.digests.get()) == before


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


def test_unpicked_articles_are_new_again(stocked: Desk) -> None:
    stocked.picking.pick([1, 2])
    assert stocked.picking.unpick([1]) == "took “Lamp 1 leans” out of No. 1"
    assert stocked.articles.get(1).state is ArticleState.NEW
    assert [row.id for row in stocked.articles.first(ArticleFilter(state=ArticleState.PICKED))] == [2]


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


def test_sections_move_and_vanish_with_their_items(stocked: Desk) -> None:
    stocked.picking.pick([1, 2])
    lead, stories, *_ = stocked.digests.get().sections
    stocked.sections.move(stories.id, -1)
    assert [section.id for section in stocked.digests.get().sections][:2] == [stories.id, lead.id]
    stocked.sections.remove(stories.id)
    assert [item.article_id for item in stocked.digests.get().items] == [1]
    assert stocked.articles.get(2).state is ArticleState.NEW
    stocked.history.undo()
    assert [item.article_id for item in stocked.digests.get().items] == [2, 1]


def test_a_section_is_added_where_it_is_wanted_and_named_in_one_act(stocked: Desk) -> None:
    stocked.picking.pick([1])
    lead, *_ = stocked.digests.get().sections
    section = stocked.sections.add(1, "Letters", after=lead.id)
    assert [one.title for one in stocked.digests.get().sections][:3] == ["The lead", "Letters", "Must read"]
    for title in ("Letters t", "Letters to", "Letters to us"):
        stocked.sections.write(section.id, title=title, typing=True)
    assert stocked.history.list()[0].label == "called a section “Letters to us”"
    stocked.history.undo()
    assert [one.title for one in stocked.digests.get().sections][1] == "Letters"
    stocked.history.undo()
    assert len(stocked.digests.get().sections) == 4


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


def test_what_went_out_stays_as_it_was_and_the_next_begins_there(
    stocked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    [item] = stocked.picking.pick([1])
    monkeypatch.setenv("DIGEST_NOW", "2030-01-01T09:00:00Z")
    assert stocked.digests.mark_sent().state is DigestState.SENT
    assert stocked.articles.get(1).used_in == [1]
    [row] = stocked.articles.rows([1])
    assert row.ran_in == 1
    since = stocked.articles.since_last_digest()
    assert list(stocked.articles.ids(ArticleFilter(state=ArticleState.NEW, since=since))) == []
    assert stocked.sources.counts().new == 0
    refused: list[Callable[[], object]] = [
        lambda: stocked.digests.write(1, subject="late"),
        lambda: stocked.items.write(item.id, summary="late"),
        lambda: stocked.picking.pick([2], number=1),
        lambda: stocked.items.remove(item.id),
        lambda: stocked.items.move(item.id, 1),
    ]
    for act in refused:
        with pytest.raises(DeskError, match="has gone out"):
            act()
    assert stocked.digests.new().number == 2
    stocked.history.undo()
    stocked.history.undo()
    assert stocked.digests.get(1).state is DigestState.DRAFT


def test_an_empty_digest_is_not_marked_as_sent(desk: Desk) -> None:
    desk.digests.new()
    with pytest.raises(DeskError, match="no items yet"):
        desk.digests.mark_sent()


def test_there_must_be_a_digest(desk: Desk) -> None:
    with pytest.raises(DeskError, match="digest new"):
        desk.digests.get()
    with pytest.raises(DeskError, match=r"no digest No\. 9"):
        desk.digests.get(9)


def test_items_without_an_article(desk: Desk) -> None:
    digest = desk.digests.new()
    item = desk.items.add(digest.sections[1].id, "Open evening at the library")
    assert desk.digests.get().items == [item]
    assert desk.wording.propose(item.id) == ""


def test_removed_digests_come_back_whole(stocked: Desk) -> None:
    stocked.picking.pick([1, 2])
    before = stocked.digests.get()
    stocked.digests.remove(1)
    assert stocked.digests.all() == []
    stocked.history.undo()
    assert stocked.digests.get() == before


TEXT = st.text(max_size=40)


@given(subject=TEXT, intro=TEXT, headline=TEXT, summary=TEXT)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_an_exported_digest_comes_back_the_same(
    stocked: Desk, subject: str, intro: str, headline: str, summary: str
) -> None:
    digest = stocked.digests.new(subject)
    [item, _] = stocked.picking.pick([1, 2], number=digest.number)
    stocked.digests.write(digest.number, intro=intro)
    stocked.items.write(item.id, headline=headline, summary=summary)
    exported = stocked.output.export_json(digest.number)
    stocked.digests.remove(digest.number)
    stocked.output.import_json(exported)
    assert stocked.output.export_json(digest.number) == exported


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"number": 0}', '{"number": 1, "date": "2026-11-22", "extra": 1}']
)
def test_what_is_no_exported_digest(desk: Desk, text: str) -> None:
    with pytest.raises(DeskError, match="no exported digest"):
        desk.output.import_json(text)
    assert desk.digests.all() == []
