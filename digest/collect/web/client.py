"""The one way out to the web: a guarded client and one bounded GET.

Every hop of a redirect is checked, bytes and time are bounded. It is built on httpcore, the engine of httpx: what
httpx adds (cookies, proxies, passwords, redirects, unpacking) would have to be turned off, and takes its time.
"""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from urllib.parse import urljoin, urlsplit

import certifi
import httpcore

from digest import __version__
from digest.collect.web.decode import ACCEPTED, BODY_LIMIT, TooLargeError, UndecodableError, decode
from digest.collect.web.guard import GuardedBackend
from digest.collect.web.trouble import BROKEN, NOT_HTTP, in_words
from digest.model import DeskError
from digest.model.urls import asked_url, web_url

USER_AGENT = f"Mozilla/5.0 (compatible; DigestDesk/{__version__}; newsletter desk)"
"""Says what asks, in the shape that servers expect of a browser."""

WIRE_LIMIT = 15 << 20
"""Bytes read of an answer as it comes."""

LIGHT = 1 << 20
"""Bytes of an answer that are no load; hardly a feed has more."""

REDIRECT_LIMIT = 10

_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}


class UnreachableError(DeskError):
    """No answer, or none that can be read, told in one sentence."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. `url` is where it was said in the end; `moved_to` the address that replaces the
    asked one for good (301 or 308 all the way). `headers` have their names in lower case. `complete` is False
    when the body broke off.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    moved_to: str | None = None
    complete: bool = True
    raw_headers: dict[bytes, bytes] = field(default_factory=dict)

    @property
    def charset(self) -> str | None:
        """The charset that the Content-Type header declares."""
        found = re.search(
            r"charset\s*=\s*\"?([\w.:-]{2,40})", self.headers.get("content-type", ""), re.IGNORECASE
        )
        return found.group(1) if found else None

    def verbatim(self, name: str) -> str:
        """A header's value byte for byte (as Latin-1), to be sent back as it came; empty when absent."""
        return self.raw_headers.get(name.lower().encode(), b"").decode("latin-1")


class Client:
    """Up to `at_once` requests at the same time, over connections that are checked. It never goes through a proxy,
    which would resolve the names out of our sight. Use it as an async context manager.
    """

    def __init__(self, at_once: int = 100) -> None:
        self._at_once = at_once
        self._places = asyncio.Semaphore(at_once)
        self._backend = GuardedBackend()
        self._pools: dict[tuple[str, str], httpcore.AsyncConnectionPool] = {}

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(self, *_: object) -> None:
        for pool in list(self._pools.values()):
            await pool.aclose()

    @asynccontextmanager
    async def ask(self, url: str, headers: Iterable[tuple[bytes, bytes]]) -> AsyncIterator[httpcore.Response]:
        """The answer to a GET of an address as `asked_url` spells it, its body still to be read."""
        scheme, host, *_ = urlsplit(url)
        sent = [
            (b"Host", host.encode()),
            (b"User-Agent", USER_AGENT.encode()),
            (b"Accept-Encoding", ACCEPTED.encode()),
            *headers,
        ]
        async with (
            self._places,
            self._pool(scheme, host) as pool,
            pool.stream("GET", url, headers=sent) as said,
        ):
            yield said

    @asynccontextmanager
    async def _pool(self, scheme: str, host: str) -> AsyncIterator[httpcore.AsyncConnectionPool]:
        """The connections to one host, which its requests share in HTTP/2: one pool for all would look through
        every connection at every request.
        """
        pool = self._pools.get((scheme, host))
        if pool is None:
            pool = self._pools[scheme, host] = httpcore.AsyncConnectionPool(
                ssl_context=self._tls if scheme == "https" else None,
                max_connections=self._at_once,
                max_keepalive_connections=0,  # so many hosts must not hold a connection each
                http2=True,
                network_backend=self._backend,
            )
        try:
            yield pool
        finally:
            if not pool.connections and self._pools.get((scheme, host)) is pool:
                del self._pools[scheme, host]

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        # Made for the first source that needs it: to read the certificates of all authorities takes a while.
        return ssl.create_default_context(cafile=certifi.where())


MakeRoom = Callable[[], Awaitable[None]]


async def _room_enough() -> None:
    return None


MayAsk = Callable[[str], None]


def _anywhere(_: str) -> None:
    return None


