"""From what a curator types to the feeds behind it, over real HTTP, with as few requests as that takes."""

import gzip

import pytest

from digest.collect.addresses.typed import typed_address
from digest.collect.fetch import FetchState
from digest.collect.follow.discover import discover, linked_feeds
from digest.collect.follow.found import NoFeedError
from digest.collect.follow.known import known_feed, known_in_page
from digest.collect.web.client import Client
from digest.model import DeskError, SourceStatus
from tests.collect.conftest import Site, fetched, rss

PAGE = (
    '<html><head><link rel="{rel}" type="application/{kind}+xml" title="{title}" href="{href}"></head></html>'
)


def link(href: str, title: str = "", kind: str = "rss", rel: str = "alternate") -> str:
    return f'<link rel="{rel}" type="application/{kind}+xml" title="{title}" href="{href}">'


async def test_a_feed_is_asked_for_once_and_need_not_be_asked_again(site: Site, client: Client) -> None:
    url = site.says("/feed", rss("A", "B"), ETag='"one"')
    (found,) = await discover(client, url)
    assert len(site.asked) == 1
    assert found.feed is not None and found.feed.title == found.title == "The Harbour Post"
    assert found.state is not None
    site.says("/feed", status=304)
    again = await fetched(found.state)
    assert again.status is SourceStatus.UNCHANGED
    assert site.asked[-1].headers["if-none-match"] == b'"one"'


async def test_a_feed_that_moved_is_followed_at_its_new_address(site: Site, client: Client) -> None:
    new = site.says("/new", rss("A"))
    (found,) = await discover(client, site.says("/old", status=301, Location="/new"))
    assert found.url == new and found.state == FetchState(
        new, body_hash=found.state.body_hash if found.state else ""
    )


async def test_a_page_names_its_feed_which_is_looked_at_once(site: Site, client: Client) -> None:
    url = site.says("/", link("/feeds/all.xml?a=1&amp;b=2", "All of it"))
    site.says("/feeds/all.xml", rss("A"))
    (found,) = await discover(client, url)
    assert (found.url, found.title) == (site.url("/feeds/all.xml?a=1&b=2"), "All of it")
    assert found.feed is not None and found.state is not None
    assert len(site.asked) == 2


async def test_a_feed_that_a_page_names_and_that_moved_is_followed_where_it_is(
    site: Site, client: Client
) -> None:
    site.says("/old.xml", status=301, Location="/new.xml")
    new = site.says("/new.xml", rss("A"))
    (found,) = await discover(client, site.says("/", link("/old.xml")))
    assert found.url == new


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("gone", 404, "is not there (404)"),
        ("gone", 410, "is not there (410)"),
        ("<!doctype html><title>Not found</title>", 200, "is no feed"),
        ("", 200, "is no feed"),
    ],
)
async def test_a_dead_feed_that_a_page_names_gives_way_and_that_is_said(
    site: Site, client: Client, body: str, status: int, words: str
) -> None:
    page = site.says("/", link("/dead.xml", "News"))
    dead = site.says("/dead.xml", body, status)
    told: list[str] = []
    with pytest.raises(NoFeedError) as refused:
        await discover(client, page, tell=told.append)
    assert f"{dead}, which the page names as its feed, {words}" in str(refused.value)
    assert told == [] and "\n" not in str(refused.value)

    usual = site.says("/rss.xml", rss("A"))
    (found,) = await discover(client, page, tell=told.append)
    assert found.url == usual
    assert [words in one for one in told] == [True]


@pytest.mark.parametrize("status", [403, 429, 500, 503])
async def test_a_feed_that_a_page_names_and_that_cannot_be_read_for_now_is_followed(
    site: Site, client: Client, status: int
) -> None:
    named = site.says("/feed.xml", "later", status)
    (found,) = await discover(client, site.says("/", link("/feed.xml", "News")))
    assert (found.url, found.title, found.feed) == (named, "News", None)


async def test_a_page_that_names_its_feeds_to_readers_alone(site: Site, client: Client) -> None:
    city = site.says("/service/rss/city", rss("A"))
    sport = site.says("/sport.rss", rss("B"))
    site.says("/feedback", "<html>Tell us</html>")
    site.says("/rss/bomb", gzip.compress(bytes(40 << 20)), Content_Encoding="gzip")
    site.says("/rss-help", "<html>What is a feed?</html>")
    page = site.says(
        "/",
        '<a href="/feedback">Feedback</a> <a href="/rss/bomb">All</a> <a href="/rss-help">RSS</a>'
        f'<a href="feed:{city}">City</a>'
        '<a href="/sport.rss">Sport</a><a href="/sport.rss">Sport again</a><a href="/news">News</a>',
    )
    found = await discover(client, page)
    assert [one.url for one in found] == [city, sport] and all(one.feed for one in found)
    assert "/feedback" not in [request.path for request in site.asked]


