"""Full texts: which articles are stubs or outdated, and how they are completed from their own pages."""

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.desk.collect.pages import RestWantedError, page_at
from digest.desk.collect.placing import assign_stories
from digest.desk.words import articles_told
from digest.model import Article, ArticleState, DeskError, Interrupted, Newsletter, now
from digest.model.urls import PLACE
from digest.store import WHOLE_SHARE, Store

if TYPE_CHECKING:
    from digest.collect.pages.page import Page

STUB_CHARACTERS = 600
"""A text shorter than this is what a feed gives of an article, not the article."""

_CUT_OFF = ("…", "...", "[…]", "[...]", "Read more", "Continue reading")
_WIDE = 0x2E80  # from here on a character says as much as three
AHEAD_AT_ONCE = 4
AHEAD_LIMIT = 20
"""Pages read after one fetch, so that a long list of saved stubs is not asked for in one go."""
AHEAD_SECONDS = 30.0
"""After this long no more of them are begun, however slow their servers are."""
ASK_AGAIN = timedelta(days=1)
"""How long a page that gave no more is left alone by what happens unasked."""


def is_stub(article: Article) -> bool:
    """Whether a feed's text of an article is only its beginning, and its page can be asked for the rest.

    It is, when it is short or breaks off. Of a text that came from the page itself this says nothing.
    """
    if article.url is None or PLACE in article.url:
        return False  # a page that many articles share is the text of none
    text = article.text.rstrip()
    said = len(text) + 2 * sum(ord(char) > _WIDE for char in text[:STUB_CHARACTERS])
    return said < STUB_CHARACTERS or text.endswith(_CUT_OFF)


class FullTexts:
    """Completes stubs, and remembers for as long as the desk is open which pages gave nothing."""

    def __init__(self, store: Store, newsletter: Newsletter) -> None:
        self._store = store
        self._newsletter = newsletter
        self._troubles: dict[int, str] = {}

    def lacks_text(self, article: Article) -> bool:
        """Whether the article is a stub whose page has not been read."""
        return is_stub(article) and not self._store.texts.is_complete(article.id)

    def is_outdated(self, article: Article) -> bool:
        """Whether the article's feed has changed it since its text came from its page, which is to be read again."""
        return self._store.texts.is_outdated(article.id)

    def trouble(self, article_id: int) -> str | None:
        """Why the page gave no full text when it was asked last, in a sentence; None where it was not asked."""
        return self._troubles.get(article_id)

    @property
    def troubles(self) -> dict[int, str]:
        """Why pages gave no full text when they were asked, by article."""
        return dict(self._troubles)

    def remember(self, troubles: Mapping[int, str]) -> None:
        """What was learned of pages by another desk, as one in a process of its own."""
        self._troubles.update(troubles)

    def is_wanted(self, article: Article) -> bool:
        """Whether the full text is to be read unasked: once, of nothing that was dismissed, and of no host that
        asked to be left alone.
        """
        return (
            self._newsletter.fetch.full_text
            and article.state is not ArticleState.DISMISSED
            and article.id not in self._troubles
            and (self.lacks_text(article) or self.is_outdated(article))
            and not self._is_resting(article)
        )

    def _is_resting(self, article: Article) -> bool:
        until = self._store.sources.rests().get(urlsplit(article.url or "").netloc)
        return until is not None and until > now()

    def complete(self, article: Article, stop: threading.Event | None = None) -> None:
        """Read the article's page, and keep its text where that is more than is known, or newer.

        Raises DeskError when the page cannot be reached or has no more, Interrupted once `stop` is set.
        """
        if article.url is None:
            raise DeskError(f"{articles_told([article.title])} has no address to read its full text from.")
        try:
            page = page_at(article.url, self._newsletter.fetch.timeout_seconds, stop=stop)
            self._keep(article, page)
        except DeskError as error:
            self._troubles[article.id] = str(error)
            with self._store.transaction():
                self._store.texts.page_was_asked(article.id)
                if isinstance(error, RestWantedError):
                    self._store.sources.rest(error.host, error.until)
            raise
        self._troubles.pop(article.id, None)
        assign_stories(self._store, [article.id])  # so that it is known by its whole text
        self._store.index.update()

    def _keep(self, article: Article, page: "Page") -> None:
        from digest.collect.addresses.canonical import is_detour

        # What says much less than is known is a paywall or a consent page, not a correction.
        known, found = len(article.text), len(page.article.text)
        is_complete = self._store.texts.is_complete(article.id)
        if not is_complete and found <= known:
            raise DeskError(f"The page of {articles_told([article.title])} shows no more text than is here.")
        with self._store.transaction():
            if found <= known * WHOLE_SHARE:
                self._store.texts.stays(article.id)
                return
            self._store.texts.complete(article.id, page.article, page.image_size, page.links)
            if page.article.url and not is_detour(page.article.url):
                self._store.articles.take_address(article.id, page.article.url)

    def complete_kept(self, stop: threading.Event | None = None) -> int:
        """Complete stubs that are saved or stand in a digest in work, and read again those of them that are outdated,
        some of them at a time; how many were read.

        Hosts that asked to be left alone are. What fails is remembered and asked again another day.
        """
        if not self._newsletter.fetch.full_text:
            return 0
        kept = self._store.articles.many(self._store.texts.kept_without_page(now() - ASK_AGAIN))
        wanted = [article for article in kept if self.is_wanted(article)]
        if not wanted:
            return 0
        stop = stop or threading.Event()
        complete = partial(self._try, stop=stop, end=monotonic() + AHEAD_SECONDS)
        with ThreadPoolExecutor(AHEAD_AT_ONCE, thread_name_prefix="full text") as threads:
            try:
                return sum(threads.map(complete, wanted[:AHEAD_LIMIT]))
            except BaseException:
                stop.set()  # it is broken off: the pages that are being read are not waited for
                raise

    def _try(self, article: Article, *, stop: threading.Event, end: float) -> bool:
        if stop.is_set() or monotonic() > end or not self.is_wanted(article):
            return False  # asked again: the page before may have told that its host wants rest
        try:
            self.complete(article, stop)
        except (DeskError, Interrupted):
            return False  # `trouble` tells it where the article is read
        return True
