"""What is made: a digest, its sections and their items."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from digest.model.article import ImageSize
from digest.model.text import Line, Prose
from digest.model.urls import ImageRef, WebUrl


class DigestState(StrEnum):
    """A digest's way: it is written, agreed to, and gone out."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENT = "sent"


class SectionKind(StrEnum):
    """How a section shows its items.

    lead: one large story with its image. stories: headline, credit line and summary. briefs: dense
    headlines with a sentence. cards: image and headline, two beside each other. quote: a passage set
    large, with who said it. text: the curator's own words, no article behind them.
    """

    LEAD = "lead"
    STORIES = "stories"
    BRIEFS = "briefs"
    CARDS = "cards"
    QUOTE = "quote"
    TEXT = "text"


class Item(BaseModel):
    """An article's place in a digest, with a copy of all that it shows: the article may change or vanish.

    `summary` is Markdown. `credit` names the outlet; `also` the other outlets that tell the story.
    `draft` is true while the summary is a proposal that nobody has edited yet. `article_id` and `url`
    are None for an item that comes from no article (an event, a job, a note).
    """

    model_config = ConfigDict(extra="forbid")

    id: int = 0
    article_id: int | None = None
    headline: Line = ""
    summary: Prose = ""
    credit: Line = ""
    byline: Line = ""
    url: WebUrl | None = None
    minutes: int = Field(default=0, ge=0)
    language: Line | None = None
    image_url: ImageRef | None = None
    image_alt: Line = ""
    also: list[Line] = []
    draft: bool = False


class Section(BaseModel):
    """A heading, a kind and its items in order."""

    model_config = ConfigDict(extra="forbid")

    id: int = 0
    title: Line
    kind: SectionKind = SectionKind.STORIES
    items: list[Item] = []


class Digest(BaseModel):
    """One edition. `intro` and `outro` are Markdown; `sent` is when it went out (UTC)."""

    model_config = ConfigDict(extra="forbid")

    number: int = Field(ge=1)
    date: date
    subject: Line = ""
    preheader: Line = ""
    intro: Prose = ""
    outro: Prose = ""
    state: DigestState = DigestState.DRAFT
    sent: datetime | None = None
    sections: list[Section] = []

    @property
    def items(self) -> list[Item]:
        """All items, in the order in which a subscriber reads them."""
        return [item for section in self.sections for item in section.items]

    @property
    def article_ids(self) -> frozenset[int]:
        """The articles that its items come from."""
        return frozenset(item.article_id for item in self.items if item.article_id is not None)


class ExportedDigest(Digest):
    """A digest on its way to another workspace, with the sizes of its pictures, by address, as far as they are known.

    An item's picture is placed by its size, and the article that told it may not be there.
    """

    image_sizes: dict[ImageRef, ImageSize] = {}
