"""Servers that mean no good, each with the words by which it is refused (None: it is read, as far as it goes)."""

import gzip
import socket
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import brotli  # type: ignore[import-untyped]
import zstandard

from tests.collect.conftest import Reply, Request, Site, rss

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
_OPEN = b"<rss version='2.0'><channel><title>The Harbour Post</title>"
_CLOSE = b"</channel></rss>"


@dataclass(frozen=True)
class Hostile:
    """A source, and what must be among the words that refuse it."""

    name: str
    url: str
    refused: str | None


def hostile_sources(site: Site, seconds: int) -> list[Hostile]:
    """Every kind of them, on one site; the slow ones are given up after `seconds`."""
    late = f"within {seconds} seconds"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    declared = {
        "billion laughs": f'<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]>',
        "quadratic blow-up": f'<!DOCTYPE r [<!ENTITY l9 "{"a" * 100_000}">]>',
        "external entity": '<!DOCTYPE r [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    }
    entries = "&l9;" * 300
    bomb = bytes(200 << 20)
    packed = {
        "gzip": gzip.compress(bomb, 1),
        "deflate": zlib.compress(bomb, 1),
        "br": brotli.compress(bomb, quality=1),
        "zstd": zstandard.ZstdCompressor().compress(bomb),
    }
    site.says("/b", status=302, Location="/circle")
    return [
        Hostile("slow loris", site.talks("/loris", _trickling(site)), late),
        Hostile("endless body", site.talks("/endless", _pouring(site, b"<!-- more -->" * 8_000)), "15 MB"),
        Hostile(
            "100 MB of entries",
            site.talks("/many", _pouring(site, _OPEN, b"<item><title>A</title></item>" * 4_000)),
            "15 MB",
        ),
        Hostile("flood of headers", site.talks("/headers", _flooding(site)), "not HTTP"),
        Hostile("circle", site.says("/circle", status=302, Location="/b"), "circle"),
        Hostile(
            "redirect to a file",
            site.says("/file", status=301, Location="file:///etc/passwd"),
            "redirects to",
        ),
        Hostile("no TLS", site.url("/tls").replace("http:", "https:"), "cannot be connected to"),
        Hostile(
            "packed twice",
            site.says("/twice", gzip.compress(gzip.compress(rss("A"))), Content_Encoding="gzip, gzip"),
            "packed twice",
        ),
        *(
            Hostile(
                f"{coding} bomb",
                site.says(f"/bomb-{coding}", body, Content_Encoding=coding),
                "unpacks to more than 24 MB",
            )
            for coding, body in packed.items()
        ),
        *(
            Hostile(
                name,
                site.says(
                    f"/{number}",
                    f"{declaration}<rss version='2.0'><channel><title>Harbour</title>"
                    f"<item><title>{entries}</title></item></channel></rss>",
                ),
                None,
            )
            for number, (name, declaration) in enumerate(declared.items())
        ),
        Hostile("comments alone", site.says("/comments", b"<!-- more -->" * 50_000), "no feed"),
        Hostile(
            "comments behind the end",
            site.says("/behind", _OPEN + b"<a>" + _CLOSE + b"<!-- more -->" * 50_000 + b"more"),
            None,
        ),
        Hostile("200,000 nested tags", site.says("/deep", _OPEN + b"<a>" * 200_000), "nested thousands deep"),
        Hostile(
            "an entry of 14 MB",
            site.says(
                "/entry",
                _OPEN
                + b"<item><title>Long</title><description>"
                + b"word " * 2_800_000
                + b"</description></item>"
                + _CLOSE,
            ),
            None,
        ),
        Hostile(
            "an entry of 20 MB, packed",
            site.says(
                "/packed",
                gzip.compress(
                    _OPEN
                    + b"<item><title>Long</title><description>"
                    + b"word " * 4_000_000
                    + b"</description></item>"
                    + _CLOSE
                ),
                Content_Encoding="gzip",
            ),
            None,
        ),
    ]


def _trickling(site: Site) -> Callable[[Request, socket.socket], None]:
    def trickle(_: Request, connection: socket.socket) -> None:
        connection.sendall(_HEAD + b"\r\n")
        while not site.closing.wait(0.05):
            connection.sendall(b" ")

    return trickle


def _pouring(site: Site, *parts: bytes) -> Callable[[Request, socket.socket], None]:
    def pour(_: Request, connection: socket.socket) -> None:
        connection.sendall(_HEAD + b"\r\n" + b"".join(parts[:-1]))
        while not site.closing.is_set():
            connection.sendall(parts[-1])

    return pour


def _flooding(site: Site) -> Callable[[Request, socket.socket], None]:
    def flood(_: Request, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while not site.closing.is_set():
            connection.sendall(b"X-More: of the same\r\n" * 2_000)

    return flood


def peaceful_sources(site: Site, count: int) -> list[str]:
    """Feeds that mean well, for beside them."""
    return [
        site.answers(f"/good-{number}", lambda _: Reply(rss("Crane one", "Crane two")))
        for number in range(count)
    ]
