"""The publication: what newsletter.toml says."""

import re
from ipaddress import ip_address
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

from digest.model.digest import SectionKind
from digest.model.text import Line, Prose
from digest.model.urls import ImageRef, WebUrl

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@[^@\s<>,;:\"()\[\]\\]+\.[^@\s<>,;:\"()\[\]\\.]+")
_TEMPLATE = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError('a language tag like "en", "fa" or "pt-BR" was expected')
    return value


def _colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        raise ValueError('a colour like "#9a2a1a" was expected')
    return value.lower()


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        raise ValueError('a mail address like "editor@example.org" was expected')
    return value


def _timezone(value: str) -> str:
    # Looked up rather than searched for in the list of all, which takes longer than the rest of the settings.
    try:
        return ZoneInfo(value).key
    except (KeyError, ValueError, OSError):
        raise ValueError('a time zone like "Europe/Berlin" or "UTC" was expected') from None


def _template(value: str) -> str:
    if not _TEMPLATE.fullmatch(value):
        raise ValueError('the name of a template like "ledger" was expected')
    return value


Language = Annotated[Line, AfterValidator(_language)]
Colour = Annotated[str, AfterValidator(_colour)]
TemplateName = Annotated[str, AfterValidator(_template)]
EmailAddress = Annotated[Line, AfterValidator(_email)]


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sender(_Settings):
    """Who the mail is from."""

    name: Line = ""
    """The display name; the newsletter's own name where it is empty."""
    email: EmailAddress | None = None
    """The address in From."""
    reply_to: EmailAddress | None = None
    """Where replies go, when not to `email`."""


class Brand(_Settings):
    """How the mail looks, in light and in dark."""

    accent: Colour = "#9a2a1a"
    """Section headings, links and the rule above the masthead."""
    accent_dark: Colour = "#ff9a85"
    """The same in dark mode."""
    page: Colour = "#f3efe7"
    """Behind the card, light."""
    page_dark: Colour = "#121317"
    """Behind the card, dark."""
    width: int = Field(default=620, ge=480, le=720)
    """The card's width in CSS pixels."""
    headline_font: Literal["serif", "sans"] | None = None
    """The headlines' letters; the template's own choice where it is not set."""
    logo_url: ImageRef | None = None
    """A picture above the name."""


class PlannedSection(_Settings):
    """A section that every new digest begins with."""

    title: Line
    kind: SectionKind = SectionKind.STORIES
    words: int | None = Field(default=None, ge=1, le=2_000)
    """How many words a summary in it should have."""
    items: int | None = Field(default=None, ge=1, le=100)
    """How many items it should have."""


