"""The shelf of articles: what is collected twice, in what order lists stand, and what a row says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.model import Article, ArticleState, Digest, ImageSize, Item, Section, Source, TextLink
from digest.store import ArticleFilter, Collected, Store
from tests.store.conftest import collected

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_the_same_entry_is_one_article(store: Store) -> None:
    with store.transaction():
        first = store.articles.collect(1, [collected(1), collected(2)])
        again = store.articles.collect(1, [collected(1), collected(2)])
    assert len(first.new) == 2
    assert again.new == again.updated == []


def test_the_same_address_from_another_source_is_one_article(store: Store) -> None:
    with store.transaction():
        first = store.articles.collect(1, [collected(1)])
        other = store.articles.collect(2, [collected(1, title="Lamp post 1, as another has it")])
    assert (first.new, other.new) == ([1], [])
    assert store.articles.get(1).title == "Lamp post 1 leans"  # type: ignore[union-attr]


def spelt(url: str, *, is_detour: bool) -> Collected:
    return Collected(url, Article(title="Lamp post 1 leans", url=url), address=77, is_detour=is_detour)


AMP, CLEAN, OTHER = "https://amp.lamps.example/1", "https://lamps.example/1", "http://lamps.example/1"


@pytest.mark.parametrize("order", [(AMP, CLEAN, OTHER), (CLEAN, AMP, OTHER), (AMP, AMP, CLEAN)])
def test_of_the_spellings_of_an_address_the_sites_own_is_kept(store: Store, order: tuple[str, ...]) -> None:
    for source, url in enumerate(order, 1):
        with store.transaction():
            store.articles.collect(source, [spelt(url, is_detour=url == AMP)])
    assert store.articles.get(1).url == CLEAN  # type: ignore[union-attr]
    assert store.articles.get(2) is None


def test_a_spelling_that_another_article_has_is_left_to_it(store: Store) -> None:
    with store.transaction():
        store.articles.collect(1, [spelt(AMP, is_detour=True)])
        store.articles.collect(1, [Collected("other", Article(title="Another", url=CLEAN), address=78)])
        store.articles.take_address(1, CLEAN)
    assert store.articles.get(1).url == AMP  # type: ignore[union-attr]


def test_a_changed_entry_is_brought_up_to_date_and_stays_in_its_place(store: Store) -> None:
    with store.transaction():
        store.articles.collect(1, [collected(1), collected(2)])
    with store.history.act("dismissed one"):
        store.articles.mark([1], ArticleState.DISMISSED)
    with store.transaction():
        outcome = store.articles.collect(1, [collected(1, title="Lamp post 1 stands again")])
    article = store.articles.get(1)
    assert outcome.updated == [1]
    assert article is not None
    assert (article.title, article.state) == ("Lamp post 1 stands again", ArticleState.DISMISSED)
    store.history.undo()
    assert store.articles.get(1).state is ArticleState.NEW  # type: ignore[union-attr]
    assert store.articles.get(1).title == "Lamp post 1 stands again"  # type: ignore[union-attr]


WHOLE = ("The whole text of the lamp post. " * 4).strip()
LINK = TextLink(4, 9, "https://lamps.example/whole")


def complete(store: Store, text: str = WHOLE) -> None:
    with store.transaction():
        store.articles.collect(1, [collected(1)])
        store.texts.complete(1, Article(title="ignored", text=text, minutes=4), links=[LINK])


def test_a_feed_does_not_replace_the_text_of_the_page_by_a_stub_but_outdates_it(store: Store) -> None:
    complete(store)
    assert not store.texts.is_outdated(1)
    with store.transaction():
        store.articles.collect(1, [collected(1, title="Lamp post 1 stands", text="A stub, corrected.")])
    article = store.articles.get(1)
    assert article is not None
    assert (article.title, article.text, article.minutes) == ("Lamp post 1 stands", WHOLE, 4)
    assert store.texts.links(1) == [LINK]
    assert store.texts.is_outdated(1)
    with store.transaction():
        store.texts.complete(1, Article(title="ignored", text=WHOLE.replace("whole", "other")))
    assert (store.texts.is_outdated(1), store.texts.links(1)) == (False, [])
    assert [(one.title, one.text) for one in store.versions.of(1)[:2]] == [
        ("Lamp post 1 stands", WHOLE), ("Lamp post 1 leans", WHOLE),
    ]  # fmt: skip


def test_a_feed_that_says_as_much_replaces_the_text_of_the_page_and_its_links(store: Store) -> None:
    complete(store)
    changed = replace(
        collected(1, text=WHOLE.replace("whole", "new")), links=[TextLink(0, 3, "https://n.example/")]
    )
    with store.transaction():
        store.articles.collect(1, [changed])
    assert store.articles.get(1).text == changed.article.text  # type: ignore[union-attr]
    assert store.texts.links(1) == list(changed.links)
    assert not store.texts.is_outdated(1)
    assert store.versions.of(1)[0].text == WHOLE


def test_links_go_and_come_back_with_their_article(store: Store) -> None:
    with store.history.act("added one"):
        number = store.articles.add(Article(title="A lamp", text=WHOLE), links=[LINK])
    store.history.undo()
    assert store.texts.links(number) == []
    store.history.redo()
    assert store.texts.links(number) == [LINK]


def test_lists_are_newest_first_and_nothing_is_in_the_future(store: Store) -> None:
    with store.transaction():
        for number, published in enumerate(
            [NOON, NOON - timedelta(days=2), NOON + timedelta(days=900), None], 1
        ):
            store.articles.collect(
                1, [collected(number, published=published, collected=NOON + timedelta(hours=number))]
            )
    assert list(store.articles.ids(ArticleFilter())) == [4, 3, 1, 2]
    assert [row.at for row in store.articles.rows([3])] == [NOON + timedelta(hours=3)]


@pytest.mark.parametrize("state", [None, ArticleState.NEW])
def test_filters(store: Store, state: ArticleState | None) -> None:
    with store.transaction():
        for url, tags in (("https://a.example/feed", ["city"]), ("https://b.example/feed", [])):
            store.sources.add(Source(url=url, tags=tags))
        store.articles.collect(
            1, [collected(1, collected=NOON), collected(2, collected=NOON + timedelta(days=1))]
        )
        store.articles.collect(2, [collected(3, collected=NOON + timedelta(days=2))])

    def ids(**wanted: object) -> list[int]:
        return list(store.articles.ids(ArticleFilter(state=state, **wanted)))  # type: ignore[arg-type]

    assert ids() == [3, 2, 1]
    assert ids(source_id=1) == [2, 1]
    assert ids(tag="city") == [2, 1]
    assert ids(since=NOON + timedelta(days=1)) == [3, 2]
    assert ids(since=NOON + timedelta(days=1), source_id=1) == [2]


def test_what_is_kept_is_all_but_the_dismissed(store: Store) -> None:
    with store.transaction():
        store.articles.collect(1, [collected(n, collected=NOON + timedelta(days=n)) for n in range(1, 5)])
        store.articles.mark([2], ArticleState.DISMISSED)
        store.articles.mark([3], ArticleState.SAVED)
    assert list(store.articles.ids(ArticleFilter(kept=True))) == [4, 3, 1]
    assert list(store.articles.ids(ArticleFilter(kept=True, since=NOON + timedelta(days=2)))) == [4, 3]
    store.index.update()
    assert list(store.articles.ids(ArticleFilter(kept=True, search="lamp"))) == [4, 3, 1]


def test_rows_come_in_the_order_asked_for_and_skip_what_is_gone(store: Store) -> None:
    with store.transaction():
        store.articles.collect(1, [collected(number) for number in (1, 2, 3)])
    assert [row.id for row in store.articles.rows([2, 99, 3, 1])] == [2, 3, 1]


def test_a_row_counts_the_other_outlets_of_its_story(store: Store) -> None:
    with store.transaction():
        store.articles.collect(1, [collected(n, site=site) for n, site in enumerate(["A", "B", "B", "C"], 1)])
        for number in (1, 2, 3, 4):
            store.stories.join(number, 1)
    assert [row.outlets for row in store.articles.rows([1, 2, 4])] == [2, 2, 2]


def test_any_number_of_articles_is_marked_at_once(store: Store) -> None:
    """More ids than SQLite lets a statement bind (32,766)."""
    with store.transaction():
        store.articles.collect(1, [collected(number) for number in range(200)])
    with store.history.act("dismissed 200 articles"):
        assert store.articles.mark(range(40_000), ArticleState.DISMISSED) == 200
    assert store.sources.counts(None).dismissed == 200
    assert len(store.articles.rows(range(40_000))) == 200
    store.history.undo()
    assert store.sources.counts(None).new == 200


def test_the_size_of_a_picture_is_that_of_the_picture_which_is_kept(store: Store) -> None:
    feeds, pages = "https://lamps.example/feed.jpg", "https://lamps.example/page.jpg"
    wide, square = ImageSize(1200, 630), ImageSize(600, 600)
    pictured = collected(1, image_url=feeds)
    with store.transaction():
        store.articles.collect(1, [Collected(pictured.key, pictured.article, wide), collected(2)])
    page = Article(title="ignored", text="Whole.", image_url=pages)
    with store.transaction():
        store.texts.complete(1, page, square)
        store.texts.complete(2, page, square)
        store.texts.complete(2, page)  # where the page tells it no more, it is known all the same
    items = [Item(article_id=1, image_url=feeds), Item(article_id=2, image_url=pages)]
    section = Section(title="Lead", items=items)
    with store.history.act("picked both"):
        store.digests.add(Digest(number=1, date=NOON.date(), sections=[section]))
    assert store.digests.image_sizes(1) == {feeds: wide, pages: square}
