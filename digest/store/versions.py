"""The shelf of versions: what an article said before its publisher changed it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from digest.model import now
from digest.store.database import Database, Row
from digest.store.values import epoch, moment_of

VERSIONS_KEPT = 10
"""Former versions kept of one article; the oldest goes first."""


@dataclass(frozen=True)
class ArticleVersion:
    """What an article said until then (UTC).

    `completed`: it was a stub until its full text was read from its page, so nobody had changed a word.
    """

    id: int
    until: datetime
    completed: bool
    title: str
    blurb: str
    text: str


class VersionShelf:
    """Former versions in the database. Writing methods run inside a transaction; none is an act."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def kept(self, article_id: int, *, completed: bool = False) -> Iterator[None]:
        """Keep what the article says now, should what is written inside change its words."""
        before = self._words(article_id)
        yield
        if _folded(before) != _folded(self._words(article_id)):
            self._keep(article_id, before, completed)

    def _words(self, article_id: int) -> Row:
        (row,) = self._database.write("SELECT title, blurb, text FROM article WHERE id = ?", (article_id,))
        return row

    def _keep(self, article_id: int, words: Row, completed: bool) -> None:
        self._database.write(
            "INSERT INTO article_version (article_id, until, completed, title, blurb, text) VALUES (?, ?, ?, ?, ?, ?)",
            (article_id, epoch(now()), completed, *words),
        )
        self._database.write(
            "DELETE FROM article_version WHERE article_id = ?1 AND id <="
            " (SELECT id FROM article_version WHERE article_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
            (article_id, VERSIONS_KEPT),
        )

    def of(self, article_id: int) -> list[ArticleVersion]:
        """The former versions of an article, the newest first."""
        rows = self._database.read(
            "SELECT id, until, completed, title, blurb, text FROM article_version WHERE article_id = ?"
            " ORDER BY id DESC",
            (article_id,),
        )
        return [_version(row) for row in rows]

    def picked(self, item_id: int) -> ArticleVersion | None:
        """What an item's article said when it was picked; None where its publisher has not changed it since."""
        rows = self._database.read(
            "SELECT v.id, v.until, v.completed, v.title, v.blurb, v.text FROM item i"
            " JOIN article_version v ON v.article_id = i.article_id AND v.id > i.version"
            " WHERE i.id = ? AND NOT v.completed ORDER BY v.id LIMIT 1",
            (item_id,),
        )
        return _version(rows[0]) if rows else None


def _folded(words: Row) -> list[list[str]]:
    """Words without the white space between them: a change of that alone is none."""
    return [value.split() for value in words]


def _version(row: Row) -> ArticleVersion:
    number, until, completed, title, blurb, text = row
    return ArticleVersion(number, moment_of(until), bool(completed), title, blurb, text)
