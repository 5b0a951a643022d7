"""Connections for httpcore over asyncio's own streams, which take less of the processor than those it brings along."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpcore


class NotSecureError(httpcore.ConnectError):
    """The other side is there, and no secure connection to it can be had."""


class Stream(httpcore.AsyncNetworkStream):
    """A connection, plain until `start_tls`. Errors are httpcore's."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, address: str, port: int, timeout: float | None) -> "Stream":
        """A connection to an IP address: no name is looked up any more."""
        async with _mapped(timeout, httpcore.ConnectTimeout, httpcore.ConnectError):
            return cls(*await asyncio.open_connection(address, port))

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come, or comes next; nothing once the other side is done."""
        async with _mapped(timeout, httpcore.ReadTimeout, httpcore.ReadError):
            return await self._reader.read(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send; it takes as long as the other side does to make room."""
        async with _mapped(timeout, httpcore.WriteTimeout, httpcore.WriteError):
            self._writer.write(buffer)
            await self._writer.drain()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        """The same connection, secure from now on; it is closed where that fails."""
        try:
            async with _mapped(timeout, httpcore.ConnectTimeout, NotSecureError):
                await self._writer.start_tls(ssl_context, server_hostname=server_hostname)
        except BaseException:
            await self.aclose()
            raise
        return self

    async def aclose(self) -> None:
        """Hang up, without waiting for what the other side says to that."""
        self._writer.transport.abort()

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks for: the agreed protocol (in `ssl_object`), and whether the other side has hung up."""
        return self._reader.at_eof() if info == "is_readable" else self._writer.get_extra_info(info)


@asynccontextmanager
async def _mapped(
    seconds: float | None, late: type[Exception], failed: type[Exception]
) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        raise late(str(error)) from error
    except OSError as error:
        raise failed(str(error)) from error
