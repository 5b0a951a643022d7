"""What comes in finds its story, also after a fetch that ended early, and among very many."""

from random import Random
from threading import Event

import pytest

from digest.collect.stories.sketches import sketch
from digest.desk import ArticleFilter, Desk
from digest.desk.collect.placing import assign_stories
from digest.model import Article
from digest.store import Collected
from digest.store.stories import SHARERS
from tests.desk.reports import FERRY, article, collect, stories


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
