"""Read looks at the digest in work too: the top line says what is wrong with it while articles are picked."""

from typing import TYPE_CHECKING

from textual.timer import Timer

from digest.model import Digest, Finding
from digest.tui.read.following import Following
from digest.tui.status import Status

if TYPE_CHECKING:
    from digest.desk import Desk

FIRST_CHECK_SECONDS = 2.0
"""Rest after which the digest is looked at first: what the checks import must not hold up the first keys."""

CHECK_SECONDS = 0.6
"""Rest after which it is looked at again."""

Checked = tuple["Desk", Digest, list[Finding]]
"""What was found in a digest, by the desk with the settings that it was checked by."""


class Checking(Following):
    """Checks the digest in work after a moment's rest, and only where it has changed."""

    def __init__(self) -> None:
        super().__init__()
        self._checked: Checked | None = None
        self._check_timer: Timer | None = None

    def show_status(self, status: Status) -> None:
        """Draw the status, with what the checks found last until they have looked again."""
        if status.errors is None and status.number is not None:
            if self._checked is not None and self._checked[1].number == status.number:
                status = status.with_findings(self._checked[2])
            self._check_soon()
        super().show_status(status)

    def _check_soon(self) -> None:
        if self._check_timer is not None:
            self._check_timer.stop()
        seconds = CHECK_SECONDS if self._checked else FIRST_CHECK_SECONDS
        self._check_timer = self.set_timer(seconds, self._look_for_findings)

    def _look_for_findings(self) -> None:
        # A mail that cannot be drawn has no findings; Preview says why it cannot.
        self.jobs.read("read checks", lambda: _check(self.desk, self._checked), self._found, lambda _: None)

    def _found(self, checked: Checked | None) -> None:
        if checked is not None:
            self._checked = checked
            self.desk_app.show_findings(checked[1].number, checked[2])


def _check(desk: "Desk", before: Checked | None) -> Checked | None:
    """What is wrong with the digest in work; None where there is none."""
    digest = desk.work.digest()
    if digest is None:
        return None
    if before is not None and before[0] is desk and before[1] == digest:
        return before
    return desk, digest, desk.output.findings(digest.number)
