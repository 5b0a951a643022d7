"""What Read does outside the desk: the browser, the network; each shows how far it is, and can be stopped."""

import threading
from collections.abc import Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult

from digest.desk import AddedArticles, ArticleRow, FetchReport
from digest.model import Article, DeskError
from digest.tui.browser import browse
from digest.tui.place import Place
from digest.tui.read.paste import Collecting, Pasted
from digest.tui.read.progress import Fetching, ProgressLine, outcome
from digest.tui.read.reader import Reader


class Errands(Place):
    """The part of Read that waits for others, and the line at the foot that tells of it."""

    def __init__(self) -> None:
        super().__init__()
        self.sources = 0
        self._fetching: Fetching | None = None
        self._page: tuple[int, threading.Event] | None = None
        self.leaving = threading.Event()
        self._collecting: list[Collecting] = []
        self._fetches_some = False
        self._next: list[Sequence[int] | None] = []
        self._fetched_last: Fetching | None = None

    @property
    def row(self) -> ArticleRow | None:
        """The article under the cursor, whose text may be on its way yet. For the place to say."""
        raise NotImplementedError

    def say_why_empty(self) -> None:
        """Where the list has no rows, say why, and what to do. For the place to do."""
        raise NotImplementedError

    def read_again(self, article_id: int) -> None:
        """Read an article again where it is the one to be shown. For the place to do."""
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
        if row := self.row:
            self.jobs.read("address", lambda: self.desk.articles.get(row.id).url, self._open)

    def _open(self, url: str | None) -> None:
        if url is None:
            self.notify("This article has no address.", severity="warning")
        else:
            self.open_address(url)

    def open_address(self, url: str) -> None:
        """Open an address in the browser; where there is none with a window, show it."""
        browse(self.desk_app, url, partial(self._opened, url))

    def _opened(self, url: str, opened: bool) -> None:
        if not opened:
            self.app.copy_to_clipboard(url)
            self.notify(f"No browser with a window here. Copied: {url}", timeout=10)

    # Fetching

    def action_fetch(self) -> None:
        """Fetch all sources, beside whatever else is done."""
        if not self.sources:
            self.notify(
                f"There is no source to fetch yet: {self.key('read.add')} adds one.", severity="warning"
            )
            return
        self.fetch()

    @property
    def is_fetching(self) -> bool:
        """Whether a fetch goes on."""
        return self._fetching is not None

    def fetch(self, ids: Sequence[int] | None = None, *, due: bool = False) -> None:
        """Fetch these sources, or those that are due, or all. Where a fetch goes on, these come after it; all
        come after one of some sources alone.
        """
        if self._fetching is not None:
            if ids is not None or (self._fetches_some and not due):
                self._next.append(ids)
            return
        self._fetches_some = ids is not None
        fetching = Fetching(partial(self.jobs.later, self._show_fetching))
        self._fetching = self._fetched_last = fetching
        self._show_fetching(fetching)
        self.say_why_empty()
        self.jobs.start(
            "fetch",
            lambda: self.desk.fetch_apart(ids, due=due, progress=fetching.progress, stop=fetching.stop),
            partial(self._fetched, quiet=due),
            self._fetch_failed,
        )

    def stop_fetching(self) -> bool:
        """Stop the fetch that goes on; False where there is none. What was collected stays."""
        if self._fetching is None or self._fetching.stop.is_set():
            return False
        self._fetching.stop.set()
        self._next.clear()
        self._show_fetching(self._fetching)
        return True

    def _show_fetching(self, fetching: Fetching) -> None:
        if fetching is self._fetching:
            self.progress.say(fetching.words, fetching.failed, stop="" if fetching.stop.is_set() else "stop")

    def _fetched(self, report: FetchReport, *, quiet: bool) -> None:
        failed = self._fetching is not None and self._fetching.failed
        is_stopped = self._fetching is not None and self._fetching.stop.is_set()
        self._fetch_ended()
        if report.new or not quiet:
            words = f"Stopped. {outcome(report)}" if is_stopped else outcome(report)
            words += f" {self.key('read.outcome')} shows each." if failed else ""
            self.notify(words, severity="warning" if failed else "information", timeout=8)
        self.jobs.start(
            "after fetch",
            partial(self.desk.after_fetch_apart, self.leaving),
            lambda _: self.desk_app.changed(),
        )

    def _fetch_failed(self, error: DeskError) -> None:
        self._fetch_ended()
        self.desk_app.tell_error(error)

    def action_outcome(self) -> None:
        """Show what each source gave in the last fetch, also while it goes on."""
        from digest.tui.read.outcome import OutcomeScreen

        self.app.push_screen(OutcomeScreen(self._fetched_last), self.go_to_source)

    def go_to_source(self, source_id: int | None) -> None:
        """Show the list of a source; None: stay. For the place to do."""
        raise NotImplementedError

    def _fetch_ended(self) -> None:
        if self._fetching is not None:
            self._fetching.is_over = True
        self._fetching = None
        self.say_why_empty()
        self.errand_done()
        if self._next:
            waiting, self._next = self._next, []
            some = [number for ids in waiting for number in ids or ()]
            self.fetch(None if None in waiting else some)

    # What was pasted

    def collect(self, pasted: Pasted) -> None:
        """Collect what was pasted: the page at each of its addresses, or the page that it is."""
        collecting = self.begin_collecting()
        self.jobs.start(
            "add",
            partial(self.desk.articles.add_pasted, pasted.text, collecting.progress, collecting.stop),
            partial(self._collected, collecting),
            partial(self._not_collected, collecting),
        )

    def begin_collecting(self, things: str = "pages") -> Collecting:
        """So many `things` are about to be read: tell how far it is."""
        collecting = Collecting(partial(self.jobs.later, self._show_collecting), things)
        self._collecting.append(collecting)
        self._show_collecting(collecting)
        return collecting

    def end_collecting(self, collecting: Collecting, told: str, *, is_whole: bool) -> None:
        """All is read: tell what became of it."""
        self._collecting.remove(collecting)
        self.errand_done()
        self.notify(told, severity="information" if is_whole else "warning", timeout=8)

    def stop_collecting(self) -> bool:
        """Read no more of what was pasted; False where nothing is read. What was added stays."""
        going_on = [one for one in self._collecting if not one.stop.is_set()]
        for collecting in going_on:
            collecting.stop.set()
            self._show_collecting(collecting)
        return bool(going_on)

    def _show_collecting(self, collecting: Collecting) -> None:
        if collecting in self._collecting:
            self.say_errand(collecting.words, stop="" if collecting.stop.is_set() else "stop")

    def _collected(self, collecting: Collecting, added: AddedArticles) -> None:
        self.end_collecting(collecting, collecting.outcome(added), is_whole=not added.failed)

    def _not_collected(self, collecting: Collecting, error: DeskError) -> None:
        self._collecting.remove(collecting)
        self.errand_failed(error)

    # One page

    def action_full_text(self) -> None:
        """Read the full text from the article's own page."""
        if row := self.row:
            self.leave_page()
            self.say_errand(f"Reading the page of {row.site or 'the article'} …")
            complete = partial(self.desk.articles.complete, row.id, self.leaving)
            self.jobs.start("full text", complete, self._completed, partial(self._not_completed, row.id))

    def _completed(self, article: Article) -> None:
        self.errand_done()
        self.read_again(article.id)

    def _not_completed(self, article_id: int, error: DeskError) -> None:
        self.errand_failed(error)
        self.read_again(article_id)

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
        self.read_again(article_id)
        self.desk_app.changed()

    def leave_page(self) -> None:
        """Wait no longer for a page that nobody looks at."""
        if self._page is not None:
            self._page[1].set()
            self._page = None

    def on_unmount(self) -> None:
        """Nothing is waited for once the desk closes."""
        self.leaving.set()
        for collecting in self._collecting:
            collecting.stop.set()
        self.leave_page()

    def say_errand(self, words: str, *, stop: str = "") -> None:
        """Tell what is waited for, unless a fetch tells of itself; `stop` as in ProgressLine.say."""
        if self._fetching is None:
            self.progress.say(words, stop=stop)

    def errand_failed(self, error: DeskError) -> None:
        """Nothing came of it: say why."""
        self.errand_done()
        self.desk_app.tell_error(error)

    def errand_done(self) -> None:
        """It is over: clear the line, and look for what was written."""
        self.end_progress()
        self.desk_app.changed()
