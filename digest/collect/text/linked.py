"""Links behind words: marked in a text while it is laid out and cut, then taken out of it.

A mark holds the link's address and stands right where its words begin and end, so that whatever is done to a text
on its way (blank lines, paragraphs left out) is done to its links too. The signs of a mark are controls that no
clean text has; what a page writes of them itself can make a link of its words, which it may, and nothing else.
"""

import re
from collections.abc import Iterable

from digest.collect.addresses.canonical import article_url
from digest.model import TextLink, clean_prose, web_url

MOST_LINKS = 200
"""Links kept of one text."""

_BEGIN, _AFTER, _END = "\2", "\3", "\4"
_LATE_END = f" {_END}"
# Code points that Unicode gives to no character and keeps for such use: cleaning lets them be.
_KEPT_BY_CLEANING = str.maketrans({_BEGIN: "\ufdd0", _AFTER: "\ufdd1", _END: "\ufdd2"})
_AS_BEFORE = {ord(kept): sign for sign, kept in zip("\2\3\4", "\ufdd0\ufdd1\ufdd2", strict=True)}
# Each sign by itself, for the search to leap from sign to sign.
_MARK = re.compile(f"{_BEGIN}([^\\s{_BEGIN}-{_END}]*){_AFTER}|{_BEGIN}|{_AFTER}|{_END}")
_OWN_PLACE = re.compile(r"\s*#")


def begin(href: str, base: str) -> str:
    """What to write before the words of a link; "" where it leads to no web address, or to a place on its own page."""
    if _OWN_PLACE.match(href):
        return ""
    url = article_url(href, base)
    return f"{_BEGIN}{url}{_AFTER}" if url else ""


def end() -> str:
    """What to write after the words of a link that was begun."""
    return _END


def tidied(line: str) -> str:
    """A line with single spaces, none of them between a mark and the words that it is about."""
    line = " ".join(line.split())
    return " ".join(line.replace(_LATE_END, f"{_END} ").split()) if _LATE_END in line else line


def without_marks(text: str) -> str:
    """The words alone."""
    return _MARK.sub("", text) if _AFTER in text or _END in text else text


def take_out(text: str, own: str | None = None) -> tuple[str, list[TextLink]]:
    """The words of a marked text, clean, and the links behind them, in order.

    Links to the page itself (`own` is its address) are none, nor is one whose words did not come through cleaning
    as they are.
    """
    if _AFTER not in text:
        return without_marks(text), []
    words, found = _parted(text)
    clean = clean_prose(words)
    if clean != words:
        words, found = _parted(clean_prose(text.translate(_KEPT_BY_CLEANING)).translate(_AS_BEFORE))
        clean = clean_prose(words)
    return clean, list(_kept(found, words, clean, own))


def _parted(marked: str) -> tuple[str, list[TextLink]]:
    """The words without the marks, and what was between two of them."""
    pieces = _MARK.split(marked)  # words and what a mark says, in turn
    words = pieces[::2]
    found: list[TextLink] = []
    length = begun = 0
    url = ""
    for said, begins in zip(words, pieces[1::2], strict=False):
        length += len(said)
        if begins is not None:
            begun, url = length, begins
        elif url:
            found.append(TextLink(begun, length, url))
            url = ""
    return "".join(words), found


def _kept(found: Iterable[TextLink], words: str, clean: str, own: str | None) -> Iterable[TextLink]:
    here = (own or "").partition("#")[0]
    left = MOST_LINKS
    for link in found:
        shown = words[link.start : link.end]
        if not left:
            return
        if shown.strip() and shown == clean[link.start : link.end] and _leads_away(link.url, here):
            left -= 1
            yield link


def _leads_away(url: str, here: str) -> bool:
    try:
        return web_url(url).partition("#")[0] != here
    except ValueError:
        return False
