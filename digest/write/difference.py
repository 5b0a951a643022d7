"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

_PIECE = (  # compiled at its first use: that would be milliseconds of every start
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]\\s*"
    "|[^\\s\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+\\s*"
)
_MOST_WORDS = 4_000
"""Words of a changed passage that are compared one by one; a longer passage was written anew."""

_ISLAND = 3
"""Words between two changes below which they are part of the change: alone they say nothing."""


class RunKind(StrEnum):
    """What became of some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in a row that fared alike, with the white space after them."""

    kind: RunKind
    text: str


class _Token(NamedTuple):
    """A word (or one CJK character), and the white space after it."""

    word: str
    space: str


def difference(former: str, present: str) -> list[Run]:
    """The runs that lead from one text to the other; without the removed ones they are the present text.

    White space alone makes no difference. Of two equal texts there is one run, of two empty ones none.
    """
    if former.split() == present.split():
        return [Run(RunKind.SAME, present)] if present.strip() else []
    old, new = _paragraphs(former), _paragraphs(present)
    runs: list[Run] = []
    for tag, old_from, old_to, new_from, new_to in _opcodes(_words_of(old), _words_of(new)):
        removed = [token for paragraph in old[old_from:old_to] for token in paragraph]
        added = [token for paragraph in new[new_from:new_to] for token in paragraph]
        if tag == "equal":
            runs.append(_run(RunKind.SAME, added))
        elif max(len(removed), len(added)) > _MOST_WORDS:
            runs += [_run(RunKind.REMOVED, removed), _run(RunKind.ADDED, added)]
        else:
            runs += _by_word(removed, added)
    return list(_joined(runs))


def _paragraphs(text: str) -> list[list[_Token]]:
    """The tokens of each paragraph; the last of one holds the break after it."""
    paragraphs: list[list[_Token]] = [[]]
    for found in re.finditer(_PIECE, text):
        token = found.group()
        word = token.rstrip()
        paragraphs[-1].append(_Token(word, token[len(word) :]))
        if "\n" in token[len(word) :]:
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


def _words_of(paragraphs: list[list[_Token]]) -> list[tuple[str, ...]]:
    return [tuple(token.word for token in paragraph) for paragraph in paragraphs]


def _opcodes(old: Sequence[object], new: Sequence[object]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _by_word(removed: list[_Token], added: list[_Token]) -> Iterator[Run]:
    """The runs of one changed passage; words that stand alone between two changes go with them."""
    out: list[_Token] = []
    into: list[_Token] = []
    opcodes = _opcodes([token.word for token in removed], [token.word for token in added])
    for at, (tag, old_from, old_to, new_from, new_to) in enumerate(opcodes):
        inner = 0 < at < len(opcodes) - 1
        if tag == "equal" and not (inner and new_to - new_from < _ISLAND):
            yield from (_run(RunKind.REMOVED, out), _run(RunKind.ADDED, into))
            yield _run(RunKind.SAME, added[new_from:new_to])
            out, into = [], []
        else:
            out += removed[old_from:old_to]
            into += added[new_from:new_to]
    yield from (_run(RunKind.REMOVED, out), _run(RunKind.ADDED, into))


def _run(kind: RunKind, tokens: Sequence[_Token]) -> Run:
    return Run(kind, "".join(word + space for word, space in tokens))


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs without empty ones, neighbours of a kind in one."""
    for kind, same in groupby((run for run in runs if run.text), key=lambda run: run.kind):
        yield Run(kind, "".join(run.text for run in same))
