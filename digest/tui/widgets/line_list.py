"""A list that draws only the rows in view: one widget, one line at a time, however long the list is."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.events import Blur, Click, Focus, Resize
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from digest.tui.action import bindings
from digest.tui.widgets.actions import LIST_ACTIONS
from digest.tui.widgets.line_view import LineView


class LineList(LineView):
    """The rows, with a cursor. A list says how many there are (`row_count`) and draws one (`draw_row`)."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_ACTIONS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--cursor", "list--cursor-blurred", "list--bright", "list--meta", "list--accent", "list--saved",
        "list--bad", "list--faint", "list--heading", "list--bar",
    }  # fmt: skip
    ALLOW_SELECT = False
    row_height = 1
    """Lines that each row takes."""
    cursor: var[int] = var(0, init=False)

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        listing: "LineList"
        row: int

        @property
        def control(self) -> "LineList":
            """The list, for `@on` with a selector."""
            return self.listing

    @dataclass
    class Chosen(Message):
        """The row under the cursor was clicked once more."""

        listing: "LineList"
        row: int

        @property
        def control(self) -> "LineList":
            """The list, for `@on` with a selector."""
            return self.listing

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._styles: dict[tuple[str, Style], Style] = {}

    # For the list to say

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """The lines of one row (`row_height` of them), in at most `width` cells, on `base`'s background."""
        raise NotImplementedError

    def can_stand_on(self, row: int) -> bool:  # noqa: ARG002 - for lists that have headings
        """Whether the cursor can stand on a row."""
        return True

    # The cursor

    def watch_cursor(self, before: int, after: int) -> None:
        """Draw the two rows anew, keep the cursor in view, and tell."""
        for row in (before, after):
            self.refresh_row(row)
        self.scroll_to_row(after)
        self.post_message(self.Moved(self, after))

    def move_to(self, row: int, towards: int = 1) -> None:
        """Put the cursor on a row, or on the nearest after it (`towards` -1: before it) that it can stand on."""
        row = min(max(row, 0), max(self.row_count - 1, 0))
        for step in (towards, -towards):
            at = row
            while 0 <= at < self.row_count:
                if self.can_stand_on(at):
                    self.cursor = at
                    return
                at += step

    @property
    def page_rows(self) -> int:
        """Rows that fit in the view."""
        return max(1, self.scrollable_content_region.height // self.row_height)

    def scroll_to_row(self, row: int) -> None:
        """Scroll no further than it takes to see a row."""
        top, height = row * self.row_height, self.scrollable_content_region.height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
        elif top + self.row_height > self.scroll_offset.y + height:
            self.scroll_to(y=top + self.row_height - height, animate=False)

    def action_down(self) -> None:
        """Go a row down."""
        self.move_to(self.cursor + 1)

    def action_up(self) -> None:
        """Go a row up."""
        self.move_to(self.cursor - 1, -1)

    def action_page_down(self) -> None:
        """Go a screen down."""
        self.move_to(self.cursor + self.page_rows)

    def action_page_up(self) -> None:
        """Go a screen up."""
        self.move_to(self.cursor - self.page_rows, -1)

    def action_half_down(self) -> None:
        """Go half a screen down."""
        self.move_to(self.cursor + max(1, self.page_rows // 2))

    def action_half_up(self) -> None:
        """Go half a screen up."""
        self.move_to(self.cursor - max(1, self.page_rows // 2), -1)

    def action_first(self) -> None:
        """Go to the first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.move_to(self.row_count - 1, -1)

    # Drawing

    def rows_changed(self) -> None:
        """The rows are others now: measure and draw again. The cursor stays within them."""
        self.set_line_count(self.row_count * self.row_height)
        if self.row_count and self.cursor >= self.row_count:
            self.move_to(self.row_count - 1, -1)
        self.refresh()

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002 - Textual's signature
        """Measure again."""
        self.rows_changed()
        self.scroll_to_row(self.cursor)

    def on_focus(self, event: Focus) -> None:  # noqa: ARG002 - Textual's signature
        """Draw the cursor bright."""
        self.refresh_row(self.cursor)

    def on_blur(self, event: Blur) -> None:  # noqa: ARG002 - Textual's signature
        """Draw the cursor dim."""
        self.refresh_row(self.cursor)

    def refresh_row(self, row: int) -> None:
        """Draw one row anew."""
        self.refresh_lines(row * self.row_height, self.row_height)

    def style_of(self, name: str, base: Style) -> Style:
        """The component style `list--name`, on a row's background."""
        style = self._styles.get((name, base))
        if style is None:
            own = self.get_component_rich_style(f"list--{name}")
            colour = None if base.reverse else own.color  # in reverse it would be a patch of another ground
            style = base + Style(color=colour, bold=own.bold, italic=own.italic, strike=own.strike)
            self._styles[name, base] = style
        return style

    def notify_style_update(self) -> None:
        """The theme or the focus is another: mix the styles again."""
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        row, line = divmod(y + self.scroll_offset.y, self.row_height)
        if row >= self.row_count:
            return Strip.blank(self.line_width, self.base_style)
        base = self._row_style(row)
        return self.fill(Strip(self.draw_row(row, self.line_width, base)[line]), base)

    def _row_style(self, row: int) -> Style:
        if row != self.cursor or not self.can_stand_on(row):
            return self.base_style
        name = "list--cursor" if self.has_focus else "list--cursor-blurred"
        return self.get_component_rich_style(name)

    # The pointer

    def on_click(self, event: Click) -> None:
        """Put the cursor where the pointer is; a click on the cursor's row chooses it."""
        row = (event.y + self.scroll_offset.y) // self.row_height
        if not (0 <= row < self.row_count and self.can_stand_on(row)):
            return
        if row == self.cursor:
            self.post_message(self.Chosen(self, row))
        self.cursor = row
