"""Which articles a list shows, and the SQL that finds them in its order."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from digest.model import ArticleState
from digest.store.database import Database
from digest.store.search import Facet, parse


@dataclass(frozen=True)
class ArticleFilter:
    """Which articles a list shows.

    `state` None means every state, or with `kept` all but the dismissed ones. `since` means collected at or
    after (UTC); `search` is what a person typed.
    """

    state: ArticleState | None = None
    kept: bool = False
    source_id: int | None = None
    tag: str | None = None
    since: datetime | None = None
    search: str = ""


IN_DRAFT = (
    "id IN (SELECT i.article_id FROM item i JOIN section s ON s.id = i.section_id"
    " JOIN digest d ON d.number = s.digest WHERE d.state <> 'sent')"
)
"""The condition that an article stands in a digest in work."""
_RAN = (
    "id IN (SELECT i.article_id FROM item i JOIN section s ON s.id = i.section_id"
    " JOIN digest d ON d.number = s.digest WHERE d.state = 'sent')"
)
_KEPT = "state IN ('new', 'saved', 'picked')"
_UNTAGGED = "coalesce(source_id NOT IN (SELECT id FROM source WHERE tags <> '[]'), 1)"

_EITHER = ("lang", "is")
"""Fields of which an article has one: asked for twice, either will do."""

Condition = tuple[str, list[Any]]
"""A condition in SQL and its values."""


def listing(
    database: Database, columns: str, wanted: ArticleFilter, *, ordered: bool = True
) -> tuple[str, list[Any]]:
    """The SQL that lists `columns` of the wanted articles, newest first where `ordered`, and its values."""
    conditions: list[Condition] = []
    table, order = "article", "at DESC, id DESC"
    query = parse(wanted.search)
    if query.wanted:
        # By rowid, not by rank: the newest hits come at once, however many there are.
        table = "article_search JOIN article ON article.id = article_search.rowid"
        order = "article_search.rowid DESC"
        conditions.append(("article_search MATCH ?", [query.wanted]))
    if query.unwanted:
        matched = "SELECT rowid FROM article_search WHERE article_search MATCH ?"
        conditions.append((f"id NOT IN ({matched})", [query.unwanted]))
    for bound, comparison in ((query.after, ">="), (query.before, "<")):
        if bound is not None:
            conditions.append((f"at {comparison} ?", [bound]))
    if wanted.state is ArticleState.PICKED:
        conditions.append((IN_DRAFT, []))
    elif wanted.state is not None or wanted.kept:
        conditions.append(("state = ?", [wanted.state]) if wanted.state else (_KEPT, []))
        if wanted.since is not None and table == "article":
            table = "article INDEXED BY article_by_arrival"
    if wanted.since is not None:
        conditions.append(("collected >= ?", [int(wanted.since.timestamp())]))
    if wanted.source_id is not None:
        conditions.append(("source_id = ?", [wanted.source_id]))
    if wanted.tag is not None:
        tagged = "SELECT s.id FROM source s, json_each(s.tags) t WHERE t.value = ?"
        conditions.append((f"source_id IN ({tagged})", [wanted.tag]))
    conditions += _facets(database, query.facets)
    where = f" WHERE {' AND '.join(sql for sql, _ in conditions)}" if conditions else ""
    values = [value for _, own in conditions for value in own]
    return f"SELECT {columns} FROM {table}{where}" + (f" ORDER BY {order}" if ordered else ""), values


def _facets(database: Database, facets: Iterable[Facet]) -> list[Condition]:
    conditions: list[Condition] = []
    either: dict[str, list[Condition]] = {}
    for facet in facets:
        sql, values = _facet(database, facet)
        if facet.unwanted:
            conditions.append((f"NOT ({sql})", values))
        elif facet.field in _EITHER:
            either.setdefault(facet.field, []).append((sql, values))
        else:
            conditions.append((sql, values))
    for choices in either.values():
        values = [value for _, own in choices for value in own]
        conditions.append((f"({' OR '.join(sql for sql, _ in choices)})", values))
    return conditions


def _facet(database: Database, facet: Facet) -> Condition:
    if facet.field == "lang":
        # "fa" is also "fa-IR"; a letter alone is a language that is still being typed.
        like = f"{facet.value}%" if len(facet.value) == 1 else f"{facet.value}-%"
        return "(coalesce(language, '') LIKE ? OR coalesce(language, '') LIKE ?)", [facet.value, like]
    if facet.field == "tag":
        return "coalesce(source_id IN (SELECT value FROM json_each(?)), 0)", [_tagged(database, facet.value)]
    if facet.field == "longer":
        return "minutes >= ?", [int(facet.value)]
    if facet.field == "shorter":
        return "minutes <= ?", [int(facet.value)]
    special = {"picked": IN_DRAFT, "ran": _RAN, "untagged": _UNTAGGED}
    return (special[facet.value], []) if facet.value in special else ("state = ?", [facet.value])


def _tagged(database: Database, begun: str) -> str:
    """The ids, as JSON, of the sources with a tag that begins so: SQLite folds no letters but ASCII's."""
    rows = database.read("SELECT id, tags FROM source WHERE tags <> '[]'")
    found = [
        number for number, tags in rows if any(tag.casefold().startswith(begun) for tag in json.loads(tags))
    ]
    return json.dumps(found)
