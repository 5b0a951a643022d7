"""Everything can be undone: each act of the curator is one transaction, kept as a changeset.

SQLite's session extension records what a transaction did to the tables below. The changeset goes into the
history in the same transaction. Undo applies its inverse, redo applies it again; both work across restarts.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime

import apsw

from digest.model import DeskError, now
from digest.store.database import Database, TellDone, Turns
from digest.store.values import epoch, moment_of

RECORDED = ("source", "article", "digest", "section", "item", "saved_search", "story_lead")
"""The tables in which a curator acts. What the network told lies elsewhere and is not undone."""

_FED = ("article", "source")
"""Of these the network writes columns that are not the curator's: a text that changed, an address that moved."""

TYPING_SECONDS = 10
"""A pause this long ends an act of typing."""

_GOES_ON = "goes on"
"""In place of a field's name: the row is a part of the same act as the row before it."""


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


_DONE = "SELECT id, merge FROM history WHERE undone = 0 ORDER BY id DESC"
_UNDONE = "SELECT id, merge FROM history WHERE undone = 1 ORDER BY id"

# What is undone are the last rows: their neighbour says whether a row is the next to be undone or redone.
_LAST_DONE = (
    "SELECT label, changeset FROM history WHERE id = ?1 AND NOT undone"
    " AND coalesce((SELECT undone FROM history WHERE id > ?1 ORDER BY id LIMIT 1), 1)"
)
_FIRST_UNDONE = (
    "SELECT label, changeset FROM history WHERE id = ?1 AND undone"
    " AND NOT coalesce((SELECT undone FROM history WHERE id < ?1 ORDER BY id DESC LIMIT 1), 0)"
)


class LongAct:
    """An act on very many things in parts, each a transaction of its own.

    Memory holds one part, others write between them, and what was done stands should the program end there. Parts
    that follow each other are one act, undone and redone together. Where an act of another program came between, the
    rest is an act of its own.
    """

    def __init__(self, history: "History", label: Callable[[int], str]) -> None:
        self._history = history
        self._label = label
        self._turns = Turns()
        self._last: int | None = None
        self._size = 0

    @contextmanager
    def part(self, size: int) -> Iterator[Recording]:
        """What is written inside is the next part, on so many things."""
        self._turns.give()
        with self._history.recorded() as recording:
            yield recording
            if changeset := recording.changeset():
                goes_on = self._last is not None and self._last == self._history.last()
                if self._last is not None and not goes_on:
                    self._size = 0
                label = self._label(self._size + size)
                self._last = self._history.keep(label, _GOES_ON if goes_on else None, changeset)
            self._size += size


