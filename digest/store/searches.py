"""The shelf of saved searches: what a curator looks for again and again, under a name."""

from dataclasses import dataclass

from digest.store.database import Database


@dataclass(frozen=True)
class SavedSearch:
    """A search under a name; `only_new`: it looks at what came in since the last digest, else at everything."""

    id: int
    name: str
    search: str
    only_new: bool


class SearchShelf:
    """Saved searches in the database. Writing methods run inside an act."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[SavedSearch]:
        """Every saved search, in the order in which they were saved."""
        rows = self._database.read("SELECT id, name, search, only_new FROM saved_search ORDER BY id")
        return [SavedSearch(number, name, search, bool(only_new)) for number, name, search, only_new in rows]

    def save(self, name: str, search: str, *, only_new: bool) -> None:
        """Keep a search under a name, in place of one that has it already."""
        self._database.write(
            "INSERT INTO saved_search (name, search, only_new) VALUES (?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET search = excluded.search, only_new = excluded.only_new",
            (name, search, only_new),
        )

    def rename(self, search_id: int, name: str) -> None:
        """Give a saved search another name, which none has."""
        self._database.write("UPDATE saved_search SET name = ? WHERE id = ?", (name, search_id))

    def remove(self, search_id: int) -> None:
        """Keep a search no longer."""
        self._database.write("DELETE FROM saved_search WHERE id = ?", (search_id,))
