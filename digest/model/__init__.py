"""What things are: the nouns of the house, and the text and URL types they are made of.

Nothing here imports another room, opens a file or knows a screen.
"""

from digest.model.article import (
    ARRAY_OF_IDS,
    Article,
    ArticleState,
    ImageSize,
    Source,
    SourceStatus,
    Story,
    Teaser,
    TextLink,
)
from digest.model.clock import now
from digest.model.digest import Digest, DigestState, ExportedDigest, Item, Section, SectionKind
from digest.model.errors import DeskError, Interrupted, refused
from digest.model.finding import Finding, Severity
from digest.model.newsletter import (
    AssistantSettings,
    Brand,
    Colour,
    EmailAddress,
    FetchSettings,
    KeyChoices,
    Newsletter,
    PlannedSection,
    Sender,
    SmtpSettings,
    TemplateName,
    is_loopback,
)
from digest.model.text import Line, Prose, clean_line, clean_prose
from digest.model.urls import ImageRef, WebUrl, image_ref, web_url

__all__ = [
    "ARRAY_OF_IDS",
    "Article",
    "ArticleState",
    "AssistantSettings",
    "Brand",
    "Colour",
    "DeskError",
    "Digest",
    "DigestState",
    "EmailAddress",
    "ExportedDigest",
    "FetchSettings",
    "Finding",
    "ImageRef",
    "ImageSize",
    "Interrupted",
    "Item",
    "KeyChoices",
    "Line",
    "Newsletter",
    "PlannedSection",
    "Prose",
    "Section",
    "SectionKind",
    "Sender",
    "Severity",
    "SmtpSettings",
    "Source",
    "SourceStatus",
    "Story",
    "Teaser",
    "TemplateName",
    "TextLink",
    "WebUrl",
    "clean_line",
    "clean_prose",
    "image_ref",
    "is_loopback",
    "now",
    "refused",
    "web_url",
]