def _names(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _flat(value: object) -> object:
    """`compose.draft = "z"` is a table in a table to TOML; here it is one name."""
    if not isinstance(value, dict):
        return value
    flat: dict[str, object] = {}
    for name, inner in value.items():
        if isinstance(inner, dict):
            flat |= {f"{name}.{rest}": keys for rest, keys in inner.items()}
        else:
            flat[name] = inner
    return flat


KeyNames = Annotated[tuple[Line, ...], BeforeValidator(_names), Field(min_length=1, max_length=8)]
KeyChoices = Annotated[dict[str, KeyNames], BeforeValidator(_flat)]
"""Keys by the id of the action that they are for; what actions and keys there are, the screen knows."""


class FetchSettings(_Settings):
    """How politely sources are asked."""

    interval_minutes: int = Field(default=30, ge=5, le=1_440)
    """The least time between two requests to one source."""
    timeout_seconds: int = Field(default=20, ge=1, le=120)
    """The most that one source may take in all."""
    at_once: int = Field(default=100, ge=1, le=200)
    """How many sources are asked at the same time."""
    automatic: bool = False
    """Whether an open desk asks by itself the sources that are due."""
    full_text: bool = True
    """Whether the full text of what a feed cuts off is read from its page unasked."""


class RetentionSettings(_Settings):
    """What is not kept for ever."""

    dismissed_days: int | None = Field(default=None, ge=1, le=36_500)
    """Days after which a dismissed article is kept without its text; for ever with it where it is not set."""


class MailSettings(_Settings):
    """What the mail is made of, beside its words."""

    images: Literal["link", "embed"] = "link"
    """Pictures of the web stay on their servers, or go with the mail; those in images/ always go with it."""


class SmtpSettings(_Settings):
    """The server that takes the mail. The password is never in here: anybody may read a settings file."""

    host: Line = Field(min_length=1)
    """The server's name, as its certificate has it."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """TLS after a greeting in the clear, TLS from the first byte, or none: that one on this machine alone."""
    port: int | None = Field(default=None, ge=1, le=65_535)
    """The usual one of `security` where it is not set: 587, 465 or 25."""
    username: Line = ""
    """Who logs in; nobody does where it is empty."""
    password_command: Line = ""
    """A command whose first line of output is the password. It is run without a shell."""
    timeout_seconds: int = Field(default=30, ge=1, le=300)
    """The most that one answer of the server may take."""

    @field_validator("security")
    @classmethod
    def _only_loopback_in_the_clear(cls, value: str, info: ValidationInfo) -> str:
        if value == "none" and not is_loopback(info.data.get("host", "localhost")):
            raise ValueError('"starttls" or "tls" was expected ("none" is for a server on this machine)')
        return value


class AssistantSettings(_Settings):
    """The language model that drafts, where the curator wants one. Its key is never in here."""

    url: WebUrl
    """Where an OpenAI-compatible service is, as far as its version: "http://localhost:11434/v1"."""
    model: Line = Field(min_length=1)
    """Which of its models to ask."""
    prompt: Prose = (
        "You help the editor of a newsletter. Write a summary of the article below in about {words} words, in the"
        " language with the tag {language}. Say only what the article says, with its own numbers and names. Plain"
        " sentences, no headline, nothing before or after the summary."
    )
    """What it is asked for a summary; {words} is the section's target, {language} the newsletter's language."""
    subject_prompt: Prose = (
        "You help the editor of a newsletter. Write one subject line of at most 60 characters for an edition with"
        " the items below, in the language with the tag {language}. The line alone, without quotation marks."
    )
    """What it is asked for a subject line."""
    key_command: Line = ""
    """A command whose first line of output is the service's key. It is run without a shell."""
    price_in: float | None = Field(default=None, ge=0)
    """What a million tokens cost that it reads; with `price_out` a draft says its price."""
    price_out: float | None = Field(default=None, ge=0)
    """What a million tokens cost that it writes."""
    currency: Line = "USD"
    """What prices are in."""
    timeout_seconds: int = Field(default=60, ge=1, le=600)
    """The longest silence."""

    @field_validator("url")
    @classmethod
    def _only_loopback_in_the_clear(cls, value: str) -> str:
        if value.startswith("http://") and not is_loopback(urlsplit(value).hostname or ""):
            raise ValueError(
                "an address with https:// was expected (http:// is for a service on this machine)"
            )
        return value


def is_loopback(host: str) -> bool:
    """Whether `host` names this machine, so that nothing said to it can be overheard."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class Newsletter(_Settings):
    """The publication: its name, voice, sender and plan. What newsletter.toml holds."""

    name: Line = Field(min_length=1)
    """The masthead."""
    tagline: Line = ""
    """One line under the masthead."""
    language: Language = "en"
    """The language of the mail's fixed words and dates; it also decides its direction."""
    timezone: Annotated[str, AfterValidator(_timezone)] = "UTC"
    """The time zone that decides which day a digest carries."""
    template: TemplateName = "ledger"
    """Which mail template draws it."""
    first_number: int = Field(default=1, ge=1)
    """The number of the first digest."""
    postal_address: Prose = ""
    """Where the publisher can be reached by post; the law of many countries wants it in the mail."""
    unsubscribe_url: WebUrl | None = None
    """Where a subscriber leaves the list."""
    preferences_url: WebUrl | None = None
    """Where a subscriber changes what they get."""
    archive_url: WebUrl | None = None
    """Where the web archive is; a digest's web version is this address, then digest-NNN.html."""
    footer: Prose = ""
    """Why the subscriber gets this mail, in a sentence (Markdown)."""
    sender: Sender = Sender()
    brand: Brand = Brand()
    sections: tuple[PlannedSection, ...] = ()
    """What a new digest begins with; the planned four of the language where it is empty."""
    fetch: FetchSettings = FetchSettings()
    retention: RetentionSettings = RetentionSettings()
    mail: MailSettings = MailSettings()
    smtp: SmtpSettings | None = None
    assistant: AssistantSettings | None = None
    keys: KeyChoices = {}
    """Other keys for the desk's actions."""
