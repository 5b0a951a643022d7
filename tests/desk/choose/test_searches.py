"""Saved searches: kept, counted, renamed, removed, each undone like any act."""

import pytest

from digest.desk import Desk
from digest.model import Article, ArticleState, DeskError
from digest.store import Collected


def put(desk: Desk, *titles: str) -> list[int]:
    """Articles with these titles; their ids."""
    with desk.store.transaction():
        outcome = desk.store.articles.collect(
            None, [Collected(title, Article(title=title)) for title in titles]
        )
    desk.store.index.update()
    return outcome.new


def test_a_saved_search_opens_what_it_found(desk: Desk) -> None:
    ids = put(desk, "Teapots return", "A teapot stays", "Kites")
    saved = desk.searches.save(" Pots ", "teapot")
    assert (saved.name, saved.search, saved.only_new) == ("Pots", "teapot", False)
    assert set(desk.articles.ids(desk.searches.wanted(saved))) == set(ids[:2])
    assert desk.searches.count(saved) == 2
    assert desk.history.list()[0].label == "saved the search “Pots”"


def test_one_that_looks_at_what_is_new_counts_the_undecided_since_the_last_digest(desk: Desk) -> None:
    ids = put(desk, "Teapots return", "A teapot stays", "A third teapot")
    saved = desk.searches.save("Pots", "teapot", only_new=True)
    desk.articles.mark([ids[0]], ArticleState.SAVED)
    desk.articles.mark([ids[1]], ArticleState.DISMISSED)
    assert desk.searches.count(saved) == 1
    assert set(desk.articles.ids(desk.searches.wanted(saved))) == {ids[0], ids[2]}


def test_saving_under_the_same_name_replaces(desk: Desk) -> None:
    desk.searches.save("Pots", "teapot")
    desk.searches.save("Pots", "kettle")
    assert [saved.search for saved in desk.searches.all()] == ["kettle"]
    desk.history.undo()
    assert [saved.search for saved in desk.searches.all()] == ["teapot"]


def test_renaming_and_removing_are_undone(desk: Desk) -> None:
    saved = desk.searches.save("Pots", "teapot")
    desk.searches.rename(saved.id, "Kettles")
    assert desk.searches.remove(saved.id) == "removed the search “Kettles”"
    assert desk.searches.all() == []
    desk.history.undo()
    assert [one.name for one in desk.searches.all()] == ["Kettles"]
    desk.history.undo()
    assert [one.name for one in desk.searches.all()] == ["Pots"]
    desk.history.undo()
    assert desk.searches.all() == []
    with pytest.raises(DeskError, match="is gone"):
        desk.searches.remove(saved.id)


@pytest.mark.parametrize(("name", "search"), [("", "tea"), ("\x1b \u202e", "tea"), ("Pots", " ")])
def test_a_search_needs_a_name_and_words(desk: Desk, name: str, search: str) -> None:
    with pytest.raises(DeskError, match="type one"):
        desk.searches.save(name, search)


def test_two_searches_cannot_have_one_name(desk: Desk) -> None:
    desk.searches.save("Pots", "teapot")
    other = desk.searches.save("Kites", "kite")
    with pytest.raises(DeskError, match="already"):
        desk.searches.rename(other.id, "Pots")
    desk.searches.rename(other.id, "Kites")
