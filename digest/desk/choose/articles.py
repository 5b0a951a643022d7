"""Reading: the lists of what was collected, what is decided of it, and pages collected by hand."""

import threading
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from digest.desk.choose.changes import ArticleChange, change
from digest.desk.collect.adding import AddedArticles, AddedPage, Adding, AddProgress
from digest.desk.collect.full_text import FullTexts
from digest.desk.words import articles_told, counted
from digest.model import Article, ArticleState, DeskError, Newsletter, Story, TextLink, now
from digest.store import ArticleFilter, ArticleRow, ArticleVersion, Store, StoryRows, Tally

if TYPE_CHECKING:
    from digest.collect.addresses.lists import ListedAddress

MARKED_AT_ONCE = 1_000
"""Articles of one act that are marked before what changed is put down: some megabytes of memory."""

MARKED_TOGETHER = 10_000
"""Articles that are marked in one transaction, half a second's worth: an act on more has several."""

READ_AT_ONCE = 500
"""Articles of a list that are read together, to be printed: some megabytes of text."""

DROPPED_AT_ONCE = 2_000
"""Old texts dropped after one fetch, so that it never holds up the curator's next act."""


@dataclass(frozen=True)
class Vocabulary:
    """The words that a search's fields can take: the names of sources, tags, and languages."""

    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenArticle:
    """An article as it is read, and what there is to know of its words.

    `links` are those behind words of its text. `lacks_text`: it is a stub whose page was not read; `is_outdated`:
    its feed has changed it since its page was read; `wants_text`: that is to be done now, unasked; `trouble` says
    why it failed. `changes` counts what its publisher changed since it was collected, the last time at `changed`
    (UTC).
    """

    article: Article
    links: Sequence[TextLink] = ()
    lacks_text: bool = False
    is_outdated: bool = False
    wants_text: bool = False
    trouble: str | None = None
    changes: int = 0
    changed: datetime | None = None

    @property
    def is_dropped(self) -> bool:
        """Whether its text was dropped, as the newsletter has it of what was dismissed long ago: its reading time
        stays, and tells that there was one.
        """
        return not self.article.text and self.article.minutes > 0