async def get(
    client: Client,
    url: str,
    *,
    seconds: float = 20,
    accept: str = "*/*",
    headers: dict[str, str] | None = None,
    make_room: MakeRoom = _room_enough,
    may_ask: MayAsk = _anywhere,
) -> Answer:
    """GET `url`, following redirects, within `seconds` in all.

    `headers` are sent byte for byte (Latin-1). `make_room` is awaited before more than `LIGHT` bytes of the
    answer are held, perhaps more than once. `may_ask` is called with each address before it is asked, those that
    a redirect leads to too; what it raises is raised. Raises UnreachableError (or another DeskError) when there is
    no answer, when it is too large, or when a redirect leads where nothing is fetched.
    """
    sent = [(b"Accept", accept.encode())]
    sent += [(name.encode(), value.encode("latin-1")) for name, value in (headers or {}).items()]
    try:
        url = asked_url(url)
    except ValueError as error:
        raise UnreachableError(f"{url[:80]!r} is no valid address: {error}.") from None
    hops = [url]
    try:
        async with asyncio.timeout(seconds):
            return await _follow(client, hops, sent, make_room, may_ask)
    except TimeoutError:
        host = urlsplit(hops[-1]).hostname
        raise UnreachableError(f"{host} did not finish answering within {seconds:g} seconds.") from None
    except BROKEN as error:
        raise UnreachableError(in_words(urlsplit(hops[-1]).hostname or "", error)) from error


async def _follow(
    client: Client, hops: list[str], sent: list[tuple[bytes, bytes]], make_room: MakeRoom, may_ask: MayAsk
) -> Answer:
    """The answer at the end of all redirects; `hops`, with the first address, gets those that they lead to."""
    moved_to: str | None = None
    for_good = True
    for _ in range(REDIRECT_LIMIT + 1):
        may_ask(hops[-1])
        answer = await _one(client, hops[-1], sent, make_room)
        location = answer.headers.get("location")
        if answer.status not in _REDIRECTS or not location:
            return Answer(
                answer.url,
                answer.status,
                answer.headers,
                answer.body,
                moved_to,
                answer.complete,
                answer.raw_headers,
            )
        hops.append(_next_hop(hops[-1], location))
        for_good = for_good and answer.status in _PERMANENT
        if for_good:
            moved_to = web_url(hops[-1])
    raise UnreachableError(
        f"{urlsplit(hops[0]).hostname} redirects more than {REDIRECT_LIMIT} times, in a circle perhaps."
    )


def _next_hop(url: str, location: str) -> str:
    host = urlsplit(url).hostname
    try:
        return asked_url(urljoin(url, location.strip()))
    except ValueError as error:
        raise UnreachableError(f"{host} redirects to {location[:80]!r}, and {error}.") from None


async def _one(client: Client, url: str, sent: list[tuple[bytes, bytes]], make_room: MakeRoom) -> Answer:
    async with client.ask(url, sent) as response:
        raw = {name.lower(): value for name, value in response.headers}
        headers = _in_text(response.headers)
        if response.status in _REDIRECTS or response.status == 304:
            return Answer(url, response.status, headers, raw_headers=raw)
        wire, complete = await _read(response, url, make_room)
    try:
        body, whole = await _unpacked(wire, headers.get("content-encoding", ""), make_room)
    except (TooLargeError, UndecodableError) as error:
        raise type(error)(f"{urlsplit(url).hostname}: {error}.") from None
    return Answer(url, response.status, headers, body, complete=complete and whole, raw_headers=raw)


def _in_text(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by their names in lower case; values of the same name with commas between (RFC 9110, 5.3)."""
    headers: dict[str, str] = {}
    for name, value in raw:
        key = name.decode("latin-1").lower()
        try:
            text = value.decode()
        except UnicodeDecodeError:
            text = value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


async def _read(response: httpcore.Response, url: str, make_room: MakeRoom) -> tuple[bytes, bool]:
    wire = BytesIO()  # gives what it holds without a copy
    try:
        async for chunk in response.aiter_stream():
            wire.write(chunk)
            if wire.tell() > LIGHT:
                await make_room()
            if wire.tell() > WIRE_LIMIT:
                raise TooLargeError(
                    f"{urlsplit(url).hostname} sent more than {WIRE_LIMIT >> 20} MB, which no feed or page needs."
                )
    except (*NOT_HTTP, httpcore.ReadError):
        if not wire.tell():
            raise
        return wire.getvalue(), False  # it broke off: what came can still be read
    return wire.getvalue(), True


async def _unpacked(wire: bytes, coding: str, make_room: MakeRoom) -> tuple[bytes, bool]:
    with suppress(TooLargeError):  # what unpacks to more than is light begins anew once there is room
        return decode(wire, coding, LIGHT)
    await make_room()
    return await asyncio.to_thread(decode, wire, coding, BODY_LIMIT)
