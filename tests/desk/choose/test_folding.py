"""A folded list shows each story once: the article that leads it, and what was decided of."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from digest.desk import ArticleFilter, Desk, StoryRows
from digest.model import ArticleState, DeskError
from tests.desk.reports import NOON, article, collect

FOLDED = ArticleFilter(kept=True, folded=True)


def shown(desk: Desk, wanted: ArticleFilter = FOLDED) -> list[int]:
    return list(desk.articles.ids(wanted))


def test_a_folded_list_shows_the_article_that_leads(told: Desk) -> None:
    assert sorted(shown(told)) == [1, 4, 5]
    assert told.articles.folds([1, 4], FOLDED) == {1: StoryRows([2, 3], [2, 3])}
    told.stories.lead(3)
    assert sorted(shown(told)) == [3, 4, 5]
    assert told.articles.folds([3, 4], FOLDED) == {3: StoryRows([1, 2], [1, 2])}
    told.history.undo()
    assert sorted(shown(told)) == [1, 4, 5]


def test_where_the_lead_is_not_in_the_list_the_next_one_leads(told: Desk) -> None:
    told.articles.mark([1], ArticleState.DISMISSED)
    assert sorted(shown(told)) == [2, 4, 5]
    assert told.articles.folds([2], FOLDED) == {2: StoryRows([3], [3])}
    since = ArticleFilter(kept=True, folded=True, since=NOON + timedelta(minutes=90))
    assert shown(told, since) == [3]


def test_what_is_saved_or_picked_is_never_folded_away(told: Desk) -> None:
    told.articles.mark([3], ArticleState.SAVED)
    assert sorted(shown(told)) == [1, 3, 4, 5]
    assert told.articles.folds([1, 3], FOLDED) == {1: StoryRows([2, 3], [2])}


def test_a_search_shows_all_that_it_finds(told: Desk) -> None:
    told.store.index.update()
    assert sorted(shown(told, ArticleFilter(kept=True, folded=True, search="ferry"))) == [1, 2, 3]
    assert told.articles.folds([1], ArticleFilter(kept=True, folded=True, search="ferry")) == {}


def folded_by_hand(desk: Desk, wanted: ArticleFilter) -> list[int]:
    """What a folded list shows, worked out from the flat one."""
    flat = list(desk.articles.ids(replace(wanted, folded=False)))
    by_id = {one.id: one for one in desk.articles.list(ArticleFilter())}
    chosen = {story.lead for story in desk.articles.stories(ArticleFilter())}
    telling = {number: by_id[number].story_id or number for number in flat}
    first: dict[int, int] = {}
    for number in sorted(flat, key=lambda n: (n not in chosen, by_id[n].published, n)):
        first.setdefault(telling[number], number)
    decided = (ArticleState.SAVED, ArticleState.PICKED)
    return [n for n in flat if first[telling[n]] == n or by_id[n].state in decided]


@pytest.mark.parametrize("seed", range(4))
def test_folding_is_right_after_any_acts_and_their_undoing(desk: Desk, seed: int) -> None:
    source = Random(seed)
    ids = collect(
        desk, *(article(f"{n} {text}", hours=n) for n, text in enumerate(["fog", "rain", "snow", "hail"] * 3))
    )
    acts: list[Callable[[], str]] = [
        lambda: desk.stories.join(source.sample(ids, 3)),
        lambda: desk.stories.split(source.sample(ids, 2)),
        lambda: desk.stories.lead(source.choice(ids)),
        lambda: desk.articles.mark(
            source.sample(ids, 2), source.choice((ArticleState.NEW, ArticleState.SAVED))
        ),
        lambda: desk.articles.mark(source.sample(ids, 2), ArticleState.DISMISSED),
        desk.history.undo,
        desk.history.redo,
    ]
    wanted = [FOLDED, replace(FOLDED, since=NOON + timedelta(hours=5)), ArticleFilter(folded=True)]
    for _ in range(60):
        with suppress(DeskError):
            source.choice(acts)()
        for one in wanted:
            assert shown(desk, one) == folded_by_hand(desk, one)
            under = desk.articles.folds(shown(desk, one), one)
            flat = desk.articles.ids(replace(one, folded=False))
            assert sorted(
                [*shown(desk, one), *(n for rows in under.values() for n in rows.folded)]
            ) == sorted(flat)
