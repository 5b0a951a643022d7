"""An act that takes longer: how far it is, and the key that stops it."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from digest.tui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from digest.tui.desk_app import DeskApp

_CELLS = 50
_FOOT = "esc stops · what is done by then stays, and can be undone"


class WorkingDialog(Dialog[None]):
    """Stands over the place until the act is over."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop", "stop", show=False)]

    def __init__(self, working: "Working") -> None:
        super().__init__()
        self._working = working

    def compose(self) -> ComposeResult:
        """What is done, how far it is, and how to stop."""
        with Vertical(id="dialog", classes="small"):
            yield Static(self._working.title, classes="dialog-title", markup=False)
            yield Static(self._working.words, classes="dialog-words", markup=False)
            yield Static(_FOOT, classes="dialog-foot", markup=False)

    def tell(self) -> None:
        """Say how far it is; close when it is over."""
        if self._working.is_over:
            if self.is_current:  # or else as soon as it is
                self.dismiss()
        elif self.is_mounted:
            self.query_one(".dialog-words", Static).update(self._working.words)

    def on_screen_resume(self) -> None:
        """It may have come to its end meanwhile."""
        self.tell()

    def action_stop(self) -> None:
        """Do no more of it."""
        self._working.stop.set()
        self.tell()


class Working:
    """One act that may take longer: a dialog tells how far it is, as soon as the act does."""

    def __init__(self, app: "DeskApp", title: str) -> None:
        self.title = title
        self.stop = threading.Event()
        self.is_over = False
        self._app = app
        self._percent = 0
        self._told: int | None = None
        self._dialog: WorkingDialog | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the dialog stands over the place."""
        return self._dialog is not None and not self.is_over

    @property
    def words(self) -> str:
        """How far it is."""
        if self.stop.is_set():
            return "Stopping …"
        filled = _CELLS * self._percent // 100
        return f"{'━' * filled}{'╌' * (_CELLS - filled)}  {self._percent} %"

    def progress(self, percent: int) -> None:
        """So much of it is done. Called in the act's thread."""
        if percent != self._told:
            self._told = percent
            self._app.jobs.later(self._show, percent)

    def _show(self, percent: int) -> None:
        self._percent = percent
        if self._dialog is not None:
            self._dialog.tell()
        elif not self.is_over:
            self._dialog = WorkingDialog(self)
            self._app.push_screen(self._dialog)

    def ends(self, then: Callable[..., None]) -> Callable[..., None]:
        """`then` once the act is over and the dialog is closed."""

        def over(result: object) -> None:
            self.is_over = True
            if self._dialog is not None:
                self._dialog.tell()
            then(result)

        return over
