"""A list of addresses, one a line, as people keep and paste them."""

import re
from dataclasses import dataclass

from digest.model import clean_line, web_url

_BULLET = re.compile(r"(?:[-*•‣+]|\d{1,3}[.)])\s+")
_LINK = re.compile(r"\[[^\]]*\]\((?P<inner>\S+)\)|<(?P<angle>[^\s<>]+)>")
_WITH_SCHEME = re.compile(r"https?://\S+", re.IGNORECASE)
_BARE = re.compile(r"(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?(?:/\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListedAddress:
    """A line of a list: where it stands, what it says, and the address that it is; None where it is none."""

    line: int
    text: str
    url: str | None


def listed_addresses(text: str) -> list[ListedAddress] | None:
    """The lines of a list of addresses, each address once; None where the text is no such list, but an article.

    It is one where most lines are addresses. Blank lines and those that begin with `#` say nothing. A bullet or
    a number before an address, angle brackets and Markdown around it do not matter; without a scheme it is https.
    """
    listed: list[ListedAddress] = []
    for number, line in enumerate(text.splitlines(), 1):
        said = clean_line(line)
        if said and not said.startswith("#"):
            listed.append(ListedAddress(number, said, _address(said)))
    addresses = sum(one.url is not None for one in listed)
    if addresses <= len(listed) - addresses:
        return None
    seen: set[str | None] = set()
    once: list[ListedAddress] = []
    for one in listed:
        if one.url is None or one.url not in seen:
            once.append(one)
        seen.add(one.url)
    return once


def _address(line: str) -> str | None:
    line = _BULLET.sub("", line, count=1)
    if found := _LINK.fullmatch(line):
        line = found["inner"] or found["angle"]
    if _BARE.fullmatch(line):
        line = f"https://{line}"
    if not _WITH_SCHEME.fullmatch(line):
        return None
    try:
        return web_url(line)
    except ValueError:
        return None
