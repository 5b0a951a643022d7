"""The app: the three places on one desk, the signals, the way out.

The first frame waits for this module and what it imports, so that is Textual, the frame and the registry of
actions alone. The desk, the models and the places are imported beside the event loop once the frame is drawn.
"""

import asyncio
import gc
import os
import select
import signal
import sys
import threading
import traceback
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual._path import CSSPathType
from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme, ThemeProvider

from digest.tui.action import Where, bindings
from digest.tui.actions import actions_of
from digest.tui.jobs import Jobs
from digest.tui.keys import Keys, chosen_keys
from digest.tui.opening import Opening
from digest.tui.palette import Palette, title_of
from digest.tui.place import Place
from digest.tui.safety import BrowserFit, TerminalSafe
from digest.tui.status import Status, read_status
from digest.tui.terminal import Terminal
from digest.tui.text import column
from digest.tui.themes import DARK, LIGHT, own_variables
from digest.tui.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from digest.desk import Desk
    from digest.model import DeskError, Digest

OpenDesk = Callable[[Callable[[int], None]], "Desk"]
"""Opens the desk; is given whom to tell how far it is, in per cent, where that takes longer than a moment."""

_HERE = Path(__file__).parent

_OWN_THEMES = {theme.name: theme for theme in (DARK, LIGHT)}

POLL_SECONDS = 0.5
"""How soon another program's change is seen."""

CLOSE_SECONDS = 10.0
"""How long the process stays for acts that are not done when the curator leaves: a database may be busy."""


def _read_place() -> Place:
    from digest.tui.read.screen import ReadPlace

    return ReadPlace()


def _compose_place() -> Place:
    from digest.tui.compose.screen import ComposePlace

    return ComposePlace()


def _preview_place() -> Place:
    from digest.tui.preview.screen import PreviewPlace

    return PreviewPlace()


