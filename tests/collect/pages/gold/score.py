"""How well the pages are read, beside trafilatura called plainly: `python -m tests.collect.pages.gold.score`."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import mean
from typing import Any

import trafilatura

from digest.collect.pages.extract import extract
from digest.model import DeskError
from tests.collect.pages.gold.page import Gold, pages

FIELDS = ("title", "day", "byline", "image", "address")
_TOKEN = re.compile("[\u3040-\u30ff\u4e00-\u9fff]|[^\\W_]+")


@dataclass(frozen=True)
class Found:
    """What a reader made of a page."""

    text: str = ""
    title: str = ""
    day: date | None = None
    byline: str = ""
    image: str | None = None
    address: str = ""
    published: datetime | None = None


@dataclass(frozen=True)
class Score:
    """Of one page: F1 of the words of its text, and which of the `FIELDS` are exactly right."""

    f1: float
    right: frozenset[str]


def ours(page: Gold) -> Found:
    """What Digest Desk reads."""
    try:
        article = extract(page.markup, page.url, page.name).article
    except DeskError:
        return Found()
    return Found(
        article.text,
        article.title,
        _day(article.published, page),
        article.byline,
        article.image_url,
        article.url or "",
        article.published,
    )


def plainly(page: Gold) -> Found:
    """What trafilatura reads, called with its defaults."""
    document: Any = trafilatura.bare_extraction(page.markup, url=page.url, with_metadata=True)
    if document is None:
        return Found()
    return Found(
        document.text or "",
        document.title or "",
        date.fromisoformat(document.date) if document.date else None,
        (document.author or "").replace("; ", ", "),
        document.image,
        document.url or "",
    )


def _day(moment: datetime | None, page: Gold) -> date | None:
    return (moment + timedelta(hours=page.hours)).date() if moment else None


def score(page: Gold, found: Found) -> Score:
    """How good it is."""
    right = {name for name in FIELDS if (getattr(found, name) or None) == (getattr(page, name) or None)}
    return Score(f1("\n".join(page.body), found.text), frozenset(right))


def f1(wanted: str, found: str) -> float:
    """The harmonic mean of precision and recall, in words (in letters where a script has no spaces)."""
    one, other = Counter(_TOKEN.findall(wanted)), Counter(_TOKEN.findall(found))
    shared = (one & other).total()
    return 2 * shared / ((one.total() + other.total()) or 1)


def scores(read: Callable[[Gold], Found]) -> dict[str, Score]:
    """The scores of every page, by its name."""
    return {page.name: score(page, read(page)) for page in pages()}


def average(of: dict[str, Score]) -> dict[str, float]:
    """The mean F1, and the share of pages where each field is right."""
    shares = {name: mean(name in one.right for one in of.values()) for name in FIELDS}
    return {"f1": mean(one.f1 for one in of.values()), **shares}


def main() -> None:
    """Print the table."""
    readers = {"ours": scores(ours), "trafilatura": scores(plainly)}
    for name, one in readers["ours"].items():
        other = readers["trafilatura"][name]
        wrong = ", ".join(field for field in FIELDS if field not in one.right)
        print(f"{name:<45} {one.f1:.3f} {other.f1:.3f}  {wrong}")
    for reader, result in readers.items():
        print(f"{reader:<12}", "  ".join(f"{name} {share:.3f}" for name, share in average(result).items()))


if __name__ == "__main__":
    main()
