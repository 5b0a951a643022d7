"""Picking: articles become items, each once, where the curator wants them; undo takes it back."""

import pytest

from digest.desk import ArticleFilter, Desk
from digest.model import ArticleState, DeskError, SectionKind
from tests.desk.outlined import outline


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


def test_unpicked_articles_are_new_again(stocked: Desk) -> None:
    stocked.picking.pick([1, 2])
    assert stocked.picking.unpick([1]) == "took “Lamp 1 leans” out of No. 1"
    assert stocked.articles.get(1).state is ArticleState.NEW
    assert [row.id for row in stocked.articles.first(ArticleFilter(state=ArticleState.PICKED))] == [2]
