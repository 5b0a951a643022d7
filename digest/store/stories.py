"""The shelf of stories: which articles tell the same event, and what is needed to find that out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from digest.store.database import Database, Row
from digest.store.listing import ArticleFilter, tellers
from digest.store.values import epoch, ids_json, moment_of

SHARERS = 50
"""Articles that are looked at of those that have one of its hashes in common with a new one."""

_ALL = 0
"""The code under which all articles are counted."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an article says: what it is recognised by is worked out of this.

    `url` is None, too, where it is on file what is the same for every spelling of it.
    """

    id: int
    url: str | None
    title: str
    site: str
    blurb: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What story assignment needs to know of an article; `told` is empty where it was never worked out."""

    id: int
    language: str | None
    at: datetime
    story_id: int | None
    address: int | None
    told: bytes


@dataclass(frozen=True)
class StoryRows:
    """The articles of a list that tell a story beside the one that leads: all `others`, and those of them that
    are `folded` under it.
    """

    others: list[int]
    folded: list[int]


class StoryShelf:
    """Stories in the database. Writing methods run inside an act or a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Who tells what

    def members(self, story_id: int) -> list[int]:
        """The ids of the articles that tell this story, the one that leads first, then the first to tell it."""
        rows = self._database.read(
            "SELECT id FROM article LEFT JOIN story_lead ON article_id = id WHERE story_id = ?"
            " ORDER BY article_id IS NULL, at, id",
            (story_id,),
        )
        return [number for (number,) in rows]

    def of(self, ids: Sequence[int]) -> dict[int, int]:
        """The story of each of these articles; one that has none tells its own."""
        rows = self._database.read(
            "SELECT id, coalesce(story_id, id) FROM article WHERE id IN (SELECT value FROM json_each(?))",
            (ids_json(ids),),
        )
        return dict(rows)

    def told_together(self) -> set[int]:
        """The articles whose stories others tell too."""
        return {number for (number,) in self._database.iterate("SELECT article_id FROM story_member")}

    def tellers(self, stories: Iterable[int]) -> dict[int, int]:
        """The articles that tell those of these stories which several tell, each with its story."""
        rows = self._database.iterate(
            "SELECT article_id, story_id FROM story_member WHERE story_id IN (SELECT value FROM json_each(?))",
            (ids_json(list(stories)),),
        )
        return dict(rows)

    def folds(self, ids: Sequence[int], wanted: ArticleFilter) -> dict[int, StoryRows]:
        """What a folded list holds of the stories that these articles lead in it, by the id of the one that leads."""
        if not wanted.folded or wanted.search:
            return {}
        sql, values = tellers(wanted)
        leads: dict[int, int] = {}
        told: dict[int, StoryRows] = {}
        for story, article, does_fold in self._database.read(sql, (*values, ids_json(ids))):
            lead = leads.setdefault(story, article)
            if article != lead:
                rows = told.setdefault(lead, StoryRows([], []))
                rows.others.append(article)
                if does_fold:
                    rows.folded.append(article)
        return {lead: told[lead] for lead in ids if lead in told}

    def leads(self, ids: Sequence[int]) -> set[int]:
        """Which of these articles were chosen to lead their stories."""
        rows = self._database.read(
            "SELECT article_id FROM story_lead WHERE article_id IN (SELECT value FROM json_each(?))",
            (ids_json(ids),),
        )
        return {number for (number,) in rows}

    def join(self, article_id: int, story_id: int) -> None:
        """Let an article tell a story."""
        self._database.write("UPDATE article SET story_id = ? WHERE id = ?", (story_id, article_id))

    def place_new(self, stories: Iterable[tuple[int, int]]) -> None:
        """Let new articles tell their stories: article id and story id. One that was placed meanwhile stays there."""
        self._database.write_many(
            "UPDATE article SET story_id = ?2 WHERE id = ?1 AND story_id IS NULL", stories
        )

    def lead(self, article_id: int) -> None:
        """Let an article lead its story."""
        self.lead_no_longer(self.members(self.of([article_id])[article_id]))
        self._database.write("INSERT INTO story_lead (article_id) VALUES (?)", (article_id,))

    def lead_no_longer(self, ids: Sequence[int]) -> None:
        """Forget that any of these articles was chosen to lead."""
        self._database.write(
            "DELETE FROM story_lead WHERE article_id IN (SELECT value FROM json_each(?))",
            (ids_json(ids),),
        )

    def unplaced(self) -> list[tuple[int, datetime]]:
        """The articles for which no story was found or begun yet, though it is known what they are recognised by,
        and when they were published: the first, first.
        """
        rows = self._database.iterate(
            "SELECT id, at FROM article_unplaced JOIN telling USING (article_id) JOIN article ON id = article_id"
            " ORDER BY at, id"
        )
        return [(number, moment_of(at)) for number, at in rows]

    # What an article is recognised by

    def reports(self, ids: Iterable[int]) -> list[Report]:
        """What these articles say."""
        rows = self._database.iterate(
            "SELECT id, iif(EXISTS (SELECT 1 FROM article_address WHERE article_id = id), NULL, url),"
            " title, site, blurb, text FROM article WHERE id IN (SELECT value FROM json_each(?))",
            (ids_json(ids),),
        )
        return [Report(*row) for row in rows]

    def unrecognised(self) -> list[int]:
        """The articles without a story of which it was not worked out what they are recognised by."""
        return self._unrecognised("id IN (SELECT article_id FROM article_unplaced)", ())

    def unrecognised_between(self, first: datetime, last: datetime) -> list[int]:
        """The same of all articles published from `first` to `last`, whether they have a story or not."""
        return self._unrecognised("at BETWEEN ? AND ?", (epoch(first), epoch(last)))

    def _unrecognised(self, condition: str, values: Sequence[int]) -> list[int]:
        rows = self._database.read(
            f"SELECT id FROM article WHERE {condition}"
            " AND NOT EXISTS (SELECT 1 FROM telling WHERE article_id = id) ORDER BY id",
            values,
        )
        return [number for (number,) in rows]

    def told(self, ids: Iterable[int]) -> Iterator[Told]:
        """What story assignment needs to know of these articles."""
        return self._told("a.id IN (SELECT value FROM json_each(?))", [ids_json(sorted(ids))])

    def told_between(self, first: datetime, last: datetime) -> Iterator[Told]:
        """The same of all articles published from `first` to `last` that have a story."""
        return self._told("a.at BETWEEN ? AND ? AND a.story_id IS NOT NULL", [epoch(first), epoch(last)])

    def at_addresses(self, addresses: Iterable[int]) -> list[int]:
        """The articles that have one of these addresses."""
        rows = self._database.read(
            "SELECT article_id FROM article_address WHERE address IN (SELECT value FROM json_each(?))",
            (ids_json(sorted(addresses)),),
        )
        return [number for (number,) in rows]

    def _told(self, condition: str, values: list[Any]) -> Iterator[Told]:
        rows = self._database.iterate(
            "SELECT a.id, a.language, a.at, a.story_id, s.address, coalesce(t.told, x'') FROM article a"
            " LEFT JOIN telling t ON t.article_id = a.id LEFT JOIN article_address s ON s.article_id = a.id"
            f" WHERE {condition}",
            values,
        )
        for number, language, at, story_id, address, told in rows:
            yield Told(number, language, moment_of(at), story_id, address, told)

    def keep_tellings(self, tellings: Mapping[int, bytes]) -> None:
        """Keep what these articles are recognised by."""
        self._database.write_many(
            "INSERT OR REPLACE INTO telling (article_id, told) VALUES (?, ?)", tellings.items()
        )

    def keep_addresses(self, addresses: Mapping[int, int]) -> None:
        """Keep what is the same for every spelling of these articles' addresses, where it is not known yet."""
        self._database.write_many(
            "INSERT OR IGNORE INTO article_address (article_id, address) VALUES (?, ?)", addresses.items()
        )

    # How rare words are

    def count_words(self, codes: Iterable[tuple[int, int]], articles: int = 0) -> None:
        """So many more articles were counted; in how many of them each of these words was."""
        self._database.write_many(
            "INSERT INTO word_seen (code, articles) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET articles = articles + excluded.articles",
            [(_ALL, articles), *codes],
        )

    def counted(self) -> int:
        """Of how many articles the words were counted."""
        row = self._database.one("SELECT articles FROM word_seen WHERE code = ?", (_ALL,))
        return int(row[0]) if row else 0

    def words_seen(self, codes: Iterable[int]) -> dict[int, int]:
        """In how many articles each of these words was; those that were in one or none are left out."""
        rows = self._database.iterate(
            "SELECT code, articles FROM word_seen WHERE code IN (SELECT value FROM json_each(?)) AND articles > 1",
            (ids_json(codes),),
        )
        return dict(rows)

    # Fingerprints

    def keep_sketches(self, sketches: Mapping[int, frozenset[int]]) -> None:
        """Keep the texts' fingerprints, by article."""
        self._database.write_many(
            "INSERT OR IGNORE INTO sketch (article_id, hash) VALUES (?, ?)",
            ((article_id, one) for article_id, hashes in sketches.items() for one in sorted(hashes)),
        )

    def sketches(self, ids: Iterable[int]) -> dict[int, frozenset[int]]:
        """The fingerprints of these articles' texts, by article; short texts have none."""
        return self._sketches(
            self._database.iterate(
                "SELECT article_id, hash FROM sketch WHERE article_id IN (SELECT value FROM json_each(?))",
                (ids_json(ids),),
            )
        )

    def sketches_sharing(self, hashes: Iterable[int]) -> dict[int, frozenset[int]]:
        """The whole fingerprints of the articles with a story that share any of these hashes, by article.

        Of those that share one the newest alone, as many as SHARERS: a form that an outlet writes under each of its
        articles is in thousands, and tells nothing.
        """
        return self._sketches(
            self._database.iterate(
                "SELECT article_id, hash FROM sketch WHERE article_id IN"
                " (SELECT s.article_id FROM json_each(?1) wanted CROSS JOIN sketch s ON s.hash = wanted.value"
                " AND s.article_id >= coalesce((SELECT p.article_id FROM sketch p WHERE p.hash = wanted.value"
                " AND p.article_id NOT IN (SELECT article_id FROM article_unplaced)"
                " ORDER BY p.article_id DESC LIMIT 1 OFFSET ?2), 0)"
                " CROSS JOIN article a ON a.id = s.article_id WHERE a.story_id IS NOT NULL)",
                (ids_json(sorted(hashes)), SHARERS - 1),
            )
        )

    def _sketches(self, rows: Iterable[Row]) -> dict[int, frozenset[int]]:
        found: dict[int, set[int]] = {}
        for article_id, value in rows:
            found.setdefault(article_id, set()).add(value)
        return {article_id: frozenset(values) for article_id, values in found.items()}
