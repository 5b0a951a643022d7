"""Saving as you type: nothing to press, and a power cut costs one second at the most."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Protocol

from digest.model import DeskError
from digest.tui.compose.fields import Field

REST = 0.2
"""Seconds without a key after which what was typed is written."""

AT_MOST = 0.45
"""Seconds after the first unsaved key at which it is written, though the typing goes on."""


class Timer(Protocol):
    """What the screen's `set_timer` gives back."""

    def stop(self) -> None:
        """Forget the call."""


class Keeper(Protocol):
    """What stands between a field and the workspace. Called on the write queue's one thread."""

    def alone(self) -> AbstractContextManager[object]:
        """Until the block ends nobody else writes: what was read is what is written over."""

    def read(self, field: Field) -> str | None:
        """The stored text; None when the field's place is gone."""

    def write(self, field: Field, text: str) -> str:
        """Store `text`; gives back what is kept of it. Raises DeskError."""


@dataclass(frozen=True)
class Saved:
    """`text` of `field` is in the workspace, where it reads `stored` once it is clean.

    `theirs` is what somebody else had written there in the meantime: it now stands after `text`.
    """

    field: Field
    text: str
    stored: str
    theirs: str | None = None


@dataclass(frozen=True)
class Unsaved:
    """`text` of `field` could not be written, for the `reason` in words."""

    field: Field
    text: str
    reason: str


Outcome = Saved | Unsaved

Submit = Callable[[Callable[[], Saved], Callable[[Saved], None], Callable[[DeskError], None]], None]
"""Puts a job in the serial write queue; its result goes to the one, or its error to the other, on the screen's loop."""


class Autosave:
    """Holds what was typed and is not written yet.

    `later` is the screen's `set_timer`; `done` hears of each write. All but the jobs that are submitted runs on the
    screen's loop.
    """

    def __init__(
        self,
        keeper: Keeper,
        submit: Submit,
        later: Callable[[float, Callable[[], None]], Timer],
        done: Callable[[Outcome], None],
    ) -> None:
        self._keeper = keeper
        self._submit = submit
        self._later = later
        self._done = done
        self._typed: dict[Field, str] = {}
        self._flying: dict[Field, list[str]] = {}
        self._base: dict[Field, str] = {}
        self._first_key = 0.0
        self._timer: Timer | None = None

    def show(self, field: Field, stored: str) -> None:
        """The curator now sees `stored` in `field`: what is typed from here on changes this text."""
        self._base[field] = stored

    def base(self, field: Field) -> str | None:
        """The stored text that the curator's typing began from; None for a field never shown."""
        return self._base.get(field)

    def latest(self, field: Field) -> str | None:
        """The words of `field` that are still on their way; None when there are none."""
        if field in self._typed:
            return self._typed[field]
        return self._flying[field][-1] if field in self._flying else None

    def typed(self, field: Field, text: str) -> None:
        """`field` now reads `text`; it is written after a rest, or soon in any case."""
        now = monotonic()
        if not self._typed:
            self._first_key = now
        self._typed[field] = text
        if self._timer:
            self._timer.stop()
        left = min(REST, self._first_key + AT_MOST - now)
        if left <= 0:
            # A timer would not do: on a busy machine each key that waits takes it back before it fires.
            self.flush()
        else:
            self._timer = self._later(left, self.flush)

    def flush(self) -> None:
        """Hand all that was typed to the write queue, now."""
        if self._timer:
            self._timer.stop()
            self._timer = None
        typed, self._typed = self._typed, {}
        for field, text in typed.items():
            self._flying.setdefault(field, []).append(text)
            job = _Job(self._keeper, self._base, field, text)
            self._submit(job, self._landed, partial(self._refused, field, text))

    def _refused(self, field: Field, text: str, error: DeskError) -> None:
        self._landed(Unsaved(field, text, str(error)))

    def _landed(self, outcome: Outcome) -> None:
        flying = self._flying[outcome.field]
        flying.pop(0)
        if not flying:
            del self._flying[outcome.field]
        if isinstance(outcome, Saved) and outcome.theirs is not None:
            self._keep(outcome.field, outcome.theirs)
        self._done(outcome)

    def _keep(self, field: Field, theirs: str) -> None:
        """Newer words that are on their way do not know of `theirs` yet: they would take its place."""
        newer = self.latest(field)
        if newer is not None:
            self.typed(field, field.both(newer, theirs))


@dataclass(frozen=True)
class _Job:
    """One write. `base` is touched on the queue's thread only while the field is on its way."""

    keeper: Keeper
    base: dict[Field, str]
    field: Field
    text: str

    def __call__(self) -> Saved:
        with self.keeper.alone():
            saved = self._write()
        self.base[self.field] = saved.stored
        return saved

    def _write(self) -> Saved:
        now = self.keeper.read(self.field)
        if now is None:
            raise DeskError("What you are writing in was removed: undo brings it back.")
        text = self.field.clean(self.text)
        if text == now:
            return Saved(self.field, self.text, now)
        theirs = now if now not in (self.base.get(self.field, now), "") else None
        if theirs is not None:
            text = self.field.both(text, theirs)
        return Saved(self.field, self.text, self.keeper.write(self.field, text), theirs)
