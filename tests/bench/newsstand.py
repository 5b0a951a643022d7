"""Two hundred feeds of invented papers on loopback, each on a host of its own: `python -m tests.bench.newsstand`.

Each feed has fifty entries with their full texts in HTML, 32 MB in all. Each answer takes its time, 50 to 200 ms
as drawn for the feed, is packed where the reader takes it so, and is 304 where the reader has it already. The
addresses are printed, one a line; the stand is open until its standard input ends.
"""

import asyncio
import gzip
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from random import Random

from digest.model import now
from tests.bench.press import Outlet, Press

ENTRIES = 50
_ENTRY_BYTES = (600, 4_100)
_DELAY = (0.05, 0.2)
_WORDS_A_DRAW = 60


@dataclass(frozen=True)
class Stall:
    """One feed: the host that has it, its bytes plain and packed, and how long its server takes to answer."""

    host: str
    plain: bytes
    packed: bytes
    delay: float

    @property
    def etag(self) -> str:
        """Changes with the feed."""
        return f'"{self.host}-{len(self.plain)}"'


def stalls(seed: int = 1) -> Iterator[Stall]:
    """The feeds: every third Atom, the others RSS, every other of which has its texts in CDATA."""
    random = Random(f"newsstand {seed}")
    end = now()
    for number, outlet in enumerate(Press(seed).outlets):
        feed = (_atom if number % 3 == 0 else _rss)(outlet, end, random, cdata=number % 2 == 0).encode()
        host = f"127.0.{1 + number // 250}.{1 + number % 250}"
        yield Stall(host, feed, gzip.compress(feed, 5), random.uniform(*_DELAY))


@dataclass(frozen=True)
class _Entry:
    url: str
    title: str
    author: str
    at: datetime
    html: str


def _entries(outlet: Outlet, end: datetime, random: Random) -> Iterator[_Entry]:
    for number in range(ENTRIES):
        yield _Entry(
            f"https://{outlet.host}/{number}?a=1&b=2",
            outlet.tongue.line(outlet.tongue.draw(random, random.randint(4, 12))),
            random.choice(outlet.authors),
            end - timedelta(minutes=random.randint(1, 20_000)),
            _body(outlet, random, f"https://{outlet.host}/{number}"),
        )


def _body(outlet: Outlet, random: Random, url: str) -> str:
    """Paragraphs with a link here and there, now and then a picture, a list or a heading, as blogs have them."""
    wanted = random.randint(*_ENTRY_BYTES)
    parts = [f'<figure><img src="{url}.jpg" alt="" width="640"></figure>'] if random.random() < 0.4 else []
    length = 0
    while length < wanted:
        tongue = outlet.tongue
        words = tongue.prose(random, tongue.draw(random, _WORDS_A_DRAW)).replace("\n\n", " ")
        shape = random.random()
        if shape < 0.05:
            part = f"<ul><li>{words[:200]}</li><li>{words[200:]}</li></ul>"
        elif shape < 0.1:
            part = f"<h2>{words[:60]}</h2><p>{words[60:]}</p>"
        else:
            link = f'<a href="{url}#{length}">{words[50:70]}</a>'
            part = f"<p>{words[:50]} {link} <em>{words[70:80]}</em>{words[80:]}</p>"
        parts.append(part)
        length += len(part.encode())
    return "\n".join(parts)


def _rss(outlet: Outlet, end: datetime, random: Random, *, cdata: bool) -> str:
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{escape(one.url)}</link>"
        f"<dc:creator>{escape(one.author)}</dc:creator><guid isPermaLink='false'>{escape(one.url)}</guid>"
        f"<pubDate>{format_datetime(one.at)}</pubDate><content:encoded>"
        + (f"<![CDATA[{one.html}]]>" if cdata else escape(one.html))
        + "</content:encoded></item>\n"
        for one in _entries(outlet, end, random)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(outlet.name)}</title><link>https://{outlet.host}/</link>"
        f"<language>{outlet.tongue.language}</language>{items}</channel></rss>"
    )


def _atom(outlet: Outlet, end: datetime, random: Random, *, cdata: bool) -> str:
    entries = "".join(
        f'<entry><title>{escape(one.title)}</title><link href="{escape(one.url)}"/><id>{escape(one.url)}</id>'
        f"<author><name>{escape(one.author)}</name></author><updated>{one.at.isoformat()}</updated>"
        '<content type="html">'
        + (f"<![CDATA[{one.html}]]>" if cdata else escape(one.html))
        + "</content></entry>\n"
        for one in _entries(outlet, end, random)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.tongue.language}">'
        f'<title>{escape(outlet.name)}</title><id>https://{outlet.host}/</id><link href="https://{outlet.host}/"/>'
        f"<updated>{end.isoformat()}</updated>{entries}</feed>"
    )


async def _serve(open_stalls: list[Stall]) -> None:
    by_host = {stall.host: stall for stall in open_stalls}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                asked = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                stall = by_host[writer.get_extra_info("sockname")[0]]
                await asyncio.sleep(stall.delay)
                writer.write(_said(stall, asked))
                await writer.drain()
        writer.close()

    first = await asyncio.start_server(answer, open_stalls[0].host, 0)
    port = first.sockets[0].getsockname()[1]
    await asyncio.start_server(answer, [stall.host for stall in open_stalls[1:]], port)
    for stall in open_stalls:
        print(f"http://{stall.host}:{port}/feed.xml")
    print(flush=True)
    await asyncio.to_thread(sys.stdin.read)


def _said(stall: Stall, asked: str) -> bytes:
    fields = dict(line.lower().split(": ", 1) for line in asked.split("\r\n")[1:] if ": " in line)
    if fields.get("if-none-match") == stall.etag:
        return f"HTTP/1.1 304 Not Modified\r\nETag: {stall.etag}\r\n\r\n".encode()
    packed = "gzip" in fields.get("accept-encoding", "")
    body = stall.packed if packed else stall.plain
    coding = "Content-Encoding: gzip\r\n" if packed else ""
    head = (
        f"Content-Type: application/xml\r\nETag: {stall.etag}\r\n{coding}Content-Length: {len(body)}\r\n\r\n"
    )
    return f"HTTP/1.1 200 OK\r\n{head}".encode() + body


if __name__ == "__main__":
    asyncio.run(_serve(list(stalls())))
