"""The shelf of digests: editions, their sections and items, in order."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from digest.model import Digest, DigestState, ImageSize, Item, Section, SectionKind
from digest.store.database import Database, Row
from digest.store.values import epoch, ids_json, moment_of, sides, words_json

_ITEM = (
    "i.id, i.article_id, i.headline, i.summary, i.credit, i.byline, i.url, i.minutes, i.language,"
    " i.image_url, i.image_alt, i.also, i.draft"
)


@dataclass(frozen=True, slots=True)
class DigestRow:
    """A digest as a list shows it."""

    number: int
    date: date
    subject: str
    state: DigestState
    items: int


class DigestShelf:
    """Digests in the database. Writing methods run inside an act or a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Reading

    def numbers(self) -> list[int]:
        """The numbers of all digests, newest first."""
        return [number for (number,) in self._database.read("SELECT number FROM digest ORDER BY number DESC")]

    def rows(self) -> list[DigestRow]:
        """Every digest as a list shows it, newest first."""
        rows = self._database.read(
            "SELECT d.number, d.date, d.subject, d.state, count(i.id) FROM digest d"
            " LEFT JOIN section s ON s.digest = d.number LEFT JOIN item i ON i.section_id = s.id"
            " GROUP BY d.number ORDER BY d.number DESC"
        )
        return [
            DigestRow(number, date.fromisoformat(day), subject, DigestState(state), items)
            for number, day, subject, state, items in rows
        ]

    def newest_draft(self) -> int | None:
        """The number of the newest digest that has not gone out, or None."""
        row = self._database.one("SELECT max(number) FROM digest WHERE state <> 'sent'")
        return row[0] if row else None

    def last_sent(self) -> tuple[int, datetime] | None:
        """The number of the digest that went out last and when, or None."""
        row = self._database.one(
            "SELECT number, sent FROM digest WHERE state = 'sent' ORDER BY sent DESC, number DESC LIMIT 1"
        )
        return (row[0], moment_of(row[1])) if row else None

    def get(self, number: int) -> Digest | None:
        """One digest with its sections and items, or None."""
        row = self._database.one(
            "SELECT number, date, subject, preheader, intro, outro, state, sent FROM digest WHERE number = ?",
            (number,),
        )
        if row is None:
            return None
        items: dict[int, list[Item]] = {}
        for section_id, *values in self._database.read(
            f"SELECT i.section_id, {_ITEM} FROM item i JOIN section s ON s.id = i.section_id"
            " WHERE s.digest = ? ORDER BY i.position",
            (number,),
        ):
            items.setdefault(section_id, []).append(_item(tuple(values)))
        sections = self._database.read(
            "SELECT id, title, kind FROM section WHERE digest = ? ORDER BY position", (number,)
        )
        return _digest(row, [_section(section, items.get(section[0], [])) for section in sections])

    def image_sizes(self, number: int) -> dict[str, ImageSize]:
        """The sizes of a digest's pictures by address, where they are known."""
        rows = self._database.read(
            "SELECT i.image_url, i.image_width, i.image_height FROM item i JOIN section s ON s.id = i.section_id"
            " WHERE s.digest = ? AND i.image_url IS NOT NULL AND i.image_width > 0 AND i.image_height > 0",
            (number,),
        )
        return {url: ImageSize(width, height) for url, width, height in rows}

    def item(self, item_id: int) -> Item | None:
        """One item, or None."""
        row = self._database.one(f"SELECT {_ITEM} FROM item i WHERE i.id = ?", (item_id,))
        return _item(row) if row else None

    def digest_of_item(self, item_id: int) -> int | None:
        """The number of the digest that an item stands in, or None."""
        row = self._database.one(
            "SELECT s.digest FROM item i JOIN section s ON s.id = i.section_id WHERE i.id = ?", (item_id,)
        )
        return row[0] if row else None

    def digest_of_section(self, section_id: int) -> int | None:
        """The number of the digest that a section stands in, or None."""
        row = self._database.one("SELECT digest FROM section WHERE id = ?", (section_id,))
        return row[0] if row else None

    def unused(self, article_ids: Sequence[int]) -> list[int]:
        """Those of the articles that stand in no digest."""
        rows = self._database.read(
            "SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM item WHERE article_id = value)",
            (ids_json(article_ids),),
        )
        return [number for (number,) in rows]

    # Writing

    def add(self, digest: Digest, image_sizes: Mapping[str, ImageSize] | None = None) -> None:
        """Keep a new digest with all that is in it. Sections and items keep their ids where those are free.

        `image_sizes` are those of its pictures by address, where others know them than their articles.
        """
        sizes = image_sizes or {}
        self._database.write(
            "INSERT INTO digest (number, date, subject, preheader, intro, outro, state, sent)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                digest.number,
                digest.date.isoformat(),
                digest.subject,
                digest.preheader,
                digest.intro,
                digest.outro,
                digest.state,
                epoch(digest.sent),
            ),
        )
        for section in digest.sections:
            section_id = self.add_section(digest.number, section)
            for item in section.items:
                self.add_item(section_id, item, sizes.get(item.image_url or ""))

    def remove(self, number: int) -> None:
        """Take a digest away with all that is in it."""
        self._database.write(
            "DELETE FROM item WHERE section_id IN (SELECT id FROM section WHERE digest = ?)", (number,)
        )
        self._database.write("DELETE FROM section WHERE digest = ?", (number,))
        self._database.write("DELETE FROM digest WHERE number = ?", (number,))

    def write(self, number: int, **values: str | datetime | DigestState | None) -> None:
        """Set columns of a digest: subject, preheader, intro, outro, state, sent."""
        self._update("digest", "number", number, values)

    def add_section(self, number: int, section: Section) -> int:
        """Put an empty section at the end of a digest; its id: its own where that is free, else a new one."""
        rows = self._database.write(
            "INSERT INTO section (digest, position, title, kind, id) VALUES"
            " (?1, (SELECT coalesce(max(position) + 1, 0) FROM section WHERE digest = ?1), ?2, ?3,"
            " (SELECT ?4 WHERE ?4 > 0 AND NOT EXISTS (SELECT 1 FROM section WHERE id = ?4))) RETURNING id",
            (number, section.title, section.kind, section.id),
        )
        return int(rows[0][0])

    def write_section(self, section_id: int, **values: str) -> None:
        """Set columns of a section: title, kind."""
        self._update("section", "id", section_id, values)

    def remove_section(self, section_id: int) -> None:
        """Take a section away with its items."""
        self._database.write("DELETE FROM item WHERE section_id = ?", (section_id,))
        self._database.write("DELETE FROM section WHERE id = ?", (section_id,))

    def order_sections(self, ids: Sequence[int]) -> None:
        """Put a digest's sections in this order."""
        for position, section_id in enumerate(ids):
            self._database.write(
                "UPDATE section SET position = ?1 WHERE id = ?2 AND position <> ?1", (position, section_id)
            )

    def add_item(self, section_id: int, item: Item, image_size: ImageSize | None = None) -> int:
        """Put an item at the end of a section; its id: its own where that is free, else a new one.

        `image_size` is that of its picture; left out, it is what the article says of the same picture.
        """
        rows = self._database.write(
            "INSERT INTO item (section_id, position, article_id, headline, summary, credit, byline, url, minutes,"
            " language, image_url, image_alt, also, draft, id, version, image_width, image_height) VALUES"
            " (?1, (SELECT coalesce(max(position) + 1, 0) FROM item WHERE section_id = ?1),"
            " ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
            " (SELECT ?14 WHERE ?14 > 0 AND NOT EXISTS (SELECT 1 FROM item WHERE id = ?14)),"
            " (SELECT coalesce(max(id), 0) FROM article_version WHERE article_id = ?2),"
            " coalesce(?15, (SELECT image_width FROM article WHERE id = ?2 AND image_url = ?10)),"
            " coalesce(?16, (SELECT image_height FROM article WHERE id = ?2 AND image_url = ?10))) RETURNING id",
            (
                section_id,
                item.article_id,
                item.headline,
                item.summary,
                item.credit,
                item.byline,
                item.url,
                item.minutes,
                item.language,
                item.image_url,
                item.image_alt,
                words_json(item.also),
                item.draft,
                item.id,
                *sides(image_size),
            ),
        )
        return int(rows[0][0])

    def write_item(self, item_id: int, **values: str | int | None) -> None:
        """Set columns of an item: headline, summary, credit, byline, url, image_url, image_alt, draft."""
        self._update("item", "id", item_id, values)
        if "image_url" in values:
            self._database.write(
                "UPDATE item SET (image_width, image_height) = (SELECT a.image_width, a.image_height FROM article a"
                " WHERE a.id = item.article_id AND a.image_url = item.image_url) WHERE id = ?",
                (item_id,),
            )

    def remove_item(self, item_id: int) -> None:
        """Take an item away."""
        self._database.write("DELETE FROM item WHERE id = ?", (item_id,))

    def order_items(self, section_id: int, ids: Sequence[int]) -> None:
        """Let a section hold these items in this order, wherever they stood before."""
        for position, item_id in enumerate(ids):
            self._database.write(
                "UPDATE item SET section_id = ?1, position = ?2 WHERE id = ?3 AND (section_id <> ?1 OR position <> ?2)",
                (section_id, position, item_id),
            )

    def _update(self, table: str, key: str, number: int, values: dict[str, Any]) -> None:
        # The names come from this module's callers in the code, never from outside.
        settings = ", ".join(f"{name} = ?" for name in values)
        bound = [epoch(value) if isinstance(value, datetime) else value for value in values.values()]
        self._database.write(f"UPDATE {table} SET {settings} WHERE {key} = ?", (*bound, number))


# What lies in the database was cleaned on its way in.


def _digest(row: Row, sections: list[Section]) -> Digest:
    number, day, subject, preheader, intro, outro, state, sent = row
    return Digest.model_construct(
        number=number,
        date=date.fromisoformat(day),
        subject=subject,
        preheader=preheader,
        intro=intro,
        outro=outro,
        state=DigestState(state),
        sent=moment_of(sent),
        sections=sections,
    )


def _section(row: Row, items: list[Item]) -> Section:
    return Section.model_construct(id=row[0], title=row[1], kind=SectionKind(row[2]), items=items)


def _item(row: Row) -> Item:
    values = dict(zip(Item.model_fields, row, strict=False))
    values["also"], values["draft"] = json.loads(row[11]), bool(row[12])
    return Item.model_construct(**values)
