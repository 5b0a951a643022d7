"""Opening the file: new, old, foreign, damaged, in use, and what a failed write leaves behind."""

import shutil
import stat
import threading
from pathlib import Path

import apsw
import pytest

from digest.model import Article, DeskError, Interrupted
from digest.store import ArticleFilter, Store
from digest.store.database import _migrations
from tests.endless import Endless
from tests.patience import PATIENCE
from tests.store.conftest import collected


def test_a_new_file_is_private_and_of_the_newest_version(tmp_path: Path) -> None:
    Store(tmp_path / "digest.db").close()
    assert stat.S_IMODE((tmp_path / "digest.db").stat().st_mode) == 0o600
    plain = apsw.Connection(str(tmp_path / "digest.db"))
    assert plain.execute("PRAGMA user_version").get >= 1
    assert plain.execute("PRAGMA journal_mode").get == "wal"


SHIPPED = Path(__file__).parent / "shipped"
"""A database of each version before today's, with an article, a digest and an act in it."""


@pytest.mark.parametrize("version", range(1, max(_migrations())))
def test_every_version_ever_shipped_runs_forward(version: int, tmp_path: Path) -> None:
    shutil.copy(SHIPPED / f"{version:04d}.db", tmp_path / "digest.db")
    store = Store(tmp_path / "digest.db")
    assert [article.title for article in store.articles.many([1])] == ["The bridge opens at noon"]
    digest = store.digests.get(7)
    assert digest is not None
    assert [item.headline for item in digest.items] == ["The bridge opens at noon"]
    assert store.history.undo() == "picked “The bridge opens at noon”"
    store.close()


def test_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    Store(tmp_path / "digest.db").close()
    newer = apsw.Connection(str(tmp_path / "digest.db"))
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = (tmp_path / "digest.db").read_bytes()
    with pytest.raises(DeskError, match="newer version"):
        Store(tmp_path / "digest.db")
    assert (tmp_path / "digest.db").read_bytes() == before


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    other = apsw.Connection(str(tmp_path / "digest.db"))
    other.execute("CREATE TABLE recipes (name)")
    other.close()
    with pytest.raises(DeskError, match="another program"):
        Store(tmp_path / "digest.db")


@pytest.mark.parametrize(
    "content", [b"this is no database, but it is long enough to be looked at" * 20, b"\0" * 4096]
)
def test_a_file_that_is_no_database(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "digest.db").write_bytes(content)
    with pytest.raises(DeskError, match="damaged or no database"):
        Store(tmp_path / "digest.db")
    assert (tmp_path / "digest.db").read_bytes() == content


def test_a_folder_that_cannot_hold_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DeskError, match="cannot be made"):
        Store(tmp_path / "file" / "digest.db")


def test_a_file_that_was_taken_away(store: Store, tmp_path: Path) -> None:
    (tmp_path / "digest.db").rename(tmp_path / "elsewhere.db")
    told: list[str] = []

    def read() -> None:
        try:
            store.articles.ids(ArticleFilter())
        except DeskError as error:
            told.append(str(error))

    reader = threading.Thread(target=read)
    reader.start()
    reader.join(PATIENCE)
    assert told == [
        f"{tmp_path / 'digest.db'} is not there any more: put it back, or choose another workspace with -w."
    ]


def test_a_full_disk_loses_nothing(store: Store) -> None:
    with store.transaction():
        store.articles.collect(None, [collected(1)])
    pages = store._database._writer.execute("PRAGMA page_count").get
    store._database._writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DeskError, match="make room"), store.history.act("added too much"):
        store.articles.add(Article(title="Too much", text="word " * 200_000))
    store._database._writer.execute("PRAGMA max_page_count = 1000000")
    assert len(store.articles.ids(ArticleFilter())) == 1
    assert store.history.list() == []
    with store.history.act("added one"):
        store.articles.add(Article(title="Just enough"))
    assert len(store.articles.ids(ArticleFilter())) == 2


def test_what_is_raised_inside_leaves_no_trace(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.articles.collect(None, [collected(1)])
        raise ZeroDivisionError
    assert len(store.articles.ids(ArticleFilter())) == 0


def test_two_programs_write_in_turn(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "digest.db")
    version = store.data_version()
    with other.transaction():
        other.articles.collect(None, [collected(1)])
    assert store.data_version() != version
    with store.transaction():
        store.articles.collect(None, [collected(2)])
    assert list(other.articles.ids(ArticleFilter())) == list(store.articles.ids(ArticleFilter()))
    other.close()


def test_its_own_writes_change_the_version_too(store: Store) -> None:
    version = store.data_version()
    with store.transaction():
        store.articles.collect(None, [collected(1)])
    assert store.data_version() != version


class Reading(threading.Thread):
    """Another thread that is reading, and whether it was interrupted."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.read = Endless(store._database)
        self.is_interrupted = False
        self.start()
        assert self.read.is_reading.wait(PATIENCE)

    def run(self) -> None:
        try:
            self.read()
        except Interrupted:
            self.is_interrupted = True

    def ended(self) -> "Reading":
        self.join(PATIENCE)
        assert not self.is_alive()
        return self


def test_closing_ends_what_other_threads_read(tmp_path: Path) -> None:
    store = Store(tmp_path / "digest.db")
    readings = [Reading(store) for _ in range(3)]
    store.close()
    assert all(reading.ended().is_interrupted for reading in readings)
    with pytest.raises(Interrupted):
        store.articles.ids(ArticleFilter())


def test_one_thread_is_interrupted_and_no_other(store: Store) -> None:
    one, other = Reading(store), Reading(store)
    assert one.ident is not None
    store.interrupt(one.ident)
    assert one.ended().is_interrupted
    other.read.end.set()
    assert not other.ended().is_interrupted
