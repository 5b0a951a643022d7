"""Connections, transactions and migrations. Contains no business logic.

One connection writes, behind a lock; each thread reads on a connection of its own. WAL lets the readers
see the last commit while the writer works. A write begins with BEGIN IMMEDIATE: a deferred one that
turns into a write fails at once when another writer moved on, whatever the busy timeout.
"""

import os
import re
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from digest.model import DeskError, Interrupted

APPLICATION_ID = 0x44644B31
"""Stands in the file's header (SQLite's application_id), so that another program's file is not taken for ours."""

BUSY_SECONDS = 10.0
"""How long one who wants to write waits for another program that does."""

_LOOK_WHETHER_FREE = 0.005
"""Seconds between two looks meanwhile. SQLite's own tenth of a second misses what little time there is between the
parts of longer work.
"""

HELD_SECONDS = 0.1
"""How long the parts of longer work may follow each other before others who wait to write have their turn."""

BREATH_SECONDS = 0.02
"""How long those have for it: several of their looks."""

CHECKPOINT_PAGES = 8_000
"""Pages of 4 kB that the log may hold before they are moved into the file. SQLite's own thousand make a fetch of
many sources wait for the disk every few feeds.
"""

CACHE_KILOBYTES = 1_000
"""Pages of the file that the writer holds: half of what SQLite would. The machine holds the file's pages as well."""

READ_KILOBYTES = 250
"""The same for a reader, of which a desk has a dozen, one for each thread: with more, no list or search is quicker."""

_STEPS_PER_ARTICLE = 93
"""What the migrations of an archive of a million took of SQLite's machine; for the words alone."""

_TOLD_EVERY = 200_000
"""Steps between two words of how far it is: some three thousand articles, so that few never see any."""

_LOOK_AGAIN = 0.001
"""Seconds until a read that was stopped is looked at again: it ends at its next step."""

Row = tuple[Any, ...]

TellDone = Callable[[int], None]
"""Is told how much of longer work is done, in per cent. What it raises ends the work: of a migration nothing stays."""


