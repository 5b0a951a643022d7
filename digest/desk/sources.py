"""Collecting: what is followed, and the fetch that brings in what it published."""

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from pydantic import BaseModel

from digest.desk.stories import assign_stories
from digest.desk.words import counted, titled
from digest.model import DeskError, Newsletter, Source, SourceStatus, now
from digest.store import Collected, Counts, FetchRecord, Store

if TYPE_CHECKING:
    from digest.collect.discover import Candidate
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


class Sources:
    """The sources on file."""

    def __init__(self, store: Store, newsletter: Newsletter, ask: Ask | None = None) -> None:
        self._store = store
        self._newsletter = newsletter
        self._ask = ask

    def all(self) -> list[Source]:
        """Every source, in the order in which they were followed."""
        return self._store.sources.all()

    def get(self, source_id: int) -> Source:
        """One source. Raises DeskError when there is none of this id."""
        source = self._store.sources.get(source_id)
        if source is None:
            raise DeskError(f"There is no source {source_id}: 'digest source list' shows those there are.")
        return source

    def counts(self) -> Counts:
        """How many articles are new since the last digest, saved, picked and dismissed."""
        last = self._store.digests.last_sent()
        return self._store.sources.counts(last[1] if last else None)

    def add(self, url: str) -> list[Source]:
        """Follow the feed at an address, or the one that the site there names. One act.

        Raises DeskError when the address is neither, or when a site names several feeds: then it says which.
        """
        found = asyncio.run(self._discover(url))
        if len(found) > 1:
            listed = "; ".join(f"{one.title or 'untitled'}: {one.url}" for one in found)
            raise DeskError(f"{url} names {len(found)} feeds; add the one you want: {listed}")
        feed = found[0].feed
        title = found[0].title or (feed.title if feed else "")
        site_url, language = (feed.site_url, feed.language) if feed else (None, None)
        return self._follow([Source(url=found[0].url, title=title, site_url=site_url, language=language)])

    async def _discover(self, url: str) -> "list[Candidate]":
        from digest.collect.client import open_client
        from digest.collect.discover import discover

        async with open_client(4) as client:
            return await discover(client, url, seconds=self._newsletter.fetch.timeout_seconds)

    def _follow(self, sources: Sequence[Source]) -> list[Source]:
        """Put sources on file; one that is followed already is given back as it is."""
        ids: list[int] = []
        with self._store.history.act(f"followed {_sources_told(sources)}"):
            for source in sources:
                known = self._store.sources.by_url(source.url)
                ids.append(known.id if known else self._store.sources.add(source))
        return [self.get(number) for number in ids]

    def remove(self, source_id: int) -> Source:
        """Stop following a source; the source as it was. Its articles stay. One act."""
        source = self.get(source_id)
        with self._store.history.act(f"stopped following {_sources_told([source])}"):
            self._store.sources.remove(source_id)
        return source

    def import_opml(self, data: bytes, name: str = "The file") -> list[Source]:
        """Follow every feed of an OPML file, its folders as tags. One act."""
        from digest.collect.opml import read_opml

        entries = read_opml(data, name)
        if not entries:
            raise DeskError(f"{name} lists no feeds; export it again from your feed reader.")
        return self._follow(
            [
                Source(url=one.url, title=one.title, site_url=one.site_url, tags=list(one.tags))
                for one in entries
            ]
        )

    def export_opml(self) -> str:
        """Every source as OPML 2.0, tags as folders."""
        from digest.collect.opml import write_opml

        return write_opml(self.all(), self._newsletter.name)

    # Fetching

    def fetch(
        self,
        ids: Sequence[int] | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> FetchReport:
        """Collect what the sources published since they were last asked.

        Sources that are gone for good are asked only when named by `ids`. `progress` is called after each
        source, on this thread. Once `stop` is set the fetch ends within a moment; what was collected stays.
        A source's trouble is in its own line of the report and nowhere else.
        """
        sources = [self.get(number) for number in ids] if ids else self._asked_always()
        fetched = asyncio.run(self._fetch_all(sources, progress or _silent, stop or threading.Event()))
        self._store.articles.index_pending()
        return FetchReport(sources=fetched, new=sum(one.new for one in fetched))

    def _asked_always(self) -> list[Source]:
        return [source for source in self.all() if source.status is not SourceStatus.GONE]

    async def _fetch_all(
        self, sources: Sequence[Source], progress: Callable[[Progress], None], stop: threading.Event
    ) -> list[FetchedSource]:
        from digest.collect.fetch import fetch_many

        settings = self._newsletter.fetch
        records = self._store.sources.fetch_records([source.id for source in sources])
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
            source, arrived = self._keep(result)
            done.append(source)
            new += arrived
            progress(Progress(len(done), len(sources), source, len(new)))
        assign_stories(self._store, new)
        order = {source.id: place for place, source in enumerate(sources)}
        return sorted(done, key=lambda one: order[one.id])

    def _keep(self, result: "FetchResult") -> tuple[FetchedSource, list[int]]:
        """Put one answer on file; its line of the report, and the ids of its new articles."""
        source_id = result.asked.source_id
        new: list[int] = []
        updated: list[int] = []
        with self._store.transaction():
            if result.feed is not None:
                # The newest last, so that a higher id is a later article wherever that can be had.
                entries = [Collected(entry.key, entry.article) for entry in reversed(result.feed.entries)]
                outcome = self._store.articles.collect(source_id, entries)
                new, updated = outcome.new, outcome.updated
                self._store.sources.name(
                    source_id,
                    title=result.feed.title,
                    site_url=result.feed.site_url,
                    language=result.feed.language,
                )
            if result.state.url != result.asked.url:
                self._store.sources.move(source_id, result.state.url)
            if result.rest_until is not None:
                self._store.sources.rest(result.host, result.rest_until)
            self._store.sources.record_fetch(_record(result))
        line = FetchedSource(
            id=source_id,
            url=result.state.url,
            status=result.status,
            new=len(new),
            updated=len(updated),
            error=result.error,
        )
        return line, new


def _asked(source: Source, record: FetchRecord) -> "FetchState":
    from digest.collect.fetch import FetchState

    return FetchState(
        url=source.url,
        etag=record.etag,
        last_modified=record.last_modified,
        body_hash=record.body_hash,
        failures=record.failures,
        source_id=source.id,
    )


def _record(result: "FetchResult") -> FetchRecord:
    return FetchRecord(
        source_id=result.asked.source_id,
        etag=result.state.etag,
        last_modified=result.state.last_modified,
        body_hash=result.state.body_hash,
        checked=now(),
        status=result.status,
        error=result.error or (result.feed.problem if result.feed else None),
        failures=result.state.failures,
        due=result.due,
    )


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


def _sources_told(sources: Sequence[Source]) -> str:
    return (
        titled(sources[0].title or sources[0].url) if len(sources) == 1 else counted(len(sources), "source")
    )


def _silent(_: Progress) -> None:
    return None
