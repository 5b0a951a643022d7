"""Bringing a large database of an older version up to today's: how far it is, and what a power cut leaves."""

import shutil
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event

import apsw
import pytest

from digest.model import ArticleState, Interrupted, now
from digest.store import ArticleFilter, Store
from digest.store.database import _migrations
from digest.store.folding_before import fold_as_version_2
from tests.store.test_database import SHIPPED

MANY = 30_000

# Says each word of how far it is, and waits after it until it is let go on.
WAITING = """
import sys
from pathlib import Path
from digest.store import Store

def tell(percent):
    print(percent, flush=True)
    sys.stdin.readline()

Store(Path(sys.argv[1]), tell)
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database of version 1 with many articles: every third dismissed, every tenth of a story with another."""
    path = tmp_path / "digest.db"
    shutil.copy(SHIPPED / "0001.db", path)
    with closing(apsw.Connection(str(path))) as plain:
        plain.execute(
            "WITH RECURSIVE number(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < ?)"
            " INSERT INTO article (id, state, at, collected, story_id, url, title, text)"
            " SELECT n, iif(n % 3, 'new', 'dismissed'), n, n, n - (n % 10 = 1), 'https://lamps.example/' || n,"
            " 'Lamp ' || n, 'It leans.' FROM number",
            (MANY,),
        )
    return path


def test_it_tells_how_far_it_is_and_what_it_made_is_right(old: Path) -> None:
    told: list[int] = []
    with closing(Store(old, told.append)) as store:
        assert told == sorted(told)
        assert len(told) >= 3
        assert told[-1] == 100 > told[-2]
        assert len(store.articles.ids(ArticleFilter())) == MANY
        assert store.stories.folds([20], ArticleFilter(folded=True))[20].folded == [21]
        assert not store.stories.folds([22], ArticleFilter(folded=True))


def test_what_was_dismissed_before_gives_up_its_text_a_while_after(old: Path) -> None:
    with closing(Store(old)) as store:
        with store.transaction():
            assert store.retention.drop_dismissed(now() - timedelta(days=1), MANY) == 0
            assert store.retention.drop_dismissed(now() + timedelta(days=1), MANY) == MANY // 3
        dismissed = store.articles.ids(ArticleFilter(state=ArticleState.DISMISSED))
        assert not any(article.text for article in store.articles.many(dismissed))


def test_what_was_indexed_before_is_found_in_every_spelling_after_a_while(old: Path) -> None:
    titles = {1: "Plain lamps", 20: "Große Straße", MANY - 1: "서울시립도서관", MANY: "کتاب‌های ۱۴۰۵"}
    with closing(apsw.Connection(str(old))) as plain:
        for number, title in titles.items():
            plain.execute("UPDATE article SET title = ? WHERE id = ?", (title, number))
        plain.execute("DELETE FROM search_pending")
        plain.execute("DELETE FROM article_search")
        # As version 1 folded them: Persian alone.
        indexed = titles | {MANY: "کتابهای 1405"}
        plain.executemany("INSERT INTO article_search (rowid, title) VALUES (?, ?)", list(indexed.items()))
    with closing(Store(old)) as store:
        stopped = Event()
        stopped.set()
        store.index.renew(stopped)
        assert not store.articles.ids(ArticleFilter(search="도서관"))
        assert list(store.articles.ids(ArticleFilter(search="title:straße -x"))) == [20]  # as it was written
        assert list(store.articles.ids(ArticleFilter(search="كتابهاي"))) == [MANY]
        store.index.renew(Event())
        for search, number in {"strasse": 20, "도서관": MANY - 1, "كتابهاي": MANY, "plain": 1}.items():
            assert list(store.articles.ids(ArticleFilter(search=search))) == [number]


def test_what_version_2_indexed_is_found_by_its_vowels_after_a_while(tmp_path: Path) -> None:
    path = tmp_path / "digest.db"
    shutil.copy(SHIPPED / "0002.db", path)
    titles = {20: "ข่าวจากกรุงเทพมหานคร", 21: "दिल्ली", 22: "Große Straße"}
    with closing(apsw.Connection(str(path))) as plain:
        for number, title in titles.items():
            plain.execute(
                "INSERT INTO article (id, at, collected, url, title) VALUES (?1, 1, 1, ?1, ?2)",
                (number, title),
            )
            plain.execute(
                "INSERT INTO article_search (rowid, title) VALUES (?, ?)", (number, fold_as_version_2(title))
            )
        plain.execute("DELETE FROM search_pending")
    with closing(Store(path)) as store:
        assert not store.articles.ids(ArticleFilter(search="กรุงเทพ"))
        assert list(store.articles.ids(ArticleFilter(search="दिल्ली"))) == [21]  # by its consonants, as before
        store.index.renew(Event())
        for search, number in {"กรุงเทพ": 20, "दिल्ली": 21, "दिल": 21, "strasse": 22}.items():
            assert list(store.articles.ids(ArticleFilter(search=search))) == [number]
        assert not store.articles.ids(ArticleFilter(search="दल"))


def test_killed_in_the_middle_it_begins_again_at_the_next_opening(old: Path) -> None:
    for go_on in range(3):
        argv = [sys.executable, "-c", WAITING, str(old)]
        with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as opening:
            assert opening.stdin and opening.stdout
            for _ in range(go_on):
                assert opening.stdout.readline()
                opening.stdin.write("\n")
                opening.stdin.flush()
            assert 0 < int(opening.stdout.readline()) < 100
            opening.kill()
    with closing(apsw.Connection(str(old))) as plain:
        assert plain.execute("PRAGMA user_version").get == 1
        assert plain.execute("PRAGMA integrity_check").get == "ok"
    Store(old).close()
    with closing(apsw.Connection(str(old))) as plain:
        assert plain.execute("PRAGMA user_version").get == max(_migrations())
        assert plain.execute("PRAGMA integrity_check").get == "ok"
        assert plain.execute("SELECT count(*) FROM article").get == MANY


def test_ended_in_the_middle_it_leaves_the_file_as_it_was(old: Path) -> None:
    def end(percent: int) -> None:
        if percent > 20:
            raise Interrupted

    with pytest.raises(Interrupted):
        Store(old, end)
    with closing(apsw.Connection(str(old))) as plain:
        assert plain.execute("PRAGMA user_version").get == 1
    Store(old).close()
    with closing(apsw.Connection(str(old))) as plain:
        assert plain.execute("PRAGMA user_version").get == max(_migrations())
