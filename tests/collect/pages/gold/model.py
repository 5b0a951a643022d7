"""A page of the gold set, and what a reader should find in it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Gold:
    """`body` is the article's own words, headings and lists among them, captions and boxes not.

    `day` is the day of publication as the page writes it, in a zone so many `hours` from UTC; None where it
    says none.
    """

    name: str
    url: str
    markup: str
    title: str
    body: list[str]
    day: date | None = None
    byline: str = ""
    image: str | None = None
    canonical: str = ""
    hours: int = 0

    @property
    def address(self) -> str:
        """The canonical address, which is the page's own unless it says otherwise."""
        return self.canonical or self.url


def paragraphs(texts: list[str], tag: str = "p", attributes: str = "") -> str:
    """Each text in an element of its own."""
    space = f" {attributes}" if attributes else ""
    return "\n".join(f"<{tag}{space}>{text}</{tag}>" for text in texts)


def html(head: str, body: str, language: str = "en", attributes: str = "") -> str:
    """A whole page."""
    return f'<!DOCTYPE html>\n<html lang="{language}" {attributes}>\n<head><meta charset="utf-8">\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
