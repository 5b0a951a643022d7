"""The article's text, to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.timer import Timer

from digest.desk import ArticleChange, Hit, Hits, OpenArticle
from digest.model import Article, ArticleState
from digest.tui.action import Where, bindings_beside
from digest.tui.credit import credit_line
from digest.tui.keys import keys_of
from digest.tui.read.actions import READ_ACTIONS
from digest.tui.read.links import NumberedLink, number_links
from digest.tui.widgets.actions import TEXT_ACTIONS
from digest.tui.widgets.change_lines import change_lines
from digest.tui.widgets.lit import Find, lit_lines
from digest.tui.widgets.marked_text import MarkedText
from digest.tui.widgets.text import count
from digest.tui.widgets.text_view import TextLine

_STATES = {
    ArticleState.SAVED: "s saved",
    ArticleState.DISMISSED: "× dismissed",
}

REST_SECONDS = 0.6
"""How long a stub is looked at before its page is asked for the full text: who goes on through the list asks nobody."""


class Reader(MarkedText, inherit_bindings=False):
    """One article: its title, whose it is, its text, where it stands. The words of a search stand out in it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_beside(TEXT_ACTIONS, Where.READ, READ_ACTIONS)

    @dataclass
    class WantsText(Message):
        """A stub is being looked at, and its full text is to be read from its page."""

        article_id: int

    def __init__(self) -> None:
        super().__init__(id="reader")
        self._opened: OpenArticle | None = None
        self._outlets = 0
        self._is_standing = False
        self._change: ArticleChange | None = None
        self._rest: Timer | None = None
        self._hits = Hits("")
        self._links: Sequence[NumberedLink] = ()

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self._opened.article if self._opened else None

    @property
    def links(self) -> Sequence[NumberedLink]:
        """The links in its text, as they are numbered there."""
        return self._links

    @property
    def change(self) -> ArticleChange | None:
        """The change that is shown in the text's place, or None."""
        return self._change

    def show_article(
        self, opened: OpenArticle | None, outlets: int = 0, *, is_standing: bool = False
    ) -> None:
        """Show an article; None: nothing.

        `outlets` is how many others tell the same story; `is_standing`: it is in the digest in work.
        """
        if (opened, outlets, is_standing) == (self._opened, self._outlets, self._is_standing):
            self._look()  # what is on the screen says it all, as after another source's news
            return
        shown = self.article
        same = opened is not None and shown is not None and opened.article.id == shown.id
        self._opened, self._outlets, self._is_standing = opened, outlets, is_standing
        if not same:
            self._change = None
        text = opened.article.text if opened else ""
        numbered = number_links(text, opened.links if opened else ())
        self._links = numbered.links
        self.set_paragraphs(text, shown=numbered.text, keep_mark=same)
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

    def light(self, hits: Hits) -> None:
        """Let these words stand out from now on."""
        self._hits = hits
        self.text_changed(keep_place=True)

    def _find(self, column: str) -> Find:
        return partial(self._hits.find, column=column)

    def lay_out(self, width: int) -> Sequence[TextLine]:
        """Title, credit line, text, address; or what changed."""
        if self._opened is None:
            return []
        if self._change is not None:
            self.leave_paragraphs()
            further = "change before" if self._change.nth + 1 < self._change.of else "text"
            how = keys_of(self).told(f"{{read.changes}} shows the {further}, {{read.back}} leaves.")
            lines = [TextLine(), *change_lines(self._change, width), TextLine()]
            return [*lines, *lit_lines(how, width, "faint"), TextLine()]
        article = self._opened.article
        lines = [TextLine(), *lit_lines(article.title, width, "title", self._find("title"))]
        lines += lit_lines(credit_line(article), width, "meta", self._credit_hits(article))
        lines += [*self._notes(self._opened, width), TextLine()]
        lines += self._blurb(article, width)
        lines += self.paragraph_lines(len(lines), width, self._find("text"))
        lines += self._below(self._opened, width)
        return lines

    def _credit_hits(self, article: Article) -> Find:
        """What is found in the byline and in the outlet's name, where they stand in the credit line."""

        def find(line: str) -> Sequence[Hit]:
            hits = []
            for column, words in (("site", article.site), ("byline", article.byline)):
                at = line.find(words)
                hits += [(at + start, at + end) for start, end in self._hits.find(words, column) if at >= 0]
            return sorted(hits)

        return find

    def _notes(self, opened: OpenArticle, width: int) -> list[TextLine]:
        article, notes = opened.article, []
        if self._outlets:
            notes.append(f"+{count(self._outlets, 'other outlet')}")
        if article.used_in:
            notes.append("↺ ran in " + ", ".join(f"No. {number}" for number in sorted(article.used_in)))
        if self._is_standing:
            notes.append("● picked")
        elif article.state is ArticleState.PICKED and not article.used_in:
            notes.append("○ picked for another digest")
        if article.state in _STATES:
            notes.append(_STATES[article.state])
        if opened.changed is not None:
            many = "changed" if opened.changes == 1 else f"changed {opened.changes} times, last"
            moment = f"{opened.changed.astimezone():%-d %b %H:%M}"
            notes.append(f"{many} {moment}: {keys_of(self).word('read.changes')} shows what")
        return lit_lines(" · ".join(notes), width, "accent") if notes else []

    def _blurb(self, article: Article, width: int) -> list[TextLine]:
        """What the feed said of it, unless the text begins with just that."""
        opening = article.text[: len(article.blurb)]
        if not article.blurb or opening.casefold() == article.blurb.casefold():
            return []
        return [*lit_lines(article.blurb, width, "quote", self._find("blurb")), TextLine()]

    def _below(self, opened: OpenArticle, width: int) -> list[TextLine]:
        article = opened.article
        lines: list[TextLine] = []
        if opened.lacks_text or opened.is_outdated:
            words = keys_of(self).told(_what_of_the_rest(opened))
            lines += [*lit_lines(words, width, "faint"), TextLine()]
        elif not (article.text or article.blurb):
            lines += [*lit_lines("There is no more of it than this headline.", width, "faint"), TextLine()]
        if article.caption:
            lines += [*lit_lines(article.caption, width, "faint"), TextLine()]
        if article.url:
            lines += [*lit_lines(article.url, width, "link"), TextLine()]
        return lines


def _what_of_the_rest(opened: OpenArticle) -> str:
    if opened.is_outdated:
        return f"Its feed has changed since its page was read. {_what_of_the_page(opened)}"
    if opened.wants_text:
        return "Fetching the full text …"
    if opened.trouble:
        return f"The full text could not be read. {opened.trouble} {{read.full_text}} asks again."
    if opened.is_dropped:
        return "Its text was dropped a while after it was dismissed. {read.full_text} reads it again from its page."
    return "The feed gave no more than this. {read.full_text} reads the full text from its page."


def _what_of_the_page(opened: OpenArticle) -> str:
    if opened.wants_text:
        return "Reading the page again …"
    if opened.trouble:
        return f"It could not be read again. {opened.trouble} {{read.full_text}} asks again."
    return "{read.full_text} reads the page again."
