"""Read as far as it shows: the lists at the left, their articles in the middle, one's text at the right."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer

from digest.desk import ArticleChange, ArticleRow, Hits, OpenArticle, Tally
from digest.model import Article, DeskError
from digest.tui.action import Where
from digest.tui.read.article_list import PAGE, ArticleList
from digest.tui.read.checking import Checking
from digest.tui.read.head import ListHead
from digest.tui.read.reader import Reader
from digest.tui.read.search import SearchField, WordField
from digest.tui.read.sources import Shelf, SourceList, read_shelves
from digest.tui.read.views import View, new_view
from digest.tui.widgets.line_list import LineList

T = TypeVar("T")

READ_SECONDS = 0.06
"""How long the cursor rests on an article before its text is read: a held key, 30 a second, moves the list alone."""

RELOAD_SECONDS = 0.15
"""How long the list rests before it is read again after a change: a fetch writes many times a second."""

_WELCOME = """Nothing here yet.

{read.add}  adds your first source: the address of a feed, or of a site that has one.

To look around first, leave with {desk.quit} and run "digest demo"."""


class Lists(Checking):
    """Shows lists and texts, and keeps them true to the desk."""

    CSS_PATH = "read.tcss"
    where: ClassVar[Where] = Where.READ

    def __init__(self) -> None:
        super().__init__()
        self.view: View | None = None
        self._begun: View | None = None
        self._reload_due = False
        self._rows_due = False
        self._reading: Timer | None = None
        self._asked_for: int | None = None
        """The article that is to be shown: until it is read the one before is still there."""

    def compose_body(self) -> ComposeResult:
        """Three panes."""
        yield SourceList()
        with Vertical(id="middle", classes="pane"):
            yield ListHead()
            yield SearchField()
            yield ArticleList(self.desk)
        with Vertical(id="text", classes="pane"):
            yield Reader()
            yield WordField(id="find")

    def on_mount(self) -> None:
        """Begin with what is new since the last digest."""
        self.listing.say("Looking …")
        self.focus_pane(self.query_one("#middle"))
        if self.desk_app.hint:
            self.progress.say(self.desk_app.keys.told(self.desk_app.hint), stop="close")
        articles = self.desk.articles
        self._read_list(
            lambda: new_view(articles.since_last_digest(), articles.last_digest()), self.open_view
        )
        self.watch_due()

    @property
    def listing(self) -> ArticleList:
        """The list in the middle."""
        return self.query_one(ArticleList)

    @property
    def reader(self) -> Reader:
        """The text at the right."""
        return self.query_one(Reader)

    @property
    def row(self) -> ArticleRow | None:
        """The article under the cursor, whose text may be on its way yet."""
        return self.listing.current

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self.reader.article

    @property
    def source_id(self) -> int | None:
        """The source under the cursor, or that of the article that is shown."""
        listing = self.query_one(SourceList)
        if listing.has_focus:
            return listing.current.view.wanted.source_id if listing.current and listing.current.view else None
        return self.article.source_id if self.article else None

    # What there is

    def refresh_from_desk(self) -> None:
        """Read the counts and the list again; the list after a moment's rest."""
        view = self.view
        self.jobs.read(
            "shelves",
            lambda: (read_shelves(self.desk), view.tally(self.desk) if view else None),
            lambda found: self._show_shelves(view, *found),
        )
        if self._asked_for is not None:
            self.read_article(self._asked_for)
        if not self._reload_due:
            self._reload_due = True
            self.set_timer(RELOAD_SECONDS, self.reload)

    def _show_shelves(self, view: View | None, shelves: list[Shelf], tally: Tally | None) -> None:
        self.query_one(SourceList).show(shelves)
        self.sources = sum(1 for shelf in shelves if shelf.is_source)
        if view is self.view:
            self.show_counts(tally)
        self.say_why_empty()

    @on(LineList.Moved, "#sources")
    def _source_moved(self) -> None:
        shelf = self.query_one(SourceList).current
        if shelf is not None and shelf.view is not None:
            self.close_search()
            self.open_view(shelf.view)
            self.say_trouble(shelf.error)

    @on(LineList.Chosen, "#sources")
    def _source_chosen(self) -> None:
        self.focus_pane(self.query_one("#middle"))

    def go_to_source(self, source_id: int | None) -> None:
        """Show the list of a source; None: stay."""
        if source_id is not None and self.query_one(SourceList).go_to(source_id):
            self.focus_pane(self.query_one("#middle"))

    def close_search(self) -> None:
        """Leave the search without going back to where it began. For the place to do."""
        raise NotImplementedError

    # The list

    def open_view(self, view: View, at: int | None = None, *, interrupt: bool = False) -> None:
        """Show another list: its first rows at once, the rest as soon as it is known. `at`: the article to go to."""
        self.view = view
        self.query_one(ListHead).show_title(view.title)
        self.jobs.drop("ids")
        self._read_list(
            lambda: (view.first(self.desk, PAGE), self.desk.work.standing()),
            lambda found: self._show_first(view, at, *found),
            interrupt=interrupt,
        )

    def _show_first(
        self, view: View, at: int | None, rows: Sequence[ArticleRow], standing: frozenset[int]
    ) -> None:
        if view is not self.view:
            return
        self.listing.stand(standing)
        self._begun = view
        self.listing.say("Looking …")
        self.listing.begin(rows, view.wanted)
        if self.is_active:
            # The rows first: to lay out a text with other hits takes longer than to draw them.
            self._rows_due = True
            self.call_after_refresh(self._first_shown, view, at)
        else:  # Textual would wait for the dialog in front, and forget it should that just be closed
            self._first_shown(view, at)

    def on_idle(self) -> None:
        """Draw the first rows as soon as they are there.

        Textual draws sixty times a second: what comes just after it has drawn a letter, as what the letter finds,
        waits for up to two of its turns.
        """
        if self._rows_due and self.listing in self._dirty_widgets:
            self._rows_due = False
            self._on_timer_update()

    def _first_shown(self, view: View, at: int | None) -> None:
        if view is self.view:
            self.reader.light(Hits(view.wanted.search))
            self._read_ids(view, at)

    def _read_ids(self, view: View, at: int | None = None) -> None:
        # Beside the first rows of the next view, which must not wait for these.
        self.jobs.read(
            "ids",
            lambda: (view.ids(self.desk), view.tally(self.desk), self.desk.work.standing()),
            lambda found: self._show_ids(view, at, *found),
            self._list_failed,
        )

    def _show_ids(
        self, view: View, at: int | None, ids: "array[int]", tally: Tally | None, standing: frozenset[int]
    ) -> None:
        if view is not self.view:
            return
        self.listing.stand(standing)
        self.listing.replace_ids(ids)
        if at is not None:
            self.listing.go_to(at)
        self.show_counts(tally)
        self.say_why_empty()

    def _read_list(
        self, work: Callable[[], T], done: Callable[[T], None], *, interrupt: bool = False
    ) -> None:
        self.jobs.read("list", work, done, self._list_failed, interrupt=interrupt)

    def _list_failed(self, error: DeskError) -> None:
        self.listing.say(
            f"This list could not be read.\n\n{error}\n\nIt is tried again with the next change."
        )
        self.desk_app.tell_error(error)

    def show_counts(self, tally: Tally | None) -> None:
        """Say over the list how much is in it; `tally` of a list that is being worked through."""
        head = self.query_one(ListHead)
        if tally is None:
            head.show_count(self.listing.row_count)
        else:
            head.show_tally(tally)

    def reload(self) -> None:
        """Read the list again as it is now."""
        self._reload_due = False
        if self.view is None:
            return
        if self._begun is not self.view:
            self.open_view(self.view)
        else:
            self._read_ids(self.view)

    def say_why_empty(self) -> None:
        """Where the list has no rows, say why, and what to do."""
        if self.listing.row_count or self.view is None:
            return
        searching = self.view.wanted.search
        words = self.view.empty if self.sources or searching else _WELCOME
        if self.is_fetching and self.sources and not searching:
            words = "Nothing yet: what the fetch brings will stand here."
        self.listing.say(self.desk_app.keys.told(words))

    @on(ArticleList.Marked)
    def _marked(self, event: ArticleList.Marked) -> None:
        self.query_one(ListHead).show_marked(event.number)

    # The text

    @on(ArticleList.Shown)
    def _article_shown(self, event: ArticleList.Shown) -> None:
        if self._reading is not None:
            self._reading.stop()
        self.leave_page()
        if event.article_id is None:
            self._asked_for = None
            self.reader.show_article(None)
        else:
            self._reading = self.set_timer(READ_SECONDS, partial(self.read_article, event.article_id))

    def read_article(self, article_id: int) -> None:
        """Read an article and show it, unless another was asked for since."""
        self._asked_for = article_id
        self.jobs.read("article", partial(self._opened_article, article_id), self._show_article)

    def read_again(self, article_id: int) -> None:
        """Read an article again where it is the one to be shown."""
        if article_id == self._asked_for:
            self.read_article(article_id)

    def _opened_article(self, article_id: int) -> tuple[OpenArticle, bool] | None:
        """An article, and whether it is in the digest in work.

        What an undo has just taken away is no error: the list is about to say what stands there now.
        """
        articles = self.desk.articles
        if not articles.rows([article_id]):
            return None
        return articles.opened(article_id), article_id in self.desk.work.standing()

    def _show_article(self, found: tuple[OpenArticle, bool] | None) -> None:
        if found is None:
            return
        opened, is_standing = found
        row = self.listing.current
        outlets = row.outlets if row is not None and row.id == opened.article.id else 0
        self.reader.show_article(opened, outlets, is_standing=is_standing)

    def action_changes(self) -> None:
        """Show what changed in the article, again for the change before, and then the text again."""
        article, shown = self.article, self.reader.change
        if article is not None:
            nth = 0 if shown is None else shown.nth + 1
            read = partial(self.desk.articles.change, article.id, nth)
            self.jobs.read("change", read, partial(self._show_change, article.id))

    def _show_change(self, article_id: int, change: ArticleChange | None) -> None:
        reader = self.reader
        if reader.article is None or reader.article.id != article_id:
            return
        if change is None and reader.change is None:
            self.notify("The article is as it was collected.")
        reader.show_change(change)
        if change is not None:
            self.focus_pane(self.query_one("#text"))

    @on(LineList.Chosen, "#articles")
    def action_read(self) -> None:
        """Go on from the sources to the list, from the list to the text."""
        on_sources = self.query_one(SourceList).has_focus
        self.focus_pane(self.query_one("#middle" if on_sources else "#text"))
