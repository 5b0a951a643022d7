"""A fetch: sources are asked for what is new, and each answer is put on file as it comes."""

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from pydantic import BaseModel

from digest.desk.collect.placing import assign_stories
from digest.desk.words import titled
from digest.model import FetchSettings, Source, SourceStatus, now
from digest.store import Collected, FetchRecord, Store

if TYPE_CHECKING:
    from digest.collect.fetch import FetchResult, FetchState

STOP_SECONDS = 0.1
"""How long a fetch may take to notice that it is to stop."""


class Ask(Protocol):
    """Asks sources for what is new; `digest.collect.fetch.fetch_many` does it over the network."""

    def __call__(
        self,
        states: "Iterable[FetchState]",
        *,
        at_once: int,
        seconds: float,
        interval: timedelta,
        rests: Mapping[str, datetime],
    ) -> "AsyncGenerator[FetchResult, None]":
        """The results, in the order in which they are ready."""


class FetchedSource(BaseModel):
    """How the fetch of one source ended; `new` and `updated` count articles."""

    id: int
    url: str
    status: SourceStatus
    new: int = 0
    updated: int = 0
    error: str | None = None


class FetchReport(BaseModel):
    """How a fetch ended, source by source; `new` counts the new articles of all."""

    sources: list[FetchedSource]
    new: int


@dataclass(frozen=True)
class Progress:
    """One more source of a fetch is done; `new` counts the new articles so far."""

    done: int
    total: int
    source: FetchedSource
    new: int


class Fetch:
    """Asks sources and keeps what they say."""

    def __init__(self, store: Store, settings: FetchSettings, ask: Ask | None) -> None:
        self._store = store
        self._settings = settings
        self._ask = ask

    async def run(
        self, sources: Sequence[Source], progress: Callable[[Progress], None], stop: threading.Event
    ) -> list[FetchedSource]:
        """Ask these sources; how it went with each, in their order. See `Sources.fetch`."""
        from digest.collect.workers import shared_workers

        records = self._store.sources.fetch_records([source.id for source in sources])
        if any(record.checked is None for record in records.values()):
            # Surely there is something to read: the readers start while the network is made ready.
            shared_workers().prepare("digest.collect.feeds.xmlfeed")
        from digest.collect.fetch import fetch_many

        settings = self._settings
        ask = self._ask or fetch_many
        results = ask(
            [_asked(source, records[source.id]) for source in sources],
            at_once=settings.at_once,
            seconds=settings.timeout_seconds,
            interval=timedelta(minutes=settings.interval_minutes),
            rests=self._store.sources.rests(),
        )
        done: list[FetchedSource] = []
        new: list[int] = []
        async for result in _until(results, stop):
            source, arrived = self._keep(result, records[result.asked.source_id])
            done.append(source)
            new += arrived
            progress(Progress(len(done), len(sources), source, len(new)))
        assign_stories(self._store, new, stop)
        order = {source.id: place for place, source in enumerate(sources)}
        return sorted(done, key=lambda one: order[one.id])

    def _keep(self, result: "FetchResult", before: FetchRecord) -> tuple[FetchedSource, list[int]]:
        """Put one answer on file; its line of the report, and the ids of its new articles."""
        source_id = result.asked.source_id
        told = result.error
        new: list[int] = []
        updated: list[int] = []
        with self._store.transaction():
            if result.state.url != result.asked.url:
                source_id, told = self._move(result)
            if result.feed is not None:
                # The newest last, so that a higher id is a later article wherever that can be had.
                entries = [
                    Collected(one.key, one.article, one.image_size, one.address, one.is_detour, one.links)
                    for one in reversed(result.feed.entries)
                ]
                outcome = self._store.articles.collect(source_id, entries)
                new, updated = outcome.new, outcome.updated
                self._store.sources.name(
                    source_id,
                    title=result.feed.title,
                    site_url=result.feed.site_url,
                    language=result.feed.language,
                )
            if result.rest_until is not None:
                self._store.sources.rest(result.host, result.rest_until)
            self._store.sources.record_fetch(
                _left_alone(before, result) if result.left_alone else _record(source_id, result)
            )
        line = FetchedSource(
            id=result.asked.source_id,
            url=result.state.url,
            status=result.status,
            new=len(new),
            updated=len(updated),
            error=told,
        )
        return line, new

    def _move(self, result: "FetchResult") -> tuple[int, str | None]:
        """The source has moved for good: where it is on file now, and what to say where that is another source."""
        source_id, url = result.asked.source_id, result.state.url
        other = self._store.sources.by_url(url)
        if other is None:
            self._store.sources.move(source_id, url)
            return source_id, None
        if (other.selector or "") != result.asked.selector:
            return source_id, None  # the same page, followed by other links: both stay as they are
        self._store.sources.merge(source_id, other.id)
        followed = titled(other.title or other.url)
        told = f"{result.asked.url} has moved to {url}, which you follow as {followed}: they are one now."
        return other.id, told


def _asked(source: Source, record: FetchRecord) -> "FetchState":
    from digest.collect.fetch import FetchState

    return FetchState(
        url=source.url,
        etag=record.etag,
        last_modified=record.last_modified,
        body_hash=record.body_hash,
        ttl=record.ttl,
        failures=record.failures,
        selector=source.selector or "",
        source_id=source.id,
    )


def _record(source_id: int, result: "FetchResult") -> FetchRecord:
    """What to remember of the source; it is another than was asked where that one has moved onto it."""
    merged = source_id != result.asked.source_id
    return FetchRecord(
        source_id=source_id,
        etag=result.state.etag,
        last_modified=result.state.last_modified,
        body_hash=result.state.body_hash,
        ttl=result.state.ttl,
        checked=now(),
        status=SourceStatus.UPDATED if merged else result.status,
        error=result.error or (result.feed.problem if result.feed else None),
        failures=result.state.failures,
        due=result.due,
    )


def _left_alone(before: FetchRecord, result: "FetchResult") -> FetchRecord:
    """What to remember of a source that was not asked: all that is on file, and where nothing is wrong with it, why."""
    in_order = before.status not in (SourceStatus.FAILED, SourceStatus.GONE)
    due = None if before.status is SourceStatus.GONE else result.due
    return replace(before, due=due, error=result.error if in_order else before.error)


async def _until(
    results: "AsyncGenerator[FetchResult, None]", stop: threading.Event
) -> "AsyncIterator[FetchResult]":
    """The results as they come, ending early once `stop` is set."""
    upcoming: asyncio.Future[FetchResult] | None = None
    try:
        while not stop.is_set():
            upcoming = upcoming or asyncio.ensure_future(anext(results))
            await asyncio.wait({upcoming}, timeout=STOP_SECONDS)
            if not upcoming.done():
                continue
            ready, upcoming = upcoming, None
            try:
                yield ready.result()
            except StopAsyncIteration:
                return
    finally:
        if upcoming is not None:
            upcoming.cancel()
            await asyncio.gather(upcoming, return_exceptions=True)
        await results.aclose()
