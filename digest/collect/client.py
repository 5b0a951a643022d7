"""The one way out to the web: a guarded client and one bounded GET.

Every hop of a redirect is checked, bytes and time are bounded, cookies are not kept.
"""

import asyncio
import http.cookiejar
import re
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from digest import __version__
from digest.collect.decode import ACCEPTED, BODY_LIMIT, TooLargeError, UndecodableError, decode
from digest.collect.guard import GuardedBackend
from digest.model import DeskError
from digest.model.urls import URL_LIMIT, web_url

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
    asked one for good (301 or 308 all the way). `complete` is False when the body broke off.
    """

    url: str
    status: int
    headers: httpx.Headers
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


class _Transport(httpx.AsyncHTTPTransport):
    """httpx's transport over a pool whose connections are checked. It never goes through a proxy, which
    would resolve the names out of our sight.
    """

    def __init__(self, at_once: int) -> None:
        # Idle connections are not kept: with many hosts the pool's search for them costs more than it saves.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=at_once,
            max_keepalive_connections=0,
            http2=True,
            network_backend=GuardedBackend(),
        )


def open_client(at_once: int = 100) -> httpx.AsyncClient:
    """A new client for up to `at_once` connections; use it as an async context manager."""
    return httpx.AsyncClient(
        transport=_Transport(at_once),
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": ACCEPTED},
        timeout=httpx.Timeout(
            60, pool=None
        ),  # `get` has the deadline; this ends a connection nobody waits for
        cookies=http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[])),
        trust_env=False,
    )


MakeRoom = Callable[[], Awaitable[None]]


async def _room_enough() -> None:
    return None


async def get(
    client: httpx.AsyncClient,
    url: str,
    *,
    seconds: float = 20,
    accept: str = "*/*",
    headers: dict[str, str] | None = None,
    make_room: MakeRoom = _room_enough,
) -> Answer:
    """GET `url`, following redirects, within `seconds` in all.

    `headers` are sent byte for byte (Latin-1). `make_room` is awaited before more than `LIGHT` bytes of the
    answer are held, perhaps more than once. Raises UnreachableError (or another DeskError) when there is
    no answer, when it is too large, or when a redirect leads where nothing is fetched.
    """
    sent = [(b"Accept", accept.encode())]
    sent += [(name.encode(), value.encode("latin-1")) for name, value in (headers or {}).items()]
    host = urlsplit(url).hostname or url
    try:
        async with asyncio.timeout(seconds):
            return await _follow(client, url, sent, make_room)
    except TimeoutError:
        raise UnreachableError(f"{host} did not finish answering within {seconds:g} seconds.") from None
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError) as error:
        raise UnreachableError(_in_words(host, error)) from error


async def _follow(
    client: httpx.AsyncClient, url: str, sent: list[tuple[bytes, bytes]], make_room: MakeRoom
) -> Answer:
    moved_to: str | None = None
    for_good = True
    for _ in range(REDIRECT_LIMIT + 1):
        answer = await _one(client, url, sent, make_room)
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
        url = _next_hop(url, location)
        for_good = for_good and answer.status in _PERMANENT
        if for_good:
            moved_to = web_url(url)
    raise UnreachableError(
        f"{urlsplit(url).hostname} redirects more than {REDIRECT_LIMIT} times, in a circle perhaps."
    )


def _next_hop(url: str, location: str) -> str:
    host = urlsplit(url).hostname
    try:
        target = urljoin(url, location.strip())
        web_url(target)
    except ValueError as error:
        raise UnreachableError(f"{host} redirects to {location[:80]!r}, and {error}.") from None
    return target[:URL_LIMIT]


async def _one(
    client: httpx.AsyncClient, url: str, sent: list[tuple[bytes, bytes]], make_room: MakeRoom
) -> Answer:
    async with client.stream("GET", url, headers=sent, follow_redirects=False) as response:
        raw = {name.lower(): value for name, value in response.headers.raw}
        if response.status_code in _REDIRECTS or response.status_code == 304:
            return Answer(url, response.status_code, response.headers, raw_headers=raw)
        wire, complete = await _read(response, url, make_room)
    try:
        body, whole = await _unpacked(wire, response.headers.get("content-encoding", ""), make_room)
    except (TooLargeError, UndecodableError) as error:
        raise type(error)(f"{urlsplit(url).hostname}: {error}.") from None
    return Answer(
        url, response.status_code, response.headers, body, complete=complete and whole, raw_headers=raw
    )


async def _read(response: httpx.Response, url: str, make_room: MakeRoom) -> tuple[bytes, bool]:
    wire = bytearray()
    try:
        async for chunk in response.aiter_raw():
            wire += chunk
            if len(wire) > LIGHT:
                await make_room()
            if len(wire) > WIRE_LIMIT:
                raise TooLargeError(
                    f"{urlsplit(url).hostname} sent more than {WIRE_LIMIT >> 20} MB, which no feed or page needs."
                )
    except (httpx.RemoteProtocolError, httpx.ReadError):
        if not wire:
            raise
        return bytes(wire), False  # it broke off: what came can still be read
    return bytes(wire), True


async def _unpacked(wire: bytes, coding: str, make_room: MakeRoom) -> tuple[bytes, bool]:
    with suppress(TooLargeError):  # what unpacks to more than is light begins anew once there is room
        return decode(wire, coding, LIGHT)
    await make_room()
    return await asyncio.to_thread(decode, wire, coding, BODY_LIMIT)


def _in_words(host: str, error: Exception) -> str:
    reason = str(error) or type(error).__name__
    if isinstance(error, httpx.ConnectTimeout):
        return f"{host} did not answer; it may be down."
    if "CERTIFICATE_VERIFY_FAILED" in reason:
        return f"{host} has no valid certificate ({reason.rpartition(': ')[2]}); its owner must renew it."
    if isinstance(error, httpx.ConnectError):
        if "is not known" in reason:
            return f"The name {host} is not known; check the spelling of the address."
        return f"{host} cannot be connected to ({reason}); it may be down."
    if isinstance(error, httpx.InvalidURL):
        return f"{host} is no valid address, or leads to one that is not ({reason.rstrip('.')})."
    if isinstance(error, httpx.ProtocolError):
        return f"{host} gave an answer that is not HTTP ({reason})."
    return f"{host} broke off the connection ({reason})."
