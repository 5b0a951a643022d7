"""What a subscriber is told, in order and in the mail's language: both the HTML and the text part are made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from digest.model import Digest, ImageSize, Item, Newsletter, Section, SectionKind
from digest.render import dates, direction
from digest.render.direction import Direction, embraced, fenced
from digest.render.words import Words, has_words, spoken, words

NO_BREAK = "\u00a0"

_WHOLE = 30
"""Letters of a piece of a line up to which it stays in one, whatever the screen."""

_THUMBNAIL = 0.6
"""A picture of less than this part of the room would be blurred by filling it."""

_COUNTED = frozenset({SectionKind.LEAD, SectionKind.STORIES, SectionKind.BRIEFS, SectionKind.CARDS})


@dataclass(frozen=True)
class Entry:
    """One item as it is shown.

    `number` counts the stories through the mail, in its digits ("" for a quote or the curator's own text).
    `credit` are the pieces of the credit line. `language` and `direction` are the item's own, and `joined` says
    that its letters are; `foreign`, that its language is not the mail's. `where` names the item in an error.
    """

    number: str
    headline: str
    summary: str
    url: str | None
    credit: tuple[str, ...]
    speaker: str
    read_label: str
    language: str
    direction: Direction
    joined: bool
    foreign: bool
    image: str | None
    image_alt: str
    where: str
    image_size: ImageSize | None = None
    """The size of `image`, where it is known."""
    level: int = 3
    """Of its headline, below the section's; where that has no title, in its place."""

    def image_width(self, room: int) -> int:
        """How wide its picture is drawn in `room`: a thumbnail as it is, a tall one no higher than the room is wide."""
        if self.image_size is None:
            return room
        width, height = self.image_size.width, self.image_size.height
        widest = width if width < _THUMBNAIL * room else room
        return min(widest, max(1, room * width // height))

    @property
    def source_title(self) -> str:
        """The headline of what a quotation is from, where the item has both."""
        return self.headline if self.summary else ""


@dataclass(frozen=True)
class Part:
    """One section as it is shown, with at least one entry."""

    title: str
    kind: SectionKind
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Edition:
    """The whole mail as it is told, whatever its form."""

    name: str
    tagline: str
    language: str
    direction: Direction
    joined: bool
    subject: str
    preheader: str
    issue: str
    date: str
    count: str
    intro: str
    outro: str
    parts: tuple[Part, ...]
    footer: str
    footer_is_markdown: bool
    postal_address: str
    web_url: str | None
    unsubscribe_url: str | None
    preferences_url: str | None
    words: Words

    @property
    def issue_line(self) -> str:
        """Number, date, and how much there is to read."""
        return " · ".join(self.issue_pieces)

    @property
    def issue_pieces(self) -> tuple[str, ...]:
        """The pieces of that line."""
        return tuple(part for part in (self.issue, self.date, self.count) if part)


def file_stem(number: int) -> str:
    """The name, without its ending, of the files of digest `number`: digest-007."""
    return f"digest-{number:03d}"


def web_address(newsletter: Newsletter, digest: Digest) -> str | None:
    """Where the digest's web version is; None where the newsletter names no archive."""
    if newsletter.archive_url is None:
        return None
    return f"{newsletter.archive_url.rstrip('/')}/{file_stem(digest.number)}.html"


def edition(
    newsletter: Newsletter,
    digest: Digest,
    languages: Path | None = None,
    sizes: Mapping[str, ImageSize] | None = None,
) -> Edition:
    """What a subscriber of `newsletter` is told by `digest`; empty sections and items are left out.

    `languages` is the workspace's own folder of fixed words; `sizes` are those of its pictures that are known, by
    address. Raises DeskError for a mistake in a file of words.
    """
    fixed, speech = words(newsletter.language, languages), spoken(newsletter.language, languages)
    parts = _parts(newsletter, digest, languages, sizes or {})
    return Edition(
        name=newsletter.name,
        tagline=newsletter.tagline,
        language=newsletter.language,
        direction=direction.of_language(newsletter.language),
        joined=direction.joins_letters(newsletter.language),
        subject=digest.subject,
        preheader=digest.preheader,
        issue=fixed.issue.replace("{number}", dates.digits(str(digest.number), fixed)),
        date=dates.long_date(digest.date, newsletter.language, fixed),
        count=_count(digest, speech, fixed),
        intro=digest.intro,
        outro=digest.outro,
        parts=parts,
        footer=newsletter.footer
        or fixed.footer.replace("{name}", embraced(newsletter.name, direction.of_language(speech))),
        footer_is_markdown=bool(newsletter.footer),
        postal_address=newsletter.postal_address,
        web_url=web_address(newsletter, digest),
        unsubscribe_url=newsletter.unsubscribe_url,
        preferences_url=newsletter.preferences_url,
        words=fixed,
    )


def _count(digest: Digest, speech: str, fixed: Words) -> str:
    items = [
        item
        for section in digest.sections
        if section.kind in _COUNTED
        for item in section.items
        if item.headline
    ]
    minutes = sum(item.minutes for item in items)
    said = [
        dates.counted(phrase, count, speech, fixed)
        for phrase, count in ((fixed.stories, len(items)), (fixed.minutes, minutes))
        if count
    ]
    return fixed.list_separator.join(said)


def _parts(
    newsletter: Newsletter, digest: Digest, languages: Path | None, sizes: Mapping[str, ImageSize]
) -> tuple[Part, ...]:
    fixed = words(newsletter.language, languages)
    parts: list[Part] = []
    number = 0
    for section in digest.sections:
        entries: list[Entry] = []
        for item in section.items:
            if not (item.headline or item.summary):
                continue
            counts = section.kind in _COUNTED and bool(item.headline)
            number += counts
            told = replace(
                _entry(newsletter, section, item, languages),
                image_size=sizes.get(item.image_url or ""),
                level=3 if section.title else 2,
            )
            entries.append(replace(told, number=dates.digits(str(number), fixed)) if counts else told)
        if entries:
            parts.append(Part(section.title, section.kind, tuple(entries)))
    return tuple(parts)


def _entry(newsletter: Newsletter, section: Section, item: Item, languages: Path | None) -> Entry:
    language, way = _tongue(newsletter, item)
    foreign_way = way != direction.of_language(newsletter.language)
    own = foreign_way and has_words(language, languages)
    speech = language if own else spoken(newsletter.language, languages)
    fixed = words(speech, languages)
    shown = section.kind in (SectionKind.LEAD, SectionKind.STORIES, SectionKind.CARDS)
    return Entry(
        number="",
        headline=item.headline,
        summary=item.summary,
        url=item.url,
        credit=_credit(item, speech, fixed),
        speaker=fixed.list_separator.join(fenced(name, way) for name in (item.byline, item.credit) if name),
        read_label=_read_label(section, item, fixed, direction.of_language(speech)),
        language=language,
        direction=way,
        joined=direction.joins_letters(language) or (language == "und" and way == "rtl"),
        foreign=language.lower() != newsletter.language.lower(),
        image=item.image_url if shown else None,
        image_alt=item.image_alt or fixed.picture.replace("{headline}", item.headline or section.title),
        where=f"The summary of “{item.headline or section.title}”",
    )


def _tongue(newsletter: Newsletter, item: Item) -> tuple[str, Direction]:
    """The language and direction that an item's words are in.

    An item knows its article's language; a curator may have written the words in the newsletter's. What the
    letters say of the direction decides between the two.
    """
    written = direction.mostly(item.headline) or direction.mostly(item.summary)
    for tag in (item.language, newsletter.language):
        if tag and (written is None or direction.of_language(tag) == written):
            return tag, direction.of_language(tag)
    return "und", written or "ltr"


def _credit(item: Item, language: str, fixed: Words) -> tuple[str, ...]:
    way = direction.of_language(language)
    sites = fixed.list_separator.join(fenced(site, way) for site in item.also)
    pieces = [
        item.credit,
        fixed.byline.replace("{name}", embraced(item.byline, way)) if item.byline else "",
        dates.counted(fixed.minutes, item.minutes, language, fixed) if item.minutes else "",
        fixed.also.replace("{sites}", sites) if item.also else "",
    ]
    return tuple(piece for piece in pieces if piece)


def _read_label(section: Section, item: Item, fixed: Words, way: Direction) -> str:
    # Whom a quotation is from stands right before its link.
    names_site = item.credit and section.kind is not SectionKind.QUOTE
    return (
        fixed.read_story_at.replace("{site}", embraced(item.credit, way)) if names_site else fixed.read_story
    )


def whole(text: str) -> str:
    """`text` that no line breaks into, where it is short enough for the narrowest screen."""
    return text.replace(" ", NO_BREAK) if len(text) <= _WHOLE else text
