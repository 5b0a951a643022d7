"""The links of a text: those behind its words and the addresses that stand in it, numbered, to be opened by number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from digest.model import TextLink, web_url
from digest.tui.widgets.text import cut

_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_AROUND = ".,;:!?'’…)]}"
"""What stands after an address rather than in it."""

MOST_LINKS = 99
_MOST_ADDRESSES = 500  # that are looked at in one text
_WORDS = 36
"""Cells of a link's words where links are listed: its address is to be seen too."""


@dataclass(frozen=True)
class NumberedLink:
    """A link as it is listed: its words, and where it leads."""

    words: str
    url: str

    @property
    def told(self) -> str:
        """The words and the address; the address alone, where that is what the words are."""
        address = self.url.partition("://")[2].removeprefix("www.").removesuffix("/")
        return self.url if _ADDRESS.match(self.words) else f"{cut(self.words, _WORDS)}  {address}"


@dataclass(frozen=True)
class NumberedText:
    """A text in which a number stands after the words of each link; what leads to the same place has the same one."""

    text: str
    links: Sequence[NumberedLink]


def number_links(text: str, behind: Sequence[TextLink] = ()) -> NumberedText:
    """The text with its links numbered: those `behind` its words, and the addresses that are written in it."""
    found: dict[str, NumberedLink] = {}
    numbers = {}
    pieces: list[str] = []
    at = 0
    for link in sorted([*behind, *_written(text, behind)], key=lambda link: link.start):
        if link.url not in found and len(found) < MOST_LINKS:
            words = " ".join(text[link.start : link.end].split())
            found[link.url] = NumberedLink(words, link.url)
            numbers[link.url] = len(found)
        if link.url in numbers:
            pieces += [text[at : link.end], f" [{numbers[link.url]}]"]
            at = link.end
    return NumberedText("".join([*pieces, text[at:]]), list(found.values()))


def _written(text: str, behind: Sequence[TextLink]) -> Iterator[TextLink]:
    """The addresses that stand in a text and are no link already; what is no web address is none."""
    for match in islice(_ADDRESS.finditer(text), _MOST_ADDRESSES):
        written = _address(match.group())
        start, end = match.start(), match.start() + len(written)
        if any(link.start < end and start < link.end for link in behind):
            continue
        try:
            yield TextLink(start, end, web_url(written))
        except ValueError:
            continue


def _address(found: str) -> str:
    """An address as it is found in a text, without the signs after it; a bracket that it opened itself stays."""
    while found and found[-1] in _AROUND and not (found[-1] == ")" and found.count("(") >= found.count(")")):
        found = found[:-1]
    return found
