"""Collecting over real HTTP: what a fetch keeps, what it tells, and that one source never spoils another."""

import threading
from collections.abc import Iterator

import pytest

from digest.desk import ArticleFilter, Desk, Progress
from digest.model import DeskError, SourceStatus
from tests.paper import Answer, Paper, open_paper, plain


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Paper]:
    monkeypatch.setenv("DIGEST_ALLOW_PRIVATE", "1")
    with open_paper() as opened:
        yield opened


def titles(desk: Desk, search: str = "") -> list[str]:
    return [row.title for row in desk.articles.first(ArticleFilter(search=search))]


def test_following_then_fetching(desk: Desk, paper: Paper) -> None:
    url = paper.publish_feed("/harbour", "Harbour News", plain("Crane one", "Crane two"))
    [source] = desk.sources.add(url)
    assert (source.title, source.status) == ("Harbour News", SourceStatus.NEVER)
    report = desk.sources.fetch()
    assert [(one.status, one.new, one.error) for one in report.sources] == [(SourceStatus.UPDATED, 2, None)]
    assert titles(desk) == ["Crane one", "Crane two"]
    assert titles(desk, "two harbour") == ["Crane two"]
    again = desk.sources.fetch()
    assert (again.sources[0].status, again.new) == (SourceStatus.UNCHANGED, 0)
    assert [act.label for act in desk.history.list()] == ["followed “Harbour News”"]


def test_a_source_is_followed_once(desk: Desk, paper: Paper) -> None:
    url = paper.publish_feed("/harbour", "Harbour News", plain("Crane one"))
    assert desk.sources.add(url) == desk.sources.add(url)
    assert len(desk.sources.all()) == 1


def test_a_page_leads_to_its_feed(desk: Desk, paper: Paper) -> None:
    feed = paper.publish_feed("/feed.xml", "Harbour News", plain("Crane one"))
    link = '<link rel="alternate" type="application/rss+xml" title="All" href="/feed.xml">'
    paper.answers["/"] = Answer(f"<html><head>{link}</head><body>Harbour</body></html>".encode())
    [source] = desk.sources.add(paper.url("/"))
    assert source.url == feed


def test_several_feeds_are_named_for_the_curator_to_choose(desk: Desk, paper: Paper) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="/{name}.xml">'
        for name in ("city", "sport")
    )
    paper.answers["/"] = Answer(f"<html><head>{links}</head><body>Harbour</body></html>".encode())
    with pytest.raises(DeskError, match=r"2 feeds.*city.*sport"):
        desk.sources.add(paper.url("/"))
    assert desk.sources.all() == []


def test_one_bad_source_spoils_nothing(desk: Desk, paper: Paper) -> None:
    good = paper.publish_feed("/good", "Good", plain("Crane one"))
    bad = paper.publish_feed("/bad", "Bad", plain("Crane two"))
    desk.sources.add(good)
    desk.sources.add(bad)
    paper.answers["/bad"] = Answer(b"<html><body>moved house</body></html>")
    report = desk.sources.fetch()
    assert [one.status for one in report.sources] == [SourceStatus.UPDATED, SourceStatus.FAILED]
    assert report.sources[1].error
    assert titles(desk) == ["Crane one"]
    assert desk.sources.all()[1].error == report.sources[1].error


def test_what_is_gone_is_not_asked_again_unless_by_name(desk: Desk, paper: Paper) -> None:
    [source] = desk.sources.add(paper.publish_feed("/feed", "Feed", plain("Crane one")))
    paper.answers["/feed"] = Answer(b"", status=410)
    assert desk.sources.fetch().sources[0].status is SourceStatus.GONE
    asked = len(paper.asked)
    assert desk.sources.fetch().sources == []
    assert len(paper.asked) == asked
    assert desk.sources.fetch([source.id]).sources[0].status is SourceStatus.GONE


def test_progress_is_told_and_a_fetch_can_be_stopped(desk: Desk, paper: Paper) -> None:
    for number in range(6):
        desk.sources.add(paper.publish_feed(f"/{number}", f"Feed {number}", plain(f"Crane {number}")))
    stop = threading.Event()
    seen: list[Progress] = []

    def watch(progress: Progress) -> None:
        seen.append(progress)
        if progress.done == 2:
            stop.set()

    report = desk.sources.fetch(progress=watch, stop=stop)
    assert [(one.done, one.total, one.new) for one in seen] == [(1, 6, 1), (2, 6, 2)]
    assert report.new == 2
    assert len(titles(desk)) == 2
    assert desk.sources.fetch().new == 4


def test_the_same_story_from_two_outlets_is_one_story(desk: Desk, paper: Paper) -> None:
    text = " ".join(
        f"In year {n} the dredger found anchor number {n * 7} under the old pier." for n in range(40)
    )
    desk.sources.add(paper.publish_feed("/one", "One", {"Dredger finds forty anchors": text}))
    desk.sources.add(
        paper.publish_feed("/two", "Two", {"Under the pier, a heap of iron": text[: len(text) // 2]})
    )
    desk.sources.add(paper.publish_feed("/three", "Three", plain("Bakery opens on Sunday")))
    desk.sources.fetch()
    stories = desk.articles.stories(ArticleFilter())
    assert sorted(len(story.articles) for story in stories) == [1, 2]
    row = next(row for row in desk.articles.first(ArticleFilter()) if row.site == "One")
    assert row.outlets == 1
    [item] = desk.digests.pick([row.id])
    assert item.also == ["Two"]


def test_opml_goes_out_and_comes_back(desk: Desk) -> None:
    opml = b"""<opml version="2.0"><body><outline text="City">
      <outline type="rss" text="Harbour" xmlUrl="https://harbour.example/feed"/></outline>
      <outline type="rss" text="Hill" xmlUrl="https://hill.example/feed"/></body></opml>"""
    followed = desk.sources.import_opml(opml)
    assert [(source.title, source.tags) for source in followed] == [("Harbour", ["City"]), ("Hill", [])]
    exported = desk.sources.export_opml()
    assert desk.history.undo() == "followed 2 sources"
    assert desk.sources.all() == []
    assert [source.url for source in desk.sources.import_opml(exported.encode())] == [
        one.url for one in followed
    ]
    with pytest.raises(DeskError, match="no OPML"):
        desk.sources.import_opml(b"<html></html>")


def test_a_removed_source_keeps_its_articles_and_comes_back(desk: Desk, paper: Paper) -> None:
    [source] = desk.sources.add(paper.publish_feed("/feed", "Feed", plain("Crane one")))
    desk.sources.fetch()
    desk.sources.remove(source.id)
    assert titles(desk) == ["Crane one"]
    desk.history.undo()
    assert [one.status for one in desk.sources.all()] == [SourceStatus.UPDATED]


def test_a_stub_is_completed_from_its_page(desk: Desk, paper: Paper) -> None:
    paper.publish_feed("/feed", "Feed", {"Crane one": "Short."})
    desk.sources.add(paper.url("/feed"))
    desk.sources.fetch()
    paper.publish_page("/feed/1", "Crane one")
    before = desk.articles.get(1)
    after = desk.articles.complete(1)
    assert len(after.text) > len(before.text)
    assert after.minutes >= 1
    assert titles(desk, "foundations") == ["Crane one"]
