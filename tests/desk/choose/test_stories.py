"""Stories: found for what comes in, joined, split and led by the curator, and that stays."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from threading import Event

import pytest

from digest.collect.stories.sketches import sketch
from digest.desk import ArticleFilter, Desk, StoryRows
from digest.desk.collect.placing import assign_stories
from digest.model import Article, ArticleState, DeskError
from digest.store import Collected
from digest.store.stories import SHARERS

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FERRY = (
    "Council of Selm admits sale of the ferry Aurora",
    "Ferry Aurora sold to breakers, council of Selm admits",
    "Why the ferry Aurora was sold by Selm's council",
)


def collect(desk: Desk, *articles: Article) -> list[int]:
    """What a fetch does with what it brings in."""
    with desk.store.transaction():
        new = desk.store.articles.collect(
            None, [Collected(article.title, article) for article in articles]
        ).new
    assign_stories(desk.store, new)
    return new


def article(title: str, site: str = "Gazette", hours: float = 0, **values: object) -> Article:
    moment = NOON + timedelta(hours=hours)
    values = {"published": moment, "collected": moment, "language": "en", **values}
    return Article.model_validate({"title": title, "site": site, **values})


def stories(desk: Desk) -> list[tuple[int, list[int]]]:
    """Each story's lead and articles, those alone left out."""
    found = list(desk.articles.stories(ArticleFilter()))
    return [(one.lead, sorted(told.id for told in one.articles)) for one in found if len(one.articles) > 1]


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Articles 1 to 3 of one event, the first earliest, and two others that are alone, 4 and 5."""
    outlets = ("Gazette", "Radio", "Breakwater")
    ferry = [article(title, site, n) for n, (title, site) in enumerate(zip(FERRY, outlets, strict=True))]
    collect(desk, *ferry, article("Marmalade prize for a lighthouse"), article("Fog at Carrow"))
    return desk


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_the_first_stories_have_all_that_tell_them(
    told: Desk, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("digest.desk.choose.articles.READ_AT_ONCE", at_once)
    every = list(told.articles.stories(ArticleFilter()))
    assert [[told.id for told in story.articles] for story in every] == [[3, 2, 1], [5], [4]]
    for limit in range(1, 4):
        assert list(told.articles.stories(ArticleFilter(), limit)) == every[:limit]


def test_what_comes_in_finds_its_story(told: Desk) -> None:
    assert stories(told) == [(1, [1, 2, 3])]
    collect(told, article("Breakers admit they bought Selm ferry Aurora", "Post", 30))
    assert stories(told) == [(1, [1, 2, 3, 6])]


def test_what_was_added_before_there_were_stories_is_found(desk: Desk) -> None:
    with desk.store.transaction():
        desk.store.articles.add(article(FERRY[0]))
    collect(desk, article(FERRY[1], "Radio", 2))
    assert stories(desk) == [(1, [1, 2])]


def test_the_same_article_by_another_address_is_one_article(desk: Desk) -> None:
    from digest.collect.addresses.canonical import address_code

    def of(url: str, title: str = "A ferry is sold") -> Collected:
        return Collected(url, article(title, url=url), address=address_code(url))

    with desk.store.transaction():
        first = desk.store.articles.collect(1, [of("https://h.example/a")])
        again = desk.store.articles.collect(2, [of("https://amp.h.example/a?outputType=amp")])
        changed = desk.store.articles.collect(
            3, [of("https://m.h.example/a", "A ferry is sold | Harbour Post")]
        )
        other = desk.store.articles.collect(
            2, [of("https://m.h.example/a?nb=2", "Marmalade prize of the year")]
        )
    assert (first.new, again.new, changed.new, other.new) == ([1], [], [], [2])
    assign_stories(desk.store, [1, 2])
    assert stories(desk) == [(1, [1, 2])]


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


# A fetch that ends early


class After(Event):
    """Is set once it was asked so often."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._left = times

    def is_set(self) -> bool:
        self._left -= 1
        return self._left < 0


OUTLETS = 4


def bring(desk: Desk, *articles: Article) -> list[int]:
    """What came in, before it finds its stories."""
    with desk.store.transaction():
        return desk.store.articles.collect(None, [Collected(one.title, one) for one in articles]).new


def waiting(desk: Desk) -> list[int]:
    """The articles that have no place among the stories yet."""
    shelf = desk.store.stories
    return sorted([*shelf.unrecognised(), *(number for number, _ in shelf.unplaced())])


def press() -> list[Article]:
    """Thirty events that several outlets tell, each in words of its own."""
    source = Random(2)
    names = [
        "".join(source.choices("bdfgklmnprst", k=3)) + source.choice(("ovar", "inde", "usk"))
        for _ in range(900)
    ]
    told = []
    for event in range(30):
        words = source.sample(names, 9)
        for outlet in range(OUTLETS):
            title = " ".join(word.title() for word in source.sample(words, 7))
            told.append(article(f"Of {title}", f"Outlet {outlet}", event + outlet / OUTLETS))
    return told


@pytest.mark.parametrize("asked", [0, 3, 6, 13, 21, 23, 26])
def test_what_a_fetch_left_without_a_story_is_placed_by_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, asked: int
) -> None:
    for name, size in (("READ", 9), ("WEIGHED", 40), ("WRITTEN", 30)):
        monkeypatch.setattr(f"digest.desk.collect.recognising.{name}", size)
    for name, size in (("PLACED", 50), ("WRITTEN", 30)):
        monkeypatch.setattr(f"digest.desk.collect.placing.{name}", size)
    bring(desk, *press())
    assign_stories(desk.store, [], After(asked))
    assert waiting(desk)
    assign_stories(desk.store, [])
    assert not waiting(desk)
    assert sorted(ids for _, ids in stories(desk)) == [
        [*range(n, n + OUTLETS)] for n in range(1, 120, OUTLETS)
    ]


def test_what_has_no_story_is_known_through_undo(told: Desk) -> None:
    (new,) = bring(told, article("Fog at Carrow again", "Post", 6))
    assert waiting(told) == [new]
    told.stories.join([new, 5])
    assert waiting(told) == []
    told.history.undo()
    assert waiting(told) == [new]
    assign_stories(told.store, [new])
    assert waiting(told) == []


# The list


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


WORDS = " ".join(f"word{number} of a text that an outlet writes" for number in range(60))
"""A text of its own, and as a form under a hundred others."""


def test_a_form_under_thousands_of_articles_is_not_read_with_each(desk: Desk) -> None:
    collect(desk, *(article(f"Notice {n}", text=f"Notice {n}. {WORDS}", hours=n / 100) for n in range(120)))
    hashes = sketch(WORDS)
    assert len(desk.store.stories.sketches_sharing(hashes)) == SHARERS
    newest = max(desk.store.articles.ids(ArticleFilter()))
    assert newest in desk.store.stories.sketches_sharing(hashes)


def test_a_copy_is_found_among_many(desk: Desk) -> None:
    copies = [article("The agency's words", f"Outlet {n}", n / 10, text=WORDS) for n in range(SHARERS + 10)]
    collect(desk, *copies)
    collect(desk, article("Another headline for half of it", "Post", 40, text=WORDS[: len(WORDS) // 2]))
    [(_, together)] = stories(desk)
    assert len(together) == SHARERS + 11
