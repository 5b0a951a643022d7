"""A real web server on loopback that says whatever a test tells it to."""

import socket
import socketserver
import ssl
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from digest.collect.fetch import FetchResult, FetchState, fetch_many
from digest.collect.web.client import Client
from tests.patience import PATIENCE


@dataclass
class Request:
    """What the program asked: the path with its query, and the headers in lower case, values as bytes."""

    path: str
    headers: dict[str, bytes]


@dataclass
class Reply:
    """What the server says. `length=False` leaves Content-Length out and ends the body by closing."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: bool = True

    def wire(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status} Words", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.length and "Content-Length" not in self.headers:
            lines.append(f"Content-Length: {len(self.body)}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + self.body


Answering = Callable[[Request], Reply]
Talking = Callable[[Request, socket.socket], None]


def _nothing(_: Request) -> Reply:
    return Reply(b"nothing here", 404)


class Site:
    """The server: what it says on each path, and what it was asked; over TLS where it is given its half of it."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.scheme = "https" if tls else "http"
        self.asked: list[Request] = []
        self.closing = threading.Event()
        self._answers: dict[str, Answering] = {}
        self._talks: dict[str, Talking] = {}
        site = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                line = self.rfile.readline(65_536).split()
                headers = {}
                while (header := self.rfile.readline(65_536).strip()) and b":" in header:
                    name, _, value = header.partition(b":")
                    headers[name.decode("latin-1").lower()] = value.strip()
                if len(line) < 2 or not line[1].startswith(b"/"):
                    return  # no HTTP: the program tried to speak TLS
                request = Request(line[1].decode(), headers)
                site.asked.append(request)
                with suppress(OSError):  # the program may hang up whenever it likes
                    site.respond(request, self.connection)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            request_queue_size = 128

            def finish_request(self, request: Any, client_address: Any) -> None:
                with suppress(OSError), _secured(request, tls) as connection:
                    super().finish_request(connection, client_address)

        self._server: socketserver.TCPServer = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def respond(self, request: Request, connection: socket.socket) -> None:
        path = request.path.partition("?")[0]
        if talk := self._talks.get(path):
            talk(request, connection)
            return
        answer = self._answers.get(path, _nothing)
        connection.sendall(answer(request).wire())

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def says(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        """On `path` say this; underscores in the names of headers are dashes. Gives the address."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._answers[path] = lambda _: Reply(data, status, named)
        return self.url(path)

    def answers(self, path: str, answer: Answering) -> str:
        self._answers[path] = answer
        return self.url(path)

    def talks(self, path: str, talk: Talking) -> str:
        """On `path` let `talk` write to the connection whatever it likes."""
        self._talks[path] = talk
        return self.url(path)

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _secured(connection: socket.socket, tls: ssl.SSLContext | None) -> socket.socket:
    return tls.wrap_socket(connection, server_side=True) if tls else connection


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("DIGEST_ALLOW_PRIVATE", "1")
    served = Site()
    yield served
    served.close()


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async with Client() as opened:
        yield opened


async def fetched(state: FetchState, interval: timedelta = timedelta(minutes=30)) -> FetchResult:
    """What comes of asking one source."""
    (result,) = [result async for result in fetch_many([state], interval=interval)]
    return result


class Crowd:
    """An answer that is given once `enough` requests are under way; `most` is how many there were at the most."""

    def __init__(self, site: Site, enough: int, body: bytes) -> None:
        self.most = 0
        self._site = site
        self._enough = enough
        self._body = body
        self._busy = 0
        self._lock = threading.Lock()
        self._full = threading.Event()

    def __call__(self, _: Request) -> Reply:
        with self._lock:
            self._busy += 1
            self.most = max(self.most, self._busy)
            if self.most == self._enough:
                self._full.set()
        self._full.wait(PATIENCE)
        self._site.closing.wait(0.03)  # time for one more, if there were one
        with self._lock:
            self._busy -= 1
        return Reply(self._body)


def rss(*titles: str, extra: str = "") -> bytes:
    """A small RSS feed of an invented paper, one entry a title."""
    items = "".join(
        f"<item><title>{title}</title><link>https://harbour.example/{number}</link>"
        f"<guid>urn:harbour:{number}</guid><pubDate>Fri, 20 Nov 2026 10:00:00 +0000</pubDate></item>"
        for number, title in enumerate(titles, 1)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Harbour Post</title>'
        f"<link>https://harbour.example/</link>{extra}{items}</channel></rss>"
    ).encode()
