"""The way out itself: what is sent, how many at a time, and how long each step may take."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator

import httpcore
import pytest

from digest.collect.web.client import Client, UnreachableError, get
from digest.collect.web.streams import Stream
from digest.model import DeskError
from tests.collect.conftest import Crowd, Request, Site, rss
from tests.patience import PATIENCE

RESET = struct.pack("ii", 1, 0)  # of SO_LINGER: to close is to reset


async def test_a_redirect_is_asked_for_as_it_says_in_ascii(site: Site, client: Client) -> None:
    """Also its tracking parameters: some servers will not answer without. What is kept of it has none."""
    site.says("/caf%C3%A9%20bar", "here")
    url = site.says("/feed", status=301, Location="/caf\u00c3\u00a9 bar?utm_source=x&id=\u00c3\u00bc#top")
    answer = await get(client, url)
    assert answer.body == b"here"
    assert site.asked[-1].path == "/caf%C3%A9%20bar?utm_source=x&id=%C3%BC"
    assert answer.moved_to == site.url("/caf%C3%A9%20bar?id=%C3%BC")


async def test_headers_are_read_whatever_they_hold(site: Site, client: Client) -> None:
    head = b"HTTP/1.1 200 OK\r\nCache-Control: no-cache\r\nCACHE-CONTROL: max-age=60\r\n"
    odd = b'X-Odd: \xff\xfe\r\nETag: "\xe9"\r\nContent-Length: 0\r\n\r\n'
    answer = await get(client, site.talks("/feed", lambda _, connection: connection.sendall(head + odd)))
    assert answer.headers["cache-control"] == "no-cache, max-age=60"
    assert answer.headers["x-odd"] == "\xff\xfe"
    assert answer.verbatim("ETag") == '"\xe9"'


async def test_the_host_is_named_with_its_port(site: Site, client: Client) -> None:
    site.says("/feed", rss("A"))
    await get(client, site.url("/feed", "localhost"))
    assert site.asked[0].headers["host"] == f"localhost:{site.port}".encode()


@pytest.mark.parametrize(
    "url", ["https://", "http://[fe80::1%é]/", "ftp://a.example/", "https://a b.example/"]
)
async def test_what_is_no_address_is_said_before_anything_is_asked(client: Client, url: str) -> None:
    with pytest.raises(UnreachableError, match="is no valid address"):
        await get(client, url)


async def test_so_many_requests_are_under_way_and_no_more_whatever_their_hosts(site: Site) -> None:
    crowd = Crowd(site, 3, b"A")
    site.answers("/feed", crowd)
    async with Client(3) as client:
        hosts = ("127.0.0.1", "localhost") * 6
        await asyncio.gather(*(get(client, site.url("/feed", host)) for host in hosts))
    assert crowd.most == 3


async def test_a_request_that_is_given_up_leaves_its_place(site: Site) -> None:
    def say_nothing(_: Request, _connection: socket.socket) -> None:
        site.closing.wait(PATIENCE)

    site.talks("/mute", say_nothing)
    site.says("/feed", rss("A"))
    async with Client(1) as client:
        with pytest.raises(UnreachableError, match=r"within 0\.1 seconds"):
            await get(client, site.url("/mute"), seconds=0.1)
        assert (await get(client, site.url("/feed"), seconds=PATIENCE)).status == 200


async def test_a_server_that_hangs_up_hard_is_said(site: Site, client: Client) -> None:
    def reset(_: Request, connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        connection.close()

    with pytest.raises(DeskError, match=r"broke off the connection|not HTTP"):
        await get(client, site.talks("/feed", reset))


# The connections that httpcore is given


@pytest.fixture
async def pair() -> AsyncIterator[tuple[Stream, socket.socket]]:
    """A connection, and the other side of it, which says and reads nothing by itself."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        stream = await Stream.connect("127.0.0.1", server.getsockname()[1], PATIENCE)
        other, _ = server.accept()
        with other:
            yield stream, other
        await stream.aclose()


async def test_a_stream_gives_what_came_and_then_the_end(pair: tuple[Stream, socket.socket]) -> None:
    stream, other = pair
    other.sendall(b"one")
    assert await stream.read(2) == b"on"
    assert await stream.read(9) == b"e"
    assert not stream.get_extra_info("is_readable")
    other.shutdown(socket.SHUT_WR)
    assert await stream.read(9) == b""
    assert stream.get_extra_info("is_readable")


async def test_a_stream_waits_no_longer_than_it_may(pair: tuple[Stream, socket.socket]) -> None:
    stream, _ = pair
    with pytest.raises(httpcore.ReadTimeout):
        await stream.read(1, timeout=0.01)
    with pytest.raises(httpcore.WriteTimeout):
        while True:  # until nothing more has room on the way
            await stream.write(bytes(1 << 20), timeout=0.01)


async def test_a_stream_whose_other_side_is_gone_says_so(pair: tuple[Stream, socket.socket]) -> None:
    stream, other = pair
    other.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    other.close()
    with pytest.raises(httpcore.ReadError):
        await stream.read(1)
    with pytest.raises(httpcore.WriteError):
        await stream.write(b"hello?")


async def test_nobody_there_is_a_connect_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(httpcore.ConnectError):
        await Stream.connect("127.0.0.1", port, PATIENCE)
