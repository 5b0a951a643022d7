"""One page by hand: from an address, a file or standard input to its article and teasers."""

import asyncio
import threading
from collections.abc import Coroutine
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from digest.model import DeskError, Interrupted

if TYPE_CHECKING:
    from digest.collect.pages.page import Page

MAX_FILE_BYTES = 15_000_000
"""A page beyond this is refused: no article is that long, and a wrong file should not fill the memory."""

STOP_SECONDS = 0.1
"""How long a page that is asked for may take to notice that nobody wants it any more."""

T = TypeVar("T")


class RestWantedError(DeskError):
    """The server of a page (its `host`, which may be another than was asked) asks to be left alone until a time
    (UTC).
    """

    def __init__(self, told: str, host: str, until: datetime) -> None:
        super().__init__(told)
        self.host = host
        self.until = until


def page_at(address: str, seconds: float, *, stop: threading.Event | None = None) -> "Page":
    """The page at a web address, asked for once and within `seconds` in all.

    Raises DeskError (RestWantedError where the server says so), or Interrupted soon after `stop` is set.
    """
    from digest.collect.addresses.typed import typed_address
    from digest.collect.web.barriers import barrier
    from digest.collect.web.client import Answer, Client, get
    from digest.collect.web.politeness import refusal, rest_until

    url = typed_address(address)

    async def ask() -> Answer:
        async with Client(1) as client:
            return await get(
                client, url, seconds=seconds, accept="text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
            )

    answer = asyncio.run(_unless_stopped(ask(), stop or threading.Event()))
    host = urlsplit(answer.url).netloc
    told = barrier(host, answer.headers, answer.body, "page")
    if answer.status != 200:
        told = told or refusal(url, answer.status, "page")
        until = rest_until(answer.headers) if answer.status in (429, 503) else None
        raise RestWantedError(told, host, until) if until else DeskError(told)
    if told:
        raise DeskError(told)
    return page_in(answer.body, url, url=answer.url, charset=answer.charset)


async def _unless_stopped(work: Coroutine[Any, Any, T], stop: threading.Event) -> T:
    task = asyncio.ensure_future(work)
    while not task.done():
        if stop.is_set():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            raise Interrupted
        await asyncio.wait({task}, timeout=STOP_SECONDS)
    return task.result()


def data_in_file(path: Path) -> bytes:
    """The bytes of a file, a page's worth of them and no more. Raises DeskError."""
    try:
        with path.expanduser().open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise DeskError(
            f"There is no file {path}: give an address (https://…), a file, or - for standard input."
        ) from None
    except OSError as error:
        raise DeskError(
            f"{path} cannot be read ({error.strerror}): name a readable HTML or text file."
        ) from error


def page_in(data: bytes, name: str, *, url: str | None = None, charset: str | None = None) -> "Page":
    """The page in `data`: HTML as a server gives it or a browser saves it, a page's text, or a mail, whose stories
    are teasers. `name` says in a message where it came from, `charset` what its server declared.

    Raises DeskError.
    """
    from digest.collect.mail.message import is_mail, parse_mail
    from digest.collect.pages.page import extract_page
    from digest.collect.pages.saved import address_in, unpack
    from digest.collect.pages.textpage import parse_text_page
    from digest.collect.text.sniff import read_bytes

    if len(data) > MAX_FILE_BYTES:
        raise DeskError(
            f"{name} is larger than {MAX_FILE_BYTES // 1_000_000} MB: cut it down to the article's page."
        )
    if url is None and is_mail(data):
        saved = unpack(data)
        return extract_page(saved.markup, saved.url, name) if saved else parse_mail(data, name)
    read = read_bytes(data, name, charset)
    if read.kind == "html":
        return extract_page(read.text, url or address_in(read.text), name)
    return parse_text_page(read.text, url, name)
