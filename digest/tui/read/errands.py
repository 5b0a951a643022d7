"""What Read does outside the desk: the browser, the network; each shows how far it is, and can be stopped."""

import threading
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from digest.desk import AddedPage, FetchReport
from digest.model import Article, DeskError, Source
from digest.tui.browser import open_in_browser
from digest.tui.place import Place
from digest.tui.read.progress import Fetching, ProgressLine, outcome
from digest.tui.read.reader import Reader

if TYPE_CHECKING:
    from digest.tui.read.add import Wanted


class Errands(Place):
    """The part of Read that waits for others, and the line at the foot that tells of it."""

    def __init__(self) -> None:
        super().__init__()
        self.sources = 0
        self._fetching: Fetching | None = None
        self._page: tuple[int, threading.Event] | None = None
        self._leaving = threading.Event()

    @property
    def article(self) -> Article | None:
        """The article that is shown. For the place to say."""
        raise NotImplementedError

    def read_article(self, article_id: int) -> None:
        """Read an article and show it. For the place to do."""
        raise NotImplementedError

    def compose_foot(self) -> ComposeResult:
        """The line for hints and progress."""
        yield ProgressLine()

    @property
    def progress(self) -> ProgressLine:
        """The line for hints and progress."""
        return self.query_one(ProgressLine)

    def say_trouble(self, words: str | None) -> None:
        """Tell what is wrong with the source that is looked at; None: nothing is."""
        if self._fetching is None:
            self.progress.say(words, stop="close") if words else self.progress.clear()

    def end_progress(self) -> None:
        """Clear the line, unless a fetch goes on."""
        if self._fetching is None:
            self.progress.clear()

    # The browser

    def action_open(self) -> None:
        """Open the article in the browser; where there is none with a window, show its address."""
        article = self.article
        if article is None or article.url is None:
            self.notify("This article has no address.", severity="warning")
            return
        url = article.url
        self.jobs.start("browser", lambda: open_in_browser(url), partial(self._opened, url))

    def _opened(self, url: str, opened: bool) -> None:
        if not opened:
            self.app.copy_to_clipboard(url)
            self.notify(f"No browser with a window here. Copied: {url}", timeout=10)

    # Fetching all sources

    def action_fetch(self) -> None:
        """Fetch all sources, beside whatever else is done."""
        if self._fetching is not None:
            return
        if not self.sources:
            self.notify("There is no source to fetch yet: a adds one.", severity="warning")
            return
        fetching = self._fetching = Fetching(partial(self.jobs.later, self._show_fetching))
        self._show_fetching(fetching)
        self.jobs.start(
            "fetch",
            lambda: self.desk.sources.fetch(progress=fetching.progress, stop=fetching.stop),
            self._fetched,
            self._fetch_failed,
        )

    def stop_fetching(self) -> bool:
        """Stop the fetch that goes on; False where there is none. What was collected stays."""
        if self._fetching is None or self._fetching.stop.is_set():
            return False
        self._fetching.stop.set()
        self._show_fetching(self._fetching)
        return True

    def _show_fetching(self, fetching: Fetching) -> None:
        if fetching is self._fetching:
            self.progress.say(fetching.words, fetching.failed, stop="" if fetching.stop.is_set() else "stop")

    def _fetched(self, report: FetchReport) -> None:
        failed = self._fetching is not None and self._fetching.failed
        self._fetch_ended()
        self.notify(outcome(report), severity="warning" if failed else "information", timeout=8)
        self.jobs.start(
            "after fetch",
            partial(self.desk.articles.after_fetch, self._leaving),
            lambda _: self.desk_app.changed(),
        )

    def _fetch_failed(self, error: DeskError) -> None:
        self._fetch_ended()
        self.desk_app.tell_error(error)

    def _fetch_ended(self) -> None:
        self._fetching = None
        self._errand_done()

    # One page, one source

    def action_full_text(self) -> None:
        """Read the full text from the article's own page."""
        article = self.article
        if article is not None:
            self.leave_page()
            self._say_errand(f"Reading the page of {article.site or 'the article'} …")
            complete = partial(self.desk.articles.complete, article.id, self._leaving)
            self.jobs.start("full text", complete, self._completed, partial(self._not_completed, article.id))

    def _completed(self, article: Article) -> None:
        self._errand_done()
        self._read_again(article.id)

    def _not_completed(self, article_id: int, error: DeskError) -> None:
        self._errand_failed(error)
        self._read_again(article_id)

    def _read_again(self, article_id: int) -> None:
        if self.article is not None and self.article.id == article_id:
            self.read_article(article_id)

    @on(Reader.WantsText)
    def _complete_unasked(self, event: Reader.WantsText) -> None:
        """Complete the stub that is looked at, until the cursor moves on. What fails is told in the reader."""
        if self._page is not None and self._page[0] == event.article_id:
            return
        self.leave_page()
        stop = threading.Event()
        self._page = (event.article_id, stop)
        self.jobs.start(
            "full text",
            partial(self.desk.articles.complete, event.article_id, stop),
            lambda article: self._page_was_read(article.id),
            lambda _: self._page_was_read(event.article_id),
        )

    def _page_was_read(self, article_id: int) -> None:
        if self._page is not None and self._page[0] == article_id:
            self._page = None
        self._read_again(article_id)
        self.desk_app.changed()

    def leave_page(self) -> None:
        """Wait no longer for a page that nobody looks at."""
        if self._page is not None:
            self._page[1].set()
            self._page = None

    def on_unmount(self) -> None:
        """Nothing is waited for once the desk closes."""
        self._leaving.set()
        self.leave_page()

    def action_add(self) -> None:
        """Ask for an address, and add what is there."""
        from digest.tui.read.add import AddDialog

        self.app.push_screen(AddDialog(), self._add)

    def _add(self, wanted: "Wanted | None") -> None:
        if wanted is None:
            return
        self._say_errand(f"Looking at {wanted.address} …")
        if wanted.page_alone:
            add_page = partial(self.desk.articles.add, wanted.address)
            self.jobs.start("add", add_page, self._page_added, self._errand_failed)
        else:
            add_source = partial(self.desk.sources.add, wanted.address)
            self.jobs.start("add", add_source, self._sources_added, self._errand_failed)

    def _page_added(self, page: AddedPage) -> None:
        self._errand_done()
        self.notify(f"Added: {page.article.title}")

    def _sources_added(self, sources: list[Source]) -> None:
        self.sources += len(sources)
        self._errand_done()
        self.notify("Following " + ", ".join(source.title or source.url for source in sources))
        self.action_fetch()

    def _say_errand(self, words: str) -> None:
        if self._fetching is None:
            self.progress.say(words)

    def _errand_failed(self, error: DeskError) -> None:
        self._errand_done()
        self.desk_app.tell_error(error)

    def _errand_done(self) -> None:
        self.end_progress()
        self.desk_app.changed()
