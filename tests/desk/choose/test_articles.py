"""Reading: what is decided of articles, and pages collected by hand."""

import threading
from pathlib import Path

import pytest

from digest.desk import ArticleFilter, Desk
from digest.model import ArticleState, DeskError


def test_dismissed_articles_are_out_of_the_way_and_come_back(stocked: Desk) -> None:
    assert stocked.articles.mark([1, 2], ArticleState.DISMISSED) == "dismissed 2 articles"
    assert stocked.articles.mark([3], ArticleState.SAVED) == "saved “Lamp 3 leans”"
    assert len(stocked.articles.ids(ArticleFilter(state=ArticleState.NEW))) == 5
    assert (stocked.sources.counts().dismissed, stocked.sources.counts().saved) == (2, 1)
    assert stocked.history.undo() == "saved “Lamp 3 leans”"
    assert stocked.history.undo() == "dismissed 2 articles"
    assert len(stocked.articles.ids(ArticleFilter(state=ArticleState.NEW))) == 8


def test_a_text_file_becomes_an_article_that_undo_takes_back(desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "A lamp is mended\n\nBy Ada Example\n\n"
        + "\n\n".join(
            f"Paragraph {n} tells what happened to the lamp on the corner that day." for n in range(5)
        ),
        encoding="utf-8",
    )
    added = desk.articles.add(str(page))
    assert (added.article.title, added.article.byline) == ("A lamp is mended", "Ada Example")
    assert [row.id for row in desk.articles.first(ArticleFilter(search="corner lamp"))] == [added.article.id]
    desk.history.undo()
    assert desk.articles.first(ArticleFilter()) == []


@pytest.mark.parametrize(
    ("content", "told"), [(b"", "is empty"), (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "is not text")]
)
def test_files_that_are_no_page(desk: Desk, tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "page").write_bytes(content)
    with pytest.raises(DeskError, match=told):
        desk.articles.add(str(tmp_path / "page"))
    assert desk.history.list() == []


def test_files_that_are_not_there(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="There is no file"):
        desk.articles.add(str(tmp_path / "nowhere.txt"))
    with pytest.raises(DeskError, match="cannot be read"):
        desk.articles.add(str(tmp_path))
    with pytest.raises(DeskError, match="Standard input is empty"):
        desk.articles.add("-", stdin=b"")


def test_a_large_act_tells_how_far_it_is_and_can_be_stopped(
    stocked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.desk.choose.articles.MARKED_TOGETHER", 2)
    ids = list(stocked.articles.ids(ArticleFilter()))
    heard: list[int] = []
    stop = threading.Event()

    def hear(percent: int) -> None:
        heard.append(percent)
        if len(heard) == 5:
            stop.set()

    assert stocked.articles.mark(ids, ArticleState.SAVED, hear, stop) == "saved 8 articles"
    assert stocked.articles.mark(ids, ArticleState.DISMISSED, hear, stop) == "dismissed 4 articles"
    assert heard == [25, 50, 75, 25, 50], heard
    assert [act.label for act in stocked.history.list()] == ["dismissed 4 articles", "saved 8 articles"]
    for _ in range(2):
        stocked.history.undo()
    assert list(stocked.articles.ids(ArticleFilter(state=ArticleState.NEW))) == ids
    stocked.articles.mark(ids[:4], ArticleState.SAVED)
    stocked.articles.mark(ids, ArticleState.SAVED)  # of which some are already
    assert stocked.history.undo() == "saved 8 articles"
