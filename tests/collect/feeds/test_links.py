"""Pages that are no feed, followed by the links that a selector finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect.feeds.links import NoLinksError, read_links
from digest.collect.fetch import FetchState
from digest.collect.follow.discover import discover_links
from digest.collect.follow.proposals import propose_selectors
from digest.collect.web.client import Client
from digest.model import DeskError, SourceStatus
from tests.collect.conftest import Reply, Request, Site, fetched

NEWS = """<html lang="en-GB"><head><title>News of the Harbour Office</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article class="card"><a href="/topics/cranes">Cranes</a>
  <h2><a href="/news/cranes">Nine cranes, <em>and</em> a tenth</a></h2>
  <time datetime="2026-11-20T09:00:00Z">Friday</time><img src="/cranes.jpg" alt="Cranes at dusk">
  <p>The harbour master counted again, and again came to nine.</p></article>
<article class="card"><h2><a href="../news/bell?utm_source=home">Gulls learn the bell</a></h2>
  <p>A keeper of bells explains.</p></article>
<article class="card"><a href="/news/cranes"><h2>Nine cranes once more</h2></a></article>
<article class="card"><h2>No link here</h2></article>
<ul class="briefs"><li><a href="/b/1">Ferry late</a> — the tide was early, and nobody had told it.</li>
<li><a href="/b/2"><img src="/x.png" alt="Ferry sunk"></a> <a href="/b/2">Ferry found again</a> (3)</li></ul>
<a class="tile" href="/t/1"><h3>A tile</h3><p>All of it is one link to the story.</p></a>
<a class="bare" href="/t/2" aria-label="A picture alone"><img src="/p.png"></a>
<a class="odd" href="javascript:go()">Not an address</a><a class="odd" href="#top">Top</a>
</body></html>"""
URL = "https://office.example/news/"


def found(selector: str, page: str = NEWS) -> list[tuple[str | None, str, str]]:
    entries = read_links(page.encode(), URL, selector).entries
    return [(one.article.url, one.article.title, one.article.blurb) for one in entries]


CARDS = [
    (
        "https://office.example/news/cranes",
        "Nine cranes, and a tenth",
        "The harbour master counted again, and again came to nine.",
    ),
    ("https://office.example/news/bell", "Gulls learn the bell", "A keeper of bells explains."),
]


def test_what_holds_a_link_gives_its_title_and_what_is_said_beside_it() -> None:
    assert found("article.card") == CARDS
    feed = read_links(NEWS.encode(), URL, ".card")
    assert (feed.title, feed.site_url, feed.language) == ("News of the Harbour Office", URL, "en-GB")
    first = feed.entries[0]
    assert first.key == "office.example/news/cranes" and first.partial
    assert first.article.published is not None and first.article.published.day == 20
    assert first.article.image_url == "https://office.example/cranes.jpg"
    assert (first.article.site, first.article.language) == ("News of the Harbour Office", "en-GB")


def test_the_link_itself_may_match_or_something_in_it() -> None:
    links = [(url, title, "") for url, title, _ in CARDS]
    assert found("article h2 a") == [*links[:1], *links[1:]]
    assert found("article a h2") == [(CARDS[0][0], "Nine cranes once more", "")]
    assert found("a.tile") == found("a.tile p")
    assert found(".tile") == [("https://office.example/t/1", "A tile", "All of it is one link to the story.")]
    assert found(".bare") == [("https://office.example/t/2", "A picture alone", "")]


@pytest.mark.parametrize(
    ("beside", "day"),
    [
        ("<time datetime='2026-11-20T09:00:00Z'>on Friday</time>", 20),
        ("<time>20 November 2026</time>", 20),
        ("<span class='news-date'>20 Nov 2026</span>", 20),
        ("<td>2026-11-20</td>", 20),
        ("<p>20 November 2026</p>", 20),
        ("<p>In 2026 the harbour office counted its cranes for the first time.</p>", None),
        ("<span class='update'>20 November</span>", None),
    ],
)
def test_a_date_beside_a_link_is_when_it_was_published(beside: str, day: int | None) -> None:
    page = f"<html><body><div class='x'><a href='/1'>Nine cranes</a> {beside}</div></body></html>"
    (entry,) = read_links(page.encode(), URL, ".x").entries
    assert (entry.article.published.day if entry.article.published else None) == day
    assert entry.article.blurb in ("", "In 2026 the harbour office counted its cranes for the first time.")


def test_a_list_without_headings() -> None:
    assert found(".briefs > li") == [
        ("https://office.example/b/1", "Ferry late", "the tide was early, and nobody had told it."),
        ("https://office.example/b/2", "Ferry found again", ""),
    ]


@pytest.mark.parametrize(
    "selector", [".odd", "h6 a", "video", "nav a[href='/news/']", "article.card:last-child"]
)
def test_no_link_is_said_with_the_selector_and_what_to_do(selector: str) -> None:
    with pytest.raises(NoLinksError, match="has 13 links, and none matches") as refused:
        found(selector)
    assert selector in str(refused.value) and "\n" not in str(refused.value)
    with pytest.raises(NoLinksError, match="a script may put them there"):
        found(selector, "<html><body><div id=app></div></body></html>")
    with pytest.raises(NoLinksError, match="empty page"):
        found(selector, "")


@pytest.mark.parametrize("selector", ["", "a[", "//a", "a::text", "a:nonsense", "x|a", "h2 >", "a" * 501])
def test_what_is_no_selector_is_said(selector: str) -> None:
    with pytest.raises(DeskError, match="is no CSS selector") as refused:
        found(selector)
    assert len(str(refused.value)) < 300 and "\n" not in str(refused.value)


async def test_a_page_is_fetched_like_a_feed(site: Site, client: Client) -> None:
    def page(request: Request) -> Reply:
        if "if-none-match" in request.headers:
            return Reply(status=304)
        return Reply(NEWS.encode(), headers={"ETag": '"one"', "Content-Type": "text/html"})

    source = await discover_links(client, site.answers("/news/", page), ".card")
    assert source.title == "News of the Harbour Office" and len(site.asked) == 1
    assert site.asked[0].headers["accept"].startswith(b"text/html")
    state = FetchState(source.url, selector=".card", source_id=4)
    first = await fetched(state)
    assert first.status is SourceStatus.UPDATED and first.feed is not None
    assert [one.article.title for one in first.feed.entries] == [title for _, title, _ in CARDS]
    assert first.state.selector == ".card" and first.state.source_id == 4
    assert (await fetched(first.state)).status is SourceStatus.UNCHANGED


async def test_a_page_whose_links_are_gone_fails_in_words(site: Site) -> None:
    url = site.says("/news/", NEWS.replace('class="card"', 'class="tile"'))
    result = await fetched(FetchState(url, selector=".card"))
    assert result.status is SourceStatus.FAILED and result.state.failures == 1
    assert "none matches '.card'" in (result.error or "")
    gone = await fetched(FetchState(site.says("/gone", status=404), selector=".card"))
    assert "has no page at this address (404)" in (gone.error or "")


async def test_a_selector_is_tried_before_it_is_kept(site: Site, client: Client) -> None:
    url = site.says("/news/", NEWS)
    for selector, words in (("a[", "is no CSS selector"), ("h6 a", "none matches 'h6 a'")):
        with pytest.raises(DeskError, match=words):
            await discover_links(client, url, selector)
    with pytest.raises(DeskError, match="404"):
        await discover_links(client, site.url("/nothing"), "a")


_PIECES = st.sampled_from(
    ["<a href='/1'>", "<a href='//[bad'>", "</a>", "<h2>", "</h2>", "<p>", "</p>", "<time datetime='x'>", "</div>",
     "<base href='::'>", "<div class='card date'>", "<img src='data:x' alt=''>", "<svg>", "</svg>", "<!--", "-->",
     "Nine", "20 May 2026", "\0", "\u202e"]
)  # fmt: skip
_WORDS = st.sampled_from(
    ["a", "h2", ".card", "*", ">", " ", ":not(a)", "[href]", ",", "::x", ":has(p)", "|", "(", "#", "\\"]
)


@given(st.lists(_PIECES, max_size=30).map("".join), st.lists(_WORDS, max_size=5).map("".join))
@settings(max_examples=150)
def test_whatever_the_page_and_the_selector_there_are_entries_or_a_sentence(page: str, selector: str) -> None:
    try:
        feed = read_links(page.encode(), URL, selector)
    except DeskError as refused:
        assert "\n" not in str(refused)
    else:
        assert feed.entries and all(entry.article.title and entry.article.url for entry in feed.entries)
    for one in propose_selectors(page.encode(), URL):
        assert one.links == len(read_links(page.encode(), URL, one.selector).entries)
