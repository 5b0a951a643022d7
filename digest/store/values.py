"""How values lie in the database: moments as seconds since 1970, ids and links as JSON, a picture's sides apart."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import overload

from digest.model import ImageSize, TextLink


@overload
def epoch(moment: datetime) -> int: ...
@overload
def epoch(moment: datetime | None) -> int | None: ...
def epoch(moment: datetime | None) -> int | None:
    """A moment as it lies in the database."""
    return None if moment is None else int(moment.timestamp())


@overload
def moment_of(seconds: int) -> datetime: ...
@overload
def moment_of(seconds: int | None) -> datetime | None: ...
def moment_of(seconds: int | None) -> datetime | None:
    """The moment (UTC) that lies there so."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def ids_json(ids: Iterable[int]) -> str:
    """Any number of ids as one value, for `json_each`: SQLite bounds how many values a statement may bind."""
    return json.dumps(list(ids))


def words_json(words: Iterable[str]) -> str:
    """A list of words, as tags."""
    return json.dumps(list(words), ensure_ascii=False)


def links_json(links: Sequence[TextLink]) -> str:
    """The links of a text."""
    return json.dumps(list(links)) if links else "[]"


def sides(size: ImageSize | None) -> tuple[int | None, int | None]:
    """A picture's width and height."""
    return (None, None) if size is None else (size.width, size.height)
