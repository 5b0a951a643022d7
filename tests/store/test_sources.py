"""Sources on file: which are due, and what becomes of one that moves onto another."""

from datetime import UTC, datetime, timedelta

from digest.model import Article, ArticleState, Digest, Item, Section, Source, SourceStatus
from digest.store import ArticleFilter, Collected, FetchRecord, Store

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def follow(store: Store, name: str, *tags: str) -> int:
    with store.history.act(f"followed {name}"):
        return store.sources.add(Source(url=f"https://feeds.example/{name}", title=name, tags=list(tags)))


def collect(store: Store, source: int, *entries: tuple[str, Article]) -> list[int]:
    with store.transaction():
        return store.articles.collect(source, [Collected(key, article) for key, article in entries]).new


def told(store: Store) -> set[tuple[str, int | None]]:
    ids = store.articles.ids(ArticleFilter())
    return {(article.title, article.source_id) for article in store.articles.many(ids)}


def test_due_are_those_never_asked_and_those_whose_time_has_come(store: Store) -> None:
    never, past, exact, future, gone = (follow(store, name) for name in ("a", "b", "c", "d", "e"))
    with store.transaction():
        for source, due in (
            (past, NOW - timedelta(hours=1)),
            (exact, NOW),
            (future, NOW + timedelta(seconds=1)),
        ):
            store.sources.record_fetch(FetchRecord(source, status=SourceStatus.FAILED, due=due))
        store.sources.record_fetch(FetchRecord(gone, status=SourceStatus.GONE))
    assert [source.id for source in store.sources.due(NOW)] == [never, past, exact]
    assert store.sources.next_due() == NOW - timedelta(hours=1)
    assert [source.id for source in store.sources.due(NOW - timedelta(days=1))] == [never]


def test_a_source_that_moves_onto_another_brings_all_it_has(store: Store) -> None:
    old, new = follow(store, "old", "City", "Port"), follow(store, "new", "Port", "News")
    collect(store, new, ("shared", Article(title="Both have it", url="https://h.example/1")))
    collect(
        store,
        old,
        ("shared", Article(title="Both have it", url="https://h.example/1")),
        ("alone", Article(title="The old one's own", url="https://h.example/2")),
    )
    with store.transaction():
        store.sources.record_fetch(FetchRecord(old, status=SourceStatus.UPDATED))
        store.sources.merge(old, new)
    (source,) = store.sources.all()
    assert (source.id, source.url, source.tags) == (
        new,
        "https://feeds.example/new",
        ["Port", "News", "City"],
    )
    assert told(store) == {("Both have it", new), ("The old one's own", new)}
    # The new source knows the entries of the old one: none of them comes twice.
    again = [(key, Article(title=key)) for key in ("shared", "alone")]
    assert collect(store, new, *again) == []


def test_an_entry_that_was_two_articles_is_one_and_it_is_the_one_that_was_chosen(store: Store) -> None:
    old, new = follow(store, "old"), follow(store, "new")
    for source in (old, new):
        collect(
            store,
            source,
            *((key, Article(title=f"{key} {source}")) for key in ("plain", "saved", "picked", "both")),
        )
    ids = {
        title: number
        for number in store.articles.ids(ArticleFilter())
        for title in [store.articles.rows([number])[0].title]
    }
    with store.history.act("chose"):
        store.articles.mark([ids[f"saved {old}"], ids[f"both {old}"], ids[f"both {new}"]], ArticleState.SAVED)
        item = Item(headline="x", article_id=ids[f"picked {old}"])
        store.digests.add(Digest(number=1, date=NOW.date(), sections=[Section(title="S", items=[item])]))
    with store.transaction():
        store.sources.merge(old, new)
    assert told(store) == {
        (f"plain {new}", new), (f"saved {old}", new), (f"picked {old}", new),
        (f"both {old}", new), (f"both {new}", new),
    }  # fmt: skip
    assert (
        collect(store, new, *((key, Article(title="again")) for key in ("plain", "saved", "picked", "both")))
        == []
    )


def test_what_a_source_left_behind_belongs_to_the_one_that_has_it_now(store: Store) -> None:
    first = follow(store, "first")
    article = ("1", Article(title="Nine cranes", url="https://h.example/1"))
    collect(store, first, article)
    second = follow(store, "second")
    collect(store, second, article)
    assert told(store) == {("Nine cranes", first)}
    with store.history.act("left"):
        store.sources.remove(first)
    third = follow(store, "third")
    collect(store, third, article)
    assert told(store) == {("Nine cranes", third)}
