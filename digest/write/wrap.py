"""Wrapping by display cells: what a terminal and a mail program in a fixed-width font draw on one line."""

import re
from collections.abc import Iterator

from wcwidth import iter_graphemes, wcswidth

_SPACES = re.compile(r"[ \t\n]+")
# Scripts that are written without spaces: a line may break between any two of their letters.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3001-\u30ff\u3130-\u318f\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U0001b000-\U0001b2ff\U00020000-\U0003ffff]"
)
# Marks that must not begin a line (they belong to what stands before them), and those that must not end one.
_NEVER_FIRST = frozenset("、。，．：；？！）］｝」』】〕〉》”’…—ー々゛゜・％ー〜!?,.;:)]}%»›")
_NEVER_LAST = frozenset("（［｛「『【〔〈《“‘([{«‹")


def cells(text: str) -> int:
    """How many cells `text` takes on a screen: a combining mark none, a CJK letter or an emoji two."""
    return max(wcswidth(text), 0) if text else 0


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """`text` in lines of at most `width` cells, `first` before the first and `rest` before the others.

    Runs of white space become one space. A word that fits on no line (an address) is left whole on a line
    of its own: cut, it could not be followed. Scripts without spaces break between letters.
    """
    lines: list[str] = []
    line, used, fresh = first, cells(first), True
    for space, piece in _pieces(text):
        size = cells(piece)
        gap = 1 if space and not fresh else 0
        if not fresh and used + gap + size > width:
            lines.append(line)
            line, used, gap = rest, cells(rest), 0
        line += " " * gap + piece
        used += gap + size
        fresh = False
    return [*lines, line] if not fresh or lines else []


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """What may stand at the start of a line, each with whether a space stood before it."""
    for word in _SPACES.split(text.strip(" \t\n")):
        if not word:
            continue
        if not _UNSPACED.search(word):
            yield True, word
            continue
        for index, piece in enumerate(_breakable(word)):
            yield index == 0, piece


def _breakable(word: str) -> Iterator[str]:
    """`word` cut wherever one of its unspaced letters lets a line end."""
    piece, before = "", ""
    for cluster in iter_graphemes(word):
        free = bool(_UNSPACED.match(cluster) or _UNSPACED.match(before))
        if piece and free and cluster[0] not in _NEVER_FIRST and before[:1] not in _NEVER_LAST:
            yield piece
            piece = ""
        piece += cluster
        before = cluster
    yield piece
