"""Collecting over real HTTP: what a fetch keeps, what it tells, and that one source never spoils another."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from digest.desk import ArticleFilter, Desk, NoFeedError, Progress, SeveralFeedsError
from digest.model import DeskError, SourceStatus, now
from tests.paper import Answer, Paper, plain


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


@pytest.mark.parametrize(
    ("title", "named"), [("All", "All"), ("RSS 2.0 Feed", "Harbour News"), ("", "Harbour News")]
)
def test_a_page_leads_to_its_feed(desk: Desk, paper: Paper, title: str, named: str) -> None:
    feed = paper.publish_feed("/feed.xml", "Harbour News", plain("Crane one"))
    link = f'<link rel="alternate" type="application/rss+xml" title="{title}" href="/feed.xml">'
    paper.answers["/"] = Answer(f"<html><head>{link}</head><body>Harbour</body></html>".encode())
    [source] = desk.sources.add(paper.url("/"))
    assert source.url == feed
    desk.sources.fetch()
    assert desk.sources.get(source.id).title == named


def test_several_feeds_are_named_for_the_curator_to_choose(desk: Desk, paper: Paper) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="/{name}.xml">'
        for name in ("city", "sport")
    )
    paper.answers["/"] = Answer(f"<html><head>{links}</head><body>Harbour</body></html>".encode())
    with pytest.raises(SeveralFeedsError, match=r"2 feeds.*city \(RSS\) .*sport \(RSS\) ") as asked:
        desk.sources.add(paper.url("/"))
    assert desk.sources.all() == []
    [source] = desk.sources.follow(asked.value.feeds[1])
    assert (source.title, source.url) == ("sport", paper.url("/sport.xml"))
    assert paper.asked == ["/"]
    assert desk.history.undo() == "followed “sport”"


def news_page(*headlines: str) -> Answer:
    items = "".join(f"<li class=story><a href='/{n}'>{title}</a></li>" for n, title in enumerate(headlines))
    return Answer(f"<html><head><title>Harbour Office</title></head><ul>{items}</ul></html>".encode())


def test_a_site_without_a_feed_is_followed_by_its_links(desk: Desk, paper: Paper) -> None:
    paper.answers["/news"] = news_page("Crane one", "Crane two")
    with pytest.raises(NoFeedError, match="--selector") as refused:
        desk.sources.add(paper.url("/news"))
    assert refused.value.url == paper.url("/news")
    for selector, words in (("li[", "is no CSS selector"), (".tale", "none matches")):
        with pytest.raises(DeskError, match=words):
            desk.sources.add(paper.url("/news"), selector)
    [source] = desk.sources.add(paper.url("/news"), ".story")
    assert (source.title, source.selector) == ("Harbour Office", ".story")
    assert desk.sources.fetch().new == 2
    assert desk.sources.fetch().sources[0].status is SourceStatus.UNCHANGED
    paper.answers["/news"] = news_page("Crane one", "Crane two", "Crane three")
    assert desk.sources.fetch().new == 1
    assert titles(desk) == ["Crane three", "Crane one", "Crane two"]


def test_a_page_that_was_rebuilt_says_so_and_is_followed_anew(desk: Desk, paper: Paper) -> None:
    paper.answers["/news"] = news_page("Crane one")
    desk.sources.add(paper.url("/news"), ".story")
    desk.sources.fetch()
    paper.answers["/news"] = Answer(news_page("Crane one", "Crane two").body.replace(b"story", b"tale"))
    failed = desk.sources.fetch().sources[0]
    assert failed.status is SourceStatus.FAILED and "none matches '.story'" in (failed.error or "")
    [source] = desk.sources.add(paper.url("/news"), ".tale a")
    assert [one.selector for one in desk.sources.all()] == [".tale a"]
    report = desk.sources.fetch()
    assert (report.sources[0].id, report.new) == (source.id, 1)
    desk.history.undo()
    assert [one.selector for one in desk.sources.all()] == [".story"]


def test_a_selector_goes_out_and_comes_back_with_opml(desk: Desk, paper: Paper) -> None:
    paper.answers["/news"] = news_page("Crane one")
    desk.sources.add(paper.url("/news"), "li.story > a:not([rel='x'])")
    exported = desk.sources.export_opml()
    assert "cssSelector=" in exported
    desk.history.undo()
    [source] = desk.sources.import_opml(exported.encode())
    assert source.selector == "li.story > a:not([rel='x'])"
    assert desk.sources.fetch().new == 1


def test_a_source_that_moves_to_where_another_is_becomes_one_with_it(desk: Desk, paper: Paper) -> None:
    [old] = desk.sources.add(paper.publish_feed("/old", "Old Post", plain("Crane one", "Crane two")))
    [new] = desk.sources.add(paper.publish_feed("/new", "New Post", plain("Bell one")))
    desk.sources.fetch()
    paper.publish_feed("/new", "New Post", plain("Bell two", "Bell one"))
    paper.answers["/old"] = Answer(b"", status=301, headers={"Location": "/new"})
    report = desk.sources.fetch([old.id])
    [moved] = report.sources
    assert (moved.id, moved.status, moved.url) == (old.id, SourceStatus.MOVED, new.url)
    assert moved.error is not None and "which you follow as “New Post”" in moved.error
    [left] = desk.sources.all()
    assert (left.id, left.title, left.status, left.error) == (new.id, "New Post", SourceStatus.UPDATED, None)
    everything = list(desk.articles.list(ArticleFilter(source_id=new.id)))
    assert sorted(one.title for one in everything) == ["Bell one", "Bell two", "Crane one", "Crane two"]
    assert desk.sources.fetch().new == 0
    desk.history.undo()
    desk.history.undo()
    assert desk.sources.all() == []


def test_both_sides_of_a_move_may_be_fetched_at_once(desk: Desk, paper: Paper) -> None:
    desk.sources.add(paper.publish_feed("/old", "Old Post", plain("Crane one")))
    desk.sources.add(paper.publish_feed("/new", "New Post", plain("Bell one")))
    paper.answers["/old"] = Answer(b"", status=308, headers={"Location": "/new"})
    report = desk.sources.fetch()
    assert {one.status for one in report.sources} == {SourceStatus.MOVED, SourceStatus.UPDATED}
    assert report.new == 1 and titles(desk) == ["Bell one"]
    assert [one.title for one in desk.sources.all()] == ["New Post"]


def test_a_move_is_kept(desk: Desk, paper: Paper) -> None:
    [source] = desk.sources.add(paper.publish_feed("/old", "Old Post", plain("Crane one")))
    paper.publish_feed("/new", "Old Post", plain("Crane one"))
    paper.answers["/old"] = Answer(b"", status=301, headers={"Location": "/new"})
    assert [(one.status, one.error) for one in desk.sources.fetch().sources] == [(SourceStatus.MOVED, None)]
    assert [(one.id, one.url) for one in desk.sources.all()] == [(source.id, paper.url("/new"))]


def test_a_feeds_own_interval_is_remembered_between_fetches(
    desk: Desk, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T09:00:00Z")
    url = paper.publish_feed("/slow", "Slow Post", plain("Crane one"))
    slow = paper.answers["/slow"].body.replace(b"<channel>", b"<channel><ttl>180</ttl>")
    paper.answers["/slow"] = Answer(slow, "application/rss+xml")
    desk.sources.add(url)
    for hour in (12, 15):
        desk.sources.fetch(due=True)
        [standing] = desk.sources.standings()
        assert standing.due == datetime(2026, 11, 22, hour, 0, tzinfo=UTC)
        monkeypatch.setenv("DIGEST_NOW", f"2026-11-22T{hour}:00:00Z")
    assert standing.source.status is SourceStatus.UNCHANGED


def test_only_what_is_due_is_asked_when_that_is_wanted(
    desk: Desk, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T09:00:00Z")
    for name in ("one", "two"):
        desk.sources.add(paper.publish_feed(f"/{name}", name, plain(f"Crane {name}")))
    paper.answers["/two"] = replace(paper.answers["/two"], headers={"Cache-Control": "max-age=7200"})
    assert desk.sources.fetch(due=True).new == 2
    assert desk.sources.fetch(due=True).sources == []
    assert desk.sources.next_due() == datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T09:30:00Z")
    assert [one.url for one in desk.sources.fetch(due=True).sources] == [paper.url("/one")]
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T11:00:00Z")
    assert len(desk.sources.fetch(due=True).sources) == 2
    assert len(desk.sources.fetch().sources) == 2


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


def test_a_source_whose_host_wants_rest_is_left_alone_and_is_not_broken(
    desk: Desk, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T09:00:00Z")
    for name in ("busy", "broken", "calm"):
        desk.sources.add(paper.publish_feed(f"/{name}", name.title(), plain(f"Crane {name}")))
    good = paper.answers["/broken"]
    paper.answers["/broken"] = Answer(b"<html><body>moved house</body></html>")
    desk.sources.fetch()
    paper.answers["/broken"] = good
    paper.answers["/busy"] = Answer(b"", status=429, headers={"Retry-After": "1800"})
    before = desk.sources.all()
    assert desk.sources.fetch([before[0].id]).sources[0].status is SourceStatus.FAILED

    asked = len(paper.asked)
    report = desk.sources.fetch([source.id for source in before])
    assert len(paper.asked) == asked
    assert [one.status for one in report.sources] == [SourceStatus.UNCHANGED] * 3
    assert all("alone until 09:30 UTC on 22 November" in (one.error or "") for one in report.sources)
    busy, broken, calm = desk.sources.standings()
    assert (busy.source.status, busy.failures) == (SourceStatus.FAILED, 1)
    # What is wrong with a source stays said; one that is in order stays in order.
    assert (broken.source, broken.failures) == (before[1], 1)
    assert (calm.source.status, calm.source.checked) == (SourceStatus.UPDATED, before[2].checked)
    assert calm.in_order and "alone until 09:30" in calm.words
    assert calm.due == datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T09:31:00Z")
    paper.answers["/busy"] = good
    assert all(one.error is None for one in desk.sources.fetch().sources)
    assert all(standing.in_order and standing.source.error is None for standing in desk.sources.standings())


def test_what_is_gone_is_not_asked_again_unless_by_name(desk: Desk, paper: Paper) -> None:
    [source] = desk.sources.add(paper.publish_feed("/feed", "Feed", plain("Crane one")))
    paper.answers["/feed"] = Answer(b"", status=410)
    assert desk.sources.fetch().sources[0].status is SourceStatus.GONE
    asked = len(paper.asked)
    assert desk.sources.fetch().sources == []
    assert len(paper.asked) == asked
    assert desk.sources.fetch([source.id]).sources[0].status is SourceStatus.GONE
    [standing] = desk.sources.standings()
    assert "gone for good (410)" in standing.words and "only when you fetch it alone" in standing.words
    with desk.store.transaction():
        desk.store.sources.rest(urlsplit(source.url).netloc, now() + timedelta(hours=1))
    assert "alone until" in (desk.sources.fetch([source.id]).sources[0].error or "")
    assert desk.sources.standings() == [standing]
    with desk.store.transaction():
        desk.store.sources.rest(urlsplit(source.url).netloc, now())
    paper.publish_feed("/feed", "Feed", plain("Crane two", "Crane one"))
    assert desk.sources.fetch([source.id]).new == 2
    [standing] = desk.sources.standings()
    assert standing.in_order and standing.due is not None


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


def test_a_fetch_that_waits_for_a_silent_server_stops_without_it(desk: Desk, paper: Paper) -> None:
    desk.sources.add(paper.publish_feed("/quick", "Quick", plain("Crane one")))
    desk.sources.add(paper.publish_feed("/silent", "Silent", plain("Crane two")))
    paper.held.add("/silent")
    stop = threading.Event()
    report = desk.sources.fetch(progress=lambda _: stop.set(), stop=stop)
    # It is neither told as failed, which it would be once its time was over, nor is anything of it on file.
    assert [one.url for one in report.sources] == [paper.url("/quick")]
    assert [standing.source.status for standing in desk.sources.standings()] == [
        SourceStatus.UPDATED, SourceStatus.NEVER,
    ]  # fmt: skip
    assert titles(desk) == ["Crane one"]


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
    stories = list(desk.articles.stories(ArticleFilter()))
    assert sorted(len(story.articles) for story in stories) == [1, 2]
    row = next(row for row in desk.articles.first(ArticleFilter()) if row.site == "One")
    assert row.outlets == 1
    [item] = desk.picking.pick([row.id])
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


def test_a_file_that_lists_what_is_followed_adds_its_folders_as_tags(desk: Desk) -> None:
    listed = '<outline text="{0}"><outline xmlUrl="https://harbour.example/feed"/></outline>'
    for folder in ("City", "Boats"):
        desk.sources.import_opml(f"<opml><body>{listed.format(folder)}</body></opml>".encode())
    assert [source.tags for source in desk.sources.all()] == [["City", "Boats"]]
    desk.history.undo()
    assert [source.tags for source in desk.sources.all()] == [["City"]]


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
