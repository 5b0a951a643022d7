"""The search index: brought up to date after what was collected, a batch at a time."""

import threading
from collections.abc import Sequence

from digest.store.database import Database, Row, Turns
from digest.store.folding import fold
from digest.store.folding_before import is_as_version_1_had_it, is_as_version_2_had_it

BATCH = 500
"""Articles indexed in one transaction: a fraction of a second, so that a curator's act never waits long."""

ANEW_BATCH = 100
"""The same of those that were indexed before: to take them out of the index first takes several times as long."""

RECENT = 10_000
"""The newest articles that are indexed once more, by themselves: most words find a screenful among them."""

MOST_RECENT = 50_000
"""How many those may become, as others come, before that index begins anew. A smaller archive is as quick without."""

_NONE = 2**63 - 1
_INDEXED = "id, title, blurb, text, byline, site"


class SearchIndex:
    """The words of all articles, folded, and those of the newest once more. It keeps no copy of the texts; triggers
    note what is to be indexed.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def update(self) -> int:
        """Bring the index up to date; how many articles were indexed."""
        done = 0
        turns = Turns()
        while batch := self._update_batch():
            done += batch
            turns.give()
        return done

    def _update_batch(self) -> int:
        if not self._is_pending():
            return 0
        with self._database.transaction():
            rows = self._database.write(
                f"SELECT {_INDEXED} FROM search_pending JOIN article ON id = article_id LIMIT ?", (BATCH,)
            )
            self._put(rows)
        return len(rows)

    def renew(self, stop: threading.Event) -> None:
        """Index the newest articles of a large archive by themselves, and bring into today's form what earlier
        versions indexed; ends early once `stop` is set, and goes on there the next time.
        """
        turns = Turns()
        while not stop.is_set() and (self._recent_batch() or self._renew_batch()):
            turns.give()

    def _recent_batch(self) -> int:
        """Take the next older articles into the index of the recent ones, until it has enough; how many.

        Only such as the whole index has as they are today: both find the same of them.
        """
        with self._database.transaction():
            first = self._first_recent()
            [(newest,)] = self._database.write("SELECT coalesce(max(id), 0) FROM article")
            if newest - first >= MOST_RECENT:
                self._database.write("INSERT INTO recent_search (recent_search) VALUES ('delete-all')")
                first = self._recent_from(_NONE)
            if newest <= MOST_RECENT or newest - first >= RECENT - 1 or self._is_pending():
                return 0
            rows = self._database.write(
                f"SELECT {_INDEXED} FROM article WHERE id < ?"
                " AND id >= (SELECT below FROM search_outdated) ORDER BY id DESC LIMIT ?",
                (first, ANEW_BATCH),
            )
            if rows:
                self._replace("recent_search", _folded(rows))
                self._recent_from(rows[-1][0])
        return len(rows)

    def _first_recent(self) -> int:
        """The least id in the index of the recent articles; all that are greater are in it too."""
        return int(self._database.write("SELECT first FROM recent_since")[0][0])

    def _recent_from(self, first: int) -> int:
        self._database.write("UPDATE recent_since SET first = ?", (first,))
        return first

    def _is_pending(self) -> bool:
        return self._database.one("SELECT 1 FROM search_pending LIMIT 1") is not None

    def _renew_batch(self) -> int:
        if not self._database.one("SELECT 1 FROM search_outdated WHERE below > 1"):
            return 0
        with self._database.transaction():
            [(below, below_of_1)] = self._database.write("SELECT below, below_of_1 FROM search_outdated")
            rows = self._database.write(
                f"SELECT {_INDEXED} FROM article WHERE id < ? ORDER BY id DESC LIMIT ?", (below, ANEW_BATCH)
            )
            self._put([row for row in rows if _is_otherwise(row, row[0] < below_of_1)])
            self._database.write("UPDATE search_outdated SET below = ?", (rows[-1][0] if rows else 1,))
        return len(rows)

    def _put(self, rows: Sequence[Row]) -> None:
        folded, first = _folded(rows), self._first_recent()
        self._replace("article_search", folded)
        self._replace("recent_search", [row for row in folded if row[0] >= first])
        self._database.write_many(
            "DELETE FROM search_pending WHERE article_id = ?", [row[:1] for row in rows]
        )

    def _replace(self, index: str, folded: Sequence[Row]) -> None:
        self._database.write_many(f"DELETE FROM {index} WHERE rowid = ?", [row[:1] for row in folded])
        self._database.write_many(
            f"INSERT INTO {index} (rowid, title, blurb, text, byline, site) VALUES (?, ?, ?, ?, ?, ?)", folded
        )


def _is_otherwise(row: Row, is_of_1: bool) -> bool:
    """Whether an article's texts are folded in another way today than by the version that indexed it."""
    return not all(map(is_as_version_1_had_it if is_of_1 else is_as_version_2_had_it, row[1:]))


def _folded(rows: Sequence[Row]) -> list[Row]:
    return [(row[0], *map(fold, row[1:])) for row in rows]
