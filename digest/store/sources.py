"""The shelf of sources: what is followed, how its last fetch went, and how much of it is new."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.model import Source, SourceStatus, now
from digest.store.database import Database, Row
from digest.store.values import epoch, ids_json, moment_of, words_json


@dataclass(frozen=True)
class Counts:
    """How many articles there are of each kind; `new`, `by_source` and `by_tag` count since a given time."""

    new: int
    saved: int
    picked: int
    dismissed: int
    by_source: dict[int, int]
    by_tag: dict[str, int]


@dataclass(frozen=True)
class FetchRecord:
    """What is remembered of a source between two fetches. Times are UTC.

    `etag` and `last_modified` are the server's own words; `ttl` is in minutes, as the feed asked; `failures`
    counts those in a row; `due` is when to ask again (None: never, the source is gone).
    """

    source_id: int
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    ttl: int = 0
    checked: datetime | None = None
    status: SourceStatus = SourceStatus.NEVER
    error: str | None = None
    failures: int = 0
    due: datetime | None = None


_SELECT = (
    "SELECT s.id, s.url, s.title, s.site_url, s.language, s.selector, s.tags, s.added,"
    " f.checked, f.status, f.error FROM source s LEFT JOIN fetch_state f ON f.source_id = s.id"
)

_UNDECIDED = (
    "(EXISTS (SELECT 1 FROM article WHERE id = {0} AND state = 'new')"
    " AND NOT EXISTS (SELECT 1 FROM item WHERE article_id = {0})"
    " AND NOT EXISTS (SELECT 1 FROM story_lead WHERE article_id = {0}))"
)


class SourceShelf:
    """Sources in the database. Writing methods run inside an act or a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Source]:
        """Every source, in the order in which they were followed."""
        return [_source(row) for row in self._database.read(f"{_SELECT} ORDER BY s.id")]

    def get(self, source_id: int) -> Source | None:
        """One source, or None."""
        row = self._database.one(f"{_SELECT} WHERE s.id = ?", (source_id,))
        return _source(row) if row else None

    def by_url(self, url: str) -> Source | None:
        """The source at this address, or None."""
        row = self._database.one(f"{_SELECT} WHERE s.url = ?", (url,))
        return _source(row) if row else None

    def due(self, moment: datetime) -> list[Source]:
        """The sources that are to be asked at `moment` without a word of the curator, the longest due first."""
        # Both tables are in the order of the sources: one walk along them, 1.4 ms at 5,000.
        rows = self._database.read(
            f"{_SELECT} WHERE f.source_id IS NULL OR f.due <= ? ORDER BY f.due, s.id",
            (epoch(moment),),
        )
        return [_source(row) for row in rows]

    def next_due(self) -> datetime | None:
        """When the next source falls due; None where none ever does."""
        row = self._database.one("SELECT min(f.due) FROM fetch_state f JOIN source s ON s.id = f.source_id")
        return moment_of(row[0]) if row else None

    def add(self, source: Source) -> int:
        """Follow a source; its id."""
        rows = self._database.write(
            "INSERT INTO source (url, title, site_url, language, selector, tags, added)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                source.url,
                source.title,
                source.site_url,
                source.language,
                source.selector,
                words_json(source.tags),
                epoch(source.added or now()),
            ),
        )
        return int(rows[0][0])

    def remove(self, source_id: int) -> None:
        """Stop following a source; its articles stay."""
        self._database.write("DELETE FROM source WHERE id = ?", (source_id,))

    def name(self, source_id: int, *, title: str, site_url: str | None, language: str | None) -> None:
        """Keep what a feed says of itself, where nothing was known."""
        self._database.write(
            "UPDATE source SET title = iif(title = '', ?, title), site_url = coalesce(site_url, ?),"
            " language = coalesce(language, ?) WHERE id = ?",
            (title, site_url, language, source_id),
        )

    def select(self, source_id: int, selector: str | None) -> None:
        """Follow the page by other links; it is read afresh at the next fetch, whatever its server says."""
        self._database.write("UPDATE source SET selector = ? WHERE id = ?", (selector, source_id))
        self._database.write(
            "UPDATE fetch_state SET etag = '', last_modified = '', body_hash = '' WHERE source_id = ?",
            (source_id,),
        )

    def move(self, source_id: int, url: str) -> None:
        """The source has moved for good, to an address that is not followed yet."""
        self._database.write("UPDATE source SET url = ? WHERE id = ?", (url, source_id))

    def tag(self, source_id: int, tags: Sequence[str]) -> None:
        """Give a source more tags."""
        source = self.get(source_id)
        united = list(dict.fromkeys([*(source.tags if source else []), *tags]))
        self._database.write("UPDATE source SET tags = ? WHERE id = ?", (words_json(united), source_id))

    def merge(self, source_id: int, into: int) -> None:
        """The source has moved onto another: what was collected from it, and its tags, are the other's now.

        Where both had the same entry as two articles, the one that nobody has decided anything of goes.
        """
        pair = (source_id, into)
        one, other = _UNDECIDED.format("one.article_id"), _UNDECIDED.format("other.article_id")
        self._database.write(
            f"DELETE FROM article WHERE id IN (SELECT iif({one}, one.article_id, other.article_id)"
            " FROM entry one JOIN entry other ON other.source_id = ?2 AND other.key = one.key"
            " WHERE one.source_id = ?1 AND one.article_id <> other.article_id"
            f" AND ({one} OR {other}))",
            pair,
        )
        self._database.write("UPDATE OR IGNORE entry SET source_id = ?2 WHERE source_id = ?1", pair)
        self._database.write("UPDATE article SET source_id = ?2 WHERE source_id = ?1", pair)
        gone = self.get(source_id)
        self.tag(into, gone.tags if gone else [])
        for table in ("entry", "fetch_state"):
            self._database.write(f"DELETE FROM {table} WHERE source_id = ?", (source_id,))
        self.remove(source_id)

    def fetch_records(self, ids: Sequence[int]) -> dict[int, FetchRecord]:
        """What is remembered of these sources, by id; of one never fetched, a blank record."""
        rows = self._database.read(
            "SELECT source_id, etag, last_modified, body_hash, ttl, checked, status, error, failures, due"
            " FROM fetch_state WHERE source_id IN (SELECT value FROM json_each(?))",
            (ids_json(ids),),
        )
        known = {
            row[0]: FetchRecord(
                source_id=row[0],
                etag=row[1],
                last_modified=row[2],
                body_hash=row[3],
                ttl=row[4],
                checked=moment_of(row[5]),
                status=SourceStatus(row[6]),
                error=row[7],
                failures=row[8],
                due=moment_of(row[9]),
            )
            for row in rows
        }
        return {number: known.get(number, FetchRecord(number)) for number in ids}

    def record_fetch(self, record: FetchRecord) -> None:
        """Remember how a fetch went."""
        self._database.write(
            "INSERT OR REPLACE INTO fetch_state"
            " (source_id, etag, last_modified, body_hash, ttl, checked, status, error, failures, due)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.source_id,
                record.etag,
                record.last_modified,
                record.body_hash,
                record.ttl,
                epoch(record.checked),
                record.status,
                record.error,
                record.failures,
                epoch(record.due),
            ),
        )

    def rests(self) -> dict[str, datetime]:
        """The hosts that asked to be left alone, and until when."""
        rows = self._database.read("SELECT host, until FROM host_rest")
        return {host: moment_of(until) for host, until in rows}

    def rest(self, host: str, until: datetime) -> None:
        """Leave a host alone until then. What is over is forgotten."""
        self._database.write("DELETE FROM host_rest WHERE until < ?", (epoch(now()),))
        self._database.write(
            "INSERT OR REPLACE INTO host_rest (host, until) VALUES (?, ?)", (host, epoch(until))
        )

    def counts(self, since: datetime | None) -> Counts:
        """How much there is; `since` bounds what counts as new (collected at or after). Indexes answer it."""
        start = epoch(since) if since else 0
        by_source: dict[int | None, int] = dict(
            self._database.read(
                "SELECT source_id, count(*) FROM article INDEXED BY article_by_arrival"
                " WHERE state = 'new' AND collected >= ? GROUP BY source_id",
                (start,),
            )
        )
        states = {
            state: self._count("SELECT count(*) FROM article WHERE state = ?", state)
            for state in ("saved", "dismissed")
        }
        picked = self._count(
            "SELECT count(DISTINCT i.article_id) FROM item i JOIN section s ON s.id = i.section_id"
            " JOIN digest d ON d.number = s.digest WHERE d.state <> ?",
            "sent",
        )
        tags: dict[str, int] = {}
        for source in self.all():
            for tag in source.tags:
                tags[tag] = tags.get(tag, 0) + by_source.get(source.id, 0)
        new = sum(by_source.values())
        followed = {source: number for source, number in by_source.items() if source is not None}
        return Counts(new, states["saved"], picked, states["dismissed"], followed, tags)

    def _count(self, sql: str, value: str) -> int:
        row = self._database.one(sql, (value,))
        return int(row[0]) if row else 0


def _source(row: Row) -> Source:
    # What lies in the database was cleaned on its way in.
    number, url, title, site_url, language, selector, tags, added, checked, status, error = row
    return Source.model_construct(
        id=number,
        url=url,
        title=title,
        site_url=site_url,
        language=language,
        selector=selector,
        tags=json.loads(tags),
        added=moment_of(added),
        checked=moment_of(checked),
        status=SourceStatus(status or SourceStatus.NEVER),
        error=error,
    )
