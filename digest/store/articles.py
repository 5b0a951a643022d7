"""The shelf of articles: what was collected, in what order it is listed, what is found in it."""

import hashlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.model import ARRAY_OF_IDS, Article, ArticleState, ImageSize, TextLink, now
from digest.store.database import Database, Row
from digest.store.folding import are_alike
from digest.store.listing import ArticleFilter, listing
from digest.store.search import parse
from digest.store.texts import TextShelf
from digest.store.values import epoch, ids_json, links_json, moment_of, sides

LANGUAGES_AMONG = 5_000
"""The newest articles among which languages are looked for: what nobody publishes any more need not be offered."""

LOOKED_AT = 1_000
"""Articles whose states are looked at together: where they differ the first few tell."""


@dataclass(frozen=True)
class ArticleRow:
    """What one row of a list draws; never the body.

    `at` is when it was published, or collected where nobody said. `outlets` counts the other outlets that
    tell the same story. `ran_in` is the newest sent digest it ran in.
    """

    id: int
    title: str
    site: str
    at: datetime
    minutes: int
    state: ArticleState
    language: str | None
    outlets: int
    ran_in: int | None


@dataclass(frozen=True)
class Tally:
    """How many articles of a list are new, and how many are decided and kept in it."""

    new: int
    kept: int


@dataclass(frozen=True)
class Collected:
    """An article as a source published it; `key` is what the source calls it (its guid, id or address).

    `image_size` is that of its picture, where it was told.
    `address` is the same for every spelling of the article's address; one that `is_detour` (an AMP cache's, a
    mobile host's) gives way to one that is not. `links` are those of its text.
    """

    key: str
    article: Article
    image_size: ImageSize | None = None
    address: int | None = None
    is_detour: bool = False
    links: Sequence[TextLink] = ()


@dataclass(frozen=True)
class CollectOutcome:
    """The ids of the articles that were new, and of those whose words had changed."""

    new: list[int]
    updated: list[int]


_COLUMNS = (
    "id, url, title, byline, site, section_label, published, collected, language, blurb, text, image_url,"
    " image_alt, caption, minutes, source_id, story_id, state"
)
_RAN = (
    "SELECT i.article_id, s.digest FROM item i JOIN section s ON s.id = i.section_id"
    " JOIN digest d ON d.number = s.digest WHERE d.state = 'sent' AND i.article_id IN (SELECT value FROM json_each(?))"
)


