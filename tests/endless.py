"""A read that does not end by itself."""

import threading

from digest.store.database import Database


class Endless:
    """Reads until it is cut short, or may `end`; says when it `is_reading`, and how often it was `begun`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.begun = 0
        self.is_reading = threading.Event()
        self.end = threading.Event()

    def __call__(self) -> str:
        """Read, on the connection of this thread; "read", once it has ended."""
        self.begun += 1
        self._database._reader().create_scalar_function("goes_on", self._goes_on, 0)
        self._database.read(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT 1 FROM n WHERE goes_on()) SELECT max(i) FROM n"
        )
        return "read"

    def _goes_on(self, *_: object) -> bool:
        self.is_reading.set()
        return not self.end.is_set()
