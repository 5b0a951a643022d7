"""The gold set: invented pages of many makes, and what a reader should find in each.

A page is two files in `pages/`: `NAME.html`, as a site would send it, and `NAME.toml`, which says what is in it.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Gold:
    """`body` is the article's own words, headings and lists among them, captions and boxes not.

    `day` is the day of publication as the page writes it, in a zone so many `hours` from UTC; None where it
    says none.
    """

    name: str
    url: str
    markup: str
    title: str
    body: list[str]
    day: date | None = None
    byline: str = ""
    image: str | None = None
    canonical: str = ""
    hours: int = 0

    @property
    def address(self) -> str:
        """The canonical address, which is the page's own unless it says otherwise."""
        return self.canonical or self.url


def pages() -> Iterator[Gold]:
    """The whole gold set."""
    for told in sorted(_FOLDER.glob("*.toml")):
        markup = told.with_suffix(".html").read_text(encoding="utf-8")
        yield Gold(markup=markup, **tomllib.loads(told.read_text(encoding="utf-8")))
