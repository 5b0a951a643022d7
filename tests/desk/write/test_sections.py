"""Sections: added where they are wanted, moved, and taken away with their items."""

from digest.desk import Desk
from digest.model import ArticleState


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
