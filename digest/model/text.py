"""The door for text from outside: whatever enters passes here once, and is clean from then on.

`Line` is text on one line (a title, a byline); `Prose` keeps its lines and paragraphs (a body, a
summary). Both are plain `str` to the rest of the program; pydantic applies the cleaning on the way in.
"""

import re
import unicodedata
from typing import Annotated

from pydantic import BeforeValidator

LINE_LIMIT = 2_000
"""Characters kept of a line: far beyond any real title, and short enough to draw and to mail."""

PROSE_LIMIT = 2_000_000
"""Characters kept of a body: longer than any novel, and small enough for the machine."""

# ZWNJ (200C) and ZWJ (200D) stay: Persian, Indic scripts and emoji are misspelt without them. So do the
# plain direction marks LRM, RLM and ALM: they cannot reorder anything beyond their neighbours.
_DROPPED = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 controls that are no white space
    "\u00ad\u180e\u200b\u2060-\u2064\ufeff"  # invisible padding and joiners of nothing
    "\u202a-\u202e\u2066-\u206f"  # bidi embeddings, overrides, isolates and deprecated formats
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"  # interlinear marks, non-characters, lone surrogates
    "\U000e0000-\U000e001f"  # language tags that nothing draws (the letters after them spell flags)
    "]"
)
_ASCII_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0E, 0x20), 0x7F))
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_JOINERS = "\u200c-\u200f\u061c"
_MARK_PILE = re.compile(f"([{_MARKS}]{{4}})[{_MARKS}]+")
_JOINER_PILE = re.compile(f"([{_JOINERS}])[{_JOINERS}]+")
_SUSPECT = re.compile(f"[{_DROPPED.pattern[1:-1]}{_MARKS}{_JOINERS}]")
_BLANK_LINES = re.compile(r"\n{3,}")


def _scrub(text: str, limit: int) -> str:
    # The bound comes first so that no later step works on an endless text; one more cut after NFC,
    # which can lengthen.
    text = text[: limit * 2]
    if text.isascii():
        # The same, several times faster: there is nothing to compose or to pile up.
        return text.translate(_ASCII_CONTROLS)
    if not _SUSPECT.search(text):
        return unicodedata.normalize("NFC", text)
    text = _DROPPED.sub("", text)
    text = unicodedata.normalize("NFC", text)
    return _JOINER_PILE.sub(r"\1", _MARK_PILE.sub(r"\1", text))


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """One line of clean text: NFC, no controls, no bidi overrides, no padding, runs of space folded.

    `limit` is in characters. Line breaks become spaces. Cleaning twice changes nothing.
    """
    if len(text) <= limit and text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")  # as most are: the same, several times faster
    text = " ".join(_scrub(text, limit).split())
    return text[:limit].rstrip()


def clean_prose(text: str, limit: int = PROSE_LIMIT) -> str:
    r"""Clean text that keeps its lines: `\n` alone ends a line, and one blank line is the most between two.

    `limit` is in characters. Leading spaces of a line stay (Markdown reads them), trailing ones go.
    Cleaning twice changes nothing.
    """
    text = _scrub(text, limit).replace("\t", "    ").replace("\u00a0", " ")
    text = "\n".join(map(str.rstrip, text.splitlines()))
    if "\n\n\n" in text:
        text = _BLANK_LINES.sub("\n\n", text)
    return text.strip("\n")[:limit].rstrip()


def _as_line(value: object) -> object:
    return clean_line(value) if isinstance(value, str) else value


def _as_prose(value: object) -> object:
    return clean_prose(value) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_as_line)]
"""Clean text on one line; see `clean_line`."""

Prose = Annotated[str, BeforeValidator(_as_prose)]
"""Clean text of several lines; see `clean_prose`."""