class History:
    """Records acts, undoes and redoes them.

    What does so takes `progress`, which is told how far an act of many parts is, and `stop`: once it is set no more
    parts follow.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def act(self, label: str, merge: str | None = None) -> Iterator[Recording]:
        """What is written inside is one act, called `label`.

        `merge` names a field that is being typed into: an act with the same name that ended less than
        TYPING_SECONDS ago and is still the last one grows instead of a new one beginning, and is called what
        this one is: by then more of the words are there. An act that changed nothing leaves no entry. What
        had been undone before it can no longer be redone.
        """
        with self.recorded() as recording:
            yield recording
            if changeset := recording.changeset():
                self.keep(label, merge, changeset)

    def long_act(self, label: Callable[[int], str]) -> LongAct:
        """An act that is written in parts; `label` gives its words for so many things."""
        return LongAct(self, label)

    @contextmanager
    def recorded(self) -> Iterator[Recording]:
        """A transaction, and what it does to the tables above."""
        with self._database.transaction() as connection, closing(Recording(connection)) as recording:
            yield recording

    def keep(self, label: str, merge: str | None, changeset: bytes) -> int:
        """Put down what was done, within its transaction; the number of its row."""
        write = self._database.write
        moment = epoch(now())
        write("DELETE FROM history WHERE undone = 1")
        last = write("SELECT id, merge, at, changeset FROM history ORDER BY id DESC LIMIT 1")
        is_typing = merge not in (None, _GOES_ON)
        # A clock that was put back says nothing of how long ago it was.
        if is_typing and last and last[0][1] == merge and 0 <= moment - last[0][2] < TYPING_SECONDS:
            grown = apsw.Changeset.concat(last[0][3], changeset)
            write(
                "UPDATE history SET changeset = ?, at = ?, label = ? WHERE id = ?",
                (grown, moment, label, last[0][0]),
            )
            return int(last[0][0])
        rows = write(
            "INSERT INTO history (at, label, merge, changeset) VALUES (?, ?, ?, ?) RETURNING id",
            (moment, label, merge, changeset),
        )
        return int(rows[0][0])

    def last(self) -> int | None:
        """The number of the last row that is not undone, within a transaction."""
        rows = self._database.write("SELECT max(id) FROM history WHERE undone = 0")
        return None if rows[0][0] is None else int(rows[0][0])

    # Back and forth

    def undo(self, progress: TellDone | None = None, stop: threading.Event | None = None) -> str:
        """Take the last act back; its label. Raises DeskError when there is none, it cannot be undone, or
        `stop` was set before it was undone to its end.
        """
        parts: list[int] = []
        with closing(self._database.iterate(_DONE)) as rows:
            for number, merge in rows:
                parts.append(number)
                if merge != _GOES_ON:
                    break
        return self._move_act(parts, progress, stop, undone=True)

    def redo(self, progress: TellDone | None = None, stop: threading.Event | None = None) -> str:
        """Do the act again that was undone last; its label. Raises DeskError as `undo` does."""
        parts: list[int] = []
        with closing(self._database.iterate(_UNDONE)) as rows:
            for number, merge in rows:
                if parts and merge != _GOES_ON:
                    break
                parts.append(number)
        return self._move_act(parts, progress, stop, undone=False)

    def go_to(self, act: int, progress: TellDone | None = None, stop: threading.Event | None = None) -> None:
        """Undo what came after an act, or do again what was undone up to it: it is the last that is done then.

        Raises DeskError where an act cannot be undone or redone; those on the way to it are.
        """
        later = self._rows("SELECT id FROM history WHERE undone = 0 AND id > ? ORDER BY id DESC", act)
        undone = self._rows("SELECT id FROM history WHERE undone = 1 AND id <= ? ORDER BY id", act)
        self._move(later or undone, progress, stop, undone=bool(later))

    def _rows(self, sql: str, act: int) -> list[int]:
        return [number for (number,) in self._database.read(sql, (act,))]

    def _move_act(
        self, parts: Sequence[int], progress: TellDone | None, stop: threading.Event | None, *, undone: bool
    ) -> str:
        word = "undo" if undone else "redo"
        if not parts:
            raise DeskError(f"There is nothing to {word}.")
        labels = self._move(parts, progress, stop, undone=undone)
        if len(labels) < len(parts):
            raise DeskError(f"Stopped within “{labels[0]}”: {word} goes on with it.")
        return labels[0] if undone else labels[-1]

    def _move(
        self, parts: Sequence[int], progress: TellDone | None, stop: threading.Event | None, *, undone: bool
    ) -> list[str]:
        """Undo or redo these rows, each in a transaction of its own; the labels of those that were."""
        labels: list[str] = []
        turns = Turns()
        for number in parts:
            labels.append(self._move_part(number, undone=undone))
            if stop is not None and stop.is_set():
                break
            if progress is not None and len(parts) > 1:
                progress(100 * len(labels) // len(parts))
            turns.give()
        return labels

    def _move_part(self, number: int, *, undone: bool) -> str:
        word = "undo" if undone else "redo"
        with self._database.transaction() as connection:
            rows = self._database.write(_LAST_DONE if undone else _FIRST_UNDONE, (number,))
            if not rows:
                raise DeskError(
                    f"Another program did something meanwhile: look at the history before you {word} more."
                )
            label, changeset = rows[0]
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
            self._database.write(
                "UPDATE history SET undone = ?1, merge = iif(merge = ?2, merge, NULL) WHERE id = ?3",
                (undone, _GOES_ON, number),
            )
        return str(label)

    def list(self, limit: int | None = None) -> list[Act]:
        """The acts, newest first, the undone ones among them; all of them without a `limit`. One that is undone in
        part is two.
        """
        acts: list[Act] = []
        is_part = False
        for number, at, label, undone, merge in self._database.iterate(
            "SELECT id, at, label, undone, merge FROM history ORDER BY id DESC"
        ):
            if not (is_part and acts[-1].undone == bool(undone)):
                if len(acts) == limit:
                    break
                acts.append(Act(number, moment_of(at), label, bool(undone)))
            is_part = merge == _GOES_ON
        return acts


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
