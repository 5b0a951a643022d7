"""What the item was made from: the article's own text, scrolling apart from the editor."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from digest.desk import ArticleChange
from digest.model import Article
from digest.tui.action import Where, bindings_beside
from digest.tui.change_lines import change_lines
from digest.tui.compose.actions import COMPOSE_ACTIONS
from digest.tui.read.actions import TEXT_ACTIONS
from digest.tui.text import wrap
from digest.tui.text_view import Span, TextLine, TextView


class Source(TextView, inherit_bindings=False):
    """The source's text, with one of its paragraphs marked: that is the one to quote.

    j and k go from paragraph to paragraph; the other keys scroll.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_beside(TEXT_ACTIONS, Where.COMPOSE, COMPOSE_ACTIONS)

    def __init__(self, *, id: str, classes: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, classes=classes)
        self._article: Article | None = None
        self._change: ArticleChange | None = None
        self._is_change_shown = False
        self._words = ""
        self._paragraphs: Sequence[str] = ()
        self._marked = 0
        self._extents: list[tuple[int, int]] = []

    @property
    def article_id(self) -> int | None:
        """Which article it shows."""
        return self._article.id if self._article else None

    def show_article(self, article: Article, change: ArticleChange | None = None) -> None:
        """Show an article from its beginning; `change` is what changed in it since it was picked."""
        self._article, self._marked = article, 0
        self._change, self._is_change_shown = change, False
        self._paragraphs = [part for part in article.text.split("\n\n") if part.strip()]
        self.text_changed()

    def show_words(self, words: str) -> None:
        """Show these words in place of an article."""
        self._article, self._words, self._paragraphs, self._marked = None, words, (), 0
        self._change, self._is_change_shown = None, False
        self.text_changed()

    def toggle_change(self) -> bool:
        """Show what changed since the article was picked, or the text again; False where nothing did."""
        self._is_change_shown = self._change is not None and not self._is_change_shown
        if self._change is not None:
            self.text_changed()
        return self._change is not None

    @property
    def quotation(self) -> str:
        """The marked paragraph; "" where there is none."""
        return self._paragraphs[self._marked] if self._paragraphs else ""

    def lay_out(self, width: int) -> Sequence[TextLine]:
        """Title and credit line, then the paragraphs."""
        self._extents = []
        if self._article is None:
            return [TextLine(), *_wrapped(self._words, width, "meta")]
        if self._change is not None and self._is_change_shown:
            told = _wrapped("V shows the text again.", width, "faint")
            return [TextLine(), *change_lines(self._change, width), TextLine(), *told]
        lines = [TextLine(), *_wrapped(self._article.title, width, "title")]
        lines += _wrapped(_credit(self._article), width, "meta")
        if self._change is not None:
            lines += _wrapped("Changed since you picked it: V shows what.", width, "accent")
        lines.append(TextLine())
        if not self._paragraphs:
            lines += _wrapped(self._article.blurb or "The article brought no text along.", width, "faint")
        for paragraph in self._paragraphs:
            first = len(lines)
            lines += _wrapped(paragraph, width, "body")
            self._extents.append((first, len(lines) - 1))
            lines.append(TextLine())
        return lines

    def render_line(self, y: int) -> Strip:
        """One line, with a bar before it where its paragraph is the marked one."""
        strip = super().render_line(y)
        if not (self.has_focus and self._is_marked(y + self.scroll_offset.y)):
            return strip
        bar = Strip(
            [Segment("▎ ", self.rich_style + self.get_component_rich_style("text--accent", partial=True))]
        )
        return Strip.join([bar, strip.crop(self.LEFT)])

    def _is_marked(self, line: int) -> bool:
        if not self._extents:
            return False
        first, last = self._extents[self._marked]
        return first <= line <= last

    def on_focus(self) -> None:
        """The mark shows with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The mark stands back without it."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click marks the paragraph under it."""
        line = event.y + self.scroll_offset.y
        for index, (first, last) in enumerate(self._extents):
            if first <= line <= last:
                self._marked = index
                self.refresh()

    def action_down(self) -> None:
        """Mark the next paragraph, once this one is read to its end."""
        top, height = self.scroll_offset.y, self.size.height
        last = self._extents[self._marked][1] if self._extents else top + height
        if last >= top + height:
            self._by(min(height - 2, last - top - height + 1))
        else:
            self._mark(self._marked + 1)

    def action_up(self) -> None:
        """Mark the paragraph before, once this one is read to its beginning."""
        top, height = self.scroll_offset.y, self.size.height
        first = self._extents[self._marked][0] if self._extents else 0
        if first < top:
            self._by(-min(height - 2, top - first))
        else:
            self._mark(self._marked - 1)

    def _mark(self, paragraph: int) -> None:
        if not self._extents:
            return
        self._marked = max(0, min(paragraph, len(self._extents) - 1))
        first, last = self._extents[self._marked]
        top, height = self.scroll_offset.y, self.size.height
        if first < top or last - first >= height:
            self.scroll_to(y=0 if self._marked == 0 else first, animate=False)
        elif last >= top + height:
            self.scroll_to(y=last - height + 1, animate=False)
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The mark comes along when the text is scrolled away under it."""
        super().watch_scroll_y(old_value, new_value)
        top, bottom = round(new_value), round(new_value) + self.size.height
        seen = [index for index, (first, last) in enumerate(self._extents) if first < bottom and last >= top]
        if seen and self._marked not in seen:
            self._marked = seen[0] if new_value > old_value else seen[-1]


def _wrapped(text: str, width: int, style: str) -> Iterator[TextLine]:
    return (TextLine((Span(line, style),)) for line in wrap(text, width))


def _credit(article: Article) -> str:
    moment = article.published or article.collected
    return " · ".join(
        part
        for part in (
            article.site,
            article.byline,
            f"{moment.astimezone():%-d %b %H:%M}" if moment else "",
            f"{article.minutes} min" if article.minutes else "",
        )
        if part
    )
