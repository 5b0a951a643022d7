"""The widgets that words are typed in: one line, one line that wraps, and Markdown.

Each knows the `Field` it shows and what the curator, and nobody else, has changed of its text: what it compares
with is the text itself, so text that the program puts in can never be taken for typing. `Typed` says that there may
be some; who puts a text in asks first, as that message may still be on its way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

from digest.model import clean_line, clean_prose
from digest.tui.compose.fields import Field


@dataclass(frozen=True)
class Typing:
    """The curator changed the text of `field` to `text`."""

    field: Field
    text: str


@dataclass
class Typed(Message):
    """The curator changed the text of `edit`, which may have been noticed already: see its `unnoticed`."""

    edit: "LineEdit | ProseEdit"


@dataclass
class Done(Message):
    """The curator pressed Enter in a one-line `field`."""

    field: Field


@dataclass
class Edge(Message):
    """The cursor goes over a field's upper (`step` -1) or lower (1) edge."""

    step: int


class CutMarks(Highlighter):
    """Greys what an inbox leaves out: after `phone` characters a little, after `desktop` altogether."""

    def __init__(self, phone: int, desktop: int) -> None:
        self._phone, self._desktop = phone, desktop

    def highlight(self, text: Text) -> None:
        """Mark the parts of `text` that are cut."""
        text.stylize("dim", self._phone, len(text))
        text.stylize("strike", self._desktop, len(text))


