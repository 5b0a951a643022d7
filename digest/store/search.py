"""Search: what a person types becomes a safe FTS5 expression. It is folded as what goes into the index."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from digest.store.folding import fold
from digest.store.folding_before import fold_as_version_1, fold_as_version_2
from digest.store.spellings import beside, ways_of
from digest.store.values import epoch

_WORD = re.compile(r'(-)?(?:([a-zA-Z]+):)?(?:"([^"]*)"?|([^\s"]+))')
_COLUMNS = {
    "title": "title",
    "site": "site",
    "by": "byline",
    "byline": "byline",
    "text": "text",
    "blurb": "blurb",
}
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_MINUTES = re.compile(r"\d{1,4}")

SEARCH_FIELDS = (
    "site", "tag", "lang", "is", "by", "title", "text", "longer", "shorter", "after", "before",
)  # fmt: skip
"""The fields of a search, as one may offer them."""

SEARCH_STATES = ("new", "saved", "picked", "dismissed", "ran", "untagged")
"""What an article can be asked to be, after `is:`."""

_FIELDS = {*SEARCH_FIELDS, *_COLUMNS}
MAX_TERMS = 32
"""Words of a search that are looked at; nobody means more, and a pasted page must not stall the index."""

MAX_CHARACTERS = 1_000
"""Characters of a search that are looked at, likewise."""


Words = tuple[str, ...]
"""Words that follow each other in an article, folded."""


@dataclass(frozen=True)
class Term:
    """Words that follow each other in an article, in one of their `spellings`; in one `column` of the index, or in any
    where it is "".

    With `prefix` the last of them may go on. `unwanted`: the article must not have them. The first spelling is as
    it was typed; among the others are those of earlier versions, which stand in the index until it is renewed.
    """

    spellings: tuple[Words, ...]
    column: str = ""
    prefix: bool = False
    unwanted: bool = False

    @property
    def expression(self) -> str:
        """The term for FTS5. In double quotes everything is a string to it; one of several words is a phrase."""
        strings = ['"' + " ".join(words) + '"' + (" *" if self.prefix else "") for words in self.spellings]
        string = strings[0] if len(strings) == 1 else f"({' OR '.join(strings)})"
        return f"{self.column} : {string}" if self.column else string


@dataclass(frozen=True)
class Facet:
    """What a search asks of an article beside its words: `field` is "lang", "tag", "is", "longer" or "shorter"."""

    field: str
    value: str
    unwanted: bool = False


@dataclass(frozen=True)
class Query:
    """A search, understood.

    `after` and `before` bound an article's time, in epoch seconds, `after` inclusive and `before` exclusive.
    """

    terms: tuple[Term, ...] = ()
    facets: tuple[Facet, ...] = ()
    after: int | None = None
    before: int | None = None

    @property
    def wanted(self) -> str:
        """The FTS5 expression for what must be there, without what must not; "" where nothing must."""
        wanted = " AND ".join(term.expression for term in self.terms if not term.unwanted)
        return f"({wanted}) NOT ({self.unwanted})" if wanted and self.unwanted else wanted

    @property
    def unwanted(self) -> str:
        """The FTS5 expression for what must not be there, or ""."""
        return " OR ".join(term.expression for term in self.terms if term.unwanted)


def parse(typed: str) -> Query:
    """What a person typed: words, "phrases", -without, and fields; any string is safe.

    The fields: site: by: title: text: (words in one place), lang: tag: is: (what it is), longer: and shorter:
    (minutes of reading, both inclusive), before: and after: (dates, or days ago: 7d). A word finds the words that
    begin with it; a phrase, or a word that ends in a sign (C++), is taken as it stands. What holds nothing to
    search for (signs alone, a field without its word) asks for nothing; a field's word that means nothing to it
    is words like others.
    """
    terms: list[Term] = []
    facets: list[Facet] = []
    bounds: dict[str, int] = {}
    for match in list(_WORD.finditer(typed[:MAX_CHARACTERS]))[:MAX_TERMS]:
        minus, name, phrase, word = match.groups()
        field = (name or "").lower()
        text = phrase if phrase is not None else word
        if _is_begun(field, text):
            continue
        if field in ("before", "after") and (moment := _day(text)) is not None:
            bounds[field] = moment
        elif facet := _facet(field, text, unwanted=bool(minus)):
            facets.append(facet)
        else:
            # "re:cycle" is no field of ours; both halves are words
            text = text if not name or field in _COLUMNS else f"{name} {text}"
            terms += _term(text, _COLUMNS.get(field, ""), prefix=phrase is None, unwanted=bool(minus))
    return Query(tuple(_together(terms)), tuple(facets), bounds.get("after"), bounds.get("before"))


def _is_begun(field: str, text: str) -> bool:
    """Whether this is a field that has no word yet: `tag:`, or `tag:"`."""
    return not text.strip() if field else text.endswith(":") and text[:-1].lower() in _FIELDS


def _facet(field: str, text: str, *, unwanted: bool) -> Facet | None:
    """What a field asks for; None where it is no such field, or its word means nothing to it."""
    value = None
    if field == "lang" and _LANGUAGE.fullmatch(text):
        value = text.lower()
    elif field == "is":
        value = next((state for state in SEARCH_STATES if state.startswith(text.lower())), None)
    elif field == "tag":
        value = text.casefold().strip()
    elif field in ("longer", "shorter") and _MINUTES.fullmatch(text):
        value = str(int(text))
    return Facet(field, value, unwanted) if value else None


def _term(text: str, column: str, *, prefix: bool, unwanted: bool) -> list[Term]:
    words = _words(fold(text))
    if not words:
        return []
    ways = map(_words, map(" ".join, ways_of(text)))
    before = (_words(fold_then(text)) for fold_then in (fold_as_version_2, fold_as_version_1))
    # What ends in a sign is whole: C++ asks for C, not for all that begins with it.
    may_go_on = prefix and _is_token(words[-1][-1])
    return [Term(_each_once([words, *ways, *before]), column, may_go_on, unwanted)]


def _each_once(spellings: Iterable[Words]) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(filter(None, spellings)))


def _together(terms: list[Term]) -> Iterator[Term]:
    """The terms, those of one word also as it may be written together with the words typed beside it."""
    for (is_one, _), run in groupby(terms, lambda term: (_is_one_word(term), term.column)):
        beside_each_other = list(run)
        words = [term.spellings[0][0] for term in beside_each_other]
        for at, term in enumerate(beside_each_other):
            joined = beside(words, at) if is_one else []
            yield replace(term, spellings=_each_once([*term.spellings, *joined]))


def _is_one_word(term: Term) -> bool:
    return term.prefix and not term.unwanted and len(term.spellings[0]) == 1


def _words(folded: str) -> tuple[str, ...]:
    words = folded.replace('"', " ").replace("\0", " ").split()
    return tuple(word for word in words if any(map(_is_token, word)))


def _is_token(character: str) -> bool:
    # What unicode61 takes for part of a word: letters, numbers and private use.
    return unicodedata.category(character)[0] in "LN" or unicodedata.category(character) == "Co"


def _day(text: str) -> int | None:
    """The start of a day (2026-11-22) or of the day N days ago (7d), in epoch seconds UTC; None if neither."""
    from digest.model import now

    if match := re.fullmatch(r"(\d{1,4})d", text):
        moment = now() - timedelta(days=int(match[1]))
        return epoch(moment)
    try:
        return epoch(datetime.combine(date.fromisoformat(text), time(), UTC))
    except ValueError:
        return None
