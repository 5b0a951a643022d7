"""News sitemaps (sitemaps.org 0.9 with Google's news extension): a site without a feed, followed all the same."""

from contextlib import suppress
from urllib.parse import urlsplit

from lxml import etree

from digest.collect.addresses.canonical import article_url
from digest.collect.feeds.entries import Raw, article_entry
from digest.collect.feeds.parse import Feed, NotAFeedError, unpacked
from digest.collect.text.dates import read_date
from digest.collect.text.pictures import Picture
from digest.collect.text.words import language_tag
from digest.model import DeskError, clean_line

_ENTRY_LIMIT = 1_000  # a news sitemap has this many at most
_INDEX_LIMIT = 50


def is_sitemap(start: bytes) -> bool:
    """Whether a document that begins so is a sitemap or an index of them."""
    return b"<urlset" in start or b"<sitemapindex" in start


def read_sitemap(body: bytes, url: str) -> Feed:
    """The articles of a news sitemap. Raises NotAFeedError for one that lists pages and no news."""
    root = _root(body)
    entries = [] if root is None else [_raw(node) for node in root.iter("{*}url")][:_ENTRY_LIMIT]
    news = [raw for raw in entries if raw.title]
    if root is None or not news:
        raise NotAFeedError(
            f"{url} is a sitemap without news in it; give the address of a feed or of a news sitemap."
        )
    name = next((clean_line(node.text or "") for node in root.iter("{*}name")), "")
    site = name or urlsplit(url).netloc
    origin = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/"
    return Feed(site, origin, news[0].language, [article_entry(raw, site, url) for raw in news])


def sitemaps_in(body: bytes, url: str) -> list[str]:
    """The sitemaps that an index lists, those that speak of news first."""
    root = _root(body)
    if root is None or etree.QName(root).localname != "sitemapindex":
        return []
    found = [address for node in root.iter("{*}loc") if (address := article_url(node.text or "", url))]
    return sorted(found, key=lambda address: "news" not in address.lower())[:_INDEX_LIMIT]


def _root(body: bytes) -> etree._Element | None:
    with suppress(DeskError):
        body = unpacked(body)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _raw(node: etree._Element) -> Raw:
    link = _text(node, "{*}loc")
    return Raw(
        guid="",
        link=link,
        title=clean_line(_text(node, "{*}news/{*}title")),
        published=read_date(_text(node, "{*}news/{*}publication_date") or _text(node, "{*}lastmod")),
        language=language_tag(_text(node, "{*}news/{*}publication/{*}language")),
        pictures=[Picture(_text(node, "{*}image/{*}loc"))],
    )


def _text(node: etree._Element, path: str) -> str:
    return (node.findtext(path) or "").strip()
