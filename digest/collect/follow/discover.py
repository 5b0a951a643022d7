"""From an address that a curator typed to the feeds behind it, with as few requests as that takes."""

import asyncio
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from urllib.parse import urljoin

from lxml.html import HtmlElement

from digest.collect.addresses.typed import FEED_SCHEME, typed_address
from digest.collect.feeds.parse import Feed, NotAFeedError, parse_feed
from digest.collect.feeds.sitemap import sitemaps_in
from digest.collect.fetch import (
    FEED_TYPES,
    PAGE_TYPES,
    PARSE_SECONDS,
    FetchState,
    is_page,
    state_after,
)
from digest.collect.follow.found import FoundFeed, NoFeedError, Proposal, own_words
from digest.collect.follow.known import known_feed, known_in_page
from digest.collect.text.html import parse_html
from digest.collect.text.sniff import decode_text
from digest.collect.web.barriers import barrier
from digest.collect.web.client import Answer, Client, UnreachableError, get
from digest.collect.web.politeness import refusal
from digest.collect.web.turns import host_of
from digest.collect.workers import WorkerError, shared_workers
from digest.model import DeskError, clean_line, web_url

_FEED_TYPE = re.compile(
    r"\s*(?:application|text)/(?:(rss|atom|rdf)\+xml|(feed\+json)|xml)\s*(?:;|$)", re.IGNORECASE
)
_KINDS = {"rss": "RSS", "atom": "Atom", "rdf": "RDF", "feed+json": "JSON Feed"}
_WELL_KNOWN = (
    "/feed",
    "/feed.xml",
    "/rss",
    "/rss.xml",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
    "/feeds/posts/default",
)
PROPOSAL_SECONDS = 5.0
"""The most that looking for a page's headlines may take: a curator waits for it."""

