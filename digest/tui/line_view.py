"""What lists and texts have in common: only the lines in view are drawn, and a change lays out nothing else."""

from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolled view of lines that are drawn one at a time."""

    DEFAULT_CSS = """
    LineView { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.base_style = Style()

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
        return super().render_lines(crop)

    def fill(self, strip: Strip, style: Style) -> Strip:
        """The strip at the view's width, its neighbours of one style joined: fewer bytes to the terminal."""
        return strip.adjust_cell_length(self.line_width, style).crop(0, self.line_width).simplify()
