"""All keys, by where they work."""

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from digest.tui.action import Action, Where
from digest.tui.actions import TITLES
from digest.tui.dialogs.dialog import Dialog
from digest.tui.keys import Keys
from digest.tui.widgets.text import wrap

_LEFT = 16
"""Cells of the column with the keys."""

_NARROW = 48
"""Cells under which what a key does stands under it, not beside it."""


class HelpScreen(Dialog[None]):
    """The registry to read, the place it was asked from first; typing narrows it, and adds each action's name."""

    BINDINGS: ClassVar = [("escape", "dismiss", "close"), ("down", "scroll(1)", ""), ("up", "scroll(-1)", "")]

    AUTO_FOCUS = "#find"

    def __init__(self, keys: Keys, here: Where) -> None:
        super().__init__()
        self._keys = keys
        shared = (Where.LIST, Where.TEXT, Where.SEARCH, Where.EVERYWHERE)
        self._order = sorted(TITLES, key=lambda where: (where != here, where not in shared))

    def compose(self) -> ComposeResult:
        """A field to narrow, and the keys under it."""
        with VerticalScroll(id="dialog", can_focus=False):
            yield Input(placeholder="Type to find a key or a word; esc closes", id="find")
            yield Static(id="key-list", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the actions that have what was typed in their keys or words."""
        self._show(event.value)

    def on_resize(self) -> None:
        """Break the lines again for the width there is."""
        self.call_after_refresh(lambda: self._show(self.query_one("#find", Input).value))

    def _show(self, wanted: str) -> None:
        self.query_one("#key-list", Static).update(self._content(wanted))

    def on_input_submitted(self) -> None:
        """Enter closes, like escape."""
        self.dismiss()

    def action_scroll(self, by: int) -> None:
        """Scroll while the field keeps the focus."""
        self.query_one("#dialog").scroll_relative(y=by, animate=False)

    def _content(self, wanted: str) -> Content:
        parts: list[Content] = []
        width = self.query_one("#key-list").size.width
        for where in self._order:
            actions = [action for action in self._keys.of(where) if _matches(action, wanted)]
            if actions:
                parts.append(Content.styled(f"\n{TITLES[where]}\n", "bold $accent"))
                parts += [_line(action, width, with_name=bool(wanted)) for action in actions]
        return Content("").join(parts) if parts else Content.styled("\nNothing has that name.", "$meta")


def _matches(action: Action, wanted: str) -> bool:
    words = " ".join([action.label, action.help, action.id, *action.key_words])
    return wanted.lower() in words.lower()


def _line(action: Action, width: int, *, with_name: bool) -> Content:
    """An action's keys, and what it does beside them, in as many lines as that takes; its name where that is wanted."""
    keys = "  ".join(action.key_words)
    is_narrow = width < _NARROW
    left = " " * (4 if is_narrow else _LEFT)
    gap = f"\n{left}" if is_narrow else " " * max(1, _LEFT - 2 - cell_len(keys))
    lines = wrap(action.help, max(12, width - len(left)))
    name = f"{left}{action.id}\n" if with_name else ""
    return Content.assemble(
        (f"  {keys}{gap}", "bold"), (f"\n{left}".join(lines) + "\n", "$foreground"), (name, "$meta")
    )
