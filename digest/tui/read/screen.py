"""The place where the curator reads and chooses."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input

from digest.desk import ArticleChange, ArticleRow, OpenArticle
from digest.model import Article, ArticleState, DeskError
from digest.tui.action import Where
from digest.tui.frame import KeyLine
from digest.tui.line_list import LineList
from digest.tui.place import place_bindings
from digest.tui.read.article_list import PAGE, ArticleList
from digest.tui.read.following import Following
from digest.tui.read.head import ListHead
from digest.tui.read.reader import Reader
from digest.tui.read.search import SearchField
from digest.tui.read.sources import Shelf, SourceList, read_shelves
from digest.tui.read.views import View, new_view, search_view
from digest.tui.text import count

READ_SECONDS = 0.03
"""How long the cursor rests on an article before its text is read: a held key moves through the list alone."""

RELOAD_SECONDS = 0.15
"""How long the list rests before it is read again after a change: a fetch writes many times a second."""

_WELCOME = """Nothing here yet.

a  adds your first source: the address of a feed, or of a site that has one.

To look around first, leave with q and run "digest demo"."""


class ReadPlace(Following):
    """Sources at the left, their articles in the middle, the article's text at the right."""

    CSS_PATH = "read.tcss"
    where: ClassVar[Where] = Where.READ
    BINDINGS: ClassVar[list[BindingType]] = place_bindings(Where.READ)

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self._begun: View | None = None
        self._before_search: tuple[View, int | None] | None = None
        self._reload_due = False
        self._reading: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Three panes."""
        yield SourceList()
        with Vertical(id="middle", classes="pane"):
            yield ListHead()
            yield SearchField()
            yield ArticleList(self.desk)
        yield Reader()

    def on_mount(self) -> None:
        """Begin with what is new since the last digest."""
        self.query_one(SearchField).display = False
        self._list.say("Looking …")
        self.focus_pane(self.query_one("#middle"))
        if self.desk_app.hint:
            self.progress.say(self.desk_app.hint, stop="close")
        articles = self.desk.articles
        self.jobs.read(
            "list", lambda: new_view(articles.since_last_digest(), articles.last_digest()), self._open
        )
        self.watch_due()

    @property
    def _list(self) -> ArticleList:
        return self.query_one(ArticleList)

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self.query_one(Reader).article

    @property
    def source_id(self) -> int | None:
        """The source under the cursor, or that of the article that is shown."""
        listing = self.query_one(SourceList)
        if listing.has_focus:
            return listing.current.view.wanted.source_id if listing.current and listing.current.view else None
        return self.article.source_id if self.article else None

    # What is shown

    def refresh_from_desk(self) -> None:
        """Read the counts and the list again; the list after a moment's rest."""
        self.jobs.read("shelves", lambda: read_shelves(self.desk), self._show_shelves)
        if self.article is not None:
            self.read_article(self.article.id)
        if not self._reload_due:
            self._reload_due = True
            self.set_timer(RELOAD_SECONDS, self._reload)

    def _show_shelves(self, shelves: list[Shelf]) -> None:
        self.query_one(SourceList).show(shelves)
        self.sources = sum(1 for shelf in shelves if shelf.is_source)
        self._say_why_empty()

    @on(LineList.Moved, "#sources")
    def _source_moved(self) -> None:
        shelf = self.query_one(SourceList).current
        if shelf is not None and shelf.view is not None:
            self._close_search()
            self._open(shelf.view)
            self.say_trouble(shelf.error)

    @on(LineList.Chosen, "#sources")
    def _source_chosen(self) -> None:
        self.focus_pane(self.query_one("#middle"))

    def _open(self, view: View, at: int | None = None, *, interrupt: bool = False) -> None:
        """Show another list: its first rows at once, the rest as soon as it is known. `at`: the article to go to."""
        self._view = view
        self.query_one(ListHead).show_title(view.title)
        self.jobs.read(
            "list",
            lambda: view.first(self.desk, PAGE),
            partial(self._show_first, view, at),
            interrupt=interrupt,
        )

    def _show_first(self, view: View, at: int | None, rows: Sequence[ArticleRow]) -> None:
        if view is not self._view:
            return
        self._begun = view
        self._list.say("Looking …")
        self._list.begin(rows)
        self.jobs.read("list", lambda: view.ids(self.desk), partial(self._show_ids, view, at))

    def _show_ids(self, view: View, at: int | None, ids: "array[int]") -> None:
        if view is not self._view:
            return
        self._list.replace_ids(ids)
        if at is not None:
            self._list.go_to(at)
        self._counted()
        self._say_why_empty()

    def _counted(self) -> None:
        self.query_one(ListHead).show_count(self._list.row_count)

    def _reload(self) -> None:
        self._reload_due = False
        view = self._view
        if view is None:
            return
        if self._begun is not view:
            self._open(view)
        else:
            self.jobs.read("list", lambda: view.ids(self.desk), partial(self._show_ids, view, None))

    def _say_why_empty(self) -> None:
        if self._list.row_count or self._view is None:
            return
        searching = self._view.wanted.search
        self._list.say(self._view.empty if self.sources or searching else _WELCOME)

    @on(ArticleList.Shown)
    def _article_shown(self, event: ArticleList.Shown) -> None:
        if self._reading is not None:
            self._reading.stop()
        self.leave_page()
        if event.article_id is None:
            self.query_one(Reader).show_article(None)
        else:
            self._reading = self.set_timer(READ_SECONDS, partial(self.read_article, event.article_id))

    def read_article(self, article_id: int) -> None:
        """Read an article and show it, unless another was asked for since."""
        articles = self.desk.articles
        self.jobs.read(
            "article",
            # What an undo has just taken away is no error: the list is about to say what stands there now.
            lambda: articles.opened(article_id) if articles.rows([article_id]) else None,
            self._show_article,
        )

    def _show_article(self, opened: OpenArticle | None) -> None:
        if opened is None:
            return
        row = self._list.current
        outlets = row.outlets if row is not None and row.id == opened.article.id else 0
        self.query_one(Reader).show_article(opened, outlets)

    def action_changes(self) -> None:
        """Show what changed in the article, again for the change before, and then the text again."""
        article, shown = self.article, self.query_one(Reader).change
        if article is not None:
            nth = 0 if shown is None else shown.nth + 1
            read = partial(self.desk.articles.change, article.id, nth)
            self.jobs.read("change", read, partial(self._show_change, article.id))

    def _show_change(self, article_id: int, change: ArticleChange | None) -> None:
        reader = self.query_one(Reader)
        if reader.article is None or reader.article.id != article_id:
            return
        if change is None and reader.change is None:
            self.notify("The article is as it was collected.")
        reader.show_change(change)
        if change is not None:
            self.focus_pane(reader)

    @on(LineList.Chosen, "#articles")
    def action_read(self) -> None:
        """Go on from the sources to the list, from the list to the text."""
        on_sources = self.query_one(SourceList).has_focus
        self.focus_pane(self.query_one("#middle") if on_sources else self.query_one(Reader))

    # What is decided

    def action_pick(self) -> None:
        """Pick, or take out what is picked."""
        ids = self._list.chosen
        if not ids:
            return
        if self._all_in(ArticleState.PICKED, ids):
            self._decide(
                ids, ArticleState.NEW, lambda: self.desk.digests.unpick(ids, number=self.desk.work.number())
            )
        else:
            self._decide(ids, ArticleState.PICKED, lambda: self._pick(ids))

    def _pick(self, ids: list[int]) -> str:
        return f"picked {count(len(self.desk.digests.pick(ids, number=self.desk.work.number())), 'article')}"

    def action_drop(self) -> None:
        """Dismiss, or bring back what is dismissed."""
        self._toggle(ArticleState.DISMISSED)

    def action_save(self) -> None:
        """Save, or let go what is saved."""
        self._toggle(ArticleState.SAVED)

    def _toggle(self, state: ArticleState) -> None:
        ids = self._list.chosen
        if ids:
            wanted = ArticleState.NEW if self._all_in(state, ids) else state
            self._decide(ids, wanted, lambda: self.desk.articles.mark(ids, wanted))

    def _all_in(self, state: ArticleState, ids: Sequence[int]) -> bool:
        return all(row.state is state for row in self.desk.articles.rows(ids))

    def _decide(self, ids: list[int], state: ArticleState, work: Callable[[], str]) -> None:
        """Show the decision at once, then do it; should it fail, the list is read again as it is."""
        if self._view is not None and self._view.keeps(state):
            self._list.set_state(ids, state)
        else:
            self._list.take_out(ids)
            self._counted()
        if self._list.has_marks:
            self._list.clear_marks()
        self.end_progress()
        self.jobs.act(work, partial(self._decided, len(ids)), self._not_decided)

    def _decided(self, many: int, words: str) -> None:
        if many > 1:
            self.notify(words[:1].upper() + words[1:])
        self.desk_app.changed()
        self._say_why_empty()

    def _not_decided(self, error: DeskError) -> None:
        self.desk_app.tell_error(error)
        self._reload()

    def action_mark(self) -> None:
        """Mark the article under the cursor."""
        self._list.toggle_mark()

    def action_mark_range(self) -> None:
        """Mark all from the mark above to the cursor."""
        self._list.mark_to_here()

    # Search

    def action_search(self) -> None:
        """Open the search field."""
        field = self.query_one(SearchField)
        if not field.display and self._view is not None:
            row = self._list.current
            self._before_search = (self._view, row.id if row else None)
        field.display = True
        field.focus()
        self.query_one(KeyLine).offer(self.desk_app.keys.of(Where.SEARCH))

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        typed = event.value.strip()
        if typed:
            self._open(search_view(typed), interrupt=True)
        elif self._before_search is not None:
            self._open(*self._before_search, interrupt=True)

    @on(SearchField.ToList)
    def _to_list(self) -> None:
        self.query_one(KeyLine).offer(None)
        self._list.focus()

    @on(SearchField.Left)
    def _leave_search(self) -> None:
        before = self._before_search
        self._close_search()
        self._list.focus()
        if before is not None:
            self._open(*before, interrupt=True)

    def _close_search(self) -> None:
        field = self.query_one(SearchField)
        with self.prevent(Input.Changed):
            field.value = ""
        field.display = False
        self.query_one(KeyLine).offer(None)
        self._before_search = None

    def action_back(self) -> None:
        """Leave the fetch, the text, the marks, the search or the hint: the first of them that there is."""
        if self.stop_fetching():
            return
        if self.query_one(Reader).change is not None:
            self.query_one(Reader).show_change(None)
            return
        if not (self._list.has_focus or self.query_one(SearchField).has_focus):
            self.focus_pane(self.query_one("#middle"))
        elif self._list.has_marks:
            self._list.clear_marks()
        elif self._before_search is not None:
            self._leave_search()
        else:
            self.progress.clear()
