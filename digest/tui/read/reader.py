"""The article's text, to read."""

from collections.abc import Sequence

from digest.model import Article, ArticleState
from digest.tui.text import count, isolate, wrap
from digest.tui.text_view import Span, TextLine, TextView

_STATES = {
    ArticleState.PICKED: "● picked",
    ArticleState.SAVED: "s saved",
    ArticleState.DISMISSED: "× dismissed",
}

STUB_CHARACTERS = 80
"""A text that says no more than this beyond its blurb is likely what a feed cut off."""


class Reader(TextView):
    """One article: its title, whose it is, its text, where it stands."""

    def __init__(self) -> None:
        super().__init__(id="reader", classes="pane")
        self._article: Article | None = None
        self._outlets = 0

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self._article

    def show_article(self, article: Article | None, outlets: int = 0) -> None:
        """Show an article; `outlets` is how many others tell the same story. None: nothing."""
        same = article is not None and self._article is not None and article.id == self._article.id
        self._article, self._outlets = article, outlets
        self.text_changed(keep_place=same)

    def lay_out(self, width: int) -> Sequence[TextLine]:
        """Title, credit line, text, address."""
        article = self._article
        if article is None:
            return []
        lines = [TextLine(), *_wrapped(article.title, width, "title")]
        lines += _wrapped(_credit(article), width, "meta")
        lines += self._notes(article, width)
        lines.append(TextLine())
        lines += _body(article, width)
        if article.caption:
            lines += [TextLine(), *_wrapped(article.caption, width, "faint")]
        if article.url:
            lines += [TextLine(), *_wrapped(article.url, width, "link")]
        return [*lines, TextLine()]

    def _notes(self, article: Article, width: int) -> list[TextLine]:
        notes = []
        if self._outlets:
            notes.append(f"+{count(self._outlets, 'other outlet')}")
        if article.used_in:
            notes.append("↺ ran in " + ", ".join(f"No. {number}" for number in sorted(article.used_in)))
        if article.state in _STATES:
            notes.append(_STATES[article.state])
        return _wrapped(" · ".join(notes), width, "accent") if notes else []


def _wrapped(text: str, width: int, style: str) -> list[TextLine]:
    return [TextLine((Span(line, style),)) for line in wrap(text, width)]


def _credit(article: Article) -> str:
    moment = article.published or article.collected
    return " · ".join(
        part
        for part in (
            isolate(article.site),
            isolate(article.byline),
            f"{moment.astimezone():%-d %b %H:%M}" if moment else "",
            f"{article.minutes} min" if article.minutes else "",
        )
        if part
    )


def _body(article: Article, width: int) -> list[TextLine]:
    lines: list[TextLine] = []
    opening = article.text[: len(article.blurb)]
    if article.blurb and opening.casefold() != article.blurb.casefold():
        lines += _wrapped(article.blurb, width, "quote")
        if article.text:
            lines.append(TextLine())
    lines += _wrapped(article.text, width, "body") if article.text else []
    if article.url and len(article.text) < len(article.blurb) + STUB_CHARACTERS:
        lines += [
            TextLine(),
            *_wrapped(
                "The feed gave no more than this. t reads the full text from its page.", width, "faint"
            ),
        ]
    return lines
