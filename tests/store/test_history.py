"""Acts: undone and redone in any order, across restarts, never half."""

import random
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from digest.model import Article, ArticleState, DeskError, Digest, Item, Section, Source
from digest.store import ArticleFilter, Store


def snapshot(store: Store) -> object:
    """All that a curator decides, as plain values."""
    return (
        [
            (article.id, article.title, article.state)
            for article in store.articles.many(store.articles.ids(ArticleFilter()))
        ],
        [store.digests.get(number) for number in store.digests.numbers()],
        [(source.id, source.url) for source in store.sources.all()],
    )


def act_at_random(store: Store, dice: random.Random) -> None:
    """One act out of all kinds."""
    kind = dice.randrange(6)
    ids = list(store.articles.ids(ArticleFilter()))
    numbers = store.digests.numbers()
    with store.history.act(f"act {kind}"):
        if kind == 0 or not ids:
            store.articles.add(Article(title=f"Title {dice.random()}", text="text"))
        elif kind == 1:
            store.articles.mark(dice.sample(ids, 1), dice.choice([*ArticleState]))
        elif kind == 2 or not numbers:
            number = max(numbers, default=0) + 1
            items = [Item(headline=f"Item {n}", article_id=dice.choice(ids)) for n in range(3)]
            store.digests.add(
                Digest(number=number, date=date(2026, 11, 22), sections=[Section(title="S", items=items)])
            )
        elif kind == 3:
            store.digests.remove(dice.choice(numbers))
        elif kind == 4:
            digest = store.digests.get(dice.choice(numbers))
            assert digest is not None
            order = [item.id for item in digest.items]
            dice.shuffle(order)
            store.digests.order_items(digest.sections[0].id, order)
        else:
            store.sources.add(Source(url=f"https://feeds.example/{dice.random()}"))


