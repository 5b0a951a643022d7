"""The place where the curator reads and chooses: what is decided there."""

import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from digest.desk import PICKED_AT_ONCE
from digest.model import Article, ArticleState, DeskError, Item, Section
from digest.tui.action import Where
from digest.tui.dialogs.choose import Choose
from digest.tui.place import place_bindings
from digest.tui.read.search import WordField
from digest.tui.read.searching import Searching
from digest.tui.widgets.text import count, sentence

SHOWN_AT_ONCE = 10_000
"""Articles that are drawn as decided before they are, as one act on them is done in a moment."""


class ReadPlace(Searching):
    """Sources at the left, their articles in the middle, the article's text at the right."""

    BINDINGS: ClassVar[list[BindingType]] = place_bindings(Where.READ)

    # Picking

    def action_pick(self) -> None:
        """Pick, or take out what is picked."""
        ids = self._chosen_to_pick()
        if not ids:
            return
        if self.listing.are_standing(ids):
            self._decide(
                ids, ArticleState.NEW, lambda: self.desk.picking.unpick(ids, number=self.desk.work.number())
            )
        else:
            self._decide(ids, ArticleState.PICKED, lambda: self._pick(ids))

    def _chosen_to_pick(self) -> list[int]:
        """What is chosen; of more than a digest takes nothing, and the marks stay."""
        ids = self.listing.chosen
        if len(ids) <= PICKED_AT_ONCE:
            return ids
        self.notify(
            f"{count(len(ids), 'article')} are marked, and a digest takes at most {PICKED_AT_ONCE:,} at once.",
            severity="warning",
        )
        return []

    def _pick(self, ids: Sequence[int]) -> str:
        picked = self.desk.picking.pick(ids, number=self.desk.work.number())
        return f"picked {count(len(picked), 'article')}"

    def action_pick_into(self) -> None:
        """Ask for a section, and pick into it; what stands in the digest already is moved there."""
        ids = self._chosen_to_pick()
        if ids:
            self.jobs.ask(self.desk.work.sections, partial(self._ask_section, ids))

    def _ask_section(self, ids: list[int], sections: list[Section]) -> None:
        if not self.is_active:
            return  # the curator has gone on to something else

        def chosen(place: int | None) -> None:
            if place is not None:
                put = partial(self._place, ids, sections[place])
                self._decide(ids, ArticleState.PICKED, put, tell=True)

        told, titles = count(len(ids), "article"), [section.title for section in sections]
        if self.listing.are_standing(ids):
            self.app.push_screen(Choose(f"Move {told} to", titles, "moves"), chosen)
        else:
            self.app.push_screen(Choose(f"Pick {told} into", titles, "picks"), chosen)

    def _place(self, ids: Sequence[int], section: Section) -> str:
        return self.desk.picking.place(ids, section.id or section.title, number=self.desk.work.number())

    # Other decisions

    def action_drop(self) -> None:
        """Dismiss, or bring back what is dismissed; a folded story as a whole."""
        self._toggle(ArticleState.DISMISSED, self.listing.stories_of)

    def action_save(self) -> None:
        """Save, or let go what is saved."""
        self._toggle(ArticleState.SAVED)

    def _toggle(self, state: ArticleState, widen: Callable[[list[int]], list[int]] | None = None) -> None:
        """Put what is chosen, or what `widen` makes of it, into a state; or back, where all is in it."""
        chosen = self.listing.chosen
        if len(chosen) > SHOWN_AT_ONCE:
            self._toggle_many(chosen, state, widen)
        elif chosen:
            ids = widen(chosen) if widen else chosen
            wanted = ArticleState.NEW if self.desk.articles.are_all(ids, state) else state
            self._decide(ids, wanted, lambda: self.desk.articles.mark(ids, wanted))

    def _toggle_many(
        self, chosen: list[int], state: ArticleState, widen: Callable[[list[int]], list[int]] | None
    ) -> None:
        """The same of so many articles that even to look them up takes a while."""
        articles = self.desk.articles

        def mark(progress: Callable[[int], None], stop: threading.Event) -> str:
            progress(0)
            ids = widen(chosen) if widen else chosen
            wanted = ArticleState.NEW if articles.are_all(ids, state) else state
            return articles.mark(ids, wanted, progress, stop)

        self.listing.clear_marks()
        self.end_progress()
        self.desk_app.act_at_length(
            f"Deciding about {count(len(chosen), 'article')}",
            mark,
            partial(self._decided, True),
            self._not_decided,
        )

    def _decide(
        self, ids: list[int], state: ArticleState, work: Callable[[], str], *, tell: bool = False
    ) -> None:
        """Show the decision at once, then do it; should it fail, the list is read again as it is.

        What was done is told where it was for several articles, or with `tell`.
        """
        if self.view is not None and self.view.keeps(state):
            self.listing.set_state(ids, state)
        else:
            self.listing.take_out(ids)
        if self.listing.has_marks:
            self.listing.clear_marks()
        self.end_progress()
        self.jobs.act(work, partial(self._decided, tell or len(ids) > 1), self._not_decided)

    def _decided(self, is_told: bool, words: str) -> None:
        if is_told:
            self.notify(sentence(words))
        self.desk_app.changed()
        self.say_why_empty()

    def _not_decided(self, error: DeskError) -> None:
        self.desk_app.tell_error(error)
        self.reload()

    # Marks

    def action_mark(self) -> None:
        """Mark the article under the cursor."""
        self.listing.toggle_mark()

    def action_mark_range(self) -> None:
        """Mark all from the nearest mark to the cursor."""
        self.listing.mark_to_here()

    def action_mark_all(self) -> None:
        """Mark the whole list, or nothing."""
        self.listing.mark_all()

    # Stories

    def action_fold(self) -> None:
        """Unfold the story under the cursor, or fold it."""
        if not self.listing.toggle_fold():
            self.notify(
                "No other article of this list tells this story."
                if self.listing.folds_stories
                else "This list shows every article by itself: nothing is folded here."
            )

    def action_join(self) -> None:
        """Make one story of what is marked."""
        ids = self.listing.chosen
        if len(ids) < 2:
            self.notify_keys(
                "Mark the articles that tell the same story with {read.mark}, then {read.join} joins them."
            )
        else:
            self._arrange(lambda: self.desk.stories.join(ids))

    def action_split(self) -> None:
        """Take the chosen articles out of their stories."""
        ids = self.listing.chosen
        if ids:
            self._arrange(lambda: self.desk.stories.split(ids))

    def action_lead(self) -> None:
        """Let the article under the cursor lead its story."""
        row = self.listing.current
        if row is not None:
            self._arrange(lambda: self.desk.stories.lead(row.id))

    def _arrange(self, work: Callable[[], str]) -> None:
        self.end_progress()
        self.jobs.act(work, self._arranged, self._not_decided)

    def _arranged(self, words: str) -> None:
        self.listing.clear_marks()
        self.reload()
        self._decided(True, words)

    # Words of the text

    def action_quote(self) -> None:
        """Put the text's marked paragraph into the summary of the article's item as a quotation."""
        article, quotation = self.article, self.reader.quotation
        if article is None or not quotation:
            self.notify("There is no paragraph to quote here.")
        elif not self.reader.has_focus:
            self.notify_keys(
                "Go to the text with {read.read}, mark a paragraph with {text.down} and {text.up}, then {read.quote}"
                " quotes it."
            )
        else:
            self.jobs.act(lambda: self._quote(article, quotation), self._quoted)

    def _quote(self, article: Article, quotation: str) -> Item:
        digest = self.desk.work.digest()
        items = digest.items if digest else []
        item = next((item for item in items if item.article_id == article.id), None)
        if item is None:
            pick, quote = self.key("read.pick"), self.key("read.quote")
            raise DeskError(
                f"This article is not in the digest: pick it with {pick}, then {quote} quotes from it."
            )
        summary = f"{item.summary}\n\n> {quotation}".lstrip("\n")
        return self.desk.items.write(item.id, summary=summary, draft=item.draft)

    def _quoted(self, item: Item) -> None:
        self.notify(f"Quoted in the summary of “{item.headline}”.")
        self.desk_app.changed()

    def action_links(self) -> None:
        """Ask which of the text's links to open."""
        links = self.reader.links
        if not links:
            self.notify_keys("There is no link in this text: {read.open} opens the article itself.")
            return

        def chosen(place: int | None) -> None:
            if place is not None:
                self.open_address(links[place].url)

        self.app.push_screen(Choose("Open in the browser", [link.told for link in links], "opens"), chosen)

    # Back

    def action_back(self) -> None:
        """Leave the first that there is: a fetch, what is being added, a find, the text, marks, a search, a hint."""
        if self.stop_fetching() or self.stop_collecting() or self.leave_find():
            return
        if self.reader.change is not None:
            self.reader.show_change(None)
            return
        if not (self.listing.has_focus or isinstance(self.focused, WordField)):
            self.focus_pane(self.query_one("#middle"))
        elif self.listing.has_marks:
            self.listing.clear_marks()
        elif not self.leave_search():
            self.progress.clear()
