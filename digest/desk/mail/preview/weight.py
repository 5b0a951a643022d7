"""Where the mail's bytes are: section by section, and what Gmail's clip would hide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from pydantic import BaseModel

from digest.desk.mail.output import GMAIL_CLIP

if TYPE_CHECKING:
    from digest.render.edition import Edition

HEAD, FOOTER = "Masthead and styles", "Footer"


class Piece(BaseModel):
    """One stretch of the HTML, in bytes: from where a section's first words stand to where the next one's do."""

    title: str
    bytes: int


class Weight(BaseModel):
    """The HTML's size in bytes, piece by piece; `clipped_after` are the last words that Gmail shows, if it clips.

    `mail` is the size of the whole message, with its text part and what it embeds.
    """

    bytes: int
    mail: int
    pieces: list[Piece]
    clip: int = GMAIL_CLIP
    clipped_after: str | None = None


@dataclass(frozen=True)
class _Text:
    """Words that are drawn, and the byte of the HTML that they begin at."""

    words: str
    at: int


def weigh(html: str, mail: "Edition", message: bytes = b"") -> Weight:
    """Weigh the HTML that was made of `mail`, and the `message` that it is in.

    A section whose words are not found counts to the one before.
    """
    texts = list(_texts(html))
    size = len(html.encode())
    starts = [(HEAD, 0)]
    place = 0
    for title, words in _landmarks(mail):
        found = next((n for n in range(place, len(texts)) if texts[n].words in words), None)
        if found is not None:
            starts.append((title, texts[found].at))
            place = found + 1
    ends = [at for _, at in starts[1:]] + [size]
    pieces = [Piece(title=title, bytes=end - at) for (title, at), end in zip(starts, ends, strict=True)]
    return Weight(bytes=size, mail=len(message), pieces=pieces, clipped_after=_clipped_after(texts, size))


def _clipped_after(texts: Sequence[_Text], size: int) -> str | None:
    if size <= GMAIL_CLIP:
        return None
    return next((text.words for text in reversed(texts) if text.at + len(text.words) < GMAIL_CLIP), "")


def _landmarks(mail: "Edition") -> Iterator[tuple[str, set[str]]]:
    """Each section's name, and the words that it may begin with; at the end the footer's."""
    for part in mail.parts:
        first = part.entries[0]
        yield part.title or part.kind.value, {_plain(part.title or first.headline or first.summary)}
    labels = {mail.words.unsubscribe, mail.words.preferences, mail.words.web_version}
    yield FOOTER, {_plain(words) for words in (mail.footer, *labels)}


def _plain(words: str) -> str:
    return " ".join(words.split())


def _texts(html: str) -> Iterator[_Text]:
    """The words that are drawn, in order; the head and its title are none of them."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    line_starts = [0]
    for line in html.split("\n"):
        line_starts.append(line_starts[-1] + len(line) + 1)
    done = size = 0
    for words, (number, column) in reader.found:
        place = line_starts[number - 1] + column
        size += len(html[done:place].encode())
        done = place
        yield _Text(words, size)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[int, int]]] = []
        self._in_body = False

    def handle_starttag(self, tag: str, _: object) -> None:
        self._in_body |= tag == "body"

    def handle_data(self, data: str) -> None:
        if self._in_body and (words := _plain(data)):
            self.found.append((words, self.getpos()))
