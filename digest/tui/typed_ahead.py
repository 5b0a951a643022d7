"""An app whose keys wait for the screen that they were meant for."""

from textual.app import App
from textual.events import Event, Key, MouseEvent, Paste

AHEAD_SECONDS = 0.01
"""How soon it is tried again whether a screen can take what was typed ahead."""


class TypedAhead(App[None]):
    """Keeps what is typed before there is a screen to take it: at the start, or behind a key that opens one."""

    def __init__(self) -> None:
        super().__init__()
        self._typed_ahead: list[Key | Paste] = []
        self._has_begun = False

    async def begin_with_keys(self) -> None:
        """There is a screen for keys now: do what was typed ahead, and take keys from here on."""
        self._has_begun = True
        await self._catch_up_with_keys()

    async def _catch_up_with_keys(self) -> None:
        """Do what was typed ahead, as far as there is a screen that can take it."""
        while self._typed_ahead and self._takes_keys:
            await self._take(self._typed_ahead.pop(0))
        if self._typed_ahead:
            self.set_timer(AHEAD_SECONDS, self._catch_up_with_keys)

    @property
    def _takes_keys(self) -> bool:
        """Whether the screen in front has its widgets yet."""
        return self._has_begun and self.screen.is_mounted and bool(self.screen.children)

    async def on_event(self, event: Event) -> None:
        """Take an event, or keep it for the screen to come."""
        if self.return_code is not None and isinstance(event, Key | Paste):
            return  # the desk is being left: its screens are going
        if not self._has_begun and isinstance(event, MouseEvent):
            return  # a pointer means what it sees, and that is not there yet
        if isinstance(event, Key | Paste) and (self._typed_ahead or not self._takes_keys):
            if not self._typed_ahead and self._has_begun:
                self.set_timer(AHEAD_SECONDS, self._catch_up_with_keys)
            self._typed_ahead.append(event)
        else:
            await self._take(event)

    async def _take(self, event: Event) -> None:
        """Take Esc and a letter for what they are.

        Within a tenth of a second of each other the two are what terminals send for Alt with the letter, and
        nothing here is bound to Alt.
        """
        if isinstance(event, Key) and event.key.startswith("alt+") and event.character:
            await self._check_bindings("escape")  # at once: a key of its own would move the focus too late
            self.post_message(Key(event.character, event.character))
        else:
            await super().on_event(event)
