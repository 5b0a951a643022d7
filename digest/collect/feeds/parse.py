"""A feed's bytes to its entries: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from digest.collect.addresses.canonical import address_code, identity
from digest.collect.text.sniff import is_ebcdic
from digest.collect.web.decode import BODY_LIMIT, decode
from digest.model import Article, DeskError, ImageSize, TextLink, clean_line
from digest.model.urls import PLACE

KEY_LIMIT = 500
_SHARED = 3  # titles under one address


class NotAFeedError(DeskError):
    """What came is no feed at all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `key` names it within its feed from one fetch to the next (its guid, else its address, else
    a hash of what it says); `partial` is True where the feed gave no full text; `address` is the same for
    every spelling of the article's address (None: it has none), and `is_detour` says that this spelling is
    not the site's own. `links` are those of its text.
    """

    key: str
    article: Article
    partial: bool = False
    image_size: ImageSize | None = None
    address: int | None = None
    is_detour: bool = False
    links: list[TextLink] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read. `ttl` is in minutes, as the feed asks; `problem` a sentence for the curator when
    the feed was not well-formed and could be read all the same.
    """

    title: str
    site_url: str | None = None
    language: str | None = None
    entries: list[Entry] = field(default_factory=list)
    ttl: int | None = None
    problem: str | None = None


def parse_feed(body: bytes, url: str, content_type: str | None = None) -> Feed:
    """The feed in `body`, which came from `url` with that Content-Type header.

    Raises NotAFeedError, in one sentence, when it is no feed. Takes long for hostile input: `fetch` runs it
    in a worker process.
    """
    body = unpacked(body)
    if is_ebcdic(body):
        raise NotAFeedError(
            f"{url} is in EBCDIC, the letters of mainframes; ask the site for its feed in UTF-8."
        )
    start = body[:1024].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")  # also of UTF-16
    if start.startswith(b"{"):
        from digest.collect.feeds.jsonfeed import read_json_feed

        return read_json_feed(body, url)
    from digest.collect.feeds.sitemap import is_sitemap, read_sitemap

    if is_sitemap(start):
        return read_sitemap(body, url)
    from digest.collect.feeds.xmlfeed import read_xml_feed

    return read_xml_feed(body, url, content_type)


def unpacked(body: bytes) -> bytes:
    """The file in `body` where that is kept packed, as sitemaps are: not the transport's coding. Raises DeskError."""
    return decode(body, "gzip", BODY_LIMIT)[0] if body.startswith(b"\x1f\x8b") else body


def entry_key(guid: str, link: str | None, title: str, text: str) -> str:
    """The name of an entry within its feed; see Entry.key."""
    if guid := clean_line(guid, KEY_LIMIT + 1):
        if len(guid) <= KEY_LIMIT:
            return guid
    elif link:
        return identity(link)
    words = guid or f"{title}\n{text[:2000]}"
    return "sha256:" + hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def told_apart(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of a feed, also those that it does not tell apart itself.

    A guid that several have which differ in address or title (as where it is always the same) names none of them.
    A page to which three or more lead, each of another title (a podcast's show, a list of changes), is no article's
    own: each is a place on it, by a fragment that the page does not mind where the feed gives none.
    """
    named, titles = defaultdict[str, set[str]](set), defaultdict[int | None, set[str]](set)
    for one in entries:
        named[one.key].add(one.article.url or one.article.title)
        titles[one.address].add(one.article.title)
    told = [one if len(named[one.key]) == 1 else _named_by_words(one) for one in entries]
    return [
        one if one.address is None or len(titles[one.address]) < _SHARED else _placed(one) for one in told
    ]


def _named_by_words(entry: Entry) -> Entry:
    article = entry.article
    return replace(entry, key=entry_key("", None, article.title, article.url or article.text))


def _placed(entry: Entry) -> Entry:
    """The entry as a place on a page that it shares with others."""
    url = entry.article.url or ""
    if "#" not in url:
        url += PLACE + hashlib.sha256(entry.key.encode()).hexdigest()[:12]
    own = entry.article.model_copy(update={"url": url})
    return replace(entry, article=own, address=address_code(url, with_fragment=True))


def title_for(title: str, text: str, link: str | None) -> str:
    """A title for an entry that has none: the beginning of its text, else the end of its address."""
    from digest.collect.text.words import blurb_of

    if title:
        return title
    if text:
        return blurb_of(text, 90)
    if link:
        parts = urlsplit(link)
        return clean_line(parts.path.rstrip("/").rpartition("/")[2].replace("-", " ") or parts.netloc)
    return "Untitled"
