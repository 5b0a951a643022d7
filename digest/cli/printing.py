"""What goes out: lines and tables for people, one JSON document for programs, one line for a mistake."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from digest.model import Digest

MEASURED_ROWS = 1_000
"""Rows of a table that tell how wide its columns are."""

_NARROWEST = 20
"""Cells that the last column of a table keeps, however narrow the terminal is."""

_WIDEST_TEXT = 78
"""Cells of a line of running text: longer ones are hard to read."""


class Printer:
    """The standard output of one command: as JSON or as lines, never both."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        if isinstance(sys.stdout, io.TextIOWrapper):
            # JSON is UTF-8 wherever it is written (RFC 8259, 8.1); to a person a letter that the terminal
            # does not know is better shown as "?" than as an error.
            sys.stdout.reconfigure(encoding="utf-8" if as_json else None, errors="replace")

    def report(self, document: object, lines: Iterable[str]) -> None:
        """Print `document` (models and what holds them) as JSON, or else `lines`, which are clean already."""
        if self.as_json:
            from pydantic_core import to_json

            print(to_json(document, indent=2).decode())
            return
        for line in lines:
            print(line)

    def report_each(self, name: str, items: Iterable[object], lines: Iterable[str]) -> None:
        """Print as `report` does a document that has `items` under `name`, one after the other: they may be more than
        can be held. Of `items` and `lines` only the one that is printed is read.
        """
        if not self.as_json:
            self.report(None, lines)
            return
        from pydantic_core import to_json

        separator = "\n    "
        print(f'{{\n  "{name}": [', end="")
        for item in items:
            print(separator + to_json(item, indent=2).decode().replace("\n", "\n    "), end="")
            separator = ",\n    "
        print("\n  ]\n}" if separator.startswith(",") else "]\n}")

    def text(self, text: str) -> None:
        """Print a document that has its own form (OPML, a digest's JSON) as it is."""
        print(text.removesuffix("\n"))


def complain(message: str) -> None:
    """One line on standard error, whatever `message` holds."""
    from digest.model import clean_line

    try:
        print(clean_line(message), file=sys.stderr)
    except OSError:  # a full disk, or nobody reads it: the exit code says it too
        let_go(sys.stderr)


def let_go(stream: TextIO) -> None:
    """Forget what `stream` cannot write: Python would fail on it once more when it closes the stream."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Lines with columns aligned by display width: numbers to the right, the last column cut to the screen.

    The cells may hold anything from outside: they are cleaned here. Without rows there are no lines. Of very many
    rows the first tell how wide the columns are, so that these are there before the others are read.
    """
    from digest.model import clean_line

    cleaned = ([clean_line(str(cell)) for cell in row] for row in rows)
    body = list(islice(cleaned, MEASURED_ROWS))
    if not body:
        return
    numeric = [all(not row[i] or row[i].isdecimal() for row in body) for i in range(len(heads))]
    widths = [max(_width(row[i]) for row in [list(heads), *body]) for i in range(len(heads) - 1)]
    room = _screen_width(sum(widths) + 2 * len(widths))
    for row in chain([list(heads)], body, cleaned):
        cells = [_padded(cell, size, right) for cell, size, right in zip(row, widths, numeric, strict=False)]
        yield "  ".join([*cells, _cut(row[-1], room)]).rstrip()


def _padded(cell: str, size: int, right: bool) -> str:
    spaces = " " * (size - _width(cell))
    return spaces + cell if right else cell + spaces


def _width(text: str) -> int:
    """The cells that a clean line takes."""
    if text.isascii():
        return len(text)
    from wcwidth import width  # most tables do without it, and the time that it takes to load

    return width(text)


def _screen_width(taken: int) -> int | None:
    """The cells that are left for the last column; None where no screen sets a limit."""
    if not sys.stdout.isatty():
        return None
    return max(shutil.get_terminal_size().columns - taken, _NARROWEST)


def _cut(text: str, room: int | None) -> str:
    if room is None or _width(text) <= room:
        return text
    from wcwidth import clip

    return clip(text, 0, room - 1) + "…"


def paragraphs(text: str) -> Iterator[str]:
    """Running text in lines that are good to read, its own breaks kept; cleaned here."""
    from wcwidth import wrap

    from digest.model import clean_prose

    for line in clean_prose(text).split("\n"):
        yield from wrap(line, min(shutil.get_terminal_size().columns, _WIDEST_TEXT)) or [""]


def stamp(moment: datetime | None, zone: str) -> str:
    """A moment as a person in the time zone `zone` reads it; empty where there is none."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" if moment else ""


def count(amount: int, one: str, many: str = "") -> str:
    """`1 article`, `2 articles`."""
    return f"{amount} {one if amount == 1 else many or one + 's'}"


def digest_name(digest: Digest) -> str:
    """How a digest is called in a line: its number, date and state."""
    return f"No. {digest.number} · {digest.date.isoformat()} · {digest.state}"


def read_file(path: Path) -> bytes:
    """The bytes of a file that the command line names; DeskError where it cannot be read."""
    from digest.model import DeskError

    try:
        return path.read_bytes()
    except OSError as error:
        raise DeskError(f"{path} cannot be read ({error.strerror}).") from error


def write_file(path: Path, text: str) -> None:
    """Write a file that the command line names; DeskError where it cannot be written."""
    from digest.model import DeskError

    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise DeskError(f"{path} cannot be written ({error.strerror}): choose another place.") from error


def utf8(data: bytes, name: str) -> str:
    """The text in `data`; DeskError, with the `name` of where it came from, where it is not UTF-8."""
    from digest.model import DeskError

    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeskError(f"{name} is not UTF-8 text (at byte {error.start}): save it as UTF-8.") from error
