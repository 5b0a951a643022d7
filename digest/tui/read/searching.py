"""Looking for something in Read: in everything, in a list, in a text; and searches that are kept."""

from dataclasses import replace
from functools import partial

from textual import on
from textual.events import DescendantFocus
from textual.widgets import Input

from digest.desk import Hits, SavedSearch
from digest.tui.action import Where
from digest.tui.dialogs.ask import AskLine
from digest.tui.frame import KeyLine
from digest.tui.read.lists import Lists
from digest.tui.read.reader import Reader
from digest.tui.read.search import SearchField, WordField
from digest.tui.read.sources import SourceList
from digest.tui.read.views import View, filtered_view, search_view
from digest.tui.widgets.text import sentence

_EVERYWHERE = 'search everything: words, "a phrase", -without, site: lang: tag: is: longer: after:'
_HERE = "narrow this list: words, site: lang: tag: is: longer: shorter: after: before:"
_IN_TEXT = "find in this text"
_IN_READER = (
    "read.quote", "read.filter", "read.next_hit", "read.links", "read.open", "read.pick", "read.back", "desk.help",
)  # fmt: skip
"""What the keys do that are worth telling in the text."""


class Searching(Lists):
    """The search of everything, the filter of a list, the words in a text. Escape goes back to where each began."""

    def __init__(self) -> None:
        super().__init__()
        self._before: tuple[View, int | None] | None = None
        self._narrowed: View | None = None

    # Everything, or this list

    def action_search(self) -> None:
        """Search everything."""
        self._begin_search(_EVERYWHERE)

    def action_filter(self) -> None:
        """Narrow this list; in the text, find words."""
        if self.reader.has_focus:
            self._begin_find()
        else:
            self._begin_search(_HERE, narrowed=self.view)

    def _begin_search(self, placeholder: str, narrowed: View | None = None) -> None:
        field = self.query_one(SearchField)
        if not field.display and self.view is not None:
            row = self.listing.current
            self._before = (self.view, row.id if row else None)
            self._narrowed = narrowed
            field.placeholder = placeholder
            field.display = True
            self.jobs.read("vocabulary", self.desk.articles.vocabulary, field.know)
        field.focus()

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        if not event.input.display:
            return  # the search has been left since
        typed = event.value.strip()
        if typed and self._narrowed is not None:
            self.open_view(filtered_view(self._narrowed, typed), interrupt=True)
        elif typed:
            self.open_view(search_view(typed), interrupt=True)
        elif self._before is not None:
            self.open_view(*self._before, interrupt=True)

    @on(WordField.Found, "#search")
    def _to_list(self) -> None:
        self.listing.focus()

    @on(WordField.Left, "#search")
    def leave_search(self) -> bool:
        """Go back to where the search began; False where there is none."""
        before = self._before
        self.close_search()
        if before is None:
            return False
        self.listing.focus()
        self.open_view(*before, interrupt=True)
        return True

    def close_search(self) -> None:
        """Leave the search without going back to where it began."""
        field = self.query_one(SearchField)
        with self.prevent(Input.Changed):
            field.value = ""
        field.display = False
        self._before = self._narrowed = None

    # The text

    def _begin_find(self) -> None:
        field = self._find_field
        field.placeholder = _IN_TEXT
        field.display = True
        field.focus()

    @property
    def _find_field(self) -> WordField:
        return self.query_one("#find", WordField)

    @on(Input.Changed, "#find")
    def _find_typed(self, event: Input.Changed) -> None:
        self.reader.light(Hits(event.value) if event.value.strip() else self._hits_of_list())
        self.reader.go_to_hit(1, here=True)

    def _hits_of_list(self) -> Hits:
        return Hits(self.view.wanted.search if self.view else "")

    @on(WordField.Found, "#find")
    def _to_text(self) -> None:
        self.reader.focus()
        self._find_field.display = False

    @on(WordField.Left, "#find")
    def leave_find(self) -> bool:
        """Look for nothing in the text any more; False where nothing is looked for."""
        field = self._find_field
        if not (field.value or field.display):
            return False
        with self.prevent(Input.Changed):
            field.value = ""
        self.reader.focus()
        field.display = False
        self.reader.light(self._hits_of_list())
        return True

    def action_next_hit(self) -> None:
        """Go to the next hit in the text."""
        self._go_to_hit(1)

    def action_previous_hit(self) -> None:
        """Go to the hit before."""
        self._go_to_hit(-1)

    def _go_to_hit(self, by: int) -> None:
        if self.reader.go_to_hit(by) is None:
            self.notify_keys(
                "No word that is searched for stands in this text: {read.filter} finds words in it."
            )

    # Searches that are kept

    def action_save_search(self) -> None:
        """Ask for a name, and keep the search under it."""
        view = self.view
        if view is None or not view.wanted.search:
            self.notify_keys(
                "There is no search to save: {read.search} searches everything, {read.filter} narrows this list."
            )
            return
        saved = self._saved_here
        known = saved.name if saved and self._before is None else view.wanted.search
        foot = f"It will stand at the left.  {view.as_search}"
        self.app.push_screen(AskLine("Save this search as", known, foot), partial(self._save_search, view))

    def _save_search(self, view: View, name: str | None) -> None:
        if name is not None:
            save = partial(self.desk.searches.save, name, view.as_search, only_new=view.wanted.kept)
            self.jobs.act(save, lambda saved: self._changed(f"Saved: {saved.name}"))

    @property
    def _saved_here(self) -> SavedSearch | None:
        shelf = self.query_one(SourceList).current
        return shelf.saved if shelf else None

    @property
    def _saved_chosen(self) -> SavedSearch | None:
        """The saved search under the cursor, if the curator is at the left."""
        return self._saved_here if self.query_one(SourceList).has_focus else None

    def action_rename(self) -> None:
        """Give the saved search at the left another name."""
        saved = self._saved_chosen
        if saved is None:
            self.notify_keys("Go to a saved search at the left first: {read.rename} renames it.")
            return
        ask = AskLine("Rename the search", saved.name, saved.search)
        self.app.push_screen(ask, partial(self._rename, saved))

    def _rename(self, saved: SavedSearch, name: str | None) -> None:
        if name is not None:
            self.jobs.act(lambda: self.desk.searches.rename(saved.id, name), lambda _: self._renamed(name))

    def _renamed(self, name: str) -> None:
        if self.view is not None:
            self.open_view(replace(self.view, title=name))
        self._changed()

    def action_remove(self) -> None:
        """Keep the saved search at the left no longer."""
        saved = self._saved_chosen
        if saved is None:
            self.notify_keys("Go to a saved search at the left first: {read.remove} removes it.")
            return
        self.jobs.act(
            lambda: self.desk.searches.remove(saved.id),
            lambda words: self._changed(f"{sentence(words)}: {self.key('desk.undo')} brings it back."),
        )

    def _changed(self, words: str = "") -> None:
        if words:
            self.notify(words)
        self.desk_app.changed()

    # The keys that are told

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """The foot says what the keys do where the focus is."""
        event.prevent_default()  # or Textual calls the place's own handler once more, after this one
        super().on_descendant_focus(event)
        offered = None
        if isinstance(event.widget, WordField):
            offered = self.desk_app.keys.of(Where.SEARCH)
        elif isinstance(event.widget, Reader):
            offered = [self.desk_app.keys[name] for name in _IN_READER]
        self.query_one(KeyLine).offer(offered)
