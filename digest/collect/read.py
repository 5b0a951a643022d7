"""One article from wherever it is: an address, a file's bytes, a pasted text."""

import asyncio
from urllib.parse import urlsplit

import httpx

from digest.collect.client import get
from digest.collect.discover import typed_address
from digest.collect.page import Page, extract_page
from digest.collect.politeness import challenge, refusal
from digest.collect.sniff import read_bytes
from digest.model import DeskError

_PAGE_TYPES = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.3"
_PAGE_BYTES = 20 << 20


def read_article(data: bytes, name: str, url: str | None = None, charset: str | None = None) -> Page:
    """The article in a file's or an answer's bytes: an HTML page, or a page's text as a person copies it.

    `name` says in a message where the bytes came from, `url` is the page's address where it is known.
    Raises DeskError when there is no article in them. Blocks while the page is read.
    """
    if len(data) > _PAGE_BYTES:
        raise DeskError(f"{name} is larger than {_PAGE_BYTES >> 20} MB; give one article's page.")
    read = read_bytes(data, name, charset)
    if read.kind == "html":
        return extract_page(read.text, url, name)
    from digest.collect.textpage import parse_text_page

    return parse_text_page(read.text, url)


async def fetch_article(client: httpx.AsyncClient, url: str, *, seconds: float = 20) -> Page:
    """The article at an address. Raises DeskError when there is none, or no answer."""
    url = typed_address(url)
    answer = await get(client, url, seconds=seconds, accept=_PAGE_TYPES)
    if answer.status != 200:
        raise DeskError(refusal(urlsplit(url).netloc, answer.status, answer.headers, "page"))
    if told := challenge(answer.headers):
        raise DeskError(told)
    return await asyncio.to_thread(read_article, answer.body, url, answer.url, answer.charset)
