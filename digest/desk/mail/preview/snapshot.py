"""One look at the digest: everything that the preview shows of it, made at once."""

import threading
from typing import TYPE_CHECKING

from pydantic import BaseModel

from digest.desk.mail.preview.weight import Weight, weigh
from digest.model import DeskError

if TYPE_CHECKING:
    from digest.desk.desk import Desk

POLL_SECONDS = 0.15
"""How long a change may go unseen; a look at SQLite's counter takes some twenty microseconds."""


class Inbox(BaseModel):
    """The mail before it is opened."""

    sender: str
    subject: str
    preheader: str
    date: str


class Snapshot(BaseModel):
    """The digest at one moment. `version` grows with every change; where `error` is set, the rest is as before."""

    version: int = 0
    number: int
    name: str
    inbox: Inbox | None = None
    weight: Weight | None = None
    error: str | None = None
    html: str = ""
    text: str = ""

    def told(self) -> str:
        """What the page needs to know, as JSON; the mail itself is in its frames."""
        return self.model_dump_json(exclude={"html", "text"})


class Watcher(threading.Thread):
    """Looks at digest `number` whenever something was written, and keeps the newest snapshot.

    It alone reads the desk, whoever looks at the preview: a thread of each visitor's own would leave a connection to
    the database behind.
    """

    def __init__(self, desk: "Desk", number: int) -> None:
        super().__init__(name="preview", daemon=True)
        self._desk = desk
        self._files = desk.files_version()
        self._changed = threading.Condition()
        self._stopped = threading.Event()
        self.newest = Snapshot(number=number, name=desk.newsletter.name)

    def run(self) -> None:
        """Look until `stop`."""
        seen: object = None
        while not self._stopped.is_set():
            version, files = self._desk.data_version(), self._desk.files_version()
            if (version, files) != seen:
                seen = version, files
                self._look(files)
            self._stopped.wait(POLL_SECONDS)

    def stop(self) -> None:
        """End the thread, and let go of everybody who waits."""
        self._stopped.set()
        with self._changed:
            self._changed.notify_all()
        self.join()

    @property
    def is_stopped(self) -> bool:
        """Whether there will be no more snapshots."""
        return self._stopped.is_set()

    def after(self, version: int, seconds: float) -> Snapshot:
        """The newest snapshot: at once where it is newer than `version`, or else within `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self.newest.version > version or self.is_stopped, seconds)
            return self.newest

    def _look(self, files: int) -> None:
        before = self.newest
        try:
            if files != self._files:
                self._desk = self._desk.reread()
                self._files = files
            after = _take(self._desk, before)
        except DeskError as error:
            after = before.model_copy(update={"error": str(error)})
        if after != before:
            with self._changed:
                self.newest = after.model_copy(update={"version": before.version + 1})
                self._changed.notify_all()


def _take(desk: "Desk", before: Snapshot) -> Snapshot:
    from digest.render.edition import edition

    digest = desk.digests.get(before.number)
    rendered = desk.output.render(digest.number)
    inbox = Inbox(
        sender=desk.newsletter.sender.name or desk.newsletter.name,
        subject=digest.subject,
        preheader=digest.preheader,
        date=f"{digest.date.day} {digest.date:%b}",
    )
    return Snapshot(
        version=before.version,
        number=digest.number,
        name=desk.newsletter.name,
        inbox=inbox,
        weight=weigh(
            rendered.html, edition(desk.newsletter, digest, desk.workspace.languages), rendered.message
        ),
        html=rendered.html,
        text=rendered.text,
    )