_FEED_ADDRESS = re.compile(r"(?:^|[/._=-])(?:rss|atom|rdf|feeds?)(?:[/._?0-9-]|xml|$)", re.IGNORECASE)
_ANCHORS = 5  # links of a page that are tried
_MOST = 50
_SITEMAPS = 6
_USUAL_SITEMAPS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap.xml")
_SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_ROBOTS_BYTES = 500_000  # RFC 9309: what a crawler has to read of it
_LINK_HEADER = re.compile(r"<([^<>]{1,2000})>((?:\s*;\s*[\w*-]+\s*=\s*(?:\"[^\"]*\"|[^\s\",;]+))*)")
_LINK_PARAMETER = re.compile(r";\s*([\w*-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s\",;]+))")
_HEADER_READ = 8_000
_REFRESH = re.compile(r"\s*[0-5](?:\.\d*)?\s*[;,]\s*url\s*=\s*[\"']?\s*([^\"'\s]+)", re.IGNORECASE)
_COMMENTS = re.compile(r"comments?\b|kommentare|commentaires|comentarios", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate(FoundFeed):
    """A feed that was found. `feed` and `state` are there when it was read on the way: it need not be asked
    for again, and `state` is what to remember for the next fetch.
    """

    feed: Feed | None = None
    state: FetchState | None = None


class DeadFeedError(DeskError):
    """What a page names as its feed is none."""


def _silently(_: str) -> None:
    return None


async def discover(
    client: Client, url: str, *, seconds: float = 20, tell: Callable[[str], None] = _silently
) -> list[Candidate]:
    """The feeds at `url`: itself when it is one, else those its page names, else those its links lead to, else
    those at well-known paths, else its news sitemap.

    Feeds of comments are left out where there are others. One feed alone that a page names is looked at: where
    there is none, `tell` is called with a sentence about that, and the other ways are gone. Raises NoFeedError when
    there is none of them, and another DeskError when there is no answer.
    """
    known = known_feed(typed_address(url))
    if known and (candidate := await _attempt(client, known, seconds)):
        return [candidate]
    url, answer = await _ask(client, url, seconds, FEED_TYPES)
    if answer.status != 200:
        raise DeskError(_refusal(answer, "feed"))
    if candidate := await _as_feed(answer, url):
        return [candidate]
    if told := barrier(host_of(answer.url), answer.headers, answer.body):
        raise DeskError(told)
    markup = decode_text(answer.body, answer.charset)
    found = _named(markup, answer)
    # What a page says itself goes before what stands in it.
    known = None if found else known_in_page(url, markup)
    if known and (candidate := await _attempt(client, known, seconds)):
        return [candidate]
    if not found and (onward := _goes_on_to(markup, answer.url)) and onward != url:
        _, answer = await _ask(client, onward, seconds, FEED_TYPES)
        markup = decode_text(answer.body, answer.charset)
        found = _named(markup, answer)
    dead = ""
    if len(found) == 1:
        try:
            found = [await _looked_at(client, found[0], seconds)]
        except DeadFeedError as error:
            found, dead = [], str(error)
    found = found or await _unnamed(client, markup, answer.url, seconds)
    if not found:
        raise NoFeedError(url, await _proposals(answer), dead)
    if dead:
        tell(dead)
    return found


def _named(markup: str, page: Answer) -> list[Candidate]:
    return linked_feeds(markup, page.url, page.headers.get("link", ""))


async def _unnamed(client: Client, markup: str, url: str, seconds: float) -> list[Candidate]:
    """The feeds of a site whose page names none to programs."""
    return (
        await _attempt_all(client, feed_anchors(markup, url), seconds)
        or await _well_known(client, url, seconds)
        or await _news_sitemap(client, url, seconds)
    )


async def _looked_at(client: Client, named: Candidate, seconds: float) -> Candidate:
    """A feed that a page names, once it was seen to be there. Raises DeadFeedError where it is not.

    One that cannot be read for now (its server is in trouble, or wants rest) is taken at the page's word.
    """
    try:
        answer = await get(client, named.url, seconds=seconds, accept=FEED_TYPES)
        seen = await _as_feed(answer, named.url)
    except DeskError:
        return named
    if seen is not None:
        return replace(seen, title=named.title or seen.title, kind=named.kind)
    if answer.status in (404, 410):
        raise DeadFeedError(f"{named.url}, which the page names as its feed, is not there ({answer.status}).")
    if answer.status == 200 and not barrier(host_of(answer.url), answer.headers, answer.body):
        raise DeadFeedError(f"{named.url}, which the page names as its feed, is no feed.")
    return named


def _refusal(answer: Answer, what: str) -> str:
    host = host_of(answer.url)
    return barrier(host, answer.headers, answer.body, what) or refusal(host, answer.status, what)


async def _proposals(page: Answer) -> list[Proposal]:
    """The links of a page that look like its headlines."""
    from digest.collect.follow.proposals import propose_selectors

    read = shared_workers().arun
    try:
        return await read(PROPOSAL_SECONDS, propose_selectors, page.body, page.url, page.charset)
    except WorkerError:
        return []  # a page too much to read has no headlines to propose


async def discover_links(client: Client, url: str, selector: str, *, seconds: float = 20) -> Candidate:
    """The page at `url` as a source: the links on it that `selector` finds, which are some.

    Raises DeskError, in one sentence, when the selector is not valid or finds none, or there is no answer.
    """
    from digest.collect.feeds.links import check_selector, read_links

    check_selector(selector)
    url, answer = await _ask(client, url, seconds, PAGE_TYPES)
    if answer.status != 200:
        raise DeskError(_refusal(answer, "page"))
    read = shared_workers().arun
    try:
        feed = await read(PARSE_SECONDS, read_links, answer.body, answer.url, selector, answer.charset)
    except WorkerError as error:
        raise DeskError(f"{url}: the page is too much to read, {error}.") from None
    state = state_after(answer, FetchState(url, selector=selector))
    return Candidate(state.url, feed.title, feed=feed, state=state)


async def _ask(client: Client, typed: str, seconds: float, accept: str) -> tuple[str, Answer]:
    """What is at the address that a person typed, and that address: without a scheme, https goes before http."""
    url = typed_address(typed)
    try:
        return url, await get(client, url, seconds=seconds, accept=accept)
    except UnreachableError as error:
        if "://" in typed:
            raise
        plain = f"http://{url.removeprefix('https://')}"
        try:
            return plain, await get(client, plain, seconds=seconds, accept=accept)
        except UnreachableError:
            raise error from None


async def _as_feed(answer: Answer, asked: str) -> Candidate | None:
    """The answer as a feed, when it is one."""
    if answer.status != 200 or is_page(answer.body):
        return None
    kind = answer.headers.get("content-type")
    try:
        feed = await shared_workers().arun(PARSE_SECONDS, parse_feed, answer.body, answer.url, kind)
    except NotAFeedError:
        return None
    except WorkerError as error:
        raise DeskError(f"{asked}: the feed is too much to read, {error}.") from None
    state = state_after(answer, FetchState(asked))
    return Candidate(state.url, feed.title, feed=feed, state=state)


def linked_feeds(markup: str, url: str, header: str = "") -> list[Candidate]:
    """The feeds that a page names in its `<link rel="alternate">` and that are worth a choice, and those that its
    Link header (RFC 8288) names.
    """
    tree = parse_html(markup)
    links: list[Mapping[str, str | None]] = (
        [] if tree is None else [link.attrib for link in tree.iter("link")]
    )
    base = url if tree is None else _base(tree, url)
    found: dict[str, Candidate] = {}
    for link in chain(links, _header_links(header, url)):
        if (one := _named_feed(link, base)) is not None:
            found.setdefault(one.url, one)
        if len(found) >= _MOST:
            break
    return _worth_choosing(list(found.values()))


def _goes_on_to(markup: str, url: str) -> str | None:
    """Where a page sends its readers at once, as the front of a site in several languages does."""
    tree = parse_html(markup)
    metas = () if tree is None else tree.iter("meta")
    told = (
        meta.get("content") or "" for meta in metas if (meta.get("http-equiv") or "").lower() == "refresh"
    )
    found = next(filter(None, map(_REFRESH.match, told)), None)
    return _address(found[1], url) if found else None


def _header_links(header: str, url: str) -> Iterator[Mapping[str, str | None]]:
    for target, told in _LINK_HEADER.findall(header[:_HEADER_READ]):
        told = {name.lower(): quoted or plain for name, quoted, plain in _LINK_PARAMETER.findall(told)}
        yield {**told, "href": urljoin(url, target)}


def _named_feed(link: Mapping[str, str | None], base: str) -> Candidate | None:
    """The feed that a link of a page's head names; None where it names none."""
    rel = (link.get("rel") or "").lower().split()
    kind = _FEED_TYPE.match(link.get("type") or "")
    if not ("feed" in rel if kind is None else {"alternate", "feed"} & set(rel)):
        return None
    address = _address(link.get("href"), base)
    if address is None:
        return None
    named = "" if kind is None else _KINDS.get((kind[1] or kind[2] or "").lower(), "")
    return Candidate(address, clean_line(link.get("title") or "", 200), named)


def feed_anchors(markup: str, url: str) -> list[str]:
    """The addresses of a page's links that look like those of feeds: for pages that name theirs to readers alone."""
    tree = parse_html(markup)
    if tree is None:
        return []
    base = _base(tree, url)
    likely = (link for link in tree.iter("a") if _FEED_ADDRESS.search(link.get("href") or ""))
    found = dict.fromkeys(address for link in likely if (address := _address(link.get("href"), base)))
    return list(found)[:_ANCHORS]


def _base(tree: HtmlElement, url: str) -> str:
    told: str = next((node.get("href") or "" for node in tree.iter("base")), "")
    return urljoin(url, told)


def _address(href: str | None, base: str) -> str | None:
    try:
        return web_url(urljoin(base, FEED_SCHEME.sub("", (href or "").strip())))
    except ValueError:
        return None


def _worth_choosing(found: list[Candidate]) -> list[Candidate]:
    """The feeds a curator may mean: not those of comments, and of the same feed in two formats the first."""
    articles = [one for one in found if not _COMMENTS.search(f"{one.title} {one.url}")]
    named: dict[str, Candidate] = {}
    for one in articles or found:
        named.setdefault(own_words(one.title) if one.title else one.url, one)
    return list(named.values())


async def _attempt_all(client: Client, urls: list[str], seconds: float) -> list[Candidate]:
    """Those of the addresses that hold a feed, each feed once, all tried at the same time."""
    tried = await asyncio.gather(*(_attempt(client, url, seconds) for url in urls))
    return list({one.url: one for one in tried if one is not None}.values())


async def _well_known(client: Client, url: str, seconds: float) -> list[Candidate]:
    """The first of the usual paths that holds a feed, all tried within `seconds`."""
    try:
        async with asyncio.timeout(seconds):
            for path in _WELL_KNOWN:
                if candidate := await _attempt(client, urljoin(url, path), seconds):
                    return [candidate]
    except TimeoutError:
        pass  # what could be looked at in the time was looked at; the caller says that nothing was found
    return []


async def _news_sitemap(client: Client, url: str, seconds: float) -> list[Candidate]:
    """The news sitemap that robots.txt names, or at a usual path where it names none, straight or through an index."""
    try:
        async with asyncio.timeout(seconds):
            robots = await get(client, urljoin(url, "/robots.txt"), seconds=seconds)
            told = _SITEMAP.findall(decode_text(robots.body[:_ROBOTS_BYTES])) if robots.status == 200 else []
            told = told or list(_USUAL_SITEMAPS)
            waiting = sorted(told, key=lambda one: "news" not in one.lower())[:_SITEMAPS]
            for address in waiting:
                answer = await get(client, urljoin(url, address), seconds=seconds)
                if candidate := await _as_feed(answer, answer.url):
                    return [candidate]
                listed = [one for one in sitemaps_in(answer.body, answer.url) if one not in waiting]
                waiting += listed[: _SITEMAPS - len(waiting)]
    except (TimeoutError, DeskError):
        pass  # what could be looked at was looked at; the caller says that nothing was found
    return []


async def _attempt(client: Client, url: str, seconds: float) -> Candidate | None:
    """The feed at an address that is a guess: what is wrong with it is no answer to the curator."""
    try:
        return await _as_feed(await get(client, url, seconds=seconds, accept=FEED_TYPES), url)
    except DeskError:
        return None
