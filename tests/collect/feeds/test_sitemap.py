"""News sitemaps serve where a site has no feed, and no sitemap does harm."""

import gzip
from datetime import UTC, datetime

import pytest

from digest.collect.feeds.parse import NotAFeedError, parse_feed
from digest.collect.follow.discover import discover
from digest.collect.web.client import Client
from digest.model import DeskError
from tests.collect.conftest import Site

NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://harbour.example/ferry?a=1&amp;b=2</loc>
<news:news><news:publication><news:name>The Harbour Post</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2026-11-20T11:00:00+01:00</news:publication_date>
<news:title>Ferry &amp; crane sold</news:title></news:news>
<image:image><image:loc>/boat.jpg</image:loc></image:image></url>
<url><loc>https://harbour.example/about</loc></url></urlset>"""
PAGES = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
PAGES += b"<url><loc>https://h.example/about</loc></url></urlset>"
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'


@pytest.mark.parametrize("body", [NEWS, gzip.compress(NEWS, mtime=0), b"\xef\xbb\xbf" + NEWS])
def test_a_news_sitemap_is_a_feed(body: bytes) -> None:
    feed = parse_feed(body, "https://harbour.example/news.xml")
    assert (feed.title, feed.site_url, feed.language) == (
        "The Harbour Post",
        "https://harbour.example/",
        "en",
    )
    (entry,) = feed.entries
    article = entry.article
    assert (article.title, article.url) == ("Ferry & crane sold", "https://harbour.example/ferry?a=1&b=2")
    assert article.published == datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert article.image_url == "https://harbour.example/boat.jpg"
    assert entry.key == "harbour.example/ferry?a=1&b=2"


@pytest.mark.parametrize(
    "body", [PAGES, INDEX.format("").encode(), b"<urlset", gzip.compress(bytes(1000), mtime=0)]
)
def test_a_sitemap_without_news_is_no_feed(body: bytes) -> None:
    with pytest.raises(NotAFeedError):
        parse_feed(body, "https://harbour.example/sitemap.xml")


def test_a_packed_bomb_is_refused() -> None:
    with pytest.raises(DeskError, match="24 MB"):
        parse_feed(gzip.compress(bytes(40 << 20)), "https://harbour.example/sitemap.xml.gz")


async def test_a_site_without_a_feed_is_followed_by_the_news_sitemap_that_its_robots_file_names(
    site: Site, client: Client
) -> None:
    page = site.says("/", "<html><body>No feed</body></html>")
    site.says(
        "/robots.txt", f"User-agent: *\nDisallow:\nSitemap: {site.url('/index.xml')}\nsitemap: /pages.xml\n"
    )
    site.says("/pages.xml", PAGES)
    entries = "".join(
        f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in ("/pages.xml", "/news-map.xml")
    )
    site.says("/index.xml", INDEX.format(entries))
    site.says("/news-map.xml", NEWS)
    (found,) = await discover(client, page)
    assert found.url == site.url("/news-map.xml")
    assert found.feed is not None and found.title == "The Harbour Post"


async def test_a_sitemap_that_names_itself_does_not_go_round(site: Site, client: Client) -> None:
    page = site.says("/", "<html><body>No feed</body></html>")
    site.says("/robots.txt", "Sitemap: /index.xml")
    site.says("/index.xml", INDEX.format(f"<sitemap><loc>{site.url('/index.xml')}</loc></sitemap>" * 40))
    with pytest.raises(DeskError, match="neither a feed"):
        await discover(client, page)
    assert len(site.asked) < 25


async def test_an_index_may_be_packed_and_stand_at_a_usual_path(site: Site, client: Client) -> None:
    page = site.says("/", "<html><body>No feed</body></html>")
    index = INDEX.format(f"<sitemap><loc>{site.url('/news.xml.gz')}</loc></sitemap>").encode()
    site.says("/sitemap.xml", gzip.compress(index))
    site.says("/news.xml.gz", gzip.compress(NEWS))
    (found,) = await discover(client, page)
    assert found.url == site.url("/news.xml.gz") and found.title == "The Harbour Post"
    site.says("/robots.txt", "Sitemap: /elsewhere.xml")
    with pytest.raises(DeskError, match="neither a feed"):
        await discover(client, page)