class DigestApp(TypedAhead):
    """The desk on the screen: `open_desk` opens it once the first frame is drawn.

    `name` is the newsletter's, for that frame; `hint` is one line to begin with, as the demo's.
    """

    TITLE = "Digest Desk"
    CSS_PATH: ClassVar[CSSPathType] = _HERE / "app.tcss"
    BINDINGS = bindings(actions_of(Where.EVERYWHERE))
    MODES: ClassVar = {Where.READ: _read_place, Where.COMPOSE: _compose_place, Where.PREVIEW: _preview_place}
    # From the beginning: a theme that is set later has all styles parsed once more before the first frame.
    theme = Reactive(DARK.name)
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT = 4

    def __init__(self, open_desk: OpenDesk, *, name: str = "", hint: str | None = None) -> None:
        super().__init__()
        self._open_desk = open_desk
        self._name_at_first = name
        self._desk: Desk | None = None
        self._opening: threading.Thread | None = None
        self.is_open = False
        self.hint = hint
        self.keys = Keys()
        self._kept_theme = self.theme
        self.version = 0
        self._files = 0
        self.status = Status()
        self.failure: Exception | None = None
        self.jobs = Jobs(self)
        self._safe = TerminalSafe()

    # The beginning

    @property
    def desk(self) -> "Desk":
        """The desk that all is asked of. There is one before there is a place."""
        if self._desk is None:
            raise RuntimeError("the desk is not open yet")
        return self._desk

    def get_default_screen(self) -> Screen[None]:
        """The frame alone: what is on the screen until the desk is open."""
        return Opening(self._name_at_first or self.TITLE)

    def on_ready(self) -> None:
        """The first frame is drawn: open the desk."""
        self._opening = self.jobs.start("opening", self._prepare, self._prepared, self.fail)

    def _prepare(self) -> None:
        self._desk = self._open_desk(partial(self.jobs.later, self._show_migrating))
        self.keys = chosen_keys(self._desk.key_choices())
        self._kept_theme = self._desk.remembered("theme") or self.theme
        import digest.tui.read.screen  # noqa: F401 - here, beside the event loop

    def _show_migrating(self, percent: int) -> None:
        if isinstance(self.screen, Opening):
            self.screen.show_migrating(percent)

    def _prepared(self, _: None) -> None:
        self.is_open = True
        self.set_keymap(self.keys.keymap())
        self.theme = self._kept_theme if self._kept_theme in self.available_themes else self.theme
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.version = self.desk.data_version()
        self._files = self.desk.files_version()
        self.set_interval(POLL_SECONDS, self._poll)
        self.call_later(self._enter)

    def _keep_theme(self, theme: Theme) -> None:
        if theme.name != self._kept_theme:
            self._kept_theme = theme.name
            self.jobs.act(lambda: self.desk.remember("theme", theme.name))

    async def _enter(self) -> None:
        """Go to Read, and do there what was typed meanwhile."""
        await self.switch_mode(Where.READ)
        self._read_status()
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        """The first rows are on their way: keys are taken from here on."""
        _look_for_garbage()
        await self.begin_with_keys()

    def get_driver_class(self) -> type[Driver]:
        """Our own terminal in place of Textual's; a browser, or a test, has another kind."""
        driver = super().get_driver_class()
        return Terminal if driver is LinuxDriver else driver

    # What is on the screen

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Textual's own themes, and ours."""
        return {**super().available_themes, **_OWN_THEMES}

    def get_theme(self, theme_name: str) -> Theme | None:
        """A theme by its name: Textual asks for it with every line that it draws."""
        return _OWN_THEMES.get(theme_name) or super().get_theme(theme_name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The shades that our styles use beside Textual's."""
        return own_variables(self.current_theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, and ours last."""
        fit = [BrowserFit()] if self.is_web else []
        return [*super().get_line_filters(), *fit, self._safe]

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - nothing here is ever markup
    ) -> None:
        """Show a notice. Its text is never markup, whoever wrote it."""
        super().notify(column(message), title=column(title), severity=severity, timeout=timeout, markup=False)

    def tell_error(self, error: "DeskError") -> None:
        """Show what a person can mend."""
        self.notify(str(error), severity="error", timeout=8)

    @property
    def place(self) -> Place | None:
        """The place in front, also under an open dialog."""
        return next((screen for screen in self.screen_stack if isinstance(screen, Place)), None)

    def pop_screen(self) -> AwaitComplete:
        """Close the dialog in front. A second quick key finds it closed already, and closes nothing."""
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    def go(self, where: Where, *, section: int | None = None, item: int | None = None) -> None:
        """Go to a place, and there to a section or an item of the digest, by id."""

        async def arrive() -> None:
            await self.switch_mode(where)
            if isinstance(self.screen, Place) and (section is not None or item is not None):
                self.screen.show_spot(section, item)

        self.call_later(arrive)

    # What was written, here or elsewhere

    def changed(self) -> None:
        """Something may have been written: look now rather than at the next poll."""
        self._poll()

    def _poll(self) -> None:
        files = self.desk.files_version()
        if files != self._files:
            self._files = files
            self.jobs.read("settings", self._reread, self._settings_changed)
        version = self.desk.data_version()
        if version == self.version:
            return
        self.version = version
        self._read_status()
        if (
            self.place is not None and self.place.is_mounted
        ):  # one that is still being made catches up by itself
            self.place.catch_up()

    def _reread(self) -> "tuple[Desk, Keys]":
        desk = self.desk.reread()
        return desk, chosen_keys(desk.key_choices())

    def _settings_changed(self, again: "tuple[Desk, Keys]") -> None:
        self._desk, self.keys = again
        self.set_keymap(self.keys.keymap())
        self.changed()

    def _read_status(self) -> None:
        self.jobs.read("status", lambda: read_status(self.desk), self.show_status)

    def show_status(self, status: Status) -> None:
        """Draw this status in every place that is open."""
        self.status = status
        if self.place is not None:
            self.place.show_status(status)

    # The actions that are everywhere

    def action_read(self) -> None:
        """Go to Read."""
        self.go(Where.READ)

    def action_compose(self) -> None:
        """Go to Compose."""
        self.go(Where.COMPOSE)

    def action_preview(self) -> None:
        """Go to Preview."""
        self.go(Where.PREVIEW)

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        if self.place is not None:
            self.place.go_pane(1)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        if self.place is not None:
            self.place.go_pane(-1)

    def action_undo(self) -> None:
        """Undo the last act, and say what it was."""
        self.jobs.act(self.desk.history.undo, lambda label: self._did(f"Undone: {label}"))

    def action_redo(self) -> None:
        """Do again what was undone, and say what it was."""
        self.jobs.act(self.desk.history.redo, lambda label: self._did(f"Done again: {label}"))

    def _did(self, words: str) -> None:
        self.notify(words)
        self.changed()

    def action_digests(self) -> None:
        """Show all digests, and put the chosen one in work."""
        from digest.tui.digests import DigestsScreen

        self.push_screen(DigestsScreen(), self._open)

    def _open(self, number: int | None) -> None:
        if number is not None:
            self.jobs.act(lambda: self.desk.work.open(number), self.opened)

    def opened(self, digest: "Digest") -> None:
        """A digest was put in work: say so, and show it."""
        from digest.model import DigestState

        is_sent = digest.state is DigestState.SENT
        self.notify(f"No. {digest.number} " + ("has gone out: it can be read." if is_sent else "is in work."))
        self.changed()

    def action_history(self) -> None:
        """Show all acts."""
        from digest.tui.history import HistoryScreen

        self.push_screen(HistoryScreen())

    def action_help(self) -> None:
        """Show all keys."""
        from digest.tui.help import HelpScreen

        self.push_screen(HelpScreen(self.keys, self.place.where if self.place else Where.READ))

    def action_palette(self) -> None:
        """Open the command palette."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder="What do you want to do?"))

    action_command_palette = action_palette

    def action_theme(self) -> None:
        """Choose a theme."""
        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Which colours?"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action that can be done in this place, for the palette."""
        where = screen.where if isinstance(screen, Place) else Where.READ
        for action in self.keys.of(where, Where.EVERYWHERE):
            if action.name != "palette":
                yield SystemCommand(title_of(action), action.help, self._doing(action.target))

    def _doing(self, target: str) -> Callable[[], Awaitable[None]]:
        async def do() -> None:
            await self.screen.run_action(target)

        return do

    def action_suspend_process(self) -> None:
        """Go back to the shell, where there is one."""
        if self.is_web:
            self.notify("A browser has no shell to go back to. Press q to leave, or close the tab.")
        else:
            super().action_suspend_process()

    def action_help_quit(self) -> None:
        """Ctrl+C copies in an editor and does nothing elsewhere: say how to leave."""
        key = self.keys.word("desk.quit")
        if self.focused is not None and self.focused.check_consume_key(key, key):
            action = self.keys.in_editor("desk.quit")
            key = action.shown if action else f"esc, then {key},"
        self.notify(f"Press {key} to leave. All is saved already.")

    # The way out

    def close(self) -> bool:
        """Close the desk, as soon as all that was asked of it is done; False when some of that may not be."""
        if self._opening is not None:
            self._opening.join(CLOSE_SECONDS)
        saved = self.jobs.close(CLOSE_SECONDS)
        if self._desk is not None:
            self._desk.close()
        return saved

    def fail(self, error: Exception) -> None:
        """Leave because of a defect of ours: the terminal is restored, the exit code is 1."""
        if self.failure is None:
            self.failure = error
        self._exception = self._exception or error  # a test's pilot raises it
        self._exception_event.set()
        self.exit(return_code=1)

    def _handle_exception(self, error: Exception) -> None:
        self.fail(error)


def _look_for_garbage() -> None:
    """From now on. What the start imported stays for good, and is not looked through."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


async def _run(app: DigestApp) -> None:
    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        loop.add_signal_handler(number, app.exit, None, 128 + number)
    watch = asyncio.create_task(_leave_with_terminal(app))
    try:
        await app.run_async()
    finally:
        watch.cancel()


async def _leave_with_terminal(app: DigestApp) -> None:
    """Where the hang-up signal does not arrive (nohup, some containers), a closed terminal ends us all the same.

    In a browser there is no such signal: there it is the pipe of the server, which may have been killed.
    """
    keyboard = sys.stdin.fileno()
    is_there = partial(os.isatty, keyboard) if os.isatty(keyboard) else partial(_is_open, keyboard)
    while is_there():
        await asyncio.sleep(1)
    app.exit(return_code=128 + signal.SIGHUP)


def _is_open(pipe: int) -> bool:
    """Whether somebody holds the other end of `pipe`."""
    watch = select.poll()
    watch.register(pipe, 0)  # a hang-up is told unasked, and what is typed is left to the driver
    return not watch.poll(0)


def run_desk(open_desk: OpenDesk, *, name: str = "", hint: str | None = None) -> int:
    """Open the desk on this terminal, stay until the curator leaves, and close it. The exit code comes back.

    0 after a plain quit, 128 + n after signal n, 1 after a defect (told in one line on standard error,
    with its traceback where `DIGEST_DEBUG=1`). What keeps the desk from opening is raised, when the terminal is as it
    was: a DeskError of `open_desk`, or of the chosen keys.
    """
    app = DigestApp(open_desk, name=name, hint=hint)
    asyncio.run(_run(app))
    saved = app.close()
    if app.failure is not None and not app.is_open:
        raise app.failure
    if not saved:
        sys.stderr.write(
            "digest: the last change could not be saved: the database was busy for 10 seconds.\n"
        )
        return 1
    if app.failure is not None:
        _tell(app.failure)
    return app.return_code or 0


def _tell(error: Exception) -> None:
    if os.environ.get("DIGEST_DEBUG") == "1":
        traceback.print_exception(error)
    else:
        sys.stderr.write(
            f"digest: the desk had to close: {type(error).__name__}: {column(str(error))}. "
            "All that you wrote is saved; DIGEST_DEBUG=1 shows where it happened.\n"
        )
