"""An app whose keys wait for the screen that they were meant for, and for each other."""

from dataclasses import dataclass

from textual.app import App
from textual.events import Event, Key, MouseEvent, Paste
from textual.message import Message
from textual.widget import Widget

AHEAD_SECONDS = 0.01
"""How soon it is tried again whether a screen can take what was typed ahead."""


class TypedAhead(App[None]):
    """Keeps what is typed before it can be taken: at the start, and behind a key that opens a screen.

    A key is done where it is written, as a letter in an editor, or only when it has come up to the app: of those
    that come in one breath the letter would go before the arrow that was pressed first, and a digit before the
    dialog that it answers. So each waits for the one before it, unless that one only moves.
    """

    @dataclass
    class Taken(Message):
        """A key has come all the way up from `widget`, and this behind it.

        What it asked for by a message of the widget, as a field that is left does, is behind the first of these;
        so a second one follows.
        """

        widget: Widget
        is_last: bool = False

    def __init__(self) -> None:
        super().__init__()
        self._typed_ahead: list[Key | Paste] = []
        self._has_begun = False
        self._is_to_try_again = False
        self._taking: Widget | None = None

    async def begin_with_keys(self) -> None:
        """There is a screen for keys now: do what was typed ahead, and take keys from here on."""
        self._has_begun = True
        await self._catch_up_with_keys()

    async def _catch_up_with_keys(self) -> None:
        """Do what was typed ahead, as far as it can be taken."""
        while self._typed_ahead and self._takes_keys:
            await self._take(self._typed_ahead.pop(0))
        if self._typed_ahead and self._has_begun and self.is_running and not self._is_to_try_again:
            self._is_to_try_again = True
            self.set_timer(AHEAD_SECONDS, self._try_again)

    async def _try_again(self) -> None:
        self._is_to_try_again = False
        await self._catch_up_with_keys()

    @property
    def _takes_keys(self) -> bool:
        """Whether the screen in front has its widgets yet, and is done with the key before."""
        is_done = self._taking is None or not self._taking.is_attached
        if not (is_done and self._has_begun) or self.waits_for_dialog:
            return False
        return self._has_whole_screen

    @property
    def _has_whole_screen(self) -> bool:
        return self.is_running and self.screen.is_mounted and bool(self.screen.children)

    @property
    def waits_for_dialog(self) -> bool:
        """Whether a dialog is about to open, which what is typed is for. For the app to say."""
        return False

    def only_moves(self, key: str) -> bool:  # noqa: ARG002 - for the app to say
        """Whether a key, outside an editor, changes nothing in what the next one is for."""
        return False

    async def on_event(self, event: Event) -> None:
        """Take an event, or keep it for the screen to come."""
        if isinstance(event, Key | Paste) and self.return_code is not None:
            return  # the desk is being left: its screens are going
        if isinstance(event, MouseEvent) and not self._has_begun:
            return  # a pointer means what it sees, and that is not there yet
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            self._typed_ahead.append(event)
            await self._catch_up_with_keys()
        elif isinstance(event, Key) and self._has_begun and not self._has_whole_screen:
            # On its way up another screen has come in front, as what was chosen in the palette opens one.
            self._typed_ahead.insert(0, Key(event.key, event.character))
            await self._catch_up_with_keys()
        else:
            await super().on_event(event)

    async def _take(self, event: Key | Paste) -> None:
        """Let the widget in front have a key; Esc and a letter are taken for what they are.

        Within a tenth of a second of each other the two are what terminals send for Alt with the letter, and
        nothing here is bound to Alt.
        """
        if isinstance(event, Key) and event.key.startswith("alt+") and event.character:
            self._typed_ahead[:0] = [Key("escape", "\x1b"), Key(event.character, event.character)]
            return
        widget = self.focused or self.screen
        await super().on_event(event)
        if self._is_waited_for(event, widget) and widget.post_message(self.Taken(widget)):
            self._taking = widget

    def _is_waited_for(self, event: Key | Paste, widget: Widget) -> bool:
        is_movement = isinstance(event, Key) and self.only_moves(event.key)
        return not is_movement or widget.check_consume_key("a", "a")

    def on_typed_ahead_taken(self, message: Taken) -> None:
        """Go on behind what the key has asked for, as the focus that moves."""
        widget = message.widget
        if message.is_last or not widget.post_message(self.Taken(widget, is_last=True)):
            self.call_later(self._go_on, widget)

    async def _go_on(self, widget: Widget) -> None:
        if widget is self._taking:
            self._taking = None
            await self._catch_up_with_keys()
