"""What the desk remembers from one time to the next: no act of the curator, so nothing that undo takes back."""

from digest.store.database import Database


class Memory:
    """A few values by name, kept in the workspace."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str | None:
        """What was kept under `name`, or None."""
        row = self._database.one("SELECT value FROM memory WHERE name = ?", (name,))
        return str(row[0]) if row else None

    def keep(self, name: str, value: str) -> None:
        """Keep `value` under `name`, in place of what was kept there."""
        with self._database.transaction():
            self._database.write(
                "INSERT INTO memory (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, value),
            )
