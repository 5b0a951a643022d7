"""The newest articles have an index of their own: asked first, it must find what the whole index finds."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import apsw
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.model import Article, ArticleState, now
from digest.store import ArticleFilter, Store, index
from digest.store.folding_before import fold_as_version_1
from tests.store.test_database import SHIPPED

WORDS = st.sampled_from(["lamp", "lamps", "lantern", "post", "leans", "Straße", "strasse"])
TEXT = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
SEARCHES = [
    "l",
    "lamp",
    "lant",
    "lamp pos",
    "title:lamp",
    "lamp -post",
    '"lamp post"',
    "strasse",
    "lamp is:new",
]

Step = Callable[[Store], object]


def adds(title: str, count: int) -> Step:
    def add(store: Store) -> None:
        with store.history.act("added"):
            for _ in range(count):
                store.articles.add(Article(title=title))

    return add


def edits(title: str, newest: int) -> Step:
    def edit(store: Store) -> None:
        ids = store.articles.ids(ArticleFilter())
        with store.transaction():
            for number in ids[newest : newest + 1]:
                store.texts.refresh(number, Article(title=title), ())

    return edit


def dismiss_and_drop(store: Store) -> None:
    with store.history.act("dismissed"):
        store.articles.mark(store.articles.ids(ArticleFilter())[:3], ArticleState.DISMISSED)
    with store.transaction():
        store.retention.drop_dismissed(now(), 3)


def undo(store: Store) -> None:
    if any(not act.undone for act in store.history.list()):
        store.history.undo()


def redo(store: Store) -> None:
    if any(act.undone for act in store.history.list()):
        store.history.redo()


def update(store: Store) -> None:
    store.index.update()


def renew(store: Store) -> None:
    store.index.renew(Event())


def go_on(store: Store) -> None:
    store.index._recent_batch()


FILLED: list[Step] = [adds("lamp post", 12), update, renew]
STEPS = st.one_of(
    st.builds(adds, TEXT, st.integers(1, 4)),
    st.builds(edits, TEXT, st.integers(0, 9)),
    st.sampled_from([dismiss_and_drop, undo, redo, update, renew, go_on]),
)


@pytest.fixture(scope="module", autouse=True)
def _few() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as few:
        few.setattr(index, "RECENT", 4)
        few.setattr(index, "MOST_RECENT", 8)
        few.setattr(index, "ANEW_BATCH", 2)
        yield


def finds_the_same(store: Store) -> None:
    for search in SEARCHES:
        wanted = ArticleFilter(search=search)
        everything = list(store.articles.ids(wanted))
        for limit in (1, 2, 4):
            assert [row.id for row in store.articles.first(wanted, limit)] == everything[:limit], search
            soon = [row.id for row in store.articles.at_once(wanted, limit)]
            assert bool(soon) == bool(everything), search
            assert soon == everything[:limit][: len(soon)], search


def recent(store: Store) -> list[int]:
    """What the small index holds."""
    with closing(apsw.Connection(str(store._database.path))) as plain:
        return [number for (number,) in plain.execute("SELECT id FROM recent_search_docsize ORDER BY id")]


@given(st.booleans(), st.lists(STEPS, max_size=25))
@settings(max_examples=15, deadline=None)
# Its last article changed.
@example(True, [edits("lantern", 3), update])
# An article is taken back, and there again, but not yet indexed.
@example(True, [adds("lamp", 1), update, undo, redo])
# It has grown too large while something is still to be indexed; then one in the midst changes.
@example(
    True,
    [adds("lamp", 4), adds("lamp", 4), update, adds("lamp", 1), go_on, update, edits("lamps", 4), update],
)
def test_whatever_happens_the_first_found_are_the_newest_of_all_found(
    filled: bool, steps: list[Step]
) -> None:
    with TemporaryDirectory() as folder, closing(Store(Path(folder) / "digest.db")) as store:
        for step in [*FILLED[: None if filled else 1], *steps]:
            step(store)
            finds_the_same(store)


def test_it_begins_in_a_larger_archive_and_is_filled_anew_once_it_has_grown(store: Store) -> None:
    held = []
    for count in (8, 4, 4, 2):
        for step in (adds("lamp post", count), update, renew):
            step(store)
        held.append(recent(store))
    assert held == [[], [9, 10, 11, 12], [9, 10, 11, 12, 13, 14, 15, 16], [15, 16, 17, 18]]


def test_what_version_1_indexed_is_found_as_before_until_it_is_renewed(tmp_path: Path) -> None:
    path = tmp_path / "digest.db"
    path.write_bytes((SHIPPED / "0001.db").read_bytes())
    with closing(apsw.Connection(str(path))) as plain:
        plain.execute("DELETE FROM search_pending")
        plain.execute("DELETE FROM article_search")
        plain.execute("DELETE FROM article")
        for number in range(1, 16):
            title = "Lamp Straße" if number % 2 else "Lamp strasse"
            plain.execute(
                "INSERT INTO article (id, at, collected, url, title) VALUES (?1, 1, 1, ?1, ?2)",
                (number, title),
            )
            plain.execute(
                "INSERT INTO article_search (rowid, title) VALUES (?, ?)", (number, fold_as_version_1(title))
            )
        plain.execute("DELETE FROM search_pending")
    with closing(Store(path)) as store:
        finds_the_same(store)
        while store.index._recent_batch() or store.index._renew_batch():
            finds_the_same(store)
        assert recent(store)
        assert len(store.articles.ids(ArticleFilter(search="strasse"))) == 15
