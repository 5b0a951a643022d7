"""Everything can be undone: each act of the curator is one transaction, kept as a changeset.

SQLite's session extension records what a transaction did to the tables below. The changeset goes into the
history in the same transaction. Undo applies its inverse, redo applies it again; both work across restarts.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import apsw

from digest.model import DeskError, now
from digest.store.database import Database

RECORDED = ("source", "article", "digest", "section", "item", "saved_search", "story_lead")
"""The tables in which a curator acts. What the network told lies elsewhere and is not undone."""

_FED = ("article", "source")
"""Of these the network writes columns that are not the curator's: a text that changed, an address that moved."""

TYPING_SECONDS = 10
"""A pause this long ends an act of typing."""


@dataclass(frozen=True)
class Act:
    """One entry of the history; `label` says what was done ("dismissed 12 articles")."""

    id: int
    at: datetime
    label: str
    undone: bool


class Recording:
    """What an act does to the tables above, while it is written."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._put_down = apsw.ChangesetBuilder()  # type: ignore[no-untyped-call]
        self._session = self._begin()

    def _begin(self) -> apsw.Session:
        session = apsw.Session(self._connection, "main")
        for table in RECORDED:
            session.attach(table)
        return session

    def put_down(self) -> None:
        """Keep of what was written so far what it changed. Until then SQLite holds all of each row that an act
        touches, an article's text too: an act on thousands does this from time to time.
        """
        self._put_down.add(self._session.changeset())
        self._session.close()
        self._session = self._begin()

    def changeset(self) -> bytes:
        """All that was written."""
        self._put_down.add(self._session.changeset())
        return self._put_down.output()

    def close(self) -> None:
        """Record no more."""
        self._session.close()
        self._put_down.close()


class History:
    """Records acts, undoes and redoes them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def act(self, label: str, merge: str | None = None) -> Iterator["Recording"]:
        """What is written inside is one act, called `label`.

        `merge` names a field that is being typed into: an act with the same name that ended less than
        TYPING_SECONDS ago and is still the last one grows instead of a new one beginning, and is called what
        this one is: by then more of the words are there. An act that changed nothing leaves no entry. What
        had been undone before it can no longer be redone.
        """
        with self._database.transaction() as connection:
            with closing(Recording(connection)) as recording:
                yield recording
                changeset = recording.changeset()
            if changeset:
                self._keep(label, merge, changeset)

    def _keep(self, label: str, merge: str | None, changeset: bytes) -> None:
        write = self._database.write
        moment = int(now().timestamp())
        write("DELETE FROM history WHERE undone = 1")
        last = write("SELECT id, merge, at, changeset FROM history ORDER BY id DESC LIMIT 1")
        if merge and last and last[0][1] == merge and moment - last[0][2] < TYPING_SECONDS:
            grown = apsw.Changeset.concat(last[0][3], changeset)
            write(
                "UPDATE history SET changeset = ?, at = ?, label = ? WHERE id = ?",
                (grown, moment, label, last[0][0]),
            )
            return
        write(
            "INSERT INTO history (at, label, merge, changeset) VALUES (?, ?, ?, ?)",
            (moment, label, merge, changeset),
        )

    def undo(self) -> str:
        """Take the last act back; its label. Raises DeskError when there is none, or it cannot be undone."""
        return self._move(
            "SELECT id, label, changeset FROM history WHERE undone = 0 ORDER BY id DESC LIMIT 1", undone=True
        )

    def redo(self) -> str:
        """Do the act again that was undone last; its label. Raises DeskError as `undo` does."""
        return self._move(
            "SELECT id, label, changeset FROM history WHERE undone = 1 ORDER BY id LIMIT 1", undone=False
        )

    def _move(self, query: str, *, undone: bool) -> str:
        word = "undo" if undone else "redo"
        with self._database.transaction() as connection:
            found = self._database.write(query)
            if not found:
                raise DeskError(f"There is nothing to {word}.")
            number, label, changeset = found[0]
            if undone:
                changeset = apsw.Changeset.invert(changeset)
            try:
                # Without a savepoint of its own, for the transaction takes all back as well: in one, SQLite walks
                # at each row through what the rows before have left in its journal.
                apsw.Changeset.apply(
                    changeset,
                    connection,
                    filter_change=_let_others_run,
                    conflict=_resolve,
                    flags=apsw.SQLITE_CHANGESETAPPLY_NOSAVEPOINT,
                )
            except apsw.AbortError as error:
                raise DeskError(
                    f"Cannot {word} “{label}”: what it touched has been changed since by another program."
                ) from error
            self._database.write("UPDATE history SET undone = ?, merge = NULL WHERE id = ?", (undone, number))
        return str(label)

    def list(self, limit: int | None = None) -> list[Act]:
        """The acts, newest first, the undone ones among them; all of them without a `limit`."""
        rows = self._database.read(
            "SELECT id, at, label, undone FROM history ORDER BY id DESC LIMIT ?",
            (-1 if limit is None else limit,),
        )
        return [
            Act(number, datetime.fromtimestamp(at, UTC), label, bool(undone))
            for number, at, label, undone in rows
        ]


def _let_others_run(_: apsw.TableChange) -> bool:
    """Every change is applied. That Python is asked lets its other threads have their turn: the whole is one call, and
    the screen would stand still for as long as it takes.
    """
    return True


def _resolve(reason: int, change: apsw.TableChange) -> int:
    """What to do where a row is not as the act left it: take away a row that the network wrote into since, and
    let be what it has taken away itself, as a source that moved onto another.

    Acts are taken back in their order, so that what still differs in a row that goes is the network's.
    """
    if change.name in _FED:
        if reason == apsw.SQLITE_CHANGESET_DATA and change.opcode == apsw.SQLITE_DELETE:
            return apsw.SQLITE_CHANGESET_REPLACE
        if reason in (apsw.SQLITE_CHANGESET_NOTFOUND, apsw.SQLITE_CHANGESET_CONSTRAINT):
            return apsw.SQLITE_CHANGESET_OMIT
    return apsw.SQLITE_CHANGESET_ABORT
