"""Whose turn it is in a round of requests: hosts are paced and left to rest, and few large answers held at a time."""

import asyncio
import heapq
import time
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from digest.model import DeskError, now

PER_HOST = 4
"""Requests to one host at the same time."""

UNPACED = 10
"""Requests to one host in one fetch after which the rest of them are paced."""

LONGEST_PAUSE = 5.0
"""The most seconds that pacing holds up a request."""

HEAVY_AT_ONCE = 2
"""Answers of more than a megabyte that are held at the same time."""


def host_of(url: str) -> str:
    """The host of an address, with its port where it names one."""
    return urlsplit(url).netloc


@dataclass(slots=True)
class Host:
    """One host in one round: its places, how often it was asked, and when a paced place is free again."""

    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(PER_HOST))
    asked: int = 0
    free: list[float] = field(default_factory=list)

    async def turn(self) -> None:
        """Wait until the next request may begin."""
        self.asked += 1
        if self.free:
            await asyncio.sleep(heapq.heappop(self.free) - time.monotonic())

    def answered(self, begun: float) -> None:
        """The host has answered the request that began then."""
        if self.asked > UNPACED:
            ended = time.monotonic()
            heapq.heappush(self.free, ended + min(ended - begun, LONGEST_PAUSE))


@dataclass(slots=True)
class Hosts:
    """The hosts of one round, and which want rest until when."""

    rests: dict[str, datetime]
    known: defaultdict[str, Host] = field(default_factory=lambda: defaultdict(Host))

    def may_ask(self, url: str) -> None:
        """Raise RestingError where the host of an address wants to be left alone."""
        host = host_of(url)
        until = self.rests.get(host)
        if until is not None and until > now():
            raise RestingError(host, until)


class RestingError(DeskError):
    """A host wants to be left alone until a time."""

    def __init__(self, host: str, until: datetime) -> None:
        super().__init__(
            f"{host} asked to be left alone until {until:%H:%M} UTC on {until:%-d %B}: "
            "what it has is asked for after that."
        )
        self.host = host
        self.until = until


class Heavy:
    """The large answers of one round: so many of them are held at the same time that memory never runs short,
    whatever servers send. A small answer never waits for them.
    """

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(HEAVY_AT_ONCE)
        self._reading = asyncio.Semaphore(1)

    @asynccontextmanager
    async def load(self) -> AsyncGenerator["Load", None]:
        """One answer, until it has been read."""
        load = Load(self._room, self._reading)
        try:
            yield load
        finally:
            if load.heavy:
                self._room.release()


@dataclass(slots=True)
class Load:
    """One answer, small until it says that it is large."""

    room: asyncio.Semaphore
    reading: asyncio.Semaphore
    heavy: bool = False

    async def make_room(self) -> None:
        """Wait until one more large answer can be held."""
        if not self.heavy:
            await self.room.acquire()
            self.heavy = True

    @asynccontextmanager
    async def alone(self) -> AsyncGenerator[None, None]:
        """Until the block ends no other large answer is read; a small one waits for none."""
        if not self.heavy:
            yield
            return
        async with self.reading:
            yield
