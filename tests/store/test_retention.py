"""Texts that are dropped long after their articles were dismissed, and what stays of them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from digest.model import ArticleState, Digest, Item, Section
from digest.model.urls import PLACE
from digest.store import ArticleFilter, Store
from tests.store.conftest import collected

TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC)
TEXT = "The lamp leans to the left, and nobody knows why it does that. "


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_NOW", TODAY.isoformat())


def stock(store: Store) -> None:
    """Five articles with long texts; 1 to 4 are dismissed today, 5 is saved."""
    with store.transaction():
        entries = [collected(number, text=f"{number}. {TEXT}" * 3) for number in range(1, 6)]
        store.articles.collect(1, entries)
        store.stories.keep_sketches({number: frozenset({number, 77}) for number in range(1, 6)})
        store.articles.collect(1, [collected(1, text="It fell.")])
    with store.history.act("dismissed 4"):
        store.articles.mark([1, 2, 3, 4], ArticleState.DISMISSED)
    with store.history.act("saved 1"):
        store.articles.mark([5], ArticleState.SAVED)
    store.index.update()


def drop(store: Store, *, days_later: int = 31, limit: int = 100) -> int:
    with store.transaction():
        dropped = store.retention.drop_dismissed(TODAY + timedelta(days=days_later - 30), limit)
    store.index.update()
    return dropped


def texts(store: Store) -> list[bool]:
    return [bool(article.text) for article in store.articles.many(range(1, 6))]


def test_what_was_dismissed_long_ago_keeps_title_blurb_and_address(store: Store) -> None:
    stock(store)
    assert drop(store, days_later=29) == 0
    assert drop(store) == 4
    assert drop(store) == 0
    assert texts(store) == [False, False, False, False, True]
    article = store.articles.get(2)
    assert article is not None
    assert (article.title, article.url) == ("Lamp post 2 leans", "https://lamps.example/2")
    assert store.versions.of(1) == []
    assert set(store.stories.sketches(range(1, 6))) == {5}


def test_the_search_follows(store: Store) -> None:
    stock(store)
    assert len(store.articles.ids(ArticleFilter(search="nobody knows"))) == 4
    drop(store)
    assert list(store.articles.ids(ArticleFilter(search="nobody knows"))) == [5]
    assert list(store.articles.ids(ArticleFilter(search="lamp 3"))) == [3]


def test_the_same_link_is_never_new_again(store: Store) -> None:
    stock(store)
    drop(store)
    with store.transaction():
        again = store.articles.collect(1, [collected(3, text=f"3. {TEXT}" * 3)])
        elsewhere = store.articles.collect(2, [collected(3)])
    assert again.new == again.updated == elsewhere.new == []
    assert texts(store)[2] is False


def test_what_stands_in_a_digest_is_kept(store: Store) -> None:
    stock(store)
    sections = [Section(title="Lead", items=[Item(article_id=2)])]
    with store.history.act("picked it long ago"):
        store.digests.add(Digest(number=1, date=date(2026, 1, 1), sections=sections))
    assert drop(store) == 3
    assert texts(store) == [False, True, False, False, True]


def test_what_no_page_gives_again_is_kept(store: Store) -> None:
    place = f"https://lamps.example/show{PLACE}12ab"
    articles = [
        collected(number, text=TEXT).article.model_copy(update={"url": url})
        for number, url in enumerate((None, place, "https://lamps.example/one"), 1)
    ]
    with store.history.act("added"):
        for article in articles:
            store.articles.add(article)
        store.articles.mark([1, 2, 3], ArticleState.DISMISSED)
    assert drop(store) == 1
    assert [bool(one.text) for one in store.articles.many([1, 2, 3])] == [True, True, False]


def test_no_more_at_once_than_asked(store: Store) -> None:
    stock(store)
    assert [drop(store, limit=3), drop(store, limit=3)] == [3, 1]


def test_acts_on_it_are_undone_all_the_same(store: Store) -> None:
    with store.history.act("added one"):
        store.articles.add(collected(9, text=TEXT).article)
    with store.history.act("dismissed it"):
        store.articles.mark([1], ArticleState.DISMISSED)
    assert drop(store) == 1
    assert store.history.undo() == "dismissed it"
    article = store.articles.get(1)
    assert article is not None
    assert (article.state, article.text) == (ArticleState.NEW, "")
    assert drop(store) == 0
    assert store.history.undo() == "added one"
    assert store.articles.get(1) is None
    assert [store.history.redo(), store.history.redo()] == ["added one", "dismissed it"]
    article = store.articles.get(1)
    assert article is not None and article.state is ArticleState.DISMISSED


def test_the_day_is_that_of_the_last_decision(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    stock(store)
    store.history.undo()  # the saving
    store.history.undo()  # the dismissal
    monkeypatch.setenv("DIGEST_NOW", (TODAY + timedelta(days=20)).isoformat())
    with store.history.act("dismissed again"):
        store.articles.mark([1], ArticleState.DISMISSED)
    assert drop(store) == 0
    assert drop(store, days_later=51) == 1
