"""The demo: everything a newcomer tries works, and nothing of it needs the network."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.desk import ArticleFilter, Desk
from digest.desk.demo import open_demo
from digest.model import ArticleState, DigestState, SourceStatus


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    def refuse(*_: object) -> None:
        raise AssertionError("the demo asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    opened = open_demo(tmp_path / "demo")
    yield opened
    opened.close()


def test_what_is_in_it(demo: Desk) -> None:
    assert len(demo.sources.all()) == 4
    assert len(demo.articles.ids(ArticleFilter())) >= 110
    assert {article.language for article in demo.articles.list(ArticleFilter())} == {"en", "fa"}
    draft, sent = demo.digests.all()
    assert (draft.number, draft.state, sent.state) == (43, DigestState.DRAFT, DigestState.SENT)
    written = [bool(item.summary) for item in draft.items]
    assert any(written) and not all(written)
    assert demo.articles.first(ArticleFilter(search="canopy heat"))
    assert any(row.ran_in == 42 for row in demo.articles.first(ArticleFilter(), 200))
    assert any(row.outlets for row in demo.articles.first(ArticleFilter(), 200))
    assert demo.history.list() == []


def test_a_fetch_brings_something_once(demo: Desk) -> None:
    first = demo.sources.fetch()
    assert first.new >= 1
    assert {one.status for one in first.sources} <= {SourceStatus.UPDATED, SourceStatus.UNCHANGED}
    assert demo.sources.fetch().new == 0


def test_it_renders_with_its_pictures(demo: Desk, tmp_path: Path) -> None:
    written = demo.output.write(out=tmp_path / "out")
    html = written.html.read_text(encoding="utf-8")
    assert "Cities are quietly rewriting" in html
    assert (tmp_path / "out" / "images" / "canopy.png").is_file()
    assert written.bytes == len(html.encode()) < 102 * 1024
    assert not [finding for finding in demo.output.findings() if finding.severity == "error"]


def test_the_job_can_be_finished_in_it(demo: Desk) -> None:
    [article, *_] = demo.articles.first(ArticleFilter(state=ArticleState.NEW))
    demo.picking.pick([article.id])
    assert demo.digests.mark_sent().state is DigestState.SENT
    assert demo.sources.counts().new == 0
