"""Stories: joined, parted and led by the curator, and that stays."""

import pytest

from digest.desk import ArticleFilter, Desk
from digest.desk.collect.placing import assign_stories
from digest.model import DeskError
from digest.store import Collected
from tests.desk.reports import FERRY, article, collect, stories


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_the_first_stories_have_all_that_tell_them(
    told: Desk, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("digest.desk.choose.articles.READ_AT_ONCE", at_once)
    every = list(told.articles.stories(ArticleFilter()))
    assert [[told.id for told in story.articles] for story in every] == [[3, 2, 1], [5], [4]]
    for limit in range(1, 4):
        assert list(told.articles.stories(ArticleFilter(), limit)) == every[:limit]


def test_joined_articles_are_one_story_and_undo_parts_them(told: Desk) -> None:
    assert told.stories.join([2, 4]) == "joined 4 articles into one story"
    assert stories(told) == [(1, [1, 2, 3, 4])]
    assert told.history.undo() == "joined 4 articles into one story"
    assert stories(told) == [(1, [1, 2, 3])]
    told.history.redo()
    with pytest.raises(DeskError, match="one story already"):
        told.stories.join([1, 4])


def test_an_article_that_was_taken_out_stays_out(told: Desk) -> None:
    assert (
        told.stories.split([1]) == "took “Council of Selm admits sale of the ferry Aurora” out of its story"
    )
    assert stories(told) == [(2, [2, 3])]
    collect(told, article("Council of Selm sold ferry Aurora to breakers", "Post", 5))
    assert [apart for _, apart in stories(told) if 1 in apart and {2, 3} & {*apart}] == []
    assert [together for _, together in stories(told) if {2, 3} <= {*together}] != []
    told.history.undo()
    assert (1, [1, 2, 3]) in [(lead, [n for n in ids if n < 6]) for lead, ids in stories(told)]
    with pytest.raises(DeskError, match="nothing to take it out of"):
        told.stories.split([5])


def test_the_chosen_article_leads_until_it_leaves(told: Desk) -> None:
    assert told.stories.lead(3).endswith("lead its story")
    assert stories(told) == [(3, [1, 2, 3])]
    told.stories.lead(2)
    assert stories(told) == [(2, [1, 2, 3])]
    told.history.undo()
    assert stories(told) == [(3, [1, 2, 3])]
    told.stories.split([3])
    assert stories(told) == [(1, [1, 2])]
    with pytest.raises(DeskError, match="leads already"):
        told.stories.lead(5)


def test_what_the_curator_joined_during_a_fetch_stays(told: Desk) -> None:
    with told.store.transaction():
        new = told.store.articles.collect(None, [Collected("x", article(FERRY[0], "Post", 6))]).new
    told.stories.join([*new, 5])
    assign_stories(told.store, new)
    assert stories(told) == [(5, [5, 6]), (1, [1, 2, 3])]