async def test_an_address_without_a_scheme_may_be_of_a_site_without_tls(site: Site, client: Client) -> None:
    url = site.says("/feed", rss("A"))
    (found,) = await discover(client, url.removeprefix("http://"))
    assert found.url == url
    with pytest.raises(DeskError, match=r"certificate|connected|broke off|not HTTP"):
        await discover(client, url.replace("http://", "https://"))


async def test_a_page_without_a_word_of_it_has_its_feed_at_a_usual_place(site: Site, client: Client) -> None:
    site.says("/rss.xml", rss("A"))
    site.says("/rss", "<html>Subscribe by post</html>")
    (found,) = await discover(client, site.says("/news/today", "<html><body>News</body></html>"))
    assert found.url == site.url("/rss.xml") and found.feed is not None


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("<html><body>No feed here</body></html>", 200, "neither a feed nor a page that names one"),
        ("plain words", 200, "neither a feed nor a page that names one"),
        ("\x89PNG\r\n\x1a\n\x00\x00", 200, "neither a feed nor a page that names one"),
        ("", 404, "404"),
        ("", 500, "500"),
        ("", 403, "403"),
    ],
)
async def test_neither_feed_nor_page_with_a_feed_is_one_sentence(
    site: Site, client: Client, body: str, status: int, words: str
) -> None:
    with pytest.raises(DeskError) as refused:
        await discover(client, site.says("/x", body, status))
    assert words in str(refused.value) and "\n" not in str(refused.value)


async def test_a_feed_may_be_named_in_a_header_or_without_its_type(site: Site, client: Client) -> None:
    told = '</style.css>; rel=preload; as=style, </a.xml>; rel="alternate"; type="application/rss+xml"; title="All"'
    site.says("/a.xml", rss("A"))
    site.says("/b.xml", rss("B"))
    page = site.says("/by-header", "<p>News", Link=told)
    assert [(one.url, one.title) for one in await discover(client, page)] == [(site.url("/a.xml"), "All")]
    page = site.says("/by-rel", '<link rel="feed" href="/b.xml"><link rel="alternate" href="/fr/">')
    assert [one.url for one in await discover(client, page)] == [site.url("/b.xml")]


async def test_a_front_page_that_only_sends_on_is_followed_once(site: Site, client: Client) -> None:
    front = site.says("/", "<meta http-equiv='Refresh' content='0; URL=/en/'>")
    site.says("/en/", link("/en.xml", "News"))
    site.says("/en.xml", rss("A"))
    assert [one.url for one in await discover(client, front)] == [site.url("/en.xml")]
    assert [request.path for request in site.asked] == ["/", "/en/", "/en.xml"]
    circle = site.says("/circle", "<meta http-equiv=refresh content='0;url=/circle2'>")
    site.says("/circle2", "<meta http-equiv=refresh content='0;url=/circle'>")
    with pytest.raises(DeskError, match="neither a feed"):
        await discover(client, circle)


def test_what_embeds_a_page_is_no_feed() -> None:
    page = '<link rel="alternate" type="text/xml+oembed" href="/oembed?format=xml">'
    assert linked_feeds(page, "https://h.example/") == []


