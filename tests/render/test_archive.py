"""The web archive: correct HTML and XML whatever the text, and nothing in it that is one recipient's."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from digest.model import Digest, DigestState, Newsletter
from digest.render.archive import FEED_LENGTH, draw_feed, draw_index, draw_page
from digest.render.templates import names
from tests.render.samples import SAMPLES, sample

ARCHIVE = "https://ledger.example/archive/"
HOSTILE = """</title><script>alert(1)</script> ]]> & "quoted' {{ 7*7 }} <!-- [x](y) `*_"""
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "base"}


def issue(number: int = 1, **words: str) -> Digest:
    """A digest that went out on that day of November."""
    return Digest(
        number=number,
        date=date(2026, 11, number % 28 + 1),
        state=DigestState.SENT,
        sent=datetime(2026, 11, number % 28 + 1, 9, tzinfo=UTC),
        **words,
    )


class Balanced(HTMLParser):
    """Fails at a tag that is closed and was not opened last; keeps what a page shows and where it leads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "title"):
            self.words.append(data)


@pytest.mark.parametrize("language", SAMPLES)
@pytest.mark.parametrize("template", names([]))
def test_a_page_is_the_mail_without_its_recipient(template: str, language: str) -> None:
    newsletter, digest = sample(language)
    about = {
        "template": template,
        "unsubscribe_url": "https://ledger.example/leave",
        "preferences_url": "https://ledger.example/wishes",
        "archive_url": ARCHIVE,
        "name": f"{newsletter.name} *No_1* [x]",
    }
    newsletter = newsletter.model_copy(update=about)
    page = Balanced(draw_page(newsletter, digest))
    assert "script" not in page.seen
    assert not [link for link in page.links if "/leave" in link or "/wishes" in link]
    assert ARCHIVE in page.links
    shown = "".join(page.words)
    assert newsletter.name in shown
    assert digest.preheader not in shown
    assert all(item.headline in shown for item in digest.items if item.headline and item.url)


def test_without_an_address_the_page_leads_nowhere_of_ours() -> None:
    page = Balanced(draw_page(Newsletter(name="The *Ledger*"), issue(subject="Nine cranes")))
    assert page.links == []
    assert "The *Ledger*" in "".join(page.words)


def test_the_index_and_the_feed_lead_to_every_page() -> None:
    newsletter = Newsletter(
        name="The Ledger", tagline="Counted daily", archive_url="https://ledger.example/archive"
    )
    digests = [issue(12, subject="Nine cranes", preheader="and a tenth"), issue(3)]
    page = Balanced(draw_index(newsletter, digests))
    assert [link for link in page.links if link.startswith("digest-")] == [
        "digest-012.html",
        "digest-003.html",
    ]
    assert {"Nine cranes", "and a tenth", "Issue 3"} <= set(page.words)

    feed = feedparser.parse(draw_feed(newsletter, digests))
    assert not feed.bozo
    assert (feed.version, feed.feed.title, feed.feed.subtitle) == ("atom10", "The Ledger", "Counted daily")
    assert [(entry.title, entry.link) for entry in feed.entries] == [
        ("Nine cranes", f"{ARCHIVE}digest-012.html"),
        ("Issue 3", f"{ARCHIVE}digest-003.html"),
    ]
    assert feed.entries[0].updated == "2026-11-13T09:00:00+00:00"
    assert feed.entries[0].summary == "and a tenth"
    ids = [feed.feed.id, *(entry.id for entry in feed.entries)]
    assert len(set(ids)) == 3
    moved = newsletter.model_copy(update={"archive_url": "https://elsewhere.example/"})
    assert [entry.id for entry in feedparser.parse(draw_feed(moved, digests)).entries] == ids[1:]


def test_a_feed_is_not_endless() -> None:
    feed = feedparser.parse(draw_feed(Newsletter(name="The Ledger"), [issue(n) for n in range(80, 0, -1)]))
    assert len(feed.entries) == FEED_LENGTH
    assert feed.entries[0].link == "digest-080.html"


def test_right_to_left() -> None:
    newsletter, digest = sample("persian")
    index = draw_index(newsletter, [digest])
    assert '<html lang="fa" dir="rtl">' in index
    assert draw_feed(newsletter, [digest]).find(b'xml:lang="fa"') > 0


@given(words=st.text(max_size=60) | st.just(HOSTILE))
@settings(max_examples=60)
def test_any_text_is_text(words: str) -> None:
    name = Newsletter.model_validate({"name": f"x{words}"}).name
    newsletter = Newsletter(name=name, tagline=words, postal_address=words, archive_url=ARCHIVE)
    digest = issue(subject=words, preheader=words)
    index = draw_index(newsletter, [digest])
    root = etree.fromstring(index.removeprefix("<!doctype html>\n").encode())
    assert root.findtext(".//h1") == name
    assert root.findtext(".//h2/a") == (digest.subject or "Issue 1")
    assert not root.findall(".//script")
    feed = etree.fromstring(draw_feed(newsletter, [digest]))
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.findtext(f"{atom}title") == name
    assert feed.findtext(f"{atom}entry/{atom}title") == (digest.subject or "Issue 1")
