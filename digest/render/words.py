"""The fixed words of a mail in its language: read more, minutes, unsubscribe, the planned sections' titles.

Each language is one file in `languages/`; en.toml says how to add one.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from digest.model import PlannedSection, SectionKind

_FOLDER = Path(__file__).parent / "languages"
_FALLBACK = "en"


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Plural(_Table):
    """A phrase in the plural forms of its language, by CLDR's names; `other` serves where one is missing."""

    zero: str | None = None
    one: str | None = None
    two: str | None = None
    few: str | None = None
    many: str | None = None
    other: str


class PlannedTitles(_Table):
    """The titles of the sections that a new digest begins with."""

    lead: str
    stories: str
    briefs: str
    cards: str


class Words(_Table):
    """The fixed words of one language. `{…}` in them is filled in by the mail."""

    date: str | None = None
    calendar: Literal["gregorian", "persian"] = "gregorian"
    digits: str = Field(default="0123456789", min_length=10, max_length=10)
    months: tuple[str, ...] = ()
    issue: str
    byline: str
    also: str
    list_separator: str
    read_story: str
    read_story_at: str
    web_version: str
    unsubscribe: str
    preferences: str
    footer: str
    picture: str
    minutes: Plural
    stories: Plural
    sections: PlannedTitles


@cache
def languages() -> tuple[str, ...]:
    """The tags of the languages that have their own words, in order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def has_words(language: str) -> bool:
    """Whether a mail in `language` gets words of that language, not English ones for want of them."""
    return _tag(language) is not None


def words(language: str) -> Words:
    """The fixed words of a mail in `language` (BCP 47): its own, its parent's (pt for pt-BR), or English."""
    return _load(_tag(language) or _FALLBACK)


def _tag(language: str) -> str | None:
    known = {tag.lower(): tag for tag in languages()}
    parts = language.lower().split("-")
    shorter = ("-".join(parts[:size]) for size in range(len(parts), 0, -1))
    return next((known[tag] for tag in shorter if tag in known), None)


@cache
def _load(tag: str) -> Words:
    return Words.model_validate(tomllib.loads((_FOLDER / f"{tag}.toml").read_text(encoding="utf-8")))


def planned_sections(language: str) -> tuple[PlannedSection, ...]:
    """The sections that a new digest in `language` begins with, where the newsletter plans none itself."""
    titles = words(language).sections
    return (
        PlannedSection(title=titles.lead, kind=SectionKind.LEAD, words=80),
        PlannedSection(title=titles.stories, kind=SectionKind.STORIES, words=50),
        PlannedSection(title=titles.briefs, kind=SectionKind.BRIEFS, words=20),
        PlannedSection(title=titles.cards, kind=SectionKind.CARDS, words=20),
    )
