"""Collecting by hand: a page from an address, a file, standard input or the clipboard; or a list of addresses."""

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from digest.desk.collect.full_text import FullTexts
from digest.desk.collect.pages import data_in_file, page_at, page_in
from digest.desk.collect.placing import assign_stories
from digest.desk.words import articles_told
from digest.model import Article, DeskError, Interrupted, Newsletter, Teaser, now
from digest.store import Store

if TYPE_CHECKING:
    from digest.collect.addresses.lists import ListedAddress
    from digest.collect.pages.page import Page

MOST_ADDRESSES = 500
"""Addresses of one list: who has more of one site follows it."""

AT_ONCE = 4
_PASTED = "What you pasted"


class AddedPage(BaseModel):
    """What was collected from one page."""

    article: Article
    teasers: list[Teaser]


class FailedAddress(BaseModel):
    """A line of a list that gave no article; `error` is a sentence for the curator."""

    url: str
    error: str


class AddedArticles(BaseModel):
    """What was collected from a list of addresses, in its order."""

    articles: list[Article]
    failed: list[FailedAddress]


@dataclass(frozen=True)
class AddProgress:
    """One more address of a list is done."""

    done: int
    total: int


Told = Callable[[AddProgress], None]


class Adding:
    """Collects pages by hand. What is added in one go is one act."""

    def __init__(self, store: Store, newsletter: Newsletter, full_texts: FullTexts) -> None:
        self._store = store
        self._newsletter = newsletter
        self._full_texts = full_texts

    def page(self, target: str, stdin: bytes | None) -> "Page":
        """The page at an address, in a file, or for "-" in `stdin`. Raises DeskError."""
        if _is_address(target):
            return page_at(target, self._newsletter.fetch.timeout_seconds)
        return page_in(*_data(target, stdin))

    def listed(self, target: str, stdin: bytes | None) -> "list[ListedAddress] | None":
        """The addresses that a file or `stdin` lists; None where it is no list, but a page. Raises DeskError."""
        return None if _is_address(target) else _listed(*_data(target, stdin))

    def pasted(
        self, text: str, progress: Told | None = None, stop: threading.Event | None = None
    ) -> AddedArticles:
        """Add what was on the clipboard: an address or several, or a whole page, as text or as HTML."""
        data = text.encode("utf-8", "replace")
        listed = _listed(data, _PASTED)
        if listed is not None:
            return self.all(listed, progress, stop)
        return AddedArticles(articles=self.keep([page_in(data, _PASTED)]), failed=[])

    def all(
        self,
        listed: "Sequence[ListedAddress]",
        progress: Told | None = None,
        stop: threading.Event | None = None,
    ) -> AddedArticles:
        """Add the page at each address; one that fails does not stop the others.

        `progress` is called after each, on this thread. Once `stop` is set no more are read; those that were
        are kept, also when the work is broken off.
        """
        if len(listed) > MOST_ADDRESSES:
            raise DeskError(
                f"The list has {len(listed):,} lines; {MOST_ADDRESSES} at a time can be collected: cut it in parts."
            )
        pages: dict[int, Page] = {}
        errors: dict[int, str] = {}
        try:
            self._read(listed, pages, errors, progress, stop or threading.Event())
        finally:
            articles = self.keep([pages[at] for at in sorted(pages)])
        failed = [
            FailedAddress(url=listed[at].url or listed[at].text, error=errors[at]) for at in sorted(errors)
        ]
        return AddedArticles(articles=articles, failed=failed)

    def _read(
        self,
        listed: "Sequence[ListedAddress]",
        pages: "dict[int, Page]",
        errors: dict[int, str],
        progress: Told | None,
        stop: threading.Event,
    ) -> None:
        """Read the page of each address, some at a time, into `pages`; what went wrong, into `errors`."""
        asked: dict[Future[Page], int] = {}
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="add") as threads:
            for at, one in enumerate(listed):
                if one.url is None:
                    errors[at] = f"Line {one.line} is no address: {one.text[:80]}"
                else:
                    seconds = self._newsletter.fetch.timeout_seconds
                    asked[threads.submit(page_at, one.url, seconds, stop=stop)] = at
            try:
                for done, future in enumerate(as_completed(asked), 1):
                    _sort_in(future, asked, pages, errors)
                    if progress is not None:
                        progress(AddProgress(done, len(asked)))
            except BaseException:
                stop.set()
                raise

    def keep(self, pages: "Sequence[Page]") -> list[Article]:
        """Put the pages' articles on file, in one act. What is there already gets the text that it lacks."""
        if not pages:
            return []
        new: list[int] = []
        with self._store.history.act(f"added {articles_told([page.article.title for page in pages])}"):
            ids = [self._keep(page, new) for page in pages]
        assign_stories(self._store, new)
        self._store.index.update()
        return self._store.articles.many(list(dict.fromkeys(ids)))

    def _keep(self, page: "Page", new: list[int]) -> int:
        """The id of the page's article; `new` gets it, where it is."""
        article = page.article
        address, is_detour = _spelling(article)
        known = self._store.articles.by_url(article.url) if article.url else None
        known = known or self._store.articles.same_as(address, article.title)
        if known is None:
            arrived = article.model_copy(update={"collected": now()})
            new.append(
                self._store.articles.add(
                    arrived,
                    complete=True,
                    image_size=page.image_size,
                    address=address,
                    is_detour=is_detour,
                    links=page.links,
                )
            )
            return new[-1]
        (there,) = self._store.articles.many([known])
        if len(article.text) > len(there.text) and self._full_texts.lacks_text(there):
            self._store.texts.complete(known, article, page.image_size, page.links)
        if article.url and not is_detour:
            self._store.articles.take_address(known, article.url)
        return known


def _spelling(article: Article) -> tuple[int | None, bool]:
    """What is the same for every spelling of its address, and whether this one is a detour."""
    from digest.collect.addresses.canonical import address_code, is_detour

    return (address_code(article.url), is_detour(article.url)) if article.url else (None, False)


def _is_address(target: str) -> bool:
    return target.lower().startswith(("http://", "https://"))


def _data(target: str, stdin: bytes | None) -> tuple[bytes, str]:
    """The bytes of a file or of standard input, and what to call them in a message."""
    if target != "-":
        return data_in_file(Path(target)), target
    if not stdin:
        raise DeskError("Standard input is empty: pipe a page or a text into 'digest article add -'.")
    return stdin, "Standard input"


def _listed(data: bytes, name: str) -> "list[ListedAddress] | None":
    from digest.collect.addresses.lists import listed_addresses
    from digest.collect.mail.message import is_mail
    from digest.collect.text.sniff import read_bytes

    if is_mail(data):
        return None
    read = read_bytes(data, name)
    return listed_addresses(read.text) if read.kind == "text" else None


def _sort_in(
    future: "Future[Page]",
    asked: "Mapping[Future[Page], int]",
    pages: "dict[int, Page]",
    errors: dict[int, str],
) -> None:
    try:
        pages[asked[future]] = future.result()
    except DeskError as error:
        errors[asked[future]] = str(error)
    except Interrupted:
        pass  # nobody waits for it any more: it neither failed nor was it read
