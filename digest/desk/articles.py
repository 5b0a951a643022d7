"""Reading: the lists of what was collected, what is decided of it, and pages collected by hand."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from digest.desk.pages import page_at, page_in, page_in_file
from digest.desk.words import articles_told
from digest.model import Article, ArticleState, DeskError, Newsletter, Story, Teaser, now
from digest.store import ArticleFilter, ArticleRow, Store

if TYPE_CHECKING:
    from digest.collect.page import Page


class AddedPage(BaseModel):
    """What was collected from one page."""

    article: Article
    teasers: list[Teaser]


@dataclass(frozen=True)
class Vocabulary:
    """The words that a search's fields can take: the names of sources, tags, and languages."""

    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


class Articles:
    """The articles on file."""

    def __init__(self, store: Store, newsletter: Newsletter) -> None:
        self._store = store
        self._newsletter = newsletter

    def since_last_digest(self) -> datetime | None:
        """When the last digest went out: what was collected since is new. None before the first."""
        last = self._store.digests.last_sent()
        return last[1] if last else None

    def last_digest(self) -> int | None:
        """The number of the digest that went out last, or None."""
        last = self._store.digests.last_sent()
        return last[0] if last else None

    def first(self, wanted: ArticleFilter, limit: int = 64) -> list[ArticleRow]:
        """The newest rows of a list, at once."""
        return self._store.articles.first(wanted, limit)

    def ids(self, wanted: ArticleFilter) -> "array[int]":
        """The id of every article of a list, newest first. Takes up to a second at a million."""
        return self._store.articles.ids(wanted)

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """The rows of these articles, in this order."""
        return self._store.articles.rows(ids)

    def vocabulary(self) -> Vocabulary:
        """What a search may be completed with: the sources that are followed, their tags, and the languages met."""
        sources = self._store.sources.all()
        return Vocabulary(
            sources=tuple(sorted({source.title for source in sources if source.title}, key=str.casefold)),
            tags=tuple(sorted({tag for source in sources for tag in source.tags}, key=str.casefold)),
            languages=tuple(self._store.articles.languages()),
        )

    def get(self, article_id: int) -> Article:
        """One article with its text. Raises DeskError when there is none of this id."""
        article = self._store.articles.get(article_id)
        if article is None:
            raise DeskError(f"There is no article {article_id}: 'digest article list' shows those there are.")
        return article

    def mark(self, ids: Sequence[int], state: ArticleState) -> str:
        """Decide of articles: save, dismiss, or take that back (new). One act; its words.

        `picked` is not set here: an article is picked by standing in a digest.
        """
        if state is ArticleState.PICKED:
            raise DeskError("Articles are picked into a digest: use pick.")
        titles = [article.title for article in self._store.articles.rows(ids)]
        verb = {
            ArticleState.NEW: "put back",
            ArticleState.SAVED: "saved",
            ArticleState.DISMISSED: "dismissed",
        }[state]
        label = f"{verb} {articles_told(titles)}" if titles else f"{verb} nothing"
        with self._store.history.act(label):
            self._store.articles.mark(ids, state)
        return label

    def add(self, target: str, *, teasers: bool = False, stdin: bytes | None = None) -> AddedPage:
        """Collect one article from an address, a file (HTML or text) or, for "-", from `stdin`. One act.

        With `teasers`, what stood beside it on the page is given too. Raises DeskError when the target
        cannot be reached or read, or holds no article.
        """
        page = self._page(target, stdin)
        article = page.article
        with self._store.history.act(f"added {articles_told([article.title])}"):
            known = self._store.articles.by_url(article.url) if article.url else None
            if known is None:
                known = self._store.articles.add(
                    article.model_copy(update={"collected": now()}), complete=True
                )
        self._store.articles.index_pending()
        return AddedPage(article=self.get(known), teasers=page.teasers if teasers else [])

    def _page(self, target: str, stdin: bytes | None) -> "Page":
        if target == "-":
            if not stdin:
                raise DeskError("Standard input is empty: pipe a page or a text into 'digest article add -'.")
            return page_in(stdin, "Standard input")
        if target.lower().startswith(("http://", "https://")):
            return page_at(target, self._newsletter.fetch.timeout_seconds)
        return page_in_file(Path(target))

    def complete(self, article_id: int) -> Article:
        """Fill in the full text from the article's own page where its feed gave a stub; the article.

        No act: what the network tells is not undone. Raises DeskError when the page cannot be reached.
        """
        article = self.get(article_id)
        if article.url is None:
            raise DeskError(f"{articles_told([article.title])} has no address to read its full text from.")
        page = page_at(article.url, self._newsletter.fetch.timeout_seconds)
        if len(page.article.text) > len(article.text):
            with self._store.transaction():
                self._store.articles.complete(article_id, page.article)
            self._store.articles.index_pending()
        return self.get(article_id)

    def stories(self, wanted: ArticleFilter, limit: int | None = None) -> list[Story]:
        """The articles of a list, those that tell the same event together. The first to tell it leads."""
        stories: dict[int, Story] = {}
        for article in self.list(wanted):
            number = article.story_id or article.id
            if number in stories:
                stories[number].articles.append(article)
            elif limit is None or len(stories) < limit:
                stories[number] = Story(id=number, lead=article.id, articles=[article])
        for story in stories.values():
            story.lead = min(
                story.articles, key=lambda one: (one.published or one.collected or now(), one.id)
            ).id
        return list(stories.values())

    def list(self, wanted: ArticleFilter, limit: int | None = None) -> list[Article]:
        """The articles of a list with their texts, newest first."""
        if limit is not None:
            ids: Sequence[int] = [row.id for row in self._store.articles.first(wanted, limit)]
        else:
            ids = self._store.articles.ids(wanted)
        return self._store.articles.many(ids)
