"""Text in terminal cells: how wide it is, where it is cut, and how a row keeps its columns."""

import re
from datetime import datetime

from rich.cells import cell_len, chop_cells, split_text

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u206a-\u206f]")
"""What may never reach a terminal from any text: C0 and C1 controls, separators, bidi overrides."""

# Terminals disagree about the width of these (measured: a row with one of them moves its columns).
_UNSTEADY = re.compile("[\u200d\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
LEFT_MARK = "\u200e"
"""Invisible, and to be read from left to right: where it stands, right-to-left letters end."""

_MINUTE, _HOUR, _DAY, _WEEK, _YEAR = 60, 3_600, 86_400, 7 * 86_400, 365 * 86_400


def column(text: str) -> str:
    """`text` made fit for a column: on one line, and as wide in any terminal as it is counted here."""
    return _UNSTEADY.sub("", UNSAFE.sub(" ", text))


def cut(text: str, cells: int) -> str:
    """`text` in at most `cells` cells; where something is left out, an ellipsis is the last cell."""
    if cells <= 0:
        return ""
    if cell_len(text) <= cells:
        return text
    kept, _ = split_text(text, cells - 1)
    return kept.rstrip() + "…"


def fit(text: str, cells: int, *, right: bool = False) -> str:
    """`text` as a column of exactly `cells` cells, cut or padded, at the right edge with `right`.

    It is isolated (see `isolate`), so that what stands beside it in the row stays put.
    """
    shown = cut(column(text), cells)
    padding = " " * max(0, cells - cell_len(shown))
    return padding + isolate(shown) if right else isolate(shown) + padding


def isolate(text: str) -> str:
    """`text` so that its right-to-left letters, if any, do not join those of what stands beside it."""
    return f"{LEFT_MARK}{text}{LEFT_MARK}" if _RIGHT_TO_LEFT.search(text) else text


def wrap(text: str, cells: int) -> list[str]:
    """The lines of `text`, wrapped at words into at most `cells` cells; a longer word is broken.

    A blank line stays a blank line.
    """
    return [line for paragraph in text.split("\n") for line in _wrap_line(paragraph, max(cells, 2))]


def _wrap_line(text: str, cells: int) -> list[str]:
    lines: list[str] = []
    line, width = "", 0
    for word in text.split():
        room = cell_len(word)
        if line and width + 1 + room <= cells:
            line, width = f"{line} {word}", width + 1 + room
            continue
        if line:
            lines.append(line)
        if room > cells:
            *broken, word = chop_cells(word, cells)
            lines.extend(broken)
            room = cell_len(word)
        line, width = word, room
    return [*lines, line]


def age(moment: datetime, now: datetime) -> str:
    """How long ago `moment` was, in at most four cells: "now", "7m", "2h", "3d", "5w", "2y"."""
    seconds = max(0, int((now - moment).total_seconds()))
    for size, unit in ((_YEAR, "y"), (2 * _WEEK, "w"), (_DAY, "d"), (_HOUR, "h"), (_MINUTE, "m")):
        if seconds >= size:
            return f"{seconds // (_WEEK if unit == 'w' else size)}{unit}"
    return "now"


def sentence(label: str) -> str:
    """An act's label ("moved “…” to Latest news") as the beginning of a sentence."""
    return label[:1].upper() + label[1:]


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 item", "1,204 items"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
