"""Ask sources for what is new: politely, conditionally, many at a time, each on its own."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import httpx

from digest.collect import politeness
from digest.collect.client import Answer, get, open_client
from digest.collect.feeds import Feed, parse_feed
from digest.collect.workers import WorkerError, shared_workers
from digest.model import DeskError, SourceStatus, now

FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.3"
)
PER_HOST = 4
"""Requests to one host at the same time."""

PARSE_SECONDS = 20.0
"""The most that reading one feed may take."""


@dataclass(frozen=True, slots=True)
class FetchState:
    """What is remembered of a source between two requests. `etag` and `last_modified` are the server's own
    bytes (as Latin-1), to be sent back untouched; `failures` counts those in a row. `source_id` is the
    caller's, and comes back in the result.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    failures: int = 0
    source_id: int = 0


@dataclass(frozen=True, slots=True)
class FetchResult:
    """How one request ended.

    `state` is to be kept in place of the one that was asked with; where the source moved for good its `url`
    is the new one. `feed` is there when the status is updated or moved. `error` is a sentence for the
    curator. `due` is when to ask next (None: never, the source is gone); `rest_until` until when the whole
    host wants to be left alone.
    """

    asked: FetchState
    status: SourceStatus
    state: FetchState
    feed: Feed | None = None
    error: str | None = None
    due: datetime | None = None
    rest_until: datetime | None = None

    @property
    def host(self) -> str:
        """The host that was asked, as `rests` names it."""
        return host_of(self.asked.url)


@dataclass(slots=True)
class _Hosts:
    """The hosts of one round: how many requests each has under way, and which want rest until when."""

    rests: dict[str, datetime]
    gates: dict[str, asyncio.Semaphore] = field(default_factory=dict)

    def gate(self, host: str) -> asyncio.Semaphore:
        return self.gates.setdefault(host, asyncio.Semaphore(PER_HOST))

    def resting(self, host: str) -> datetime | None:
        until = self.rests.get(host)
        return until if until is not None and until > now() else None


def host_of(url: str) -> str:
    """The host of an address, with its port where it names one."""
    return urlsplit(url).netloc


async def fetch_many(
    states: Iterable[FetchState],
    *,
    at_once: int = 32,
    seconds: float = 20,
    interval: timedelta = timedelta(minutes=30),
    rests: Mapping[str, datetime] | None = None,
) -> AsyncGenerator[FetchResult, None]:
    """Ask every source; the results come in the order in which they are ready.

    `at_once` requests are under way at the same time, four of them to one host at most. `seconds` is what
    one source may take in all, `interval` the least time between two requests to it, `rests` says until when
    a host (as `host_of` spells it) wants to be left alone. One source's trouble is in its own result and
    nowhere else.
    """
    hosts = _Hosts(dict(rests or {}))
    places = asyncio.Semaphore(at_once)
    async with open_client(at_once) as client:

        async def one(state: FetchState) -> FetchResult:
            host = host_of(state.url)
            async with hosts.gate(host):
                if until := hosts.resting(host):
                    return _left_alone(state, until)
                async with places:
                    answer = await _ask(client, state, seconds)
                result = await _read(state, answer, interval)
                if result.rest_until:
                    hosts.rests[host] = result.rest_until
                return result

        tasks = [asyncio.create_task(one(state)) for state in states]
        try:
            for ready in asyncio.as_completed(tasks):
                yield await ready
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def fetch_feed(
    client: httpx.AsyncClient,
    state: FetchState,
    *,
    seconds: float = 20,
    interval: timedelta = timedelta(minutes=30),
) -> FetchResult:
    """Ask one source; see `fetch_many`. Never raises for what the source or its server does."""
    return await _read(state, await _ask(client, state, seconds), interval)


def _left_alone(state: FetchState, until: datetime) -> FetchResult:
    told = f"{host_of(state.url)} asked to be left alone until {until:%H:%M} UTC on {until:%d %B}."
    return FetchResult(state, SourceStatus.FAILED, state, error=told, due=until, rest_until=until)


async def _ask(client: httpx.AsyncClient, state: FetchState, seconds: float) -> Answer | DeskError:
    headers = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    sent = {name: value for name, value in headers.items() if value}
    try:
        return await get(client, state.url, seconds=seconds, accept=FEED_TYPES, headers=sent)
    except DeskError as error:
        return error


async def _read(state: FetchState, answer: Answer | DeskError, interval: timedelta) -> FetchResult:
    if isinstance(answer, DeskError):
        return _failed(state, str(answer), interval)
    if answer.status == 304:
        return _unchanged(state, answer, interval)
    if answer.status == 410:
        told = politeness.refusal(host_of(state.url), 410, answer.headers)
        return FetchResult(state, SourceStatus.GONE, state, error=told)
    if answer.status != 200:
        return _refused(state, answer, interval)
    return await _fresh(state, answer, interval)


def _unchanged(state: FetchState, answer: Answer, interval: timedelta, body_hash: str = "") -> FetchResult:
    kept = replace(
        state,
        etag=answer.verbatim("ETag") or state.etag,
        last_modified=answer.verbatim("Last-Modified") or state.last_modified,
        body_hash=body_hash or state.body_hash,
        failures=0,
    )
    return FetchResult(state, SourceStatus.UNCHANGED, kept, due=politeness.next_due(answer.headers, interval))


async def _fresh(state: FetchState, answer: Answer, interval: timedelta) -> FetchResult:
    body_hash = _hash(answer.body)
    if body_hash == state.body_hash and not answer.moved_to:
        return _unchanged(
            replace(state, etag="", last_modified=""), answer, interval, body_hash
        )  # what the server no longer sends is not sent back
    kind = answer.headers.get("content-type")
    try:
        feed = await shared_workers().arun(PARSE_SECONDS, parse_feed, answer.body, answer.url, kind)
    except WorkerError as error:
        return _failed(state, f"{host_of(state.url)}: the feed is too much to read, {error}.", interval)
    except DeskError as error:
        return _failed(state, politeness.challenge(answer.headers) or str(error), interval)
    if not answer.complete:
        feed = replace(
            feed, problem="The feed broke off on the way; the rest is asked for at the next fetch."
        )
    kept = state_after(answer, state.url, state.source_id)
    moved = kept.url != state.url
    return FetchResult(
        state,
        SourceStatus.MOVED if moved else SourceStatus.UPDATED,
        kept,
        feed=feed,
        due=politeness.next_due(answer.headers, interval, feed.ttl),
    )


def state_after(answer: Answer, url: str, source_id: int = 0) -> FetchState:
    """What to remember of a source that gave this answer when asked at `url`.

    A feed that broke off must be asked for whole the next time: no validators of it are kept.
    """
    url = answer.moved_to or url
    if not answer.complete:
        return FetchState(url, source_id=source_id)
    return FetchState(
        url,
        etag=answer.verbatim("ETag"),
        last_modified=answer.verbatim("Last-Modified"),
        body_hash=_hash(answer.body),
        source_id=source_id,
    )


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _refused(state: FetchState, answer: Answer, interval: timedelta) -> FetchResult:
    told = politeness.refusal(host_of(state.url), answer.status, answer.headers)
    result = _failed(state, told, interval)
    if answer.status not in (429, 503):
        return result
    until = politeness.rest_until(answer.headers) or result.due
    return replace(result, due=max(filter(None, (until, result.due))), rest_until=until)


def _failed(state: FetchState, told: str, interval: timedelta) -> FetchResult:
    kept = replace(state, failures=state.failures + 1)
    return FetchResult(
        state, SourceStatus.FAILED, kept, error=told, due=politeness.after_failure(kept.failures, interval)
    )