class LineEdit(Input):
    """A field on one line that scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "edge(-1)", show=False),
        Binding("down", "edge(1)", show=False),
    ]

    field: Field | None = None

    def __init__(self, *, cut: tuple[int, int] | None = None, placeholder: str = "", id: str) -> None:  # noqa: A002
        super().__init__(
            placeholder=placeholder,
            highlighter=CutMarks(*cut) if cut else None,
            compact=True,
            select_on_focus=False,
            id=id,
        )
        self._shown = ""

    def put(self, field: Field, text: str) -> None:
        """Show `text` as what is stored in `field`."""
        is_same = field == self.field and text == self.value
        self.field, self._shown = field, text
        if not is_same:
            at = self.cursor_position
            self.value = text
            self.cursor_position = min(at, len(text))

    @property
    def text(self) -> str:
        """What it reads now."""
        return self.value

    def rewrite(self, text: str) -> None:
        """Put `text`, on one line, in place of all that is written; this is typing like any other."""
        self.value = clean_line(text)

    def unnoticed(self) -> Typing | None:
        """What was typed since this was last asked, if anything."""
        if self.field is None or self.value == self._shown:
            return None
        self._shown = self.value
        return Typing(self.field, self.value)

    def action_edge(self, step: int) -> None:
        """Leave for the field above or below."""
        self.post_message(Edge(step))

    def enter(self, step: int) -> None:  # noqa: ARG002 - the fields that wrap need it
        """Take the cursor from the field above (`step` 1) or below (-1)."""
        self.focus()

    @on(Input.Changed)
    def _tell(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Typed(self))

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        event.stop()
        if self.field:
            self.post_message(Done(self.field))


class ProseEdit(TextArea):
    """A field of several lines, Markdown, that wraps.

    A text here is seldom longer than a screen: the page keys write on in the next item.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "screen.next_item", show=False),
        Binding("pageup", "screen.previous_item", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"prose--doubted"}

    field: Field | None = None

    def __init__(self, *, placeholder: str = "", id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(
            soft_wrap=True,
            tab_behavior="focus",
            compact=True,
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
        )
        self._shown = ""
        self._marks: Sequence[tuple[int, int]] = ()

    def mark(self, marks: Sequence[tuple[int, int]]) -> None:
        """Underline these passages, each from one character of the text to another."""
        if marks != self._marks:
            self._marks = marks
            self.notify_style_update()

    def get_line(self, line_index: int) -> Text:
        """A line of the text, with its marks."""
        line = super().get_line(line_index)
        if self._marks:
            offset = sum(len(self.document.get_line(index)) + 1 for index in range(line_index))
            style = self.get_component_rich_style("prose--doubted", partial=True)
            for start, end in self._marks:
                if start < offset + len(line) and end > offset:
                    line.stylize(style, max(0, start - offset), end - offset)
        return line

    @property
    def cursor_offset(self) -> int:
        """Which character of the text the cursor is before."""
        row, column = self.cursor_location
        return sum(len(self.document.get_line(index)) + 1 for index in range(row)) + column

    def put(self, field: Field, text: str) -> None:
        """Show `text` as what is stored in `field`; in the same field this is a change that can be undone."""
        is_same = field == self.field
        self.field, self._shown = field, text
        if not is_same:
            self.load_text(text)
        elif text != self.text:
            self.replace(text, (0, 0), self.document.end)

    def rewrite(self, text: str) -> None:
        """Put `text` in place of all that is written; this is typing like any other."""
        if text != self.text:
            self.replace(self.clean_paste(text), (0, 0), self.document.end)

    def add_paragraph(self, text: str) -> None:
        """Insert `text` as a paragraph of its own after the cursor's; this is typing like any other."""
        row, _ = self.cursor_location
        while row + 1 < self.document.line_count and self.document.get_line(row).strip():
            row += 1
        at = (row, len(self.document.get_line(row)))
        before = "" if not self.text.strip() else "\n\n" if self.document.get_line(row).strip() else "\n"
        after = "\n" if row + 1 < self.document.line_count else ""
        result = self.replace(before + text + after, at, at)
        self.move_cursor(result.end_location)

    def unnoticed(self) -> Typing | None:
        """What was typed since this was last asked, if anything."""
        text = self.text
        if self.field is None or text == self._shown:
            return None
        self._shown = text
        return Typing(self.field, text)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Letters are text here, also while nothing can be written: they never act."""
        is_letter = character is not None and character.isprintable()
        return is_letter or super().check_consume_key(key, character)

    def enter(self, step: int) -> None:
        """Take the cursor from the field above (`step` 1: to the beginning) or below (-1: to the end)."""
        self.move_cursor((0, 0) if step > 0 else self.document.end)
        self.focus()

    @property
    def _visual_line(self) -> int:
        return self.wrapped_document.location_to_offset(self.cursor_location).y

    def action_cursor_up(self, select: bool = False) -> None:
        """Up a line; from the first one to the field above."""
        if not select and self._visual_line == 0:
            self.post_message(Edge(-1))
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Down a line; from the last one to the field below."""
        if not select and self._visual_line >= self.wrapped_document.height - 1:
            self.post_message(Edge(1))
        else:
            super().action_cursor_down(select)

    def clean_paste(self, text: str) -> str:
        """What of a paste may come in."""
        return clean_prose(text)

    async def on_paste(self, event: events.Paste) -> None:
        """Let only clean text in."""
        event.prevent_default()
        event.stop()
        result = self.replace(self.clean_paste(event.text), *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)

    @on(TextArea.Changed)
    def _tell(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(Typed(self))


class HeadlineEdit(ProseEdit):
    """A field on one line that wraps as a headline does; Enter is done."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "done", show=False, priority=True)]

    def clean_paste(self, text: str) -> str:
        """A paste becomes one line."""
        return clean_line(text)

    def action_delete_to_start_of_line(self) -> None:
        """A headline is one line, over however many it is shown."""
        if not self.read_only:
            self.delete((0, 0), self.cursor_location, maintain_selection_offset=False)

    def action_done(self) -> None:
        """Say that the headline is written."""
        if self.field:
            self.post_message(Done(self.field))


class Fields(Vertical):
    """Fields one below the other: enter and the arrows go on from one to the next."""

    def step(self, step: int) -> None:
        """Go to the next field (1) or to the one before (-1)."""
        raise NotImplementedError

    @on(Done)
    def _next_field(self, event: Done) -> None:
        event.stop()
        self.step(1)

    @on(Edge)
    def _over_edge(self, event: Edge) -> None:
        event.stop()
        self.step(event.step)
