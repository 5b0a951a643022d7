"""Looking again: searches that are kept under a name. Every change here is an act that can be undone."""

from digest.desk.words import titled
from digest.model import ArticleState, DeskError, clean_line
from digest.store import ArticleFilter, SavedSearch, Store

COUNTED = 1_000
"""Hits counted of a saved search: more need no number, and counting them would take ever longer."""


class Searches:
    """The saved searches on file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[SavedSearch]:
        """Every saved search, in the order in which they were saved."""
        return self._store.searches.all()

    def wanted(self, saved: SavedSearch) -> ArticleFilter:
        """The list that a saved search opens."""
        if not saved.only_new:
            return ArticleFilter(search=saved.search)
        last = self._store.digests.last_sent()
        return ArticleFilter(kept=True, since=last[1] if last else None, search=saved.search)

    def count(self, saved: SavedSearch) -> int:
        """How much a saved search finds, counted up to `COUNTED`; of one that looks at what is new, the undecided."""
        wanted = self.wanted(saved)
        if saved.only_new:
            wanted = ArticleFilter(state=ArticleState.NEW, since=wanted.since, search=wanted.search)
        return self._store.articles.count(wanted, COUNTED)

    def save(self, name: str, search: str, *, only_new: bool = False) -> SavedSearch:
        """Keep a search under a name; one of this name is replaced. Raises DeskError where either is empty."""
        name, search = _name(name), clean_line(search)
        if not search:
            raise DeskError("There is no search to save: type one first.")
        with self._store.history.act(f"saved the search {titled(name)}"):
            self._store.searches.save(name, search, only_new=only_new)
        return next(saved for saved in self.all() if saved.name == name)

    def rename(self, search_id: int, name: str) -> None:
        """Give a saved search another name. Raises DeskError where it is empty, or another search has it."""
        saved, name = self._get(search_id), _name(name)
        if any(other.name == name and other.id != search_id for other in self.all()):
            raise DeskError(f"There is a saved search {titled(name)} already: choose another name.")
        with self._store.history.act(f"renamed the search {titled(saved.name)} to {titled(name)}"):
            self._store.searches.rename(search_id, name)

    def remove(self, search_id: int) -> str:
        """Keep a search no longer; the act's words. What it finds stays."""
        label = f"removed the search {titled(self._get(search_id).name)}"
        with self._store.history.act(label):
            self._store.searches.remove(search_id)
        return label

    def _get(self, search_id: int) -> SavedSearch:
        saved = next((saved for saved in self.all() if saved.id == search_id), None)
        if saved is None:
            raise DeskError("This saved search is gone: it was removed, or its saving was undone.")
        return saved


def _name(typed: str) -> str:
    name = clean_line(typed, 80)
    if not name:
        raise DeskError("A saved search needs a name: type one.")
    return name
