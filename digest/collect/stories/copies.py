"""What two texts that have much in common are to each other: a copy and its original, or two pieces over one form."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, count
from operator import not_

from digest.collect.stories.telling import codes_of

_RUN = 5  # words that follow each other in both texts
_MARKED = bytes([1] * _RUN)
_LEAD, _OF_LEAD = 20, 0.6  # words that a piece begins with, and the share of them that the other has too


@dataclass(frozen=True, slots=True)
class Piece:
    """An article's title and text."""

    title: str = ""
    text: str = ""


def form_between(one: Piece, other: Piece) -> frozenset[int] | None:
    """The words, by code, of a form under which both stand: a disclaimer, the advice that goes with every warning,
    what a company says of itself. None where what they share is what one of them is about.

    A piece is about what its title speaks of and the other's does not; where that says nothing, about what it
    begins with.
    """
    words, runs = _read(one.text)
    others, other_runs = _read(other.text)
    shared, others_shared = _shared(runs, other_runs), _shared(other_runs, runs)
    title, other_title = {*codes_of(one.title)}, {*codes_of(other.title)}
    if _is_about(title - other_title, words, shared) or _is_about(other_title - title, others, others_shared):
        return None
    return frozenset(compress(words, shared))


@lru_cache(maxsize=16)  # one piece is compared with several
def _read(text: str) -> tuple[list[int], list[tuple[int, ...]]]:
    """The words of a text, and its runs of five."""
    words = codes_of(text)
    return words, [*zip(*(words[start:] for start in range(_RUN)), strict=False)]


def _shared(runs: Sequence[tuple[int, ...]], others: Sequence[tuple[int, ...]]) -> bytearray:
    """For each word of a text in runs, 1 where it stands in one that the other text has too, else 0."""
    marks = bytearray(len(runs) + _RUN - 1)
    for at in compress(count(), map({*others}.__contains__, runs)):
        marks[at : at + _RUN] = _MARKED
    return marks


def _is_about(title: Set[int], words: Sequence[int], shared: bytearray) -> bool:
    """Whether a piece of these words is about those of them that are shared."""
    told = {word for word in title if word}
    own = compress(words, map(not_, shared))
    in_shared, in_own = told.intersection(compress(words, shared)), told.intersection(own)
    if len(in_shared) != len(in_own):
        return len(in_shared) > len(in_own)
    lead = shared[:_LEAD]
    return sum(lead) >= _OF_LEAD * len(lead)
