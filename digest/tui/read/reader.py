"""The article's text, to read."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.timer import Timer

from digest.desk import ArticleChange, OpenArticle
from digest.model import Article, ArticleState
from digest.tui.change_lines import change_lines
from digest.tui.text import count, isolate, wrap
from digest.tui.text_view import Span, TextLine, TextView

_STATES = {
    ArticleState.PICKED: "● picked",
    ArticleState.SAVED: "s saved",
    ArticleState.DISMISSED: "× dismissed",
}

REST_SECONDS = 0.6
"""How long a stub is looked at before its page is asked for the full text: who goes on through the list asks nobody."""


class Reader(TextView):
    """One article: its title, whose it is, its text, where it stands."""

    @dataclass
    class WantsText(Message):
        """A stub is being looked at, and its full text is to be read from its page."""

        article_id: int

    def __init__(self) -> None:
        super().__init__(id="reader", classes="pane")
        self._opened: OpenArticle | None = None
        self._outlets = 0
        self._change: ArticleChange | None = None
        self._rest: Timer | None = None

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self._opened.article if self._opened else None

    @property
    def change(self) -> ArticleChange | None:
        """The change that is shown in the text's place, or None."""
        return self._change

    def show_article(self, opened: OpenArticle | None, outlets: int = 0) -> None:
        """Show an article; `outlets` is how many others tell the same story. None: nothing."""
        shown = self.article
        same = opened is not None and shown is not None and opened.article.id == shown.id
        self._opened, self._outlets = opened, outlets
        if not same:
            self._change = None
        self.text_changed(keep_place=same)
        self._look()

    def show_change(self, change: ArticleChange | None) -> None:
        """Show what changed in the article in place of its text; None: the text again."""
        self._change = change
        self.text_changed()

    def on_show(self) -> None:
        """The pane comes in front."""
        self._look()

    def _look(self) -> None:
        """Begin to look at what is shown, if it can be seen."""
        if self._rest is not None:
            self._rest.stop()
        if self._opened is not None and self._opened.wants_text and self.region.area:
            self._rest = self.set_timer(REST_SECONDS, self._has_rested)

    def _has_rested(self) -> None:
        if self._opened is not None and self._opened.wants_text:
            self.post_message(self.WantsText(self._opened.article.id))

    def lay_out(self, width: int) -> Sequence[TextLine]:
        """Title, credit line, text, address; or what changed."""
        if self._opened is None:
            return []
        if self._change is not None:
            how = (
                "V shows the change before" if self._change.nth + 1 < self._change.of else "V shows the text"
            )
            lines = [TextLine(), *change_lines(self._change, width), TextLine()]
            return [*lines, *_wrapped(how + ", esc leaves.", width, "faint"), TextLine()]
        article = self._opened.article
        lines = [TextLine(), *_wrapped(article.title, width, "title")]
        lines += _wrapped(_credit(article), width, "meta")
        lines += self._notes(self._opened, width)
        lines.append(TextLine())
        lines += _body(self._opened, width)
        if article.caption:
            lines += [TextLine(), *_wrapped(article.caption, width, "faint")]
        if article.url:
            lines += [TextLine(), *_wrapped(article.url, width, "link")]
        return [*lines, TextLine()]

    def _notes(self, opened: OpenArticle, width: int) -> list[TextLine]:
        article, notes = opened.article, []
        if self._outlets:
            notes.append(f"+{count(self._outlets, 'other outlet')}")
        if article.used_in:
            notes.append("↺ ran in " + ", ".join(f"No. {number}" for number in sorted(article.used_in)))
        if article.state in _STATES:
            notes.append(_STATES[article.state])
        if opened.changed is not None:
            many = "changed" if opened.changes == 1 else f"changed {opened.changes} times, last"
            notes.append(f"{many} {opened.changed.astimezone():%-d %b %H:%M}: V shows what")
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


def _body(opened: OpenArticle, width: int) -> list[TextLine]:
    article = opened.article
    lines: list[TextLine] = []
    opening = article.text[: len(article.blurb)]
    if article.blurb and opening.casefold() != article.blurb.casefold():
        lines += _wrapped(article.blurb, width, "quote")
        if article.text:
            lines.append(TextLine())
    lines += _wrapped(article.text, width, "body") if article.text else []
    if opened.lacks_text:
        lines += [TextLine(), *_wrapped(_what_of_the_rest(opened), width, "faint")]
    return lines


def _what_of_the_rest(opened: OpenArticle) -> str:
    if opened.wants_text:
        return "Fetching the full text …"
    if opened.trouble:
        return f"The full text could not be read. {opened.trouble} t asks again."
    return "The feed gave no more than this. t reads the full text from its page."
