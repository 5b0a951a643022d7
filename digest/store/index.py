"""The search index: brought up to date after what was collected, a batch at a time."""

import threading
from collections.abc import Sequence

from digest.store.database import Database, Row
from digest.store.folding import fold, fold_as_before

BATCH = 500
"""Articles indexed in one transaction: some 50 ms, so that a curator's act never waits long."""

ANEW_BATCH = 100
"""The same of those that are in the index already: to take them out of it first takes several times as long."""

_INDEXED = "id, title, blurb, text, byline, site"


class SearchIndex:
    """The words of all articles, folded. It keeps no copy of the texts; triggers note what is to be indexed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def update(self) -> int:
        """Bring the index up to date; how many articles were indexed."""
        done = 0
        while batch := self._update_batch():
            done += batch
        return done

    def _update_batch(self) -> int:
        if not self._database.one("SELECT 1 FROM search_pending LIMIT 1"):
            return 0
        with self._database.transaction():
            rows = self._database.write(
                f"SELECT {_INDEXED} FROM search_pending JOIN article ON id = article_id LIMIT ?", (BATCH,)
            )
            self._put(rows)
        return len(rows)

    def renew(self, stop: threading.Event) -> None:
        """Bring into today's form what version 1 indexed; ends early once `stop` is set, and goes on there the next
        time.
        """
        while not stop.is_set() and self._renew_batch():
            pass

    def _renew_batch(self) -> int:
        if not self._database.one("SELECT 1 FROM search_outdated WHERE below > 1"):
            return 0
        with self._database.transaction():
            rows = self._database.write(
                f"SELECT {_INDEXED} FROM article WHERE id < (SELECT below FROM search_outdated)"
                " ORDER BY id DESC LIMIT ?",
                (ANEW_BATCH,),
            )
            self._put([row for row in rows if any(fold(text) != fold_as_before(text) for text in row[1:])])
            self._database.write("UPDATE search_outdated SET below = ?", (rows[-1][0] if rows else 1,))
        return len(rows)

    def _put(self, rows: Sequence[Row]) -> None:
        ids = [(row[0],) for row in rows]
        self._database.write_many("DELETE FROM article_search WHERE rowid = ?", ids)
        self._database.write_many(
            "INSERT INTO article_search (rowid, title, blurb, text, byline, site) VALUES (?, ?, ?, ?, ?, ?)",
            [(row[0], *map(fold, row[1:])) for row in rows],
        )
        self._database.write_many("DELETE FROM search_pending WHERE article_id = ?", ids)
