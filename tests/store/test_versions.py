"""What an article said before it changed: kept, bounded, and no part of the history."""

from datetime import date

import pytest

from digest.model import Article, Digest, Item, Section
from digest.store import Store
from digest.store.versions import VERSIONS_KEPT
from tests.store.conftest import collected


def publish(store: Store, **values: object) -> None:
    """The source publishes article 1, as it reads now."""
    with store.transaction():
        store.articles.collect(1, [collected(1, **values)])


def test_a_changed_article_keeps_what_it_said(store: Store) -> None:
    publish(store, text="It leans to the left.")
    publish(store, text="It leans to the right.")
    publish(store, title="Lamp post 1 fell", text="It leans to the right.")
    versions = store.versions.of(1)
    assert [(one.title, one.text) for one in versions] == [
        ("Lamp post 1 leans", "It leans to the right."),
        ("Lamp post 1 leans", "It leans to the left."),
    ]
    assert not any(one.completed for one in versions)
    assert store.history.list() == []


@pytest.mark.parametrize("text", ["It  leans.", "It\n\nleans.", "It leans.\n"])
def test_white_space_makes_no_version(store: Store, text: str) -> None:
    publish(store)
    publish(store, text=text)
    assert store.versions.of(1) == []


def test_the_last_ten_are_kept_of_each_article(store: Store) -> None:
    with store.transaction():
        store.articles.collect(1, [collected(1), collected(2)])
        store.articles.collect(1, [collected(2, text="It fell.")])
    for number in range(VERSIONS_KEPT + 5):
        publish(store, text=f"It leans {number} degrees.")
    kept = [one.text for one in store.versions.of(1)]
    assert kept == [f"It leans {number} degrees." for number in range(VERSIONS_KEPT + 3, 3, -1)]
    assert len(store.versions.of(2)) == 1


def test_a_stub_that_is_completed_was_changed_by_nobody(store: Store) -> None:
    publish(store, text="It leans …")
    with store.transaction():
        store.texts.complete(1, Article(title="ignored", text="It leans to the left, all of it."))
        store.texts.complete(1, Article(title="ignored", text="It leans to the right, all of it."))
    assert [(one.text, one.completed) for one in store.versions.of(1)] == [
        ("It leans to the left, all of it.", False),
        ("It leans …", True),
    ]


def test_versions_go_with_their_article_and_stand_in_no_ones_way(store: Store) -> None:
    with store.history.act("added one"):
        number = store.articles.add(collected(1).article)
    with store.transaction():
        store.texts.complete(number, Article(title="ignored", text="The whole text."))
    assert store.history.undo() == "added one"
    assert store.articles.get(number) is None
    assert store.versions.of(number) == []
    assert store.history.redo() == "added one"
    assert store.articles.get(number) is not None


def pick(store: Store, number: int = 1) -> int:
    with store.history.act("picked it"):
        item = Item(article_id=1, headline="It leans")
        section = Section(title="Lead", items=[item])
        store.digests.add(Digest(number=number, date=date(2026, 11, 22), sections=[section]))
    digest = store.digests.get(number)
    assert digest is not None
    return digest.items[0].id


def test_an_item_remembers_what_its_article_said_when_it_was_picked(store: Store) -> None:
    publish(store, text="It leans one degree.")
    publish(store, text="It leans two degrees.")
    item = pick(store)
    assert store.versions.picked(item) is None
    for degrees in ("three", "four"):
        publish(store, text=f"It leans {degrees} degrees.")
    picked = store.versions.picked(item)
    assert picked is not None and picked.text == "It leans two degrees."
    later = pick(store, number=2)
    assert store.versions.picked(later) is None


def test_that_a_stub_was_completed_is_no_news_to_who_picked_it(store: Store) -> None:
    publish(store, text="It leans …")
    item = pick(store)
    with store.transaction():
        store.texts.complete(1, Article(title="ignored", text="It leans to the left, all of it."))
    assert store.versions.picked(item) is None
    with store.transaction():
        store.texts.complete(1, Article(title="ignored", text="It leans to the right, all of it."))
    picked = store.versions.picked(item)
    assert picked is not None and picked.text == "It leans to the left, all of it."