@pytest.mark.parametrize("seed", range(5))
def test_undone_to_the_beginning_and_redone_to_the_end(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    store = Store(tmp_path / "digest.db")
    states = [snapshot(store)]
    for _ in range(40):
        act_at_random(store, dice)
        if snapshot(store) != states[-1]:
            states.append(snapshot(store))
    store.close()
    store = Store(tmp_path / "digest.db")  # a restart between
    acts = len(store.history.list(1_000))
    seen = [snapshot(store)]
    for _ in range(acts):
        store.history.undo()
        seen.append(snapshot(store))
    assert [state for n, state in enumerate(seen) if n == 0 or state != seen[n - 1]] == states[::-1]
    with pytest.raises(DeskError, match="nothing to undo"):
        store.history.undo()
    for _ in range(acts):
        store.history.redo()
    assert snapshot(store) == states[-1]
    with pytest.raises(DeskError, match="nothing to redo"):
        store.history.redo()
    store.close()


def titles(store: Store) -> list[str]:
    return sorted(article.title for article in store.articles.many(store.articles.ids(ArticleFilter())))


def test_a_new_act_ends_what_could_be_redone(store: Store) -> None:
    for title in ("one", "two"):
        with store.history.act(title):
            store.articles.add(Article(title=title))
    assert store.history.undo() == "two"
    with store.history.act("three"):
        store.articles.add(Article(title="three"))
    with pytest.raises(DeskError, match="nothing to redo"):
        store.history.redo()
    assert titles(store) == ["one", "three"]


def test_an_act_that_changed_nothing_leaves_no_entry(store: Store) -> None:
    with store.history.act("nothing"):
        store.articles.mark([1, 2, 3], ArticleState.SAVED)
    assert store.history.list() == []


def type_into(store: Store, text: str, field: str = "subject:1") -> None:
    with store.history.act("wrote the subject", field):
        store.digests.write(1, subject=text)


@pytest.fixture
def digest(store: Store) -> Store:
    with store.history.act("began"):
        store.digests.add(Digest(number=1, date=date(2026, 11, 22), sections=[]))
    return store


def subject(store: Store) -> str:
    digest = store.digests.get(1)
    assert digest is not None
    return digest.subject


def test_typing_in_one_field_is_one_act(digest: Store) -> None:
    for text in ("H", "He", "Hea", "Heat"):
        type_into(digest, text)
    assert [act.label for act in digest.history.list()] == ["wrote the subject", "began"]
    digest.history.undo()
    assert subject(digest) == ""
    digest.history.redo()
    assert subject(digest) == "Heat"


def test_another_field_or_a_pause_begins_a_new_act(digest: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T09:00:00Z")
    type_into(digest, "one")
    type_into(digest, "two", field="other")
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T09:00:11Z")
    type_into(digest, "three", field="other")
    seen = []
    for _ in range(3):
        digest.history.undo()
        seen.append(subject(digest))
    assert seen == ["two", "one", ""]


def test_what_another_program_changed_is_not_undone_silently(digest: Store, tmp_path: Path) -> None:
    type_into(digest, "mine")
    other = Store(tmp_path / "digest.db")
    with other.transaction():
        other.digests.write(1, subject="theirs")
    other.close()
    with pytest.raises(DeskError, match="changed since"):
        digest.history.undo()
    assert subject(digest) == "theirs"
    assert not digest.history.list()[0].undone


@pytest.mark.parametrize("in_the_way", range(3))
def test_an_undo_that_something_stands_in_the_way_of_leaves_nothing_half(
    store: Store, in_the_way: int
) -> None:
    with store.transaction():
        ids = [store.articles.add(Article(title=f"Report {number}")) for number in range(3)]
    with store.history.act("dismissed 3 articles"):
        store.articles.mark(ids, ArticleState.DISMISSED)
    with store.transaction():
        store.articles.mark([ids[in_the_way]], ArticleState.SAVED)
    before = snapshot(store)
    with pytest.raises(DeskError, match="changed since"):
        store.history.undo()
    assert snapshot(store) == before


def test_what_is_put_down_in_parts_is_one_act(store: Store) -> None:
    with store.transaction():
        first, second = (store.articles.add(Article(title=title)) for title in ("first", "second"))
    before = snapshot(store)
    with store.history.act("decided 2 articles") as recording:
        store.articles.mark([first], ArticleState.SAVED)
        recording.put_down()
        store.articles.mark([first, second], ArticleState.DISMISSED)
    after = snapshot(store)
    assert [act.label for act in store.history.list()] == ["decided 2 articles"]
    store.history.undo()
    assert snapshot(store) == before
    store.history.redo()
    assert snapshot(store) == after


def test_an_article_that_came_after_an_undone_one_keeps_its_id(store: Store) -> None:
    with store.history.act("added"):
        first = store.articles.add(Article(title="by hand"))
    store.history.undo()
    with store.transaction():
        second = store.articles.add(Article(title="from a feed"))
    assert second != first
    store.history.redo()
    assert titles(store) == ["by hand", "from a feed"]


def test_what_the_network_told_since_is_no_obstacle(store: Store) -> None:
    with store.history.act("followed"):
        source = store.sources.add(Source(url="https://feeds.example/old"))
    with store.history.act("added"):
        article = store.articles.add(Article(title="Nine cranes"))
    with store.transaction():
        store.sources.name(source, title="The Post", site_url="https://feeds.example/", language="en")
        store.sources.move(source, "https://feeds.example/new")
        store.stories.join(article, article)
    assert [store.history.undo() for _ in range(2)] == ["added", "followed"]
    assert store.sources.all() == [] and titles(store) == []
    assert [store.history.redo() for _ in range(2)] == ["followed", "added"]
    assert [one.url for one in store.sources.all()] == ["https://feeds.example/old"]


def test_what_the_network_put_together_is_no_obstacle(store: Store) -> None:
    with store.history.act("followed one"):
        one = store.sources.add(Source(url="https://feeds.example/one"))
    with store.history.act("left one"):
        store.sources.remove(one)
    store.history.undo()
    with store.history.act("followed two"):
        two = store.sources.add(Source(url="https://feeds.example/two"))
    with store.transaction():
        store.sources.merge(one, two)
    assert [store.history.undo() for _ in range(2)] == ["followed two", "followed one"]
    assert store.sources.all() == []


def dismiss_in_parts(store: Store, ids: Sequence[int], between: Store | None = None) -> None:
    """Dismiss articles one by one as one act; between the first two `between`, another program, saves the last."""
    act = store.history.long_act(lambda done: f"dismissed {done}")
    for at, number in enumerate(ids):
        with act.part(1):
            store.articles.mark([number], ArticleState.DISMISSED)
        if between is not None and at == 0:
            with between.history.act("saved 1"):
                between.articles.mark([ids[-1]], ArticleState.SAVED)


@pytest.fixture
def four(store: Store) -> list[int]:
    """The ids of some articles."""
    with store.transaction():
        return [store.articles.add(Article(title=f"Report {number}")) for number in range(4)]


def labels(store: Store) -> list[tuple[str, bool]]:
    return [(act.label, act.undone) for act in store.history.list()]


def test_an_act_in_parts_is_one_act_across_restarts(store: Store, four: list[int], tmp_path: Path) -> None:
    with store.history.act("saved 1"):
        store.articles.mark(four[:1], ArticleState.SAVED)
    before = snapshot(store)
    dismiss_in_parts(store, four)
    after = snapshot(store)
    assert labels(store) == [("dismissed 4", False), ("saved 1", False)]
    store.close()
    store = Store(tmp_path / "digest.db")
    heard: list[int] = []
    assert store.history.undo(heard.append) == "dismissed 4"
    assert (snapshot(store), heard) == (before, [25, 50, 75, 100])
    assert labels(store) == [("dismissed 4", True), ("saved 1", False)]
    assert store.history.redo() == "dismissed 4"
    assert snapshot(store) == after
    assert [act.label for act in store.history.list(limit=1)] == ["dismissed 4"]
    store.close()


def test_what_is_stopped_half_way_goes_on_in_either_direction(store: Store, four: list[int]) -> None:
    before = snapshot(store)
    dismiss_in_parts(store, four)
    stop = threading.Event()

    def stop_half_way(percent: int) -> None:
        if percent >= 50:
            stop.set()

    with pytest.raises(DeskError, match="undo goes on"):
        store.history.undo(stop_half_way, stop)
    assert labels(store) == [("dismissed 4", True), ("dismissed 1", False)]
    store.history.redo()
    assert labels(store) == [("dismissed 4", False)]
    stop.clear()
    with pytest.raises(DeskError, match="undo goes on"):
        store.history.undo(stop_half_way, stop)
    store.history.undo()
    assert labels(store) == [("dismissed 4", True)]
    assert snapshot(store) == before


def test_an_act_of_another_program_between_its_parts_is_undone_in_its_turn(
    store: Store, four: list[int], tmp_path: Path
) -> None:
    states = [snapshot(store)]
    other = Store(tmp_path / "digest.db")
    dismiss_in_parts(store, four, other)
    other.close()
    assert labels(store) == [("dismissed 3", False), ("saved 1", False), ("dismissed 1", False)]
    for _ in range(3):
        store.history.undo()
        states.append(snapshot(store))
    assert states[-1] == states[0]
    assert len({str(state) for state in states}) == 3


def test_undoing_ends_where_another_program_acts_meanwhile(
    store: Store, four: list[int], tmp_path: Path
) -> None:
    dismiss_in_parts(store, four)
    other = Store(tmp_path / "digest.db")

    def act_elsewhere(percent: int) -> None:
        if percent == 50:
            with other.history.act("saved 1"):
                other.articles.mark(four[-1:], ArticleState.SAVED)

    with pytest.raises(DeskError, match="Another program"):
        store.history.undo(act_elsewhere)
    other.close()
    assert labels(store) == [("saved 1", False), ("dismissed 2", False)]
    assert store.history.undo() == "saved 1"
    assert store.history.undo() == "dismissed 2"


@pytest.mark.parametrize("seed", range(3))
def test_going_to_an_act_is_undoing_or_redoing_up_to_it(store: Store, seed: int) -> None:
    dice = random.Random(seed)
    states = []
    for _ in range(12):
        act_at_random(store, dice)
        dismiss_in_parts(store, store.articles.ids(ArticleFilter())[:2])
        states.append(snapshot(store))
    acts = [(act.id, act.label) for act in store.history.list()]
    seen: dict[int, object] = {acts[0][0]: snapshot(store)}
    for number, _ in acts[1:]:
        store.history.undo()
        seen[number] = snapshot(store)
    assert any(state in states for state in seen.values())
    for number in dice.sample(list(seen), len(seen)):
        store.history.go_to(number)
        assert snapshot(store) == seen[number]
        assert [(act.id, act.label) for act in store.history.list()] == acts


def test_typing_after_the_clock_was_put_back_is_an_act_of_its_own(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.history.act("wrote today", merge="subject"):
        store.articles.add(Article(title="Today"))
    monkeypatch.setenv("DIGEST_NOW", "2001-01-01T00:00:00Z")
    with store.history.act("wrote long ago", merge="subject"):
        store.articles.add(Article(title="Long ago"))
    assert [act.label for act in store.history.list()] == ["wrote long ago", "wrote today"]
