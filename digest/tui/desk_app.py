"""The app that has a desk behind it: opens it, follows what is written to it, and closes it.

The first frame waits for this module and what it imports: the desk, the models and the places are imported beside the
event loop once the frame is drawn.
"""

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from rich.console import RenderableType
from textual.css.query import NoMatches
from textual.events import Event, Key
from textual.screen import Screen
from textual.worker import WorkerFailed

from digest.tui.action import Where
from digest.tui.jobs import Jobs
from digest.tui.keys import Keys, chosen_keys
from digest.tui.memory import drop_garbage
from digest.tui.opening import Opening
from digest.tui.place import Place
from digest.tui.status import Status, read_status
from digest.tui.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from digest.desk import Desk
    from digest.model import DeskError, Finding
    from digest.tui.dialogs.working import Working

T = TypeVar("T")

OpenDesk = Callable[[Callable[[int], None]], "Desk"]
"""Opens the desk; is given whom to tell how far it is, in per cent, where that takes longer than a moment."""

POLL_SECONDS = 0.5
"""How soon another program's change is seen."""

GARBAGE_SECONDS = 1.0
"""How long after the start what it left is dropped: that takes as long as some keys."""

CLOSE_SECONDS = 10.0
"""How long the process stays for acts that are not done when the curator leaves: a database may be busy."""


class DeskApp(TypedAhead):
    """A desk and its places: `open_desk` opens it once the first frame is drawn.

    `name` is the newsletter's, for that frame; `hint` is one line to begin with, as the demo's.
    """

    TITLE = "Digest Desk"

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
        self._working: Working | None = None

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
        self._desk = self._open_desk(self._tell_migrating)
        self.keys = chosen_keys(self._desk.key_choices())
        self._kept_theme = self._desk.remembered("theme") or self.theme
        import digest.tui.read.screen  # noqa: F401 - here, beside the event loop

    async def on_event(self, event: Event) -> None:
        """While the archive is brought up to this version, q leaves at once; what else is typed waits for the desk."""
        front = self.screen_stack[-1] if self.screen_stack else None
        if isinstance(event, Key) and event.key == "q" and isinstance(front, Opening) and front.is_migrating:
            self.exit()
        else:
            await super().on_event(event)

    def _tell_migrating(self, percent: int) -> None:
        """Called in the opening's thread. Raises Interrupted once the desk is being left: the next one begins again."""
        from digest.model import Interrupted

        if self.jobs.is_left:
            raise Interrupted
        self.jobs.later(self._show_migrating, percent)

    def _show_migrating(self, percent: int) -> None:
        if isinstance(self.screen, Opening):
            self.screen.show_migrating(percent)

    def _prepared(self, _: None) -> None:
        self.is_open = True
        self.set_keymap(self.keys.keymap())
        self.theme = self._kept_theme if self._kept_theme in self.available_themes else self.theme
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.version = self.desk.data_version()
        self._files = self.desk.files_version()
        self.set_interval(POLL_SECONDS, self._poll)
        self.call_later(self._enter)

    def keep_theme(self, name: str | None) -> None:
        """The curator has chosen colours: show them, also the next time. None: they stay as they were."""
        if name is not None:
            self.theme = name
            self.jobs.act(lambda: self.desk.remember("theme", name))

    async def _enter(self) -> None:
        """Go to Read, and do there what was typed meanwhile."""
        await self.switch_mode(Where.READ)
        self._read_status()
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        """The first rows are on their way: keys are taken from here on."""
        self.set_timer(GARBAGE_SECONDS, drop_garbage)
        await self.begin_with_keys()

    # What is in front

    @property
    def waits_for_dialog(self) -> bool:
        """Whether a dialog is about to open, which what is typed is for."""
        return self.jobs.holds_keys

    def only_moves(self, key: str) -> bool:
        """Whether a key goes through a list or a text: what is held down must not be slowed."""
        return any(key in action.keys for action in self.keys.of(Where.LIST, Where.TEXT))

    @property
    def place(self) -> Place | None:
        """The place in front, also under an open dialog; None while it has not all its widgets.

        What is for the place that the curator sees goes to it through here, whenever it comes.
        """
        return next((one for one in self.screen_stack if isinstance(one, Place) and one.is_whole), None)

    def tell_error(self, error: "DeskError") -> None:
        """Show what a person can mend."""
        self.notify(str(error), severity="error", timeout=8)

    # What takes longer

    def act_at_length(
        self,
        title: str,
        work: Callable[[Callable[[int], None], threading.Event], T],
        done: Callable[[T], None],
        failed: "Callable[[DeskError], None] | None" = None,
    ) -> None:
        """Do an act as `jobs.act` does, one of many parts maybe: then a dialog with this title tells how far it is,
        and can stop it. `work` is given whom to tell, in per cent, and what is set once it is to stop.
        """
        from digest.tui.dialogs.working import Working

        working = self._working = Working(self, title)
        self.jobs.act(
            partial(work, working.progress, working.stop),
            working.ends(done),
            working.ends(failed or self.tell_error),
        )

    # What was written, here or elsewhere

    def changed(self) -> None:
        """Something may have been written: look now rather than at the next poll."""
        self._poll()

    def _poll(self) -> None:
        files = self.desk.files_version()
        if files != self._files:
            self._files = files
            self.jobs.read("settings", self._reread, self._settings_changed)
        if self._working is not None and self._working.is_shown:
            return  # each of its parts writes: all is read again at its end
        version = self.desk.data_version()
        if version == self.version:
            return
        self.version = version
        self._read_status()
        place = self.place
        if place is not None:  # one that is still being made catches up by itself
            place.catch_up()

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

    def show_findings(self, number: int, findings: "list[Finding]") -> None:
        """Draw in the status what the checks found in a digest, unless another is in work by now."""
        if self.status.number == number:
            self.show_status(self.status.with_findings(findings))

    # The end

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave; what is typed and not saved yet is handed over while the place in front is whole."""
        is_first = self.return_code is None
        super().exit(result, return_code, message)
        if is_first and self.place is not None:
            self.place.hand_over()

    def on_exit_app(self) -> None:
        """The server of a desk in a browser ends it by this message alone."""
        if self.return_code is None and self.place is not None:
            self.place.hand_over()

    def on_unmount(self) -> None:
        """The screens are gone, and the event loop is about to go."""
        self.jobs.leave()

    def close(self) -> str | None:
        """Close the desk, as soon as all that was asked of it is done; where some of that is not, why."""
        if self._opening is not None:
            self._opening.join(CLOSE_SECONDS)
        unsaved = self.jobs.close(CLOSE_SECONDS)
        if unsaved is not None and self._working is not None:
            self._working.stop.set()
            self.jobs.close(CLOSE_SECONDS)
        if self._desk is not None:
            self._desk.close()
        return unsaved

    def fail(self, error: Exception) -> None:
        """Leave because of a defect of ours: the terminal is restored, the exit code is 1."""
        if self.failure is None:
            self.failure = error
        self._exception = self._exception or error  # a test's pilot raises it
        self._exception_event.set()
        self.exit(return_code=1)

    def _handle_exception(self, error: Exception) -> None:
        if self.return_code is None or not _is_of_missing_widget(error):
            self.fail(error)
        # or else a screen that was still being made finds its widgets gone: the desk is being left


def _is_of_missing_widget(error: BaseException) -> bool:
    return isinstance(error.error if isinstance(error, WorkerFailed) else error, NoMatches)