def test_comments_and_second_formats_are_no_choice() -> None:
    page = (
        link("/feed", "The Post » Feed")
        + link("/comments/feed", "The Post » Comments Feed")
        + link("/atom", "The Post » Atom", "atom")
    )
    assert [one.url for one in linked_feeds(page, "https://h.example/")] == ["https://h.example/feed"]
    two = link("/news.xml", "News") + link("/sport.xml", "Sport") + link("/news.xml", "News again")
    assert [one.title for one in linked_feeds(two, "https://h.example/")] == ["News", "Sport"]
    odd = (
        link("javascript:alert(1)", "x")
        + link("/style.css", "x", rel="stylesheet")
        + link("", "x", kind="oembed")
    )
    assert linked_feeds(odd, "https://h.example/") == []
    scheme = link("feed:https://h.example/news.xml")
    assert [one.url for one in linked_feeds(scheme, "https://h.example/")] == ["https://h.example/news.xml"]
    based = '<base href="https://feeds.example/a/">' + link("b.xml")
    assert [one.url for one in linked_feeds(based, "https://h.example/")] == ["https://feeds.example/a/b.xml"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harbour.example", "https://harbour.example/"),
        (" harbour.example/news ", "https://harbour.example/news"),
        ("feed://harbour.example/rss", "https://harbour.example/rss"),
        ("feed:https://harbour.example/rss", "https://harbour.example/rss"),
        ("HTTP://Harbour.Example/?utm_source=x", "http://harbour.example/"),
        ("@tamsin@social.example", "https://social.example/@tamsin"),
        ("acct:tamsin@social.example", "https://social.example/@tamsin"),
        ("!ferries@social.example", "https://social.example/c/ferries"),
        ("r/ferries", "https://www.reddit.com/r/ferries"),
        ("/u/tamsin/", "https://www.reddit.com/u/tamsin/"),
        ("git@github.com:owner/repo.git", "https://github.com/owner/repo.git"),
        ("<https://harbour.example/rss>", "https://harbour.example/rss"),
    ],
)
def test_addresses_as_people_type_them(typed: str, meant: str) -> None:
    assert typed_address(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "news",
        "ftp://h.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://u:p@h.example/",
        "tamsin@mail.example",
        "@tamsin@",
    ],
)
def test_what_is_no_address_is_said(typed: str) -> None:
    with pytest.raises(DeskError, match="cannot be followed"):
        typed_address(typed)


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        (
            "https://www.youtube.com/channel/UCabc",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc",
        ),
        ("https://youtube.com/playlist?list=PL1", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1"),
        (
            "https://www.youtube.com/channel/UCabc/videos",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc",
        ),
        ("https://m.youtube.com/user/name", "https://www.youtube.com/feeds/videos.xml?user=name"),
        (
            "https://www.youtube.com/watch?v=1&list=PL1&index=2",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1",
        ),
        ("https://www.youtube.com/watch?v=1&list=RDmix", None),
        ("https://youtu.be/1?list=PL1", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1"),
        ("https://www.youtube.com/watch?v=1", None),
        (
            "https://music.youtube.com/playlist?list=PL1",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1",
        ),
        ("https://www.youtube.com/feeds/videos.xml?channel_id=UCabc", None),
        ("https://www.youtube.com/@name", None),
        ("https://www.youtube.com/@name/videos", None),
        ("https://www.youtube.com/c/name", None),
        ("https://social.example/@tamsin", "https://social.example/@tamsin.rss"),
        ("https://social.example/@tamsin/", "https://social.example/@tamsin.rss"),
        ("https://social.example/web/@tamsin", "https://social.example/@tamsin.rss"),
        ("https://social.example/@tamsin/with_replies", "https://social.example/@tamsin.rss"),
        ("https://social.example/@tamsin@far.example", "https://far.example/@tamsin.rss"),
        (
            "https://social.example/@tamsin/tagged/ferries",
            "https://social.example/@tamsin/tagged/ferries.rss",
        ),
        ("https://social.example/users/tamsin", "https://social.example/users/tamsin.rss"),
        ("https://social.example/@tamsin/1234", None),
        ("https://www.tiktok.com/@tamsin", None),
        ("https://x.com/@tamsin", None),
        ("https://www.reddit.com/r/ferries", "https://www.reddit.com/r/ferries/.rss"),
        ("https://old.reddit.com/user/tamsin/", "https://www.reddit.com/user/tamsin/.rss"),
        ("https://www.reddit.com/u/tamsin", "https://www.reddit.com/user/tamsin/.rss"),
        ("https://np.reddit.com/r/ferries/top/?t=week", "https://www.reddit.com/r/ferries/top/.rss?t=week"),
        ("https://www.reddit.com/r/feeds", "https://www.reddit.com/r/feeds/.rss"),
        ("https://www.reddit.com/r/ferries/.rss", None),
        ("https://www.reddit.com/r/", None),
        ("https://www.reddit.com/", "https://www.reddit.com/.rss"),
        ("https://www.reddit.com/search?q=ferry", "https://www.reddit.com/search/.rss?q=ferry"),
        ("https://www.reddit.com/domain/h.example", "https://www.reddit.com/domain/h.example/.rss"),
        ("https://github.com/owner", "https://github.com/owner.atom"),
        ("https://github.com/owner/repo", "https://github.com/owner/repo/releases.atom"),
        ("https://github.com/owner/repo/tags", "https://github.com/owner/repo/tags.atom"),
        ("https://github.com/owner/repo/commits/main", "https://github.com/owner/repo/commits/main.atom"),
        ("https://github.com/owner/repo/releases.atom", None),
        ("https://github.com/owner/repo.git", "https://github.com/owner/repo/releases.atom"),
        ("https://github.com/owner/repo/releases/tag/v1", "https://github.com/owner/repo/releases.atom"),
        ("https://github.com/owner/repo/tree/main", "https://github.com/owner/repo/commits/main.atom"),
        ("https://github.com/owner/repo/commits", "https://github.com/owner/repo/commits.atom"),
        ("https://github.com/owner/repo/discussions", "https://github.com/owner/repo/discussions.atom"),
        ("https://github.com/owner/repo/wiki/Home", "https://github.com/owner/repo/wiki.atom"),
        ("https://github.com/owner/repo/issues", None),
        ("https://github.com/orgs/owner/repositories", "https://github.com/owner.atom"),
        ("https://github.com/explore", None),
        ("https://tamsin.substack.com/p/ferry", "https://tamsin.substack.com/feed"),
        ("https://open.substack.com/pub/tamsin/p/ferry", "https://tamsin.substack.com/feed"),
        ("https://substack.com/@tamsin", "https://tamsin.substack.com/feed"),
        ("https://substack.com/home", None),
        ("https://medium.com/@tamsin", "https://medium.com/feed/@tamsin"),
        ("https://medium.com/@tamsin/a-ferry-1a2b", "https://medium.com/feed/@tamsin"),
        ("https://medium.com/harbour-notes/a-ferry-1a2b", "https://medium.com/feed/harbour-notes"),
        ("https://medium.com/tag/ferries", "https://medium.com/feed/tag/ferries"),
        ("https://medium.com/feed/@tamsin", None),
        ("https://medium.com/search", None),
        ("https://bsky.app/profile/tamsin.example", "https://bsky.app/profile/tamsin.example/rss"),
        ("https://bsky.app/profile/did:plc:tamsin/post/3k", "https://bsky.app/profile/did:plc:tamsin/rss"),
        ("https://social.example/tags/ferries", "https://social.example/tags/ferries.rss"),
        ("https://tamsin.wordpress.com/2026/11/22/ferry/", "https://tamsin.wordpress.com/feed/"),
        ("https://tamsin.wordpress.com/tag/ferry/", "https://tamsin.wordpress.com/tag/ferry/feed/"),
        ("https://tamsin.tumblr.com/post/12/ferry", "https://tamsin.tumblr.com/rss"),
        ("https://tamsin.tumblr.com/tagged/ferry", "https://tamsin.tumblr.com/tagged/ferry/rss"),
        ("https://www.tumblr.com/tamsin/12/ferry", "https://tamsin.tumblr.com/rss"),
        ("https://www.tumblr.com/blog/view/tamsin/12", "https://tamsin.tumblr.com/rss"),
        ("https://www.tumblr.com/explore", None),
        ("https://tamsin.blogspot.com/2026/11/ferry.html", "https://tamsin.blogspot.com/feeds/posts/default"),
        ("https://tamsin.blogspot.co.uk/", "https://tamsin.blogspot.co.uk/feeds/posts/default"),
        (
            "https://tamsin.blogspot.com/search/label/ferry",
            "https://tamsin.blogspot.com/feeds/posts/default/-/ferry",
        ),
        ("https://tamsin.blogspot.com/feeds/posts/default/-/ferry", None),
        ("https://tamsin.wordpress.com/comments/feed/", None),
        ("https://lemmy.example/c/ferries", "https://lemmy.example/feeds/c/ferries.xml?sort=New"),
        ("https://lemmy.example/u/tamsin", "https://lemmy.example/feeds/u/tamsin.xml?sort=New"),
        ("https://lemmy.example/post/12", None),
        ("https://news.ycombinator.com/", "https://news.ycombinator.com/rss"),
        ("https://news.ycombinator.com/show", "https://news.ycombinator.com/showrss"),
        ("https://news.ycombinator.com/item?id=1", None),
        ("https://news.google.com/", "https://news.google.com/rss"),
        (
            "https://news.google.com/search?q=ferry&hl=en-GB",
            "https://news.google.com/rss/search?q=ferry&hl=en-GB",
        ),
        ("https://news.google.com/topics/CAAq?hl=en", "https://news.google.com/rss/topics/CAAq?hl=en"),
        ("https://news.google.com/rss/search?q=ferry", None),
        ("https://www.reddit.com/user/tamsin/m/boats", "https://www.reddit.com/user/tamsin/m/boats/.rss"),
        ("https://harbour.example/", None),
    ],
)
def test_feeds_that_are_known_by_rule(page: str, feed: str | None) -> None:
    assert known_feed(page) == feed


def test_a_videos_page_says_whose_it_is() -> None:
    markup = '<script>var x = {"videoId":"1","channelId":"UC0123456789abcdefghijkl","title":"x"}</script>'
    feed = "https://www.youtube.com/feeds/videos.xml?channel_id=UC0123456789abcdefghijkl"
    assert known_in_page("https://www.youtube.com/watch?v=1", markup) == feed
    assert known_in_page("https://harbour.example/", markup) is None


async def test_a_rule_that_fails_gives_way_to_what_the_page_says(site: Site, client: Client) -> None:
    page = site.says("/@tamsin", link("/people/tamsin.xml", "Tamsin"))
    site.says("/people/tamsin.xml", rss("A"))
    assert [one.url for one in await discover(client, page)] == [site.url("/people/tamsin.xml")]
    site.says("/@tamsin.rss", rss("A"))
    site.asked.clear()
    assert [one.url for one in await discover(client, page)] == [site.url("/@tamsin.rss")]
    assert len(site.asked) == 1
