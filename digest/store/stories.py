"""The shelf of stories: which articles tell the same event, and what is needed to find that out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from digest.store.database import Database


@dataclass(frozen=True)
class Told:
    """What story assignment needs to know of an article."""

    id: int
    title: str
    url: str | None
    language: str | None
    at: datetime
    story_id: int | None


class StoryShelf:
    """Stories in the database. Writing methods run inside an act or a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self, story_id: int) -> list[int]:
        """The ids of the articles that tell this story, the first to tell it first."""
        rows = self._database.read("SELECT id FROM article WHERE story_id = ? ORDER BY at, id", (story_id,))
        return [number for (number,) in rows]

    def join(self, article_id: int, story_id: int) -> None:
        """Let an article tell a story."""
        self._database.write("UPDATE article SET story_id = ? WHERE id = ?", (story_id, article_id))

    def told(self, ids: Sequence[int]) -> list[Told]:
        """What story assignment needs to know of these articles."""
        return self._told("id IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))])

    def told_between(self, first: datetime, last: datetime) -> list[Told]:
        """The same of all articles published from `first` to `last`."""
        return self._told("at BETWEEN ? AND ?", [int(first.timestamp()), int(last.timestamp())])

    def _told(self, condition: str, values: list[Any]) -> list[Told]:
        rows = self._database.iterate(
            f"SELECT id, title, url, language, at, story_id FROM article WHERE {condition}", values
        )
        return [
            Told(number, title, url, language, datetime.fromtimestamp(at, UTC), story_id)
            for number, title, url, language, at, story_id in rows
        ]

    def keep_sketches(self, sketches: Mapping[int, frozenset[int]]) -> None:
        """Keep the texts' fingerprints, by article."""
        for article_id, hashes in sketches.items():
            self._database.write(
                "INSERT OR IGNORE INTO sketch (article_id, hash) SELECT ?, value FROM json_each(?)",
                (article_id, json.dumps(sorted(hashes))),
            )

    def sketches_sharing(self, hashes: Iterable[int]) -> dict[int, frozenset[int]]:
        """The whole fingerprints of the articles that share any of these hashes, by article."""
        rows = self._database.iterate(
            "SELECT article_id, hash FROM sketch WHERE article_id IN"
            " (SELECT s.article_id FROM sketch s JOIN json_each(?) wanted ON s.hash = wanted.value)",
            (json.dumps(sorted(hashes)),),
        )
        found: dict[int, set[int]] = {}
        for article_id, value in rows:
            found.setdefault(article_id, set()).add(value)
        return {article_id: frozenset(values) for article_id, values in found.items()}
