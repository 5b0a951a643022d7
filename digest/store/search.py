"""Search: what goes into the index is folded, and what a person types becomes a safe FTS5 expression.

Folding makes spellings meet that a reader takes for one word: Arabic and Persian letter variants and
digits, ZWNJ, vowel signs, and CJK (which has no spaces) as single characters that a phrase then finds.
Diacritics of Latin, Greek and Cyrillic are folded by the tokenizer itself.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

_LETTERS = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ۂ": "ه", "ە": "ه",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ـ": None, "\u200c": None, "\u200d": None,
        "\u200e": None, "\u200f": None, "\u061c": None,
        **{chr(0x64B + i): None for i in range(21)},  # vowel signs
        "\u0670": None,
        **{chr(0x660 + i): str(i) for i in range(10)},  # Arabic-Indic digits
        **{chr(0x6F0 + i): str(i) for i in range(10)},  # Persian digits
    }
)  # fmt: skip
_CJK = re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fa1f])")
_WORD = re.compile(r'(-)?(?:([a-zA-Z]+):)?(?:"([^"]*)"?|([^\s"]+))')
_FIELDS = {
    "title": "title",
    "site": "site",
    "by": "byline",
    "byline": "byline",
    "text": "text",
    "blurb": "blurb",
}
MAX_TERMS = 32
"""Words of a search that are looked at; nobody means more, and a pasted page must not stall the index."""


@dataclass(frozen=True)
class Query:
    """A search, ready for SQL.

    `wanted` and `unwanted` are FTS5 expressions, or empty; `after` and `before` bound an article's time,
    in epoch seconds, `after` inclusive and `before` exclusive.
    """

    wanted: str = ""
    unwanted: str = ""
    after: int | None = None
    before: int | None = None


def fold(text: str) -> str:
    """`text` as the index keeps it."""
    text = unicodedata.normalize("NFC", text).translate(_LETTERS)
    return _CJK.sub(r" \1 ", text) if _CJK.search(text) else text


def parse(typed: str) -> Query:
    """What a person typed: words, "phrases", -without, site: by: title: text:, before: and after: (dates).

    Any string is safe. A word finds the words that begin with it; a phrase, or a word that
    ends in a sign (C++), is taken as it stands. What
    holds nothing to search for (signs alone) asks for nothing.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    after: int | None = None
    before: int | None = None
    for match in list(_WORD.finditer(typed))[:MAX_TERMS]:
        minus, field, phrase, word = match.groups()
        text = phrase if phrase is not None else word
        if field and field.lower() in ("before", "after") and (moment := _day(text)) is not None:
            if field.lower() == "before":
                before = moment
            else:
                after = moment
            continue
        column = _FIELDS.get(field.lower()) if field else None
        if field and column is None:
            text = f"{field} {text}"  # "re:cycle" is no field of ours; both halves are words
        expression = _term(text, prefix=phrase is None)
        if expression:
            (unwanted if minus else wanted).append(f"{column} : {expression}" if column else expression)
    return Query(" AND ".join(wanted), " OR ".join(unwanted), after, before)


def _term(text: str, *, prefix: bool) -> str:
    words = fold(text).replace('"', " ").replace("\0", " ").split()
    words = [word for word in words if any(_is_token(character) for character in word)]
    if not words:
        return ""
    # In double quotes everything is a string to FTS5; a string of several words is a phrase.
    # What ends in a sign is whole: C++ asks for C, not for all that begins with it.
    return '"' + " ".join(words) + '"' + (" *" if prefix and _is_token(words[-1][-1]) else "")


def _is_token(character: str) -> bool:
    # What unicode61 takes for part of a word: letters, numbers and private use.
    return unicodedata.category(character)[0] in "LN" or unicodedata.category(character) == "Co"


def _day(text: str) -> int | None:
    """The start of a day (2026-11-22) or of the day N days ago (7d), in epoch seconds UTC; None if neither."""
    from digest.model import now

    if match := re.fullmatch(r"(\d{1,4})d", text):
        moment = now() - timedelta(days=int(match[1]))
        return int(moment.timestamp())
    try:
        return int(datetime.combine(date.fromisoformat(text), time(), UTC).timestamp())
    except ValueError:
        return None
