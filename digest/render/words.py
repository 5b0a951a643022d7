"""The fixed words of a mail in its language: read more, minutes, unsubscribe, the planned sections' titles.

Each language is one file, in `languages/` here or in the workspace's own folder; en.toml says how to add one.
"""

import re
import tomllib
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from digest.model import DeskError, Line, PlannedSection, SectionKind
from digest.model.mistakes import mistakes

_FOLDER = Path(__file__).parent / "languages"
_FALLBACK = "en"
_PLACES = re.compile(r"\{[^}]*\}?")


def _with(place: str) -> AfterValidator:
    """What a phrase is filled in at must be in it, once, and nothing else that looks like it."""

    def check(phrase: str) -> str:
        if _PLACES.findall(phrase) != [place]:
            raise ValueError(f"a phrase with {place} in it was expected")
        return phrase

    return AfterValidator(check)


def _pattern(date_pattern: str) -> str:
    from babel.dates import format_date

    try:
        format_date(date(2026, 1, 1), date_pattern, locale="en")
    except (ValueError, LookupError, AttributeError):  # no pattern, no such letter, a letter of the clock
        raise ValueError('a date in the letters of CLDR was expected, like "EEEE d MMMM y"') from None
    return date_pattern


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Plural(_Table):
    """A phrase in the plural forms of its language, by CLDR's names; `other` serves where one is missing."""

    zero: Line | None = None
    one: Line | None = None
    two: Line | None = None
    few: Line | None = None
    many: Line | None = None
    other: Annotated[Line, _with("{count}")]


class PlannedTitles(_Table):
    """The titles of the sections that a new digest begins with."""

    lead: Line
    stories: Line
    briefs: Line
    cards: Line


class Words(_Table):
    """The fixed words of one language. `{…}` in them is filled in by the mail."""

    date: Annotated[str, AfterValidator(_pattern)] | None = None
    calendar: Literal["gregorian", "persian"] = "gregorian"
    digits: str = Field(default="0123456789", min_length=10, max_length=10)
    months: tuple[Line, ...] = Field(default=(), validate_default=True)
    test: Line
    issue: Annotated[Line, _with("{number}")]
    byline: Annotated[Line, _with("{name}")]
    also: Annotated[Line, _with("{sites}")]
    list_separator: str = Field(min_length=1)
    read_story: Line
    read_story_at: Annotated[Line, _with("{site}")]
    web_version: Line
    unsubscribe: Line
    preferences: Line
    footer: Annotated[Line, _with("{name}")]
    picture: Annotated[Line, _with("{headline}")]
    minutes: Plural
    stories: Plural
    sections: PlannedTitles

    @field_validator("months")
    @classmethod
    def _twelve(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if info.data.get("calendar") == "persian" and len(value) != 12:
            raise ValueError("the twelve months of the calendar were expected")
        return value


def languages(own: Path | None = None) -> tuple[str, ...]:
    """The tags of the languages that have their own words, in order; `own` is the workspace's folder of them."""
    folders = [_FOLDER, own] if own else [_FOLDER]
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.toml")}))


def has_words(language: str, own: Path | None = None) -> bool:
    """Whether a mail in `language` gets words of that language, not English ones for want of them."""
    return _tag(language, own) is not None


def spoken(language: str, own: Path | None = None) -> str:
    """The language of the fixed words of a mail in `language`: it, or English for want of words."""
    return language if has_words(language, own) else _FALLBACK


def words_to_translate(language: str, own: Path | None = None) -> Path | None:
    """The file to copy and translate where a mail in `language` has English words for want of its own."""
    return None if has_words(language, own) else _FOLDER / f"{_FALLBACK}.toml"


def words(language: str, own: Path | None = None) -> Words:
    """The fixed words of a mail in `language` (BCP 47): its own, its parent's (pt for pt-BR), or English.

    A file of the workspace's folder `own` goes before the shipped one of its name: what it leaves out of that one's
    words stays as it ships. Raises DeskError with every mistake in it.
    """
    tag = _tag(language, own)
    if tag is None:  # the language writes dates its own way, even where the words are not its own
        return _words(_FALLBACK, own).model_copy(update={"date": None})
    return _words(tag, own)


def _words(tag: str, own: Path | None) -> Words:
    path = own / f"{tag}.toml" if own else None
    if path is None or not path.is_file():
        return _shipped(tag)
    return _read(path, path.stat().st_mtime_ns)


def _tag(language: str, own: Path | None) -> str | None:
    known = {tag.lower(): tag for tag in languages(own)}
    parts = language.lower().split("-")
    shorter = ("-".join(parts[:size]) for size in range(len(parts), 0, -1))
    return next((known[tag] for tag in shorter if tag in known), None)


@cache
def _shipped(tag: str) -> Words:
    return Words.model_validate(tomllib.loads((_FOLDER / f"{tag}.toml").read_text(encoding="utf-8")))


@lru_cache(maxsize=16)
def _read(path: Path, _: int) -> Words:
    # Kept by the moment it was written, for a preview draws at every key that is typed.
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        if (_FOLDER / path.name).is_file():
            written = _completed(written, _shipped(path.stem).model_dump())
        return Words.model_validate(written)
    except ValidationError as error:
        raise DeskError(f"{path}: {mistakes(error, Words)}.") from None
    except (OSError, ValueError) as error:
        raise DeskError(f"{path} is no TOML file: {error}.") from None


def _completed(written: dict[str, Any], shipped: dict[str, Any]) -> dict[str, Any]:
    """`written` with what it leaves out; a table of plural forms is one thing, for its forms belong together."""
    completed = shipped | written
    if isinstance(titles := written.get("sections"), dict):
        completed["sections"] = shipped["sections"] | titles
    return completed


def planned_sections(language: str, own: Path | None = None) -> tuple[PlannedSection, ...]:
    """The sections that a new digest in `language` begins with, where the newsletter plans none itself."""
    titles = words(language, own).sections
    return (
        PlannedSection(title=titles.lead, kind=SectionKind.LEAD, words=80),
        PlannedSection(title=titles.stories, kind=SectionKind.STORIES, words=50),
        PlannedSection(title=titles.briefs, kind=SectionKind.BRIEFS, words=20),
        PlannedSection(title=titles.cards, kind=SectionKind.CARDS, words=20),
    )
