"""The ways in which Persian and its neighbours write one word: `می‌شود`, `می شود` and `میشود`.

What is joined to a word may stand apart from it, by a plain space or by a ZWNJ, which the index leaves out.
"""

import re
from collections.abc import Sequence
from itertools import islice, pairwise, product

from digest.store.folding import fold

_BEFORE = frozenset({"می", "نمی", "همی", "بی"})
# fmt: off
_AFTER = frozenset({
    "ها", "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان", "هاست", "تر", "تری", "ترین",
    "ام", "ای", "ایم", "اید", "اند", "اش", "ات", "مان", "تان", "شان",
})
# fmt: on
_WRITTEN_ON = tuple(sorted((ending for ending in _AFTER if len(ending) > 1), key=len, reverse=True))
_LEAST = 3  # letters of words that are both more than an affix, and may be one
_LEAST_STEM = 2
_MOST = 16  # ways of one phrase
_TOGETHER = 3  # words that may be one
_ZWNJ = "\u200c"
_WORD = re.compile("[\u0620-\u06ff]+")


def ways_of(text: str) -> list[tuple[str, ...]]:
    """The ways in which the words of `text` may be written, each as the index has it; first as they are."""
    pieces: list[str] = []
    joints: list[
        tuple[bool, ...]
    ] = []  # between each two pieces: whether they are joined, and may be besides
    for typed in text.split():
        for at, piece in enumerate(_pieces(typed)):
            if pieces:
                joints.append((True, False) if at else _joints(pieces[-1], piece))
            pieces.append(piece)
    ways = islice(product(*joints), _MOST) if pieces else ()
    return list(dict.fromkeys(_joined(pieces, way) for way in ways))


def _pieces(typed: str) -> list[str]:
    """A word's parts: at each ZWNJ, or before and after what may be written apart from it."""
    pieces = [folded for folded in map(fold, typed.split(_ZWNJ)) if folded]
    if not all(map(_WORD.fullmatch, pieces)):
        return [fold(typed)]
    return _parted(pieces[0]) if len(pieces) == 1 else pieces


def _parted(word: str) -> list[str]:
    begun = next((some for some in ("نمی", "می") if word.startswith(some)), "")
    if len(word) >= len(begun) + _LEAST_STEM and begun:
        return [begun, word[len(begun) :]]
    ended = next((some for some in _WRITTEN_ON if word.endswith(some)), "")
    if len(word) >= len(ended) + _LEAST_STEM and ended:
        return [word[: -len(ended)], ended]
    return [word]


def _joints(one: str, other: str) -> tuple[bool, ...]:
    return (False, True) if may_be_one(one, other) else (False,)


def may_be_one(one: str, other: str) -> bool:
    """Whether two words that follow each other may be one that others write together."""
    if not (_WORD.fullmatch(one) and _WORD.fullmatch(other)):
        return False
    return one in _BEFORE or other in _AFTER or min(len(one), len(other)) >= _LEAST


def _joined(pieces: Sequence[str], way: Sequence[bool]) -> tuple[str, ...]:
    words = list(pieces[:1])
    for piece, is_joined in zip(pieces[1:], way, strict=True):
        if is_joined:
            words[-1] += piece
        else:
            words.append(piece)
    return tuple(word for whole in words for word in whole.split())


def beside(words: Sequence[str], at: int) -> list[tuple[str, ...]]:
    """The ways in which the word at `at` may be written together with those around it."""
    spans = (
        words[start : start + length]
        for length in range(2, _TOGETHER + 1)
        for start in range(max(0, at - length + 1), min(at, len(words) - length) + 1)
    )
    return [("".join(span),) for span in spans if all(may_be_one(*pair) for pair in pairwise(span))]
