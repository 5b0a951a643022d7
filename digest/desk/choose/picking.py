"""Picking: articles into a digest, and out of it again. Every change here is an act that can be undone."""

from collections.abc import Sequence

from digest.desk.words import articles_told, counted, placed
from digest.desk.write.digests import Digests
from digest.desk.write.items import Items
from digest.desk.write.outline import item_of, must_be_open, section_for
from digest.model import Article, ArticleState, DeskError, Digest, Item
from digest.store import Store

PICKED_AT_ONCE = 1_000
"""Articles that may be picked together: more than any mail can show."""


class Picking:
    """What the curator chooses. A number of None means the newest digest that has not gone out."""

    def __init__(self, store: Store, digests: Digests, items: Items) -> None:
        self._store = store
        self._digests = digests
        self._items = items

    def pick(
        self, article_ids: Sequence[int], *, number: int | None = None, section: str | int | None = None
    ) -> list[Item]:
        """Put articles into a digest; the items just made. One act.

        A digest is begun when there is none. `section` is a title or an id; left out, an empty lead section
        takes the first article and the first section of stories the others. An article that stands in the
        digest already is not put in twice.
        """
        digest = self._to_pick_into(number)
        articles = [
            article for article in self._articles(article_ids) if article.id not in digest.article_ids
        ]
        with self._store.history.act(f"picked {articles_told([article.title for article in articles])}"):
            made = self._put(articles, self._on_file(digest), section)
        return [self._items.get(number) for number in made]

    def place(self, article_ids: Sequence[int], section: str | int, *, number: int | None = None) -> str:
        """Let articles stand in a section, whose title or id is given; what was done, in words. One act.

        Those that are not in the digest yet are picked into it, those that are go to the section's end. A digest
        is begun when there is none.
        """
        digest = self._to_pick_into(number)
        new = [article for article in self._articles(article_ids) if article.id not in digest.article_ids]
        there = section_for(digest, section)
        standing = [item for item in digest.items if item.article_id in set(article_ids)]
        moving = [item for item in standing if item not in there.items]
        label = placed([article.title for article in new], [item.headline for item in moving], there.title)
        with self._store.history.act(label):
            self._store.digests.order_items(there.id, [item.id for item in (*there.items, *moving)])
            self._put(new, self._on_file(digest), section)
        return label

    def _articles(self, article_ids: Sequence[int]) -> list[Article]:
        if len(article_ids) > PICKED_AT_ONCE:
            raise DeskError(
                f"{counted(len(article_ids), 'article')} are more than a digest can show:"
                f" pick at most {PICKED_AT_ONCE:,} at once."
            )
        articles = self._store.articles.many(article_ids)
        missing = set(article_ids) - {article.id for article in articles}
        if missing:
            raise DeskError(
                f"There is no article {min(missing)}: 'digest article list' shows those there are."
            )
        return articles

    def _to_pick_into(self, number: int | None) -> Digest:
        """The digest of this number or else the newest draft, or one to begin, which is not on file yet."""
        digest = self._digests.draft() if number is None else self._digests.get(number)
        if digest is None:
            return self._digests.planned()
        must_be_open(digest)
        return digest

    def _on_file(self, digest: Digest) -> Digest:
        """A digest with the ids that it has on file; one that was just begun is put there, within an act."""
        if self._store.digests.get(digest.number) is None:
            self._store.digests.add(digest)
        return self._digests.get(digest.number)

    def _put(self, articles: Sequence[Article], digest: Digest, section: str | int | None) -> list[int]:
        """Put articles into a digest, within an act; the ids of the items."""
        made: list[int] = []
        for article in articles:
            there = section_for(digest, section)
            item = item_of(article, self._other_outlets(article))
            made.append(self._store.digests.add_item(there.id, item))
            there.items.append(item)
        self._store.articles.mark([article.id for article in articles], ArticleState.PICKED)
        return made

    def _other_outlets(self, article: Article) -> list[str]:
        if article.story_id is None:
            return []
        others = self._store.articles.rows(self._store.stories.members(article.story_id))
        return list(dict.fromkeys(row.site for row in others if row.site and row.site != article.site))

    def unpick(self, article_ids: Sequence[int], *, number: int | None = None) -> str:
        """Take articles out of a digest again; what was done, in words. One act."""
        digest = self._digests.get(number)
        must_be_open(digest)
        items = [item for item in digest.items if item.article_id in set(article_ids)]
        if not items:
            raise DeskError(
                f"No. {digest.number} has none of these: what is picked stands in another digest."
            )
        label = f"took {articles_told([item.headline for item in items])} out of No. {digest.number}"
        with self._store.history.act(label):
            for item in items:
                self._store.digests.remove_item(item.id)
            self._digests.release([item.article_id for item in items])
        return label
