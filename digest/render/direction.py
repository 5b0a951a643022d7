"""Which way a language is written, and which way a line of text runs."""

import unicodedata
from typing import Literal

Direction = Literal["ltr", "rtl"]

_RTL_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg", "mand", "samr"})
_RTL_LANGUAGES = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "prs", "ps", "sd", "syr", "ug", "ur", "yi"}
)
# Their letters join: space between them breaks the words, and they have no italics and no capitals.
_JOINED = frozenset({"ar", "arc", "ckb", "fa", "ks", "nqo", "prs", "ps", "sd", "syr", "ug", "ur"})
LRM, RLM = "\u200e", "\u200f"


def of_language(tag: str) -> Direction:
    """The direction of a BCP 47 tag; a script in it (az-Arab, ku-Latn) decides."""
    parts = tag.lower().split("-")
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in _RTL_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RTL_LANGUAGES else "ltr"


def joins_letters(tag: str) -> bool:
    """Whether the language's script joins its letters, so that they may not be set apart."""
    return tag.lower().split("-")[0] in _JOINED or "-arab" in tag.lower()


def of_text(text: str) -> Direction | None:
    """The direction of the first letter that has one; None for a text of digits and marks alone."""
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return None


def mostly(text: str) -> Direction | None:
    """The direction of most of its letters, for a text may begin with a name in another script; None as above."""
    ways = [unicodedata.bidirectional(letter) for letter in text]
    ltr, rtl = ways.count("L"), ways.count("R") + ways.count("AL")
    if not ltr and not rtl:
        return None
    return "rtl" if rtl > ltr else "ltr"


def turns(text: str, direction: Direction) -> bool:
    """Whether `text` has a letter that runs against `direction`."""
    against = {"R", "AL"} if direction == "ltr" else {"L"}
    return any(unicodedata.bidirectional(letter) in against for letter in text)


def embraced(text: str, direction: Direction) -> str:
    """`text` for the midst of a phrase that runs `direction`: where it turns, its own ends stay with it.

    By marks, which are as old as Unicode: isolates (U+2068, U+2069) would take two letters for it, but are of 2013,
    and a mail program that does not know them draws them as boxes or passes them over.
    """
    if not turns(text, direction):
        return text
    own = of_text(text) or direction
    mark = RLM if own == "rtl" else LRM
    return ("" if of_text(text[0]) == own else mark) + text + ("" if of_text(text[-1]) == own else mark)


def fenced(text: str, direction: Direction) -> str:
    """The same for one of several pieces of a line: what stands beside it is not turned either."""
    if not turns(text, direction):
        return text
    return embraced(text, direction) + (RLM if direction == "rtl" else LRM)


def marked(line: str, direction: Direction) -> str:
    """`line` with a direction mark before it where its first letter would turn it the wrong way."""
    first = of_text(line)
    if not line.strip() or first == direction or (first is None and direction == "ltr"):
        return line
    return (RLM if direction == "rtl" else LRM) + line
