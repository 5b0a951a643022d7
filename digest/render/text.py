"""The text part: an edition of its own, 72 cells wide, made from the model and never from the HTML."""

from collections.abc import Iterator
from pathlib import Path

from digest.model import Digest, Newsletter, SectionKind
from digest.render.direction import Direction, fenced, marked
from digest.render.edition import NO_BREAK, Edition, Entry, Part, edition, whole
from digest.write.plain import to_lines
from digest.write.wrap import cells, wrap

WIDTH = 72
"""Cells: what every mail program shows whole, with room for a reply's quotation marks."""


def render_text(newsletter: Newsletter, digest: Digest, languages: Path | None = None) -> str:
    r"""The text part of `digest`, its lines ended by `\n`. It loads neither the template engine nor MJML."""
    return draw_text(edition(newsletter, digest, languages))


def draw_text(mail: Edition) -> str:
    """The text part of an edition that is made already."""
    digits = mail.words.digits
    blocks = [_head(mail), _prose(mail.intro, "the intro", mail.direction, digits)]
    for part in mail.parts:
        blocks.append(_title(part.title, mail.direction))
        blocks += [_entry(part, entry, digits) for entry in part.entries]
    blocks.append(_prose(mail.outro, "the outro", mail.direction, digits))
    shown = [block for block in blocks if block]
    lines = [line for block in shown for line in (*block, "")]
    return "\n".join([*lines, *_footer(mail)]) + "\n"


def _head(mail: Edition) -> list[str]:
    lines = [*_wrapped(mail.name, mail.direction), *_wrapped(mail.tagline, mail.direction)]
    lines += _wrapped(mail.issue_line, mail.direction)
    return [*lines, *_address(mail.words.web_version, mail.web_url, mail.direction)]


def _title(title: str, way: Direction) -> list[str]:
    lines = _wrapped(title, way)
    return ["", *lines, marked("=" * max(cells(line) for line in lines), way)] if lines else []


def _entry(part: Part, entry: Entry, digits: str) -> list[str]:
    return list((_quote if part.kind is SectionKind.QUOTE else _story)(entry, digits))


def _story(entry: Entry, digits: str) -> Iterator[str]:
    way = entry.direction
    if entry.headline:
        number = f"{entry.number}. " if entry.number else ""
        yield from _wrapped(entry.headline, way, first=number, rest=" " * len(number))
    yield from _credit(entry)
    if entry.summary:
        yield ""
        yield from _prose(entry.summary, entry.where, way, digits)
    if entry.url:
        yield ""
        yield entry.url


def _credit(entry: Entry) -> Iterator[str]:
    pieces = (fenced(whole(piece), entry.direction) for piece in entry.credit)
    for line in _wrapped(" | ".join(pieces), entry.direction):
        yield line.replace(NO_BREAK, " ")


def _quote(entry: Entry, digits: str) -> Iterator[str]:
    way = entry.direction
    if entry.summary:
        yield from _prose(entry.summary, entry.where, way, digits, prefix="  ")
    else:
        yield from _wrapped(entry.headline, way, first="  ", rest="  ")
    if entry.speaker:
        yield from _wrapped(entry.speaker, way, first="  — ", rest="    ")
    yield from _wrapped(entry.source_title, way, first="  ", rest="  ")
    if entry.url:
        yield ""
        yield entry.url


def _footer(mail: Edition) -> Iterator[str]:
    yield "-- "
    if mail.footer_is_markdown:
        yield from _prose(mail.footer, "the footer", mail.direction, mail.words.digits)
    else:
        yield from _wrapped(mail.footer, mail.direction)
    yield from _address(mail.words.unsubscribe, mail.unsubscribe_url, mail.direction)
    yield from _address(mail.words.preferences, mail.preferences_url, mail.direction)
    yield from _address(mail.words.web_version, mail.web_url, mail.direction)
    if mail.postal_address:
        yield ""
        for line in mail.postal_address.split("\n"):
            yield from _wrapped(line, mail.direction)


def _address(label: str, url: str | None, way: Direction) -> list[str]:
    return [marked(f"{label}:", way), url] if url else []


# Each line is a paragraph of its own to who shows plain text: a Persian line that happens to begin with a Latin
# name would run the wrong way without a mark.
def _prose(markdown: str, where: str, way: Direction, digits: str, prefix: str = "") -> list[str]:
    lines = to_lines(markdown, WIDTH - len(prefix), where, digits) if markdown else []
    return [marked(prefix + line if line else "", way) for line in lines]


def _wrapped(text: str, way: Direction, first: str = "", rest: str = "") -> list[str]:
    return [marked(line, way) for line in wrap(text, WIDTH, first, rest)]
