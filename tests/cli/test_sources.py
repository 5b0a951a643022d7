"""Following sources and fetching them, over real HTTP on loopback."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

from digest.model import Source
from tests.cli.conftest import CommandLine
from tests.paper import Answer, Paper, plain


def test_a_feed_is_followed_listed_fetched_and_left(digest: CommandLine, paper: Paper) -> None:
    url = paper.publish_feed("/quay.xml", "The Quay Gazette", plain("Nine cranes", "A warm foundation"))

    added = [Source.model_validate(source) for source in digest.json("source", "add", url)["sources"]]
    assert [source.url for source in added] == [url]
    assert [Source.model_validate(s) for s in digest.json("source", "list")["sources"]] == added

    report = digest.json("fetch")
    assert report["new"] == 2
    (fetched,) = report["sources"]
    assert set(fetched) == {"id", "url", "status", "new", "updated", "error"}
    assert (fetched["id"], fetched["status"], fetched["new"]) == (added[0].id, "updated", 2)

    assert Source.model_validate(digest.json("source", "remove", added[0].id)).url == url
    assert digest.json("source", "list") == {"sources": []}
    assert len(digest.json("article", "list")["articles"]) == 2


def test_people_get_tables_and_a_word_of_what_to_do(digest: CommandLine, paper: Paper) -> None:
    assert "digest source add URL" in digest("source", "list").out
    assert "digest source add URL" in digest("fetch").out
    url = paper.publish_feed("/quay.xml", "The Quay Gazette", plain("Nine cranes"))
    assert digest("source", "add", url).out == "Following 1: The Quay Gazette\n"
    assert digest("source", "add", url).out == "You follow it already: 1: The Quay Gazette\n"
    assert digest("fetch").out.endswith("1 new article from 1 source.\n")
    assert "The Quay Gazette" in digest("source", "list").out
    assert "its articles stay" in digest("source", "remove", 1).out


def test_one_of_several_addresses_may_be_wrong(digest: CommandLine, paper: Paper) -> None:
    good = paper.publish_feed("/quay.xml", "The Quay Gazette", plain("Nine cranes"))
    ended = digest("source", "add", paper.url("/nothing"), good)
    assert ended.code == 1
    assert "The Quay Gazette" in ended.out
    assert ended.err.count("\n") == 1
    assert "/nothing" in ended.err


def test_a_source_that_fails_is_told_and_the_others_are_fetched(digest: CommandLine, paper: Paper) -> None:
    bad = paper.publish_feed("/mill.xml", "The Mill Post", plain("Flour"))
    good = paper.publish_feed("/quay.xml", "The Quay Gazette", plain("Nine cranes", "A warm foundation"))
    digest("source", "add", bad, good)
    paper.answers["/mill.xml"] = Answer(b"out of order", "text/plain", 500)

    report = digest.json("fetch", code=1)
    assert report["new"] == 2
    assert {source["url"]: source["status"] for source in report["sources"]} == {
        bad: "failed",
        good: "updated",
    }
    assert all(bool(source["error"]) == (source["url"] == bad) for source in report["sources"])


def test_fetch_asks_only_the_sources_that_are_named(digest: CommandLine, paper: Paper) -> None:
    for name in ("quay", "mill"):
        digest("source", "add", paper.publish_feed(f"/{name}.xml", name, plain(f"News of the {name}")))
    second = digest.json("source", "list")["sources"][1]
    report = digest.json("fetch", second["id"])
    assert [source["url"] for source in report["sources"]] == [second["url"]]


def test_opml_goes_out_and_comes_back(digest: CommandLine, paper: Paper, tmp_path: Path) -> None:
    urls = {paper.publish_feed(f"/{name}.xml", name, plain("News")) for name in ("quay", "mill")}
    digest("source", "add", *sorted(urls))
    file = tmp_path / "feeds.opml"
    assert digest("source", "export", file).out == ""
    assert digest("source", "export").out.strip() == file.read_text().strip()
    assert {outline.get("xmlUrl") for outline in ET.parse(file).iter("outline")} >= urls

    digest.monkeypatch.setenv("DIGEST_WORKSPACE", str(tmp_path / "second"))
    digest("init")
    assert {source["url"] for source in digest.json("source", "import", file)["sources"]} == urls
    assert digest("source", "import", file).out == "Following 0 new sources; 2 others you follow already.\n"


def test_progress_is_for_a_terminal_alone(digest: CommandLine, paper: Paper) -> None:
    digest("source", "add", paper.publish_feed("/quay.xml", "The Quay Gazette", plain("Nine cranes")))
    ended = subprocess.run(
        [sys.executable, "-m", "digest", "fetch", "--json"], capture_output=True, check=True
    )
    assert ended.stderr == b""


def test_what_can_be_read_of_a_broken_feed_is_read(digest: CommandLine, paper: Paper) -> None:
    url = paper.publish_feed(
        "/quay.xml", "The Quay Gazette", plain("Nine cranes", "A warm foundation", "Flour")
    )
    whole = paper.answers["/quay.xml"].body
    paper.answers["/quay.xml"] = Answer(whole[: whole.rindex(b"Flour")], "application/rss+xml")
    assert digest("source", "add", url).code == 0
    digest("fetch")
    titles = {article["title"] for article in digest.json("article", "list")["articles"]}
    assert titles >= {"Nine cranes", "A warm foundation"}


def test_a_page_without_a_feed_is_followed_by_a_selector(digest: CommandLine, paper: Paper) -> None:
    stories = "".join(f"<h2><a href='/{n}'>Crane {n}</a></h2>" for n in range(3))
    paper.answers["/news"] = Answer(f"<html><title>Harbour Office</title>{stories}</html>".encode())
    url = paper.url("/news")
    assert "--selector 'h2 a'" in digest("source", "add", url).mistake
    assert "is no CSS selector" in digest("source", "add", url, "--selector", "h2 a[").mistake
    assert "3 links, and none matches 'h3 a'" in digest("source", "add", url, "--selector", "h3 a").mistake
    (added,) = digest.json("source", "add", url, "--selector", "h2 a")["sources"]
    assert Source.model_validate(added).selector == "h2 a"
    assert digest.json("source", "list")["sources"] == [added]
    assert digest.json("fetch")["new"] == 3
    assert "already, now by 'h2 > a': 1: " in digest("source", "add", url, "--selector", "h2 > a").out
    assert digest("undo").code == 0
    exported = ET.fromstring(digest("source", "export").out)
    assert [one.get("cssSelector") for one in exported.iter("outline")] == ["h2 a"]


def test_a_dead_feed_that_a_site_names_is_told_beside_what_is_followed(
    digest: CommandLine, paper: Paper
) -> None:
    link = b'<html><head><link rel="alternate" type="application/rss+xml" href="/dead.xml"></head></html>'
    paper.answers["/"] = Answer(link)
    refused = digest("source", "add", paper.url("/"))
    assert refused.code == 2 and refused.err.count("\n") == 1
    assert "/dead.xml, which the page names as its feed, is not there (404)" in refused.err
    paper.publish_feed("/feed", "The Quay Gazette", plain("Nine cranes"))
    ended = digest("source", "add", paper.url("/"))
    assert (ended.code, ended.out) == (0, "Following 1: The Quay Gazette\n")
    assert "is not there (404)" in ended.err
    paper.answers["/feed"] = Answer(b"", status=410)
    assert digest("fetch").code == 1
    listed = " ".join(digest("source", "list").out.split())
    assert "only when you fetch it alone. 'digest fetch 1' does that." in listed


def test_several_feeds_are_listed_for_the_curator_to_name_one(digest: CommandLine, paper: Paper) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/{kind}+xml" title="{name}" href="/{name}.xml">'
        for name, kind in (("city", "rss"), ("sport", "atom"))
    )
    paper.answers["/"] = Answer(f"<html><head>{links}</head></html>".encode())
    told = digest("source", "add", paper.url("/")).mistake
    assert f"follow one by its own address: city (RSS) {paper.url('/city.xml')}; sport (Atom) " in told


def test_only_what_is_due_is_fetched_for_a_scheduler(digest: CommandLine, paper: Paper) -> None:
    digest("source", "add", paper.publish_feed("/quay.xml", "The Quay Gazette", plain("Nine cranes")))
    digest.monkeypatch.setenv("DIGEST_NOW", "2026-11-22T09:00:00Z")
    assert digest.json("fetch", "--due")["new"] == 1
    assert digest.json("fetch", "--due") == {"sources": [], "new": 0}
    assert digest("fetch", "--due").out == "Nothing is due before 2026-11-22 09:30.\n"
    digest.monkeypatch.setenv("DIGEST_NOW", "2026-11-22T09:30:00Z")
    assert [source["status"] for source in digest.json("fetch", "--due")["sources"]] == ["unchanged"]
    assert "--due" in digest("fetch", "--due", 1).mistake


def test_every_state_of_a_source_is_told_in_words(digest: CommandLine, paper: Paper) -> None:
    digest.monkeypatch.setenv("DIGEST_NOW", "2026-11-22T09:00:00Z")
    for name in ("good", "bad", "gone", "moved"):
        digest("source", "add", paper.publish_feed(f"/{name}.xml", f"The {name} one", plain(name)))
    listed = digest("source", "list").out.splitlines()
    assert all("never" in line and "at once" in line for line in listed[1:]) and len(listed) == 5
    digest("fetch")
    paper.answers["/bad.xml"] = Answer(b"", status=500)
    paper.answers["/gone.xml"] = Answer(b"", status=410)
    paper.answers["/moved.xml"] = Answer(b"", status=301, headers={"Location": "/new.xml"})
    paper.publish_feed("/new.xml", "The moved one", plain("moved"))
    digest("fetch")
    digest("fetch", 2)
    out = digest("source", "list").out
    assert [line.split()[1] for line in out.splitlines()[1:5]] == ["unchanged", "failed", "gone", "moved"]
    assert "2026-11-22 10:00" in out.splitlines()[2]  # twice the interval, after two failures
    words = " ".join(out.split())
    assert (
        "2 The bad one: " in words
        and "(500); it is asked again later. It has failed 2 times in a row" in words
    )
    assert "3 The gone one: " in words and "look for a new address, or let it go." in words


def test_leaving_a_source_is_undone(digest: CommandLine, paper: Paper) -> None:
    digest("source", "add", paper.publish_feed("/quay.xml", "The Quay Gazette", plain("Nine cranes")))
    digest("fetch")
    before = digest.json("source", "list")
    assert "'digest undo' follows it again" in digest("source", "remove", 1).out
    assert digest.json("fetch")["sources"] == []
    assert len(digest.json("article", "list", "--source", 1)["articles"]) == 1
    digest("undo")
    assert digest.json("source", "list") == before
    assert digest.json("fetch")["sources"][0]["status"] == "unchanged"
