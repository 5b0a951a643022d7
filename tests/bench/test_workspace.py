"""The workspaces to measure on are like real ones, and the same each time."""

import os
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from digest.desk import ArticleFilter, Desk
from digest.model import Article, DeskError, DigestState
from digest.workspace import Workspace
from tests.bench.workspace import make_workspace

pytestmark = pytest.mark.slow  # dozens of screens, seconds each

ARTICLES = 1_500


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bench") / "made"
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DIGEST_NOW", "2031-02-28T07:30:00Z")
        steps = list(make_workspace(root, ARTICLES, seed=7))
    assert steps[-1].done == ARTICLES
    return root


def _articles(root: Path) -> list[Article]:
    with closing(Desk.open(Workspace(root))) as desk:
        return list(desk.articles.list(ArticleFilter()))


def test_articles_have_many_tongues_lengths_and_hands(made: Path) -> None:
    articles = _articles(made)
    assert len(articles) == ARTICLES
    assert {article.language for article in articles} == {"en", "de", "es", "fr", "fa", "ar", "zh", "ja"}
    assert len({article.source_id for article in articles}) > 150
    spaced = [article for article in articles if article.language not in ("zh", "ja")]
    assert all(5 <= len(article.title.split()) <= 12 for article in spaced)
    assert all(80 <= len(article.text.split()) <= 400 for article in spaced)


def test_words_are_as_uneven_as_real_ones(made: Path) -> None:
    english = [article.text for article in _articles(made) if article.language == "en"]
    counts = Counter(word.strip(".").lower() for text in english for word in text.split())
    ranked = [count for _, count in counts.most_common(1_000)]
    # Zipf: a word ten times further down is used about a tenth as often.
    assert 5 < ranked[9] / ranked[99] < 20
    assert 5 < ranked[99] / ranked[999] < 20


def test_about_a_tenth_of_the_articles_share_a_story(made: Path) -> None:
    stories = Counter(article.story_id for article in _articles(made))
    shared = sum(count for count in stories.values() if count > 1)
    assert 0.06 < shared / ARTICLES < 0.15


def test_a_higher_id_is_a_later_article(made: Path) -> None:
    articles = _articles(made)
    assert [article.id for article in articles] == sorted((article.id for article in articles), reverse=True)


def test_weeks_that_are_over_have_a_digest_and_the_last_has_a_draft(made: Path) -> None:
    with closing(Desk.open(Workspace(made))) as desk:
        digests = desk.digests.all()
    states = Counter(digest.state for digest in digests)
    assert states[DigestState.SENT] >= 3
    assert states[DigestState.DRAFT] == 1
    assert all(len(digest.items) == 12 for digest in digests if digest.sent)


def test_the_same_seed_and_clock_make_the_same_workspace(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_NOW", "2031-02-28T07:30:00Z")
    for _ in make_workspace(tmp_path / "again", ARTICLES, seed=7):
        pass
    assert _articles(tmp_path / "again") == _articles(made)


def test_a_folder_that_is_a_workspace_already_is_left_alone(made: Path) -> None:
    before = _articles(made)
    with pytest.raises(DeskError, match="already"):
        next(make_workspace(made, 10))
    assert _articles(made) == before
