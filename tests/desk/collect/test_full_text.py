"""Stubs and their pages: what is a stub, and how it is completed, over real HTTP."""

import threading
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from digest.collect.text.words import reading_minutes
from digest.desk import ArticleFilter, Desk, Workspace
from digest.desk.collect.full_text import AHEAD_LIMIT, is_stub
from digest.model import Article, ArticleState, DeskError, Interrupted
from digest.store import Collected
from digest.write.difference import RunKind
from tests.paper import Answer, Paper
from tests.patience import PATIENCE

SENTENCE = "The harbour master counted the cranes again on Tuesday. "


def stub(
    desk: Desk, url: str | None, text: str = "It begins …", state: ArticleState = ArticleState.NEW
) -> int:
    article = Article(
        title="The tenth crane is missing", url=url, text=text, minutes=reading_minutes(text), state=state
    )
    with desk.store.transaction():
        return desk.store.articles.collect(1, [Collected(str(url), article)]).new[0]


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("", "https://quay.example/1", True),
        ("", None, False),
        ("", "https://quay.example/show#entry-1a2b", False),
        (SENTENCE, "https://quay.example/1", True),
        (SENTENCE * 20, "https://quay.example/1", False),
        (SENTENCE * 20 + "It was […]", "https://quay.example/1", True),
        (SENTENCE * 20 + "Continue reading", "https://quay.example/1", True),
        ("港町の朝を変える静かな革命がある。" * 20, "https://quay.example/1", False),
        ("港町の朝。" * 10, "https://quay.example/1", True),
    ],
)
def test_what_is_a_stub(text: str, url: str | None, expected: bool) -> None:
    assert is_stub(Article(title="A crane", url=url, text=text)) is expected


def test_a_page_that_names_its_own_address_gives_it_to_an_amp_spelling(desk: Desk, paper: Paper) -> None:
    amp = paper.publish_page("/crane/amp", "The tenth crane is missing")
    page = paper.answers["/crane/amp"].body.replace(
        b"<title>", b"<link rel='canonical' href='/crane'><title>"
    )
    paper.answers["/crane/amp"] = Answer(page)
    feed = paper.publish_feed("/feed", "The Quay", {})
    entry = f"<item><title>The tenth crane is missing</title><link>{amp}</link></item></channel>"
    paper.answers["/feed"] = Answer(paper.answers["/feed"].body.replace(b"</channel>", entry.encode()))
    desk.sources.add(feed)
    desk.sources.fetch()
    (row,) = desk.articles.first(ArticleFilter())
    assert desk.articles.get(row.id).url == amp
    assert desk.articles.complete(row.id).url == paper.url("/crane")


def test_a_stub_is_wanted_until_its_page_was_read(desk: Desk, paper: Paper) -> None:
    number = stub(desk, paper.publish_page("/crane", "The tenth crane is missing"))
    assert desk.articles.opened(number).wants_text
    article = desk.articles.complete(number)
    assert "a crane that is not there" in article.text
    opened = desk.articles.opened(number)
    assert (opened.lacks_text, opened.wants_text, opened.trouble, opened.changes) == (False, False, None, 0)
    assert desk.history.list() == []
    change = desk.articles.change(number)
    assert change is not None and change.completed


def test_a_page_that_failed_is_not_asked_again_unasked(desk: Desk, paper: Paper) -> None:
    number = stub(desk, paper.url("/gone"))
    with pytest.raises(DeskError):
        desk.articles.complete(number)
    opened = desk.articles.opened(number)
    assert opened.lacks_text and not opened.wants_text
    assert opened.trouble is not None and "127.0.0.1" in opened.trouble
    paper.publish_page("/gone", "The tenth crane is missing")
    desk.articles.complete(number)
    assert desk.articles.opened(number).trouble is None


def test_a_page_that_has_no_more_is_told(desk: Desk, paper: Paper) -> None:
    number = stub(desk, paper.url("/short"))
    paper.answers["/short"] = Answer(b"<article><h1>A crane is missing</h1><p>No.</p></article>")
    with pytest.raises(DeskError, match="no more text"):
        desk.articles.complete(number)
    assert desk.articles.get(number).text == "It begins …"


def test_a_page_read_again_brings_its_correction_and_no_paywall(desk: Desk, paper: Paper) -> None:
    number = stub(desk, paper.publish_page("/crane", "The tenth crane is missing"))
    whole = desk.articles.complete(number).text
    body = paper.answers["/crane"].body
    paper.answers["/crane"] = Answer(body.replace(b"came to nine", b"came to ten"))
    assert "came to ten" in desk.articles.complete(number).text
    opened = desk.articles.opened(number)
    assert opened.changes == 1 and opened.changed is not None
    paper.answers["/crane"] = Answer(b"<article><h1>Crane</h1><p>Subscribe to read on.</p></article>")
    assert len(desk.articles.complete(number).text) >= len(whole) - 10


