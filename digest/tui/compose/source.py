"""What the item was made from: the article's own text, scrolling apart from the editor."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from digest.desk import ArticleChange
from digest.model import Article
from digest.tui.action import Where, bindings_beside
from digest.tui.compose.actions import COMPOSE_ACTIONS
from digest.tui.credit import credit_line
from digest.tui.keys import keys_of
from digest.tui.widgets.actions import TEXT_ACTIONS
from digest.tui.widgets.change_lines import change_lines
from digest.tui.widgets.lit import lit_lines
from digest.tui.widgets.marked_text import MarkedText
from digest.tui.widgets.text_view import TextLine


class Source(MarkedText, inherit_bindings=False):
    """The source's text, with one of its paragraphs marked: that is the one to quote."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_beside(TEXT_ACTIONS, Where.COMPOSE, COMPOSE_ACTIONS)

    def __init__(self, *, id: str, classes: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, classes=classes)
        self._article: Article | None = None
        self._change: ArticleChange | None = None
        self._is_change_shown = False
        self._words = ""

    @property
    def article_id(self) -> int | None:
        """Which article it shows."""
        return self._article.id if self._article else None

    def show_article(self, article: Article, change: ArticleChange | None = None) -> None:
        """Show an article from its beginning; `change` is what changed in it since it was picked."""
        self._article = article
        self._change, self._is_change_shown = change, False
        self.set_paragraphs(article.text)
        self.text_changed()

    def show_words(self, words: str) -> None:
        """Show these words in place of an article."""
        self._article, self._words = None, words
        self._change, self._is_change_shown = None, False
        self.set_paragraphs("")
        self.text_changed()

    def toggle_change(self) -> bool:
        """Show what changed since the article was picked, or the text again; False where nothing did."""
        self._is_change_shown = self._change is not None and not self._is_change_shown
        if self._change is not None:
            self.text_changed()
        return self._change is not None

    @property
    def _changes_key(self) -> str:
        return keys_of(self).word("compose.changes")

    def lay_out(self, width: int) -> Sequence[TextLine]:
        """Title and credit line, then the paragraphs; or what changed."""
        self.leave_paragraphs()
        if self._article is None:
            return [TextLine(), *lit_lines(self._words, width, "meta")]
        if self._change is not None and self._is_change_shown:
            told = lit_lines(f"{self._changes_key} shows the text again.", width, "faint")
            return [TextLine(), *change_lines(self._change, width), TextLine(), *told]
        lines = [TextLine(), *lit_lines(self._article.title, width, "title")]
        lines += lit_lines(credit_line(self._article), width, "meta")
        if self._change is not None:
            lines += lit_lines(
                f"Changed since you picked it: {self._changes_key} shows what.", width, "accent"
            )
        lines.append(TextLine())
        lines += self.paragraph_lines(len(lines), width)
        if not self._paragraphs:
            lines += lit_lines(self._article.blurb or "The article brought no text along.", width, "faint")
        return lines
