"""Collecting: what is followed, how it fares, and the fetch that brings in what it published."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import BaseModel

from digest.collect.follow.found import FoundFeed, SeveralFeedsError
from digest.desk.collect.adding import AT_ONCE, AddProgress, FailedAddress
from digest.desk.collect.fetching import Ask, Fetch, FetchReport, Progress
from digest.desk.collect.pages import STOP_SECONDS
from digest.desk.collect.standing import Standing
from digest.desk.words import counted, titled
from digest.model import DeskError, Newsletter, Source, SourceStatus, now
from digest.store import Counts, Store

if TYPE_CHECKING:
    from digest.collect.follow.discover import Candidate


class AddedSources(BaseModel):
    """What is followed of a list of addresses, in its order."""

    sources: list[Source]
    failed: list[FailedAddress]


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

    def standings(self, ids: Sequence[int] | None = None) -> list[Standing]:
        """How each source fares, or each of `ids`. Raises DeskError when there is none of such an id."""
        sources = self.all() if ids is None else [self.get(number) for number in ids]
        records = self._store.sources.fetch_records([source.id for source in sources])
        return [Standing(source, records[source.id].failures, records[source.id].due) for source in sources]

    def counts(self) -> Counts:
        """How many articles are new since the last digest, saved, picked and dismissed."""
        last = self._store.digests.last_sent()
        return self._store.sources.counts(last[1] if last else None)

    def add(
        self, url: str, selector: str | None = None, *, tell: Callable[[str], None] = lambda _: None
    ) -> list[Source]:
        """Follow the feed at an address, or the one that the site there names; with a CSS `selector`, the links
        that it finds on the page there. One act.

        `tell` is called with a sentence where the site names a feed that is not there, so that another is followed.

        Raises NoFeedError when there is neither; SeveralFeedsError when the site names several, of which
        `follow` takes one; and another DeskError when there is no answer, or no link that the selector finds.
        """
        return self._follow([asyncio.run(self._found_at(url, selector, tell))])

    def add_all(
        self,
        urls: Sequence[str],
        progress: Callable[[AddProgress], None] = lambda _: None,
        stop: threading.Event | None = None,
    ) -> AddedSources:
        """Follow what is at each of several addresses, as `add` does; one that fails does not stop the others. One act.

        `progress` is called after each, on this thread. Once `stop` is set no more are looked at; those that were
        are followed.
        """
        found, failed = asyncio.run(self._found_at_all(urls, progress, stop or threading.Event()))
        sources = self._follow([found[at] for at in sorted(found)]) if found else []
        return AddedSources(sources=sources, failed=[failed[at] for at in sorted(failed)])

    async def _found_at_all(
        self, urls: Sequence[str], progress: Callable[[AddProgress], None], stop: threading.Event
    ) -> tuple[dict[int, Source], dict[int, FailedAddress]]:
        """What is to be followed, and what failed, by the place of its address in `urls`."""
        turns = asyncio.Semaphore(AT_ONCE)

        async def look(url: str) -> Source:
            async with turns:
                return await self._found_at(url, None, lambda _: None)

        places = {asyncio.ensure_future(look(url)): at for at, url in enumerate(urls)}
        found: dict[int, Source] = {}
        failed: dict[int, FailedAddress] = {}
        waiting = set(places)
        while waiting and not stop.is_set():
            done, waiting = await asyncio.wait(
                waiting, timeout=STOP_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                at = places[task]
                try:
                    found[at] = task.result()
                except DeskError as error:
                    failed[at] = FailedAddress(url=urls[at], error=str(error))
                progress(AddProgress(len(found) + len(failed), len(urls)))
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return found, failed

    async def _found_at(self, url: str, selector: str | None, tell: Callable[[str], None]) -> Source:
        """The source that `add` follows for an address, and what that raises."""
        found = await self._discover(url, selector, tell)
        if len(found) > 1:
            raise SeveralFeedsError(url, found)
        feed = found[0].feed
        title = found[0].name or (feed.title if feed else "")
        site_url, language = (feed.site_url, feed.language) if feed else (None, None)
        return Source(url=found[0].url, title=title, site_url=site_url, language=language, selector=selector)

    def follow(self, feed: FoundFeed) -> list[Source]:
        """Follow one of several feeds that were found, without asking for it. One act."""
        return self._follow([Source(url=feed.url, title=feed.name)])

    async def _discover(
        self, url: str, selector: str | None, tell: Callable[[str], None]
    ) -> "list[Candidate]":
        from digest.collect.follow.discover import discover, discover_links
        from digest.collect.web.client import Client

        seconds = self._newsletter.fetch.timeout_seconds
        async with Client(4) as client:
            if selector is not None:
                return [await discover_links(client, url, selector, seconds=seconds)]
            return await discover(client, url, seconds=seconds, tell=tell)

    def _follow(self, sources: Sequence[Source]) -> list[Source]:
        """Put sources on file. Of one that is followed already a selector replaces its own, tags are added."""
        ids: list[int] = []
        with self._store.history.act(f"followed {_sources_told(sources)}"):
            for source in sources:
                known = self._store.sources.by_url(source.url)
                ids.append(known.id if known else self._store.sources.add(source))
                if known and source.selector and source.selector != known.selector:
                    self._store.sources.select(known.id, source.selector)
                if known and not set(source.tags) <= set(known.tags):
                    self._store.sources.tag(known.id, source.tags)
        return [self.get(number) for number in ids]

    def remove(self, source_id: int) -> Source:
        """Stop following a source; the source as it was. Its articles stay. One act."""
        source = self.get(source_id)
        with self._store.history.act(f"stopped following {_sources_told([source])}"):
            self._store.sources.remove(source_id)
        return source

    def import_opml(self, data: bytes, name: str = "The file") -> list[Source]:
        """Follow every feed of an OPML file, its folders as tags, which those that are followed already get too.

        One act. Raises DeskError when it is no OPML, or lists no feeds.
        """
        from digest.collect.follow.opml import read_opml

        entries = read_opml(data, name)
        if not entries:
            raise DeskError(f"{name} lists no feeds; export it again from your feed reader.")
        return self._follow(
            [
                Source(
                    url=one.url,
                    title=one.title,
                    site_url=one.site_url,
                    tags=list(one.tags),
                    selector=one.selector,
                )
                for one in entries
            ]
        )

    def export_opml(self) -> str:
        """Every source as OPML 2.0, tags as folders."""
        from digest.collect.follow.opml import write_opml

        return write_opml(self.all(), self._newsletter.name)

    # Fetching

    def fetch(
        self,
        ids: Sequence[int] | None = None,
        *,
        due: bool = False,
        progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> FetchReport:
        """Collect what the sources published since they were last asked: those of `ids`, else those that are
        `due` (as their servers and the newsletter's interval have it), else all.

        Sources that are gone for good are asked only when named by `ids`. `progress` is called after each
        source, on this thread. Once `stop` is set the fetch ends within a moment; what was collected stays.
        A source's trouble is in its own line of the report and nowhere else.
        """
        if ids:
            sources = [self.get(number) for number in ids]
        else:
            sources = self._store.sources.due(now()) if due else self._asked_always()
        fetch = Fetch(self._store, self._newsletter.fetch, self._ask)
        stop = stop or threading.Event()
        fetched = asyncio.run(fetch.run(sources, progress or (lambda _: None), stop))
        self._store.index.update()
        self._store.index.renew(stop)
        return FetchReport(sources=fetched, new=sum(one.new for one in fetched))

    def due(self) -> int:
        """How many sources are due: never asked, or their time has come."""
        return len(self._store.sources.due(now()))

    def next_due(self) -> datetime | None:
        """When the next source falls due, perhaps a moment ago; None where none ever does."""
        return self._store.sources.next_due()

    def _asked_always(self) -> list[Source]:
        return [source for source in self.all() if source.status is not SourceStatus.GONE]


def _sources_told(sources: Sequence[Source]) -> str:
    return (
        titled(sources[0].title or sources[0].url) if len(sources) == 1 else counted(len(sources), "source")
    )
