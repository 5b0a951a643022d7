"""Which articles a list shows, and the SQL that finds them in its order."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from digest.model import ArticleState
from digest.store.database import Database
from digest.store.search import Facet, Query, parse
from digest.store.values import epoch, ids_json


@dataclass(frozen=True)
class ArticleFilter:
    """Which articles a list shows.

    `state` None means every state, or with `kept` all but the dismissed ones. `since` means collected at or
    after (UTC); `search` is what a person typed. `folded`: of the articles that tell one story the list shows
    the one that leads; a search shows all that it finds.
    """

    state: ArticleState | None = None
    kept: bool = False
    source_id: int | None = None
    tag: str | None = None
    since: datetime | None = None
    search: str = ""
    folded: bool = False


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

_FEW = {"saved", "picked", "ran"}
"""What few articles are, however large the archive."""

Condition = tuple[str, list[Any]]
"""A condition in SQL and its values."""


def listing(
    database: Database,
    columns: str,
    wanted: ArticleFilter,
    *,
    ordered: bool = True,
    index: str = "article_search",
) -> tuple[str, list[Any]]:
    """The SQL that lists `columns` of the wanted articles, newest first where `ordered`, and its values; words are
    looked for in `index`.
    """
    conditions: list[Condition] = []
    table, order = "article", "at DESC, id DESC"
    query = parse(wanted.search)
    if query.wanted:
        # By rowid, not by rank: the newest hits come at once, however many there are. Of each an index alone is asked.
        table = f"{index} JOIN article INDEXED BY article_by_number ON article.id = {index}.rowid"
        order = f"{index}.rowid DESC"
        conditions.append((f"{index} MATCH ?", [query.wanted]))
    elif query.unwanted:
        matched = "SELECT rowid FROM article_search WHERE article_search MATCH ?"
        conditions.append((f"id NOT IN ({matched})", [query.unwanted]))
    for bound, comparison in ((query.after, ">="), (query.before, "<")):
        if bound is not None:
            conditions.append((f"at {comparison} ?", [bound]))
    by_state = (wanted.state or wanted.kept) and wanted.state is not ArticleState.PICKED
    if by_state and wanted.since is not None and table == "article":
        table = "article INDEXED BY article_by_arrival"
    elif table == "article" and _is_wide(wanted, query):
        table = "article INDEXED BY article_in_order"
    conditions += _of_the_list(wanted)
    conditions += _facets(database, query.facets)
    if wanted.folded and not wanted.search:
        conditions.append(_not_folded_away(wanted))
    where, values = _all(conditions)
    return f"SELECT {columns} FROM {table} WHERE {where}" + (f" ORDER BY {order}" if ordered else ""), values


def _is_wide(wanted: ArticleFilter, query: Query) -> bool:
    """Whether language or length are asked of most of the archive: then the one index that has them is the quickest
    way, however well another one knows the state.
    """
    asked = {facet.field for facet in query.facets}
    states = {facet.value for facet in query.facets if facet.field == "is" and not facet.unwanted}
    is_few = wanted.state in _FEW or wanted.source_id is not None or bool(states & _FEW)
    return bool(asked & {"lang", "longer", "shorter"}) and not is_few


def _of_the_list(wanted: ArticleFilter) -> list[Condition]:
    """What a list wants of its articles, but for the search."""
    conditions: list[Condition] = []
    if wanted.state is ArticleState.PICKED:
        conditions.append((IN_DRAFT, []))
    elif wanted.state is not None or wanted.kept:
        conditions.append(("state = ?", [wanted.state]) if wanted.state else (_KEPT, []))
    if wanted.since is not None:
        conditions.append(("collected >= ?", [epoch(wanted.since)]))
    if wanted.source_id is not None:
        conditions.append(("source_id = ?", [wanted.source_id]))
    if wanted.tag is not None:
        tagged = "SELECT s.id FROM source s, json_each(s.tags) t WHERE t.value = ?"
        conditions.append((f"source_id IN ({tagged})", [wanted.tag]))
    return conditions


_FOLDS = "state IN ('new', 'dismissed')"
"""What is saved or picked always shows."""


def _not_folded_away(wanted: ArticleFilter) -> Condition:
    """That no other article of the list leads the story before this one."""
    shown, values = _all(_of_the_list(wanted))
    # Almost every article tells its story alone: the first look, into a small table, says so.
    return (
        f"NOT ({_FOLDS} AND EXISTS (SELECT 1 FROM story_member mine JOIN story_member before"
        " ON before.story_id = mine.story_id"
        " AND (before.place, before.article_id) < (mine.place, mine.article_id)"
        f" WHERE mine.article_id = article.id AND before.article_id IN"
        f" (SELECT id FROM article WHERE id = before.article_id AND {shown})))",
        values,
    )


def tellers(wanted: ArticleFilter) -> tuple[str, list[Any]]:
    """The SQL, with a JSON array of ids as its last value, that gives the articles of a list which tell the
    stories of these: the story, the id, whether it folds; the one that leads first.
    """
    shown, values = _all(_of_the_list(wanted))
    # A cross join begins with the few members, not with all that the list shows.
    return (
        f"SELECT t.story_id, t.article_id, {_FOLDS} FROM story_member t CROSS JOIN article ON id = t.article_id"
        f" WHERE {shown} AND t.story_id IN (SELECT story_id FROM story_member"
        " WHERE article_id IN (SELECT value FROM json_each(?))) ORDER BY t.story_id, t.place, t.article_id",
        values,
    )


def _all(conditions: list[Condition]) -> Condition:
    sql = " AND ".join(condition for condition, _ in conditions) or "true"
    return sql, [value for _, values in conditions for value in values]


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
    return ids_json(found)