class ArticleShelf:
    """Articles in the database. Writing methods run inside an act or a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._texts = TextShelf(database)

    # Lists

    def first(self, wanted: ArticleFilter, limit: int) -> list[ArticleRow]:
        """The newest `limit` rows."""
        recent = self._recent_ids(wanted, limit)
        return self.rows(recent if len(recent) == limit else self._ids(wanted, limit))

    def at_once(self, wanted: ArticleFilter, limit: int) -> list[ArticleRow]:
        """The newest rows, up to `limit`; of a search for words only the recent ones, where it finds any of them."""
        return self.rows(self._recent_ids(wanted, limit) or self._ids(wanted, limit))

    def ids(self, wanted: ArticleFilter) -> "array[int]":
        """Every id, newest first."""
        return self._ids(wanted, -1)

    def _recent_ids(self, wanted: ArticleFilter, limit: int) -> "array[int]":
        """The newest ids, up to `limit`, that a search for words finds among the recent articles.

        Before it gives the first of a word's beginning, the whole index reads where all the words stand that begin so.
        """
        return (
            self._ids(wanted, limit, "recent_search") if parse(wanted.search).wanted else array(ARRAY_OF_IDS)
        )

    def _ids(self, wanted: ArticleFilter, limit: int, index: str = "article_search") -> "array[int]":
        sql, values = listing(self._database, "id", wanted, index=index)
        return array(
            ARRAY_OF_IDS, (number for (number,) in self._database.iterate(f"{sql} LIMIT ?", (*values, limit)))
        )

    def count(self, wanted: ArticleFilter, limit: int) -> int:
        """How many articles there are of a list, counted up to `limit`."""
        sql, values = listing(self._database, "1", wanted, ordered=False)
        row = self._database.one(f"SELECT count(*) FROM ({sql} LIMIT ?)", (*values, limit))
        return int(row[0]) if row else 0

    def tally(self, wanted: ArticleFilter) -> Tally:
        """How much of a list is new, and how much is decided; what is folded counts."""
        sql, values = listing(self._database, "state", replace(wanted, folded=False), ordered=False)
        counts: dict[str, int] = dict(
            self._database.read(f"SELECT state, count(*) FROM ({sql}) GROUP BY state", values)
        )
        new = counts.pop(ArticleState.NEW.value, 0)
        return Tally(new, sum(counts.values()))

    def are_all(self, ids: Sequence[int], state: ArticleState) -> bool:
        """Whether all these articles are in a state."""
        others = "SELECT 1 FROM article WHERE id IN (SELECT value FROM json_each(?)) AND state <> ? LIMIT 1"
        return all(
            self._database.one(others, (ids_json(ids[start : start + LOOKED_AT]), state)) is None
            for start in range(0, len(ids), LOOKED_AT)
        )

    def languages(self) -> list[str]:
        """The languages of the newest few thousand articles."""
        rows = self._database.read(
            "SELECT DISTINCT language FROM (SELECT language FROM article INDEXED BY article_in_order"
            " ORDER BY at DESC, id DESC LIMIT ?) WHERE language IS NOT NULL ORDER BY language",
            (LANGUAGES_AMONG,),
        )
        return [language for (language,) in rows]

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """The rows of these articles, in this order; ids that are gone are left out."""
        found = {
            row[0]: row
            for row in self._database.read(
                "SELECT id, title, site, at, minutes, state, language, story_id, "
                "(SELECT count(DISTINCT o.site) FROM article o"
                " WHERE o.story_id = article.story_id AND o.site <> article.site)"
                " FROM article WHERE id IN (SELECT value FROM json_each(?))",
                (ids_json(ids),),
            )
        }
        ran = self._ran(ids)
        return [_row(found[number], ran.get(number, [])) for number in ids if number in found]

    # Whole articles

    def get(self, article_id: int) -> Article | None:
        """One article with its body, or None."""
        return next(iter(self.many([article_id])), None)

    def many(self, ids: Sequence[int]) -> list[Article]:
        """These articles with their bodies, in this order; ids that are gone are left out."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM article WHERE id IN (SELECT value FROM json_each(?))", (ids_json(ids),)
        )
        ran = self._ran(ids)
        found = {row[0]: _article(row, ran.get(row[0], [])) for row in rows}
        return [found[number] for number in ids if number in found]

    def by_url(self, url: str) -> int | None:
        """The id of the article at this address, or None."""
        row = self._database.one("SELECT id FROM article WHERE url = ?", (url,))
        return row[0] if row else None

    def _ran(self, ids: Sequence[int]) -> dict[int, list[int]]:
        ran: dict[int, list[int]] = {}
        for article, number in self._database.read(_RAN, (ids_json(ids),)):
            ran.setdefault(article, []).append(number)
        return {article: sorted(set(numbers)) for article, numbers in ran.items()}

    # Writing

    def collect(self, source_id: int | None, collected: Sequence[Collected]) -> CollectOutcome:
        """Keep what a source published: what is new is added, what changed is brought up to date.

        The same entry, or the same address from another source, is one article; in another spelling of the
        address (AMP, a mobile host) where the title is much the same too; the site's own spelling is the one that is
        kept. Its place in the list and what the curator decided of it stay.
        """
        new: list[int] = []
        updated: list[int] = []
        arrived = now()
        entries: dict[str, tuple[int, bytes | None]] = {}
        for one in collected:
            content = _content_hash(one.article)
            known = entries.get(one.key) or self._entry(source_id, one.key) or self._known_elsewhere(one)
            if known is None:
                number = self._insert(one, source_id, arrived)
                new.append(number)
            else:
                number, before = known
                if before is not None and before != content:
                    self._texts.refresh(number, one.article, one.links)
                    updated.append(number)
                if before is None and source_id is not None:
                    self._adopt(number, source_id)
                if before is None and one.article.url and not one.is_detour:
                    self.take_address(number, one.article.url)
            if source_id is not None:
                entries[one.key] = number, content
        self._database.write_many(
            "INSERT INTO entry (source_id, key, article_id, content_hash) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET content_hash = excluded.content_hash",
            [(source_id, key, *entry) for key, entry in entries.items()],
        )
        return CollectOutcome(new, updated)

    def take_address(self, article_id: int, url: str) -> None:
        """Let an article whose address is a detour have this spelling of it, the site's own; no other changes."""
        taken = self._database.write(
            "UPDATE article SET url = ?1 WHERE id = ?2 AND NOT EXISTS (SELECT 1 FROM article WHERE url = ?1)"
            " AND EXISTS (SELECT 1 FROM article_address WHERE article_id = ?2 AND is_detour) RETURNING id",
            (url, article_id),
        )
        if taken:
            self._database.write(
                "UPDATE article_address SET is_detour = 0 WHERE article_id = ?", (article_id,)
            )

    def _adopt(self, article_id: int, source_id: int) -> None:
        """An article whose source is followed no longer belongs to the one that has it now."""
        self._database.write(
            "UPDATE article SET source_id = ? WHERE id = ? AND source_id NOT IN (SELECT id FROM source)",
            (source_id, article_id),
        )

    def _entry(self, source_id: int | None, key: str) -> tuple[int, bytes | None] | None:
        """The article that an entry of a source became, and the hash of what it said; None when it is a new one."""
        rows = self._database.write(
            "SELECT article_id, content_hash FROM entry WHERE source_id = ? AND key = ?", (source_id, key)
        )
        return (rows[0][0], rows[0][1]) if rows else None

    def _known_elsewhere(self, one: Collected) -> tuple[int, None] | None:
        """The article that an entry is which its source did not have yet; None when it is new."""
        if one.article.url:
            rows = self._database.write("SELECT id FROM article WHERE url = ?", (one.article.url,))
            if rows:
                return rows[0][0], None
        same = self.same_as(one.address, one.article.title)
        return None if same is None else (same, None)

    def same_as(self, address: int | None, title: str) -> int | None:
        """The id of the article at any spelling of an address whose title is this or much like it, or None."""
        rows = self._database.read(
            # Not as a join: to plan that again for each of many articles takes far longer than to look it up.
            "SELECT article_id, (SELECT title FROM article WHERE id = article_id) FROM article_address"
            " WHERE address = ?",
            (address,),
        )
        return next((number for number, other in rows if are_alike(title, other)), None)

    def add(
        self,
        article: Article,
        *,
        complete: bool = False,
        image_size: ImageSize | None = None,
        address: int | None = None,
        is_detour: bool = False,
        links: Sequence[TextLink] = (),
    ) -> int:
        """Keep a new article; its id. `complete`: its text came from its own page. The rest is as in Collected."""
        one = Collected("", article, image_size, address, is_detour, links)
        return self._insert(one, article.source_id, now(), complete=complete)

    def _insert(
        self, one: Collected, source_id: int | None, moment: datetime, *, complete: bool = False
    ) -> int:
        """Keep a new article of a source, collected at `moment` unless it says when itself; its id."""
        article = one.article
        published = epoch(article.published)
        arrived = epoch(article.collected or moment)
        rows = self._database.write(
            "INSERT INTO article (state, at, collected, published, source_id, story_id, minutes, language, complete,"
            " url, title, site, byline, section_label, image_url, image_alt, caption, blurb, text,"
            " image_width, image_height, links)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                article.state,
                min(published, arrived) if published is not None else arrived,
                arrived,
                published,
                source_id,
                article.story_id,
                article.minutes,
                article.language,
                complete,
                article.url,
                article.title,
                article.site,
                article.byline,
                article.section_label,
                article.image_url,
                article.image_alt,
                article.caption,
                article.blurb,
                article.text,
                *sides(one.image_size),
                links_json(one.links),
            ),
        )
        number = int(rows[0][0])
        if one.address is not None:
            self._database.write(
                "INSERT INTO article_address (article_id, address, is_detour) VALUES (?, ?, ?)",
                (number, one.address, one.is_detour),
            )
        return number

    def mark(self, ids: Sequence[int], state: ArticleState) -> int:
        """Set what the curator decided; how many articles changed by it."""
        rows = self._database.write(
            "UPDATE article SET state = ?1, decided = ?2 WHERE state <> ?1"
            " AND id IN (SELECT value FROM json_each(?3)) RETURNING id",
            (state, epoch(now()), ids_json(ids)),
        )
        return len(rows)


def _row(row: Row, ran: list[int]) -> ArticleRow:
    number, title, site, at, minutes, state, language, story_id, outlets = row
    return ArticleRow(
        number, title, site, moment_of(at), minutes, ArticleState(state), language,
        outlets if story_id is not None else 0, ran[-1] if ran else None,
    )  # fmt: skip


def _article(row: Row, ran: list[int]) -> Article:
    # What lies in the database was cleaned on its way in.
    values = dict(zip(Article.model_fields, row, strict=False))
    values["published"], values["collected"] = moment_of(row[6]), moment_of(row[7])
    values["state"], values["used_in"] = ArticleState(row[17]), ran
    return Article.model_construct(**values)


def _content_hash(article: Article) -> bytes:
    content = "\0".join((article.title, article.blurb, article.text))
    return hashlib.blake2b(content.encode(), digest_size=8).digest()
