"""What is collected: sources, articles, teasers, and the stories that articles tell together."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from digest.model.text import Line, Prose
from digest.model.urls import ImageRef, WebUrl

ARRAY_OF_IDS = "I"
"""The type code of `array` for the ids of a list of articles, which may be all: four bytes for each."""


class SourceStatus(StrEnum):
    """How the last fetch of a source ended."""

    NEVER = "never"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    GONE = "gone"
    FAILED = "failed"


class Source(BaseModel):
    """Where articles come from: a feed, a site without a feed, or the curator's own hand.

    `selector` is the CSS selector of the links on the page at `url`, where that is no feed. `error` is a
    sentence for the curator, present when `status` is failed or gone. Times are UTC.
    """

    model_config = ConfigDict(extra="forbid")

    id: int = 0
    url: WebUrl
    title: Line = ""
    site_url: WebUrl | None = None
    language: Line | None = None
    selector: Line | None = None
    tags: list[Line] = []
    added: datetime | None = None
    checked: datetime | None = None
    status: SourceStatus = SourceStatus.NEVER
    error: str | None = None

    @property
    def name(self) -> str:
        """What a list calls it: its title, or its host where it has none."""
        return self.title or urlsplit(self.url).hostname or self.url


class ArticleState(StrEnum):
    """What the curator has decided of an article."""

    NEW = "new"
    SAVED = "saved"
    DISMISSED = "dismissed"
    PICKED = "picked"


class Article(BaseModel):
    """One collected piece. `text` is its full text as plain paragraphs, a blank line between two.

    `blurb` is what the feed or page said of it in a sentence or two; `minutes` the reading time;
    `used_in` the numbers of the sent digests it ran in. `url` is None only for a pasted text that names
    no address. `language` is a BCP 47 tag. Times are UTC.
    """

    model_config = ConfigDict(extra="forbid")

    id: int = 0
    url: WebUrl | None = None
    title: Line
    byline: Line = ""
    site: Line = ""
    section_label: Line = ""
    published: datetime | None = None
    collected: datetime | None = None
    language: Line | None = None
    blurb: Prose = ""
    text: Prose = ""
    image_url: ImageRef | None = None
    image_alt: Line = ""
    caption: Line = ""
    minutes: int = Field(default=0, ge=0)
    source_id: int | None = None
    story_id: int | None = None
    state: ArticleState = ArticleState.NEW
    used_in: list[int] = []


_Side = Annotated[int, Field(gt=0, le=1_000_000)]


@dataclass(frozen=True, slots=True)
class ImageSize:
    """The size of a picture in pixels, as the feed or page of its article tells it."""

    width: _Side
    height: _Side


class TextLink(NamedTuple):
    """A link behind words of an article's text: those from character `start` to before `end`; `url` is where to."""

    start: int
    end: int
    url: str


class Teaser(BaseModel):
    """A headline and a blurb found on a page beside its article; `group` is the heading it stood under."""

    model_config = ConfigDict(extra="forbid")

    title: Line
    blurb: Prose = ""
    url: WebUrl | None = None
    group: Line = ""


class Story(BaseModel):
    """The articles that tell the same event; `lead` is the id of the one that stands for all."""

    model_config = ConfigDict(extra="forbid")

    id: int
    lead: int
    articles: list[Article]