class Database:
    """One SQLite file at its newest schema version; `migrating` is told how far a longer migration is.

    Raises DeskError when the file cannot be opened or written, is no database of ours, is damaged, or
    was made by a newer version of the program.
    """

    def __init__(self, path: Path, migrating: TellDone | None = None) -> None:
        self.path = path
        self._local = threading.local()
        self._lock = threading.RLock()
        self._readers: dict[int, apsw.Connection] = {}  # by the thread's number, which a later thread may get
        self._readers_lock = threading.Lock()
        self._is_closed = False
        with self._errors():
            if not path.exists():
                # Made here, so that it is private from its first byte; SQLite gives its side files the same mode.
                self._create()
            self._writer = self._connect(CACHE_KILOBYTES)
            self._writer.execute("PRAGMA synchronous = NORMAL")
            self._writer.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
            self._migrate(migrating or (lambda _: None))

    def _create(self) -> None:
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise DeskError(
                f"The database {self.path} cannot be made ({error.strerror}): mend the folder's permissions, "
                "or choose another workspace with -w."
            ) from error

    def _connect(self, kilobytes: int) -> apsw.Connection:
        connection = apsw.Connection(str(self.path), flags=apsw.SQLITE_OPEN_READWRITE)
        connection.set_busy_handler(_wait_turn)
        connection.execute("PRAGMA temp_store = memory")
        connection.execute(f"PRAGMA cache_size = -{kilobytes}")
        return connection

    def close(self) -> None:
        """Close every connection. What other threads read is stopped, and none begins to read any more: each
        raises `Interrupted`. A transaction that is open is waited for.
        """
        with self._readers_lock:
            self._is_closed = True
        for reader in self._readers.values():
            _close(reader)
        self._readers.clear()
        with self._lock:
            self._writer.close(True)

    def interrupt(self, thread: int) -> None:
        """Stop what the thread of this number reads: it raises `Interrupted` there. What it writes goes on."""
        reader = self._readers.get(thread)
        if reader is not None:
            reader.interrupt()

    def data_version(self) -> int:
        """SQLite's data_version as this thread's reader sees it: it changes with every commit of a writer."""
        return int(self.read("PRAGMA data_version")[0][0])

    # Reading

    def read(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query, on this thread's own connection. Inside a transaction: on the writer."""
        with self._errors():
            return list(self._reader().execute(sql, tuple(values)))

    def one(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        rows = self.read(sql, values)
        return rows[0] if rows else None

    def iterate(self, sql: str, values: Sequence[Any] = ()) -> Generator[Row, None, None]:
        """The rows of a query, one at a time, for answers too large to hold."""
        with self._errors():
            yield from self._reader().execute(sql, tuple(values))

    def _reader(self) -> apsw.Connection:
        if getattr(self._local, "writing", False):
            return self._writer
        thread = threading.get_ident()
        with self._readers_lock:
            if self._is_closed:
                raise Interrupted
            if thread not in self._readers:
                self._readers[thread] = self._connect(READ_KILOBYTES)
            return self._readers[thread]

    # Writing

    @contextmanager
    def transaction(self) -> Iterator[apsw.Connection]:
        """A write transaction; it commits at the end, and leaves no trace when anything is raised.

        One inside another is a part of it, and commits with it.
        """
        with self._lock, self._errors():
            if getattr(self._local, "writing", False):
                with self._writer:  # a savepoint
                    yield self._writer
                return
            self._writer.execute("BEGIN IMMEDIATE")
            self._local.writing = True
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise
            finally:
                self._local.writing = False

    def write(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run one statement inside the transaction that is open; what it returns."""
        return list(self._writer.execute(sql, tuple(values)))

    def write_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each of many rows of values inside the transaction that is open."""
        self._writer.executemany(sql, rows)

    # Migrations

    def _migrate(self, told: TellDone) -> None:
        scripts = _migrations()
        version = self._version()
        if version > max(scripts):
            raise DeskError(
                f"{self.path} was written by a newer version of Digest Desk (its format is {version}, this program "
                f"knows {max(scripts)}): install the newer version, or name another workspace with -w."
            )
        if version == max(scripts):
            return
        if version == 0 and self._writer.execute("SELECT count(*) FROM sqlite_schema").get:
            raise DeskError(f"{self.path} is a database of another program: name another workspace with -w.")
        self._writer.execute("PRAGMA journal_mode = WAL")
        with self.transaction() as connection, self._telling(told):
            # Read again inside the lock: another program may have been faster.
            for number in range(self._version() + 1, max(scripts) + 1):
                connection.execute(scripts[number])
            connection.execute(
                f"PRAGMA user_version = {max(scripts)}; PRAGMA application_id = {APPLICATION_ID}"
            )

    @contextmanager
    def _telling(self, told: TellDone) -> Iterator[None]:
        """Tell how far the work inside is, as far as one can know."""
        articles = self._writer.execute("SELECT max(id) FROM article").get if self._version() else 0
        whole = max(1, (articles or 0) * _STEPS_PER_ARTICLE)
        done = 0

        def is_to_stop() -> bool:
            nonlocal done
            done += _TOLD_EVERY
            told(min(99, 100 * done // whole))
            return False

        self._writer.set_progress_handler(is_to_stop, _TOLD_EVERY)
        try:
            yield
        finally:
            self._writer.set_progress_handler(None)
        if done:
            told(100)

    def _version(self) -> int:
        return int(self._writer.execute("PRAGMA user_version").get)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (apsw.InterruptError, apsw.ConnectionClosedError, apsw.CursorClosedError) as error:
            raise Interrupted from error
        except (apsw.FullError, apsw.IOError) as error:
            raise DeskError(
                f"{self.path} could not be written ({error}): nothing was changed; make room on the disk and try again."
            ) from error
        except (apsw.NotADBError, apsw.CorruptError) as error:
            raise DeskError(
                f"{self.path} is damaged or no database ({error}): put a backup in its place, or move it away."
            ) from error
        except apsw.CantOpenError as error:
            raise DeskError(_not_opened(self.path, error)) from error
        except (apsw.ReadOnlyError, apsw.PermissionsError, apsw.AuthError) as error:
            raise DeskError(
                f"{self.path} cannot be opened for writing ({error}): mend its permissions, "
                "or choose another workspace with -w."
            ) from error
        except (apsw.BusyError, apsw.LockedError) as error:
            raise DeskError(
                f"{self.path} is held by another program: wait until it is done and try again."
            ) from error


class Turns:
    """Of one who writes part after part: lets others write between."""

    def __init__(self) -> None:
        self._since = time.monotonic()

    def give(self) -> None:
        """Between two parts: rest for a moment, when the last one is long enough ago."""
        if time.monotonic() - self._since > HELD_SECONDS:
            time.sleep(BREATH_SECONDS)
            self._since = time.monotonic()


def _wait_turn(looks: int) -> bool:
    """Whether to look once more if the file is free."""
    time.sleep(_LOOK_WHETHER_FREE)
    return looks * _LOOK_WHETHER_FREE < BUSY_SECONDS


def _not_opened(path: Path, error: apsw.CantOpenError) -> str:
    if not path.exists():
        return f"{path} is not there any more: put it back, or choose another workspace with -w."
    return f"{path} cannot be opened for writing ({error}): mend its permissions, or choose another workspace with -w."


def _close(reader: apsw.Connection) -> None:
    """Close a connection on which another thread may be reading: SQLite has to be done there first."""
    while True:
        reader.interrupt()
        try:
            reader.close(True)
        except apsw.ThreadingViolationError:
            time.sleep(_LOOK_AGAIN)
        else:
            return


def _migrations() -> dict[int, str]:
    """The scripts by the version that each leads to; they are never changed once shipped."""
    return {
        int(match[1]): entry.read_text(encoding="utf-8")
        for entry in (Path(__file__).parent / "migrations").iterdir()
        if (match := re.fullmatch(r"(\d{4})\.sql", entry.name))
    }
