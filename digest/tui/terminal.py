"""The terminal as Textual drives it, but for what it misunderstands of it."""

from contextlib import suppress
from io import TextIOWrapper
from types import FrameType
from typing import IO, TYPE_CHECKING, cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App

_OPTION_KEYS = "§1234567890-="
"""What Textual takes behind Esc for a key of the Mac's top row with Option ("™" for 2), as one terminal there sends it.

Esc and a digit in one breath are two keys everywhere else, and tmux makes a breath of half a second.
"""

for _character in _OPTION_KEYS:
    cast("dict[str, object]", ANSI_SEQUENCES_KEYS).pop(f"\x1b{_character}", None)


class _Outlet:
    """Where the screen is written to, which may go away: what is drawn then is for nobody.

    Textual's thread that writes would end at the first error, and the desk wait for it without end.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write, while there is a terminal."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Send what is written, while there is a terminal."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """The terminal's number."""
        return self._file.fileno()


class Terminal(LinuxDriver):
    """Textual's own driver, which begins to listen to the keyboard once more whenever the process is called back, and
    outlives its terminal for as long as leaving takes.
    """

    def __init__(
        self,
        app: "App[object]",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        if self._file is not None:
            self._file = cast("TextIOWrapper", _Outlet(self._file))

    def _sigcont_application(self, number: int, frame: FrameType | None) -> None:
        """Go on. A stop that came unasked left the shell's marks on the screen and us listening: begin anew."""
        if self._auto_restart and self._key_thread is not None and self._key_thread.is_alive():
            # On the event loop: what a signal interrupts may hold the lock of what is written.
            self._loop.call_soon_threadsafe(self._begin_anew)
        else:
            super()._sigcont_application(number, frame)

    def _begin_anew(self) -> None:
        with self.no_automatic_restart():  # a call that comes meanwhile is answered by this
            self.suspend_application_mode()
            self._must_signal_resume = True
            self.resume_application_mode()
