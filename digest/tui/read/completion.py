"""What a search line that is being typed may become: a field's name, or the word after it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.desk import SEARCH_FIELDS, SEARCH_STATES, Vocabulary

# The piece that is being typed: a minus, a field, and its word, perhaps in quotation marks that are still open.
_LAST = re.compile(r'(?:^|(?<=\s))-?(?:(?P<field>[a-zA-Z]+):)?(?P<quote>"?)(?P<word>(?<=")[^"]*|[^\s"]*)$')

_AGES = ("1d", "7d", "30d")
_MINUTES = ("5", "10", "20")


@dataclass(frozen=True)
class Completion:
    """What is offered: `rest` goes on from what is typed, `line` is the whole line once it is taken.

    They may differ in more than the end: a name that has a space gets its quotation marks and its own capitals.
    """

    rest: str
    line: str


def complete(typed: str, known: Vocabulary) -> Completion | None:
    """What the last piece of `typed` may become; None where nothing offers itself, or nothing is begun.

    A field's name is offered from its first two letters on, so that words are not taken for fields; a word of a
    field at once.
    """
    match = _LAST.search(typed)
    if match is None:
        return None
    field, word = match["field"], match["word"]
    if field is None:
        name = None if match["quote"] or len(word) < 2 else _first(SEARCH_FIELDS, word)
        return (
            None
            if name is None
            else Completion(name[len(word) :] + ":", f"{typed[: match.start('word')]}{name}:")
        )
    found = _first(_words(field.lower(), known), word)
    if found is None:
        return None
    quote = '"' if match["quote"] or " " in found else ""
    return Completion(found[len(word) :] + quote, f"{typed[: match.start('quote')]}{quote}{found}{quote}")


def _words(field: str, known: Vocabulary) -> Sequence[str]:
    return {
        "site": known.sources,
        "tag": known.tags,
        "lang": known.languages,
        "is": SEARCH_STATES,
        "after": _AGES,
        "before": _AGES,
        "longer": _MINUTES,
        "shorter": _MINUTES,
    }.get(field, ())


def _first(words: Iterable[str], begun: str) -> str | None:
    """The first of the words that goes on from what is begun."""
    wanted = begun.casefold()
    return next(
        (word for word in words if word.casefold().startswith(wanted) and len(word) > len(begun)), None
    )
