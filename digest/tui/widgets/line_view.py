"""What lists and texts have in common: only the lines in view are drawn, and a change lays out nothing else."""

from collections.abc import Sequence
from typing import Self

from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

KEPT_VIEWS = 4
"""How often the lines in view are kept as they are drawn: each takes some kilobytes."""


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolled view of lines that are drawn one at a time, and kept as they are drawn until they are refreshed.

    So a view that scrolls by a line draws one line: Textual forgets all of them, and with each what it took to cut
    it, to filter it and to turn it into bytes.
    """

    DEFAULT_CSS = """
    LineView { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.base_style = Style()
        self._drawn: dict[int, Strip] = {}
        self._drawn_as: tuple[Size, Style, Color, Sequence[LineFilter]] | None = None

    @property
    def line_width(self) -> int:
        """The cells of a line: the view without its scrollbar."""
        return self.scrollable_content_region.width

    def set_line_count(self, lines: int) -> None:
        """There are so many lines now.

        `virtual_size` is set past its watcher, as ScrollView does on a resize: assigned, it would lay out
        and draw the whole screen anew for every text that is shown.
        """
        size = Size(self.line_width, lines)
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in view, on one background: to mix it for each line would cost more than the line."""
        self.base_style = self.rich_style
        if self.styles.gutter.totals != (0, 0):
            return super().render_lines(crop)
        size, (_, background), filters = self.region.size, self.background_colors, self.get_line_filters()
        look = (size, self.base_style, background, filters)
        if look != self._drawn_as or len(self._drawn) > KEPT_VIEWS * size.height:
            self._drawn_as = look
            self._drawn.clear()
        strips = []
        for y in crop.line_range:
            line = y + self.scroll_offset.y
            strip = self._drawn.get(line)
            if strip is None:
                strip = self.render_line(y).adjust_cell_length(size.width, self.base_style)
                for line_filter in filters:
                    strip = strip.apply_filter(line_filter, background)
                self._drawn[line] = strip
            strips.append(strip if crop.column_span == (0, size.width) else strip.crop(*crop.column_span))
        return strips

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw all lines anew; only those of `regions`, where there are any, which are still kept where they are."""
        if not regions:
            self._drawn.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def refresh_lines(self, y_start: int, line_count: int = 1) -> None:
        """Draw these lines of the whole anew."""
        for line in range(y_start, y_start + line_count):
            self._drawn.pop(line, None)
        super().refresh_lines(y_start, line_count)

    def notify_style_update(self) -> None:
        """The theme or the focus is another: draw all lines anew."""
        super().notify_style_update()
        self._drawn.clear()

    def fill(self, strip: Strip, style: Style) -> Strip:
        """The strip at the view's width, its neighbours of one style joined: fewer bytes to the terminal."""
        width = self.line_width
        return strip.adjust_cell_length(width, style).crop(0, width).simplify()
