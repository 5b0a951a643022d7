"""A text of which one paragraph is marked, to be quoted; j and k go from paragraph to paragraph."""

import re
from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from digest.tui.widgets.lit import Find, lit_lines, no_hits
from digest.tui.widgets.text_view import TextLine, TextView

_NUMBER = re.compile(r" \[\d+\]")
"""The number of a link, which is shown behind its words and is none of them."""


class MarkedText(TextView):
    """An article's text with one of its paragraphs marked: that is the one to quote.

    A view gives its paragraphs (`set_paragraphs`), and lays them out among its other lines with
    `paragraph_lines`. The mark shows with the focus; the keys that do not go by paragraphs scroll.
    """

    def __init__(self, *, id: str, classes: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, classes=classes)
        self._paragraphs: Sequence[str] = ()
        self._shown: Sequence[str] = ()
        self._marked = 0
        self._extents: list[tuple[int, int]] = []

    def set_paragraphs(self, text: str, *, shown: str | None = None, keep_mark: bool = False) -> None:
        """The paragraphs of another text, the first of them marked, unless `keep_mark`.

        `shown` is how the text reads here, paragraph by paragraph; what is quoted is the text itself.
        """
        self._paragraphs = _paragraphs(text)
        self._shown = self._paragraphs if shown is None else _paragraphs(shown)
        self._marked = min(self._marked, max(0, len(self._paragraphs) - 1)) if keep_mark else 0
        self._extents = []  # until they are laid out

    @property
    def quotation(self) -> str:
        """The words that the pointer has selected, or else the marked paragraph; "" where there is none."""
        if not self._extents:
            return ""
        selected = self.selected
        if self._shown != self._paragraphs:
            selected = _NUMBER.sub("", selected)
        return selected or self._paragraphs[self._marked]

    def paragraph_lines(self, before: int, width: int, find: Find = no_hits) -> list[TextLine]:
        """The paragraphs' lines, a blank one after each, to stand after `before` lines."""
        lines: list[TextLine] = []
        self._extents = []
        for paragraph in self._shown:
            first = before + len(lines)
            lines += lit_lines(paragraph, width, "body", find)
            self._extents.append((first, before + len(lines) - 1))
            lines.append(TextLine())
        return lines

    def leave_paragraphs(self) -> None:
        """Something else is laid out in the paragraphs' place."""
        self._extents = []

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
        self.mark_line(event.y + self.scroll_offset.y)

    def mark_line(self, line: int) -> None:
        """Mark the paragraph that a line is of, if it is of one."""
        for index, (first, last) in enumerate(self._extents):
            if first <= line <= last:
                self._marked = index
                self.refresh()

    def go_to_hit(self, by: int, *, here: bool = False) -> int | None:
        """Bring a line with a hit into view, and mark its paragraph."""
        found = super().go_to_hit(by, here=here)
        if found is not None:
            self.mark_line(found)
        return found

    def action_down(self) -> None:
        """Mark the next paragraph, once this one is read to its end."""
        if not self._extents:
            super().action_down()
            return
        top, height = self.scroll_offset.y, self.size.height
        last = self._extents[self._marked][1]
        if last >= top + height:
            self._by(min(height - 2, last - top - height + 1))
        else:
            self._mark(self._marked + 1)

    def action_up(self) -> None:
        """Mark the paragraph before, once this one is read to its beginning."""
        if not self._extents:
            super().action_up()
            return
        top, height = self.scroll_offset.y, self.size.height
        first = self._extents[self._marked][0]
        if first < top:
            self._by(-min(height - 2, top - first))
        else:
            self._mark(self._marked - 1)

    def _mark(self, paragraph: int) -> None:
        if paragraph >= len(self._extents):
            self.action_last()  # what stands after the last paragraph is read too
            return
        self._marked = max(0, paragraph)
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


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if part.strip()]
