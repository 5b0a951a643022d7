"""The addresses that stand in a text: found, numbered where they stand, and opened by their number."""

import re
from collections.abc import Sequence

from digest.model import web_url

_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_AROUND = ".,;:!?'’…)]}"
"""What stands after an address rather than in it."""

MOST_LINKS = 99


def _address(found: str) -> str:
    """An address as it is found in a text, without the signs after it; a bracket that it opened itself stays."""
    while found and found[-1] in _AROUND and not (found[-1] == ")" and found.count("(") >= found.count(")")):
        found = found[:-1]
    return found


def links_in(text: str) -> Sequence[str]:
    """The addresses in a text as they are written there, each once, in order; what is no web address is none."""
    links: dict[str, None] = {}
    for match in _ADDRESS.finditer(text):
        written = _address(match.group())
        if len(links) < MOST_LINKS and _is_web(written):
            links[written] = None
    return list(links)


def _is_web(address: str) -> bool:
    try:
        web_url(address)
    except ValueError:
        return False
    return True


def numbered(text: str, links: Sequence[str]) -> str:
    """The text with its number after each of these addresses."""

    def number(match: re.Match[str]) -> str:
        written = _address(match.group())
        if written not in links:
            return match.group()
        return f"{written} [{links.index(written) + 1}]{match.group()[len(written) :]}"

    return _ADDRESS.sub(number, text)
