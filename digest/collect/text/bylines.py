"""Who wrote it: names as feeds and pages write them, on one line."""

import re

from digest.collect.text.html import html_to_line
from digest.model import clean_line


def byline_of(names: list[str]) -> str:
    """Names as a byline: each once, without the addresses and the "By" that some feeds write into them."""
    seen = dict.fromkeys(name for raw in names if (name := _name(raw)))
    return ", ".join(seen)


def _name(raw: str) -> str:
    name = clean_line(html_to_line(raw), 300)
    named = re.fullmatch(r"\S+@\S+\s+\((.+)\)|(.+?)\s*<\S+@\S+>", name)
    if named:
        name = (named.group(1) or named.group(2)).strip('" ')
    if re.fullmatch(r"\S+@\S+", name):
        return ""
    return re.sub(r"^by\s+(?=\S)", "", name, flags=re.IGNORECASE)
