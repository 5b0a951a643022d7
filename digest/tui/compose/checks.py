"""What the checks found in the digest that Compose is open on; they look again after every rest."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from digest.model import Finding

if TYPE_CHECKING:
    from digest.tui.place import Place

CHECK_AFTER = 0.6
"""Seconds of rest after which the checks look at the digest again."""


class Checks:
    """The findings of one digest; what was found last stands until the checks have looked again."""

    def __init__(self, place: "Place", show: Callable[[int, list[Finding]], None]) -> None:
        """`show` gets the digest's number and its findings, on the event loop."""
        self._place = place
        self._show = show
        self._number: int | None = None
        self._found: list[Finding] | None = None
        self._timer: Timer | None = None

    @property
    def findings(self) -> list[Finding]:
        """What was found last; nothing as long as nothing was looked at."""
        return self._found or []

    def found_in(self, number: int | None) -> list[Finding] | None:
        """What was found last in the digest of this number; None if that was not looked at yet."""
        return self._found if number == self._number else None

    def forget(self) -> None:
        """Another digest is to be looked at, or none."""
        self._number = self._found = None
        if self._timer is not None:
            self._timer.stop()

    def look_soon(self, number: int) -> None:
        """Look at the digest of this number after a rest, which begins anew with each call."""
        self._number = number
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._place.set_timer(CHECK_AFTER, partial(self.look, number))

    def look(self, number: int) -> None:
        """Look now."""
        desk = self._place.desk
        self._place.jobs.read(
            "compose checks", lambda: desk.output.findings(number), partial(self._arrived, number)
        )

    def _arrived(self, number: int, findings: list[Finding]) -> None:
        if number == self._number:  # or another digest was put in work meanwhile
            self._found = findings
            self._show(number, findings)