@pytest.mark.parametrize("state", [ArticleState.DISMISSED, ArticleState.NEW])
def test_what_is_never_asked_for_unasked(
    workspace: Workspace, paper: Paper, state: ArticleState, monkeypatch: pytest.MonkeyPatch
) -> None:
    if state is ArticleState.NEW:
        toml = workspace.toml.read_text(encoding="utf-8").replace("[fetch]", "[fetch]\nfull_text = false")
        workspace.toml.write_text(toml, encoding="utf-8")
    desk = Desk.open(workspace)
    number = stub(desk, paper.publish_page("/crane", "The tenth crane is missing"), state=state)
    assert not desk.articles.opened(number).wants_text
    assert desk.articles.opened(number).lacks_text
    desk.close()


def test_once_stopped_nobody_waits_for_the_page(desk: Desk) -> None:
    number = stub(desk, "https://quay.example/slow")
    stop = threading.Event()
    stop.set()
    with pytest.raises(Interrupted):
        desk.articles.complete(number, stop)
    assert desk.articles.opened(number).wants_text


def test_a_host_that_asks_to_be_left_alone_is(
    desk: Desk, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T12:00:00Z")
    first, second = stub(desk, paper.url("/busy")), stub(desk, paper.publish_page("/crane", "A crane"))
    paper.answers["/busy"] = Answer(b"later", "text/plain", 429, {"Retry-After": "3600"})
    with pytest.raises(DeskError):
        desk.articles.complete(first)
    assert not desk.articles.opened(second).wants_text
    assert desk.articles.opened(second).lacks_text
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T13:00:01Z")
    assert desk.articles.opened(second).wants_text


def test_the_host_that_wants_rest_is_the_one_that_answered(desk: Desk, paper: Paper) -> None:
    paper.answers["/busy"] = Answer(b"later", "text/plain", 503, {"Retry-After": "3600"})
    paper.answers["/on"] = Answer(b"", status=302, headers={"Location": paper.url("/busy")})
    number = stub(desk, paper.url("/on").replace("127.0.0.1", "localhost"))
    with pytest.raises(DeskError, match="not available for the moment"):
        desk.articles.complete(number)
    assert list(desk.store.sources.rests()) == [urlsplit(paper.address).netloc]


def test_a_page_that_lets_only_browsers_in_is_called_that(desk: Desk, paper: Paper) -> None:
    barred = Answer(b"<!doctype html><title>Just a moment...</title><p>Please wait.</p>", status=403)
    number = stub(desk, paper.url("/barred"))
    for status in (200, 403):
        paper.answers["/barred"] = replace(barred, status=status)
        with pytest.raises(
            DeskError, match=r"Cloudflare stands before 127\.0\.0\.1.*open it in your browser"
        ):
            desk.articles.complete(number)


# After a fetch


def test_saved_and_picked_stubs_are_completed_after_a_fetch(desk: Desk, paper: Paper) -> None:
    numbers = {
        path: stub(desk, paper.publish_page(path, "The tenth crane is missing"))
        for path in ("/saved", "/picked", "/new", "/dismissed")
    }
    desk.articles.mark([numbers["/saved"]], ArticleState.SAVED)
    desk.articles.mark([numbers["/dismissed"]], ArticleState.DISMISSED)
    desk.picking.pick([numbers["/picked"]])
    assert desk.articles.after_fetch() == 2
    assert sorted(paper.asked) == ["/picked", "/saved"]
    assert desk.articles.after_fetch() == 0
    assert len(paper.asked) == 2


def test_no_more_than_some_at_a_time(desk: Desk, paper: Paper) -> None:
    many = [
        stub(desk, paper.publish_page(f"/{n}", "A crane is missing"), state=ArticleState.SAVED)
        for n in range(AHEAD_LIMIT + 1)
    ]
    assert [desk.articles.after_fetch(), desk.articles.after_fetch()] == [AHEAD_LIMIT, 1]
    assert all(not desk.articles.opened(number).lacks_text for number in many)


def test_a_saved_page_that_fails_is_left_alone_for_a_day(
    workspace: Workspace, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T12:00:00Z")
    desk = Desk.open(workspace)
    stub(desk, paper.url("/gone"), state=ArticleState.SAVED)
    assert desk.articles.after_fetch() == 0
    desk.close()
    for moment, asked in (("2026-11-23T11:00:00Z", 1), ("2026-11-23T13:00:00Z", 2)):
        monkeypatch.setenv("DIGEST_NOW", moment)
        desk = Desk.open(workspace)
        assert desk.articles.after_fetch() == 0
        assert len(paper.asked) == asked
        desk.close()


def test_what_is_broken_off_waits_for_no_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        stub(desk, f"https://quay.example/{number}", state=ArticleState.SAVED)
    waited: list[bool] = []
    begun = threading.Barrier(3)

    def page_at(address: str, seconds: float, *, stop: threading.Event) -> None:
        begun.wait(PATIENCE)
        if address.endswith("/0"):
            raise KeyboardInterrupt
        waited.append(stop.wait(PATIENCE))
        raise Interrupted

    monkeypatch.setattr("digest.desk.collect.full_text.page_at", page_at)
    with pytest.raises(KeyboardInterrupt):
        desk.articles.after_fetch()
    assert waited == [True, True]


def test_old_dismissed_texts_go_after_a_fetch(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    toml = workspace.toml.read_text(encoding="utf-8") + "\n[retention]\ndismissed_days = 30\n"
    workspace.toml.write_text(toml, encoding="utf-8")
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T12:00:00Z")
    desk = Desk.open(workspace)
    number = stub(desk, "https://quay.example/1", SENTENCE * 20)
    desk.articles.mark([number], ArticleState.DISMISSED)
    monkeypatch.setenv("DIGEST_NOW", "2026-12-20T12:00:00Z")
    desk.articles.after_fetch()
    assert desk.articles.get(number).text
    monkeypatch.setenv("DIGEST_NOW", "2026-12-23T12:00:00Z")
    desk.articles.after_fetch()
    assert desk.articles.get(number).text == ""
    assert desk.articles.first(ArticleFilter(search="harbour master")) == []
    assert [act.label for act in desk.history.list()] == ["dismissed “The tenth crane is missing”"]
    assert desk.articles.opened(number).is_dropped and not desk.articles.opened(number).wants_text
    desk.history.undo()
    opened = desk.articles.opened(number)
    assert opened.article.state is ArticleState.NEW
    assert opened.is_dropped and opened.wants_text
    desk.close()


# Links


def test_links_behind_words_come_from_the_feed_and_then_from_the_page(desk: Desk, paper: Paper) -> None:
    url = paper.publish_page("/crane", "The tenth crane is missing")
    page = paper.answers["/crane"].body.replace(b"its foundations", b"<a href='/deep'>its foundations</a>", 1)
    paper.answers["/crane"] = Answer(page)
    told = "&lt;p&gt;See &lt;a href='/minutes'&gt;the minutes&lt;/a&gt;.&lt;/p&gt;"
    entry = (
        f"<item><title>The tenth crane is missing</title><link>{url}</link>"
        f"<c:encoded xmlns:c='http://purl.org/rss/1.0/modules/content/'>{told}</c:encoded></item></channel>"
    )
    feed = paper.publish_feed("/feed", "The Quay", {})
    paper.answers["/feed"] = Answer(paper.answers["/feed"].body.replace(b"</channel>", entry.encode()))
    desk.sources.add(feed)
    desk.sources.fetch()

    def links() -> list[tuple[str, str]]:
        opened = desk.articles.opened(1)
        return [(opened.article.text[link.start : link.end], link.url) for link in opened.links]

    assert links() == [("the minutes", paper.url("/minutes"))]
    desk.articles.complete(1)
    assert links() == [("its foundations", paper.url("/deep"))]


# Outdated


def outdated(desk: Desk, paper: Paper, state: ArticleState = ArticleState.NEW) -> int:
    """An article whose text came from its page, and which its feed has changed since, as the page has."""
    url = paper.publish_page("/crane", "The tenth crane is missing")
    number = stub(desk, url, state=state)
    desk.articles.complete(number)
    paper.answers["/crane"] = Answer(paper.answers["/crane"].body.replace(b"came to nine", b"came to ten"))
    changed = Article(title="The tenth crane is found", url=url, text="It begins …")
    with desk.store.transaction():
        desk.store.articles.collect(1, [Collected(url, changed)])
    return number


def test_a_page_that_its_feed_has_changed_is_read_again_and_what_changed_is_kept(
    desk: Desk, paper: Paper
) -> None:
    number = outdated(desk, paper)
    opened = desk.articles.opened(number)
    assert (opened.is_outdated, opened.wants_text, opened.lacks_text) == (True, True, False)
    assert "came to nine" in opened.article.text
    assert "came to ten" in desk.articles.complete(number).text
    opened = desk.articles.opened(number)
    assert (opened.is_outdated, opened.wants_text, opened.changes) == (False, False, 2)
    change = desk.articles.change(number)
    assert change is not None and not change.completed
    assert [run.text.strip(". ") for run in change.text if run.kind is not RunKind.SAME][:2] == [
        "nine",
        "ten",
    ]


def test_a_page_that_shows_less_now_leaves_the_text_and_is_not_asked_again(desk: Desk, paper: Paper) -> None:
    number = outdated(desk, paper)
    paper.answers["/crane"] = Answer(f"<article><h1>Subscribe</h1><p>{SENTENCE * 3}</p></article>".encode())
    assert "came to nine" in desk.articles.complete(number).text
    assert not desk.articles.opened(number).wants_text


def test_after_a_fetch_what_is_kept_and_outdated_is_read_again(desk: Desk, paper: Paper) -> None:
    number = outdated(desk, paper, ArticleState.SAVED)
    assert desk.articles.after_fetch() == 1
    assert "came to ten" in desk.articles.get(number).text
    assert desk.articles.after_fetch() == 0