class Articles:
    """The articles on file."""

    def __init__(self, store: Store, newsletter: Newsletter) -> None:
        self._store = store
        self._newsletter = newsletter
        self._full_texts = FullTexts(store, newsletter)
        self._adding = Adding(store, newsletter, self._full_texts)

    def since_last_digest(self) -> datetime | None:
        """When the last digest went out: what was collected since is new. None before the first."""
        last = self._store.digests.last_sent()
        return last[1] if last else None

    def last_digest(self) -> int | None:
        """The number of the digest that went out last, or None."""
        last = self._store.digests.last_sent()
        return last[0] if last else None

    def first(self, wanted: ArticleFilter, limit: int = 64) -> list[ArticleRow]:
        """The newest rows of a list."""
        return self._store.articles.first(wanted, limit)

    def at_once(self, wanted: ArticleFilter, limit: int) -> list[ArticleRow]:
        """The newest rows of a list as far as they are found in a moment; none only where nothing is."""
        return self._store.articles.at_once(wanted, limit)

    def ids(self, wanted: ArticleFilter) -> "array[int]":
        """The id of every article of a list, newest first. Takes up to a second at a million."""
        return self._store.articles.ids(wanted)

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """The rows of these articles, in this order."""
        return self._store.articles.rows(ids)

    def tally(self, wanted: ArticleFilter) -> Tally:
        """How many articles of a list are new, and how many are decided and kept in it."""
        return self._store.articles.tally(wanted)

    def are_all(self, ids: Sequence[int], state: ArticleState) -> bool:
        """Whether all these articles are in a state."""
        return self._store.articles.are_all(ids, state)

    def folds(self, ids: Sequence[int], wanted: ArticleFilter) -> dict[int, StoryRows]:
        """What a folded list holds of the stories that these articles lead in it, by the id of the one that leads."""
        return self._store.stories.folds(ids, wanted)

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

    def opened(self, article_id: int) -> OpenArticle:
        """One article to read. Raises DeskError when there is none of this id."""
        article = self.get(article_id)
        changed = [one.until for one in self._store.versions.of(article_id) if not one.completed]
        return OpenArticle(
            article,
            self._store.texts.links(article_id),
            lacks_text=self._full_texts.lacks_text(article),
            is_outdated=self._full_texts.is_outdated(article),
            wants_text=self._full_texts.is_wanted(article),
            trouble=self._full_texts.trouble(article_id),
            changes=len(changed),
            changed=changed[0] if changed else None,
        )

    def versions(self, article_id: int) -> list[ArticleVersion]:
        """What an article said before it changed, the newest version first; the last ten are kept."""
        return self._store.versions.of(article_id)

    def change(self, article_id: int, nth: int = 0) -> ArticleChange | None:
        """What changed in an article the `nth` last time, word by word; None where no such change is kept."""
        versions = self.versions(article_id)
        if nth >= len(versions):
            return None
        present = versions[nth - 1] if nth else self.get(article_id)
        return change(versions[nth], present, nth=nth, of=len(versions))

    def change_since_picked(self, item_id: int) -> ArticleChange | None:
        """What an item's publisher changed in its article since it was picked; None where it is as it was."""
        picked = self._store.versions.picked(item_id)
        item = self._store.digests.item(item_id)
        if picked is None or item is None or item.article_id is None:
            return None
        return change(picked, self.get(item.article_id), nth=0, of=1)

    def mark(
        self,
        ids: Sequence[int],
        state: ArticleState,
        progress: Callable[[int], None] | None = None,
        stop: threading.Event | None = None,
    ) -> str:
        """Decide of articles: save, dismiss, or take that back (new). One act; its words.

        `picked` is not set here: an article is picked by standing in a digest. Of very many articles `progress` is
        told in per cent how far it is; once `stop` is set no more are marked, and the words say how many were.
        """
        if state is ArticleState.PICKED:
            raise DeskError("Articles are picked into a digest: use pick.")
        verb = {
            ArticleState.NEW: "put back",
            ArticleState.SAVED: "saved",
            ArticleState.DISMISSED: "dismissed",
        }[state]
        told = self._told(ids) if len(ids) <= MARKED_TOGETHER else None
        act = self._store.history.long_act(lambda done: f"{verb} {told or counted(done, 'article')}")
        done = 0
        while done < len(ids):
            if progress is not None and done:
                progress(100 * done // len(ids))
            if stop is not None and stop.is_set():
                break
            part = ids[done : done + MARKED_TOGETHER]
            with act.part(len(part)) as recording:
                for start in range(0, len(part), MARKED_AT_ONCE):
                    self._store.articles.mark(part[start : start + MARKED_AT_ONCE], state)
                    recording.put_down()
            done += len(part)
        return f"{verb} {told or counted(done, 'article')}"

    def _told(self, ids: Sequence[int]) -> str:
        """These articles in words; of several the titles are not read."""
        stories = self._store.stories.of(ids)
        if len(stories) > 1:
            of_one = " of one story" if len(set(stories.values())) == 1 else ""
            return counted(len(stories), "article") + of_one
        titles = [row.title for row in self._store.articles.rows(list(stories))]
        return articles_told(titles) if titles else "nothing"

    def add(self, target: str, *, teasers: bool = False, stdin: bytes | None = None) -> AddedPage:
        """Collect one article from an address, a file (HTML or text) or, for "-", from `stdin`. One act.

        With `teasers`, what stood beside it on the page is given too. Raises DeskError when the target
        cannot be reached or read, or holds no article.
        """
        page = self._adding.page(target, stdin)
        (article,) = self._adding.keep([page])
        return AddedPage(article=article, teasers=page.teasers if teasers else [])

    def listed(self, target: str, stdin: bytes | None = None) -> "list[ListedAddress] | None":
        """The addresses that a file or, for "-", `stdin` lists; None where it holds a page. Raises DeskError."""
        return self._adding.listed(target, stdin)

    def add_listed(
        self,
        listed: "Sequence[ListedAddress]",
        progress: Callable[[AddProgress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> AddedArticles:
        """Collect the page at each address of a list; one that fails does not stop the others. One act.

        `progress` is called after each, on this thread. Once `stop` is set no more are read; those that were
        are kept.
        """
        return self._adding.all(listed, progress, stop)

    def add_pasted(
        self,
        text: str,
        progress: Callable[[AddProgress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> AddedArticles:
        """Collect what was pasted: a list of addresses, or a whole page as text or HTML. One act. Raises DeskError."""
        return self._adding.pasted(text, progress, stop)

    def complete(self, article_id: int, stop: threading.Event | None = None) -> Article:
        """Read an article's full text from its own page, where its feed gave a stub; the article.

        No act: what the network tells is not undone. Raises DeskError when the page cannot be reached or has
        no more, Interrupted soon after `stop` is set.
        """
        self._full_texts.complete(self.get(article_id), stop)
        return self.get(article_id)

    def after_fetch(self, stop: threading.Event | None = None) -> int:
        """What follows a fetch: old dismissed articles give up their texts, kept stubs are completed.

        Both are bounded, and no acts. How many full texts were read; once `stop` is set no more are.
        """
        days = self._newsletter.retention.dismissed_days
        if days is not None:
            with self._store.transaction():
                self._store.retention.drop_dismissed(now() - timedelta(days=days), DROPPED_AT_ONCE)
            self._store.index.update()
        return self._full_texts.complete_kept(stop)

    @property
    def troubles(self) -> dict[int, str]:
        """Why pages gave no full text when this desk asked them, by article."""
        return self._full_texts.troubles

    def remember_troubles(self, troubles: Mapping[int, str]) -> None:
        """Tell of them where their articles are read: another desk has asked."""
        self._full_texts.remember(troubles)

    # Lists to print: they may be a million long, so that each is read a page at a time

    def stories(self, wanted: ArticleFilter, limit: int | None = None) -> Iterator[Story]:
        """The articles of a list, those that tell the same event together.

        The one that the curator chose leads, or else the first to tell it.
        """
        ids = self._store.articles.ids(wanted)
        together = self._store.stories.told_together()
        place = {number: at for at, number in enumerate(ids) if number in together}
        told: set[int] = set()
        left = len(ids) if limit is None else limit
        for start in range(0, len(ids), READ_AT_ONCE):
            page = ids[start : start + READ_AT_ONCE]
            story_of = self._store.stories.of(page)
            tellers: dict[int, list[int]] = {}
            for number in page:
                story = story_of.get(number)
                if story is not None and story not in told and (story in tellers or len(tellers) < left):
                    tellers.setdefault(story, []).append(number)
            others = self._store.stories.tellers(tellers)
            later = sorted(
                (place[number], number, story)
                for number, story in others.items()
                if place.get(number, 0) >= start + len(page)
            )
            for _, number, story in later:
                tellers[story].append(number)
                told.add(story)
            yield from self._told_by(tellers)
            left -= len(tellers)
            if not left:
                return

    def _told_by(self, tellers: Mapping[int, Sequence[int]]) -> Iterator[Story]:
        """The stories that these articles tell."""
        ids = [number for numbers in tellers.values() for number in numbers]
        found = {article.id: article for article in self._store.articles.many(ids)}
        chosen = self._store.stories.leads(ids)
        for story, numbers in tellers.items():
            articles = [found[number] for number in numbers if number in found]
            if articles:
                lead = min(
                    articles,
                    key=lambda one: (one.id not in chosen, one.published or one.collected or now(), one.id),
                )
                yield Story(id=story, lead=lead.id, articles=articles)

    def list(self, wanted: ArticleFilter, limit: int | None = None) -> Iterator[Article]:
        """The articles of a list with their texts, newest first."""
        for page in self._pages(wanted, limit):
            yield from self._store.articles.many(page)

    def list_rows(self, wanted: ArticleFilter, limit: int | None = None) -> Iterator[ArticleRow]:
        """The same without what is long."""
        for page in self._pages(wanted, limit):
            yield from self._store.articles.rows(page)

    def _pages(self, wanted: ArticleFilter, limit: int | None) -> Iterator[Sequence[int]]:
        if limit is not None:
            ids: Sequence[int] = [row.id for row in self._store.articles.first(wanted, limit)]
        else:
            ids = self._store.articles.ids(wanted)
        for start in range(0, len(ids), READ_AT_ONCE):
            yield ids[start : start + READ_AT_ONCE]
