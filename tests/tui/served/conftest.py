"""`digest serve` as a program of its own, and a browser tab that is nothing but its socket."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pyte
import pytest
from yarl import URL

from tests.e2e.terminal import lines_of
from tests.patience import PATIENCE
from tests.processes import children, runs
from tests.tui.sample import open_sample


@dataclass
class Served:
    """The running program, and the address that it printed."""

    workspace: Path
    process: subprocess.Popen[str]
    url: str

    def desks(self) -> list[int]:
        """The processes of the desks that are open."""
        return children(self.process.pid)

    def end(self) -> tuple[int, str]:
        """The exit code and what was said on standard error, when the program has ended."""
        code = self.process.wait(PATIENCE)
        assert self.process.stderr is not None
        return code, self.process.stderr.read()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The desk of the sample newsletter, for a browser."""
    workspace = tmp_path / "ledger"
    desk = open_sample(workspace)
    desk.picking.pick([1])
    desk.close()
    argv = [sys.executable, "-m", "digest", "-w", str(workspace), "serve", "--json"]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = json.loads("".join(iter(process.stdout.readline, "}\n")) + "}")["url"]
        try:
            yield Served(workspace, process, url)
        finally:
            process.kill()


class Tab:
    """What a page's terminal shows and sends."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.told: list[Any] = []
        self._is_over = False
        self._screen = pyte.Screen(120, 40)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        """The screen as it was last drawn, a line each."""
        return "\n".join(map(str.rstrip, lines_of(self._screen)))

    async def press(self, keys: str) -> None:
        """Type these characters."""
        await self.socket.send_json(["stdin", keys])

    async def wait_for(self, *texts: str) -> None:
        """Draw until all of `texts` are on the screen."""
        await self.wait_until(lambda: all(text in self.text for text in texts), f"{texts} to appear")

    async def wait_until(self, seen: Callable[[], bool], wanted: str) -> None:
        """Draw, and keep what the page itself is told, until it is as `seen` wants it; `wanted` says so in words."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not seen():
                    await self._take()
        except TimeoutError:
            raise AssertionError(f"waited in vain for {wanted}; the screen is\n{self.text}") from None

    async def closed(self) -> None:
        """Draw until the desk has closed the connection."""
        await self.wait_until(lambda: self.socket.closed, "the end")

    async def _take(self) -> None:
        message = await self.socket.receive()
        if message.type is aiohttp.WSMsgType.BINARY:
            self._stream.feed(message.data)
        elif message.type is aiohttp.WSMsgType.TEXT:
            self.told.append(message.json())
        elif not self.socket.closed or self._is_over:
            raise AssertionError(f"the desk has closed; the screen is\n{self.text}")
        else:
            self._is_over = True


@asynccontextmanager
async def open_tab(served: Served) -> AsyncIterator[Tab]:
    """A tab with a desk in it, until the block ends."""
    address = f"{served.url}ws?width=120&height=40"
    async with (
        aiohttp.ClientSession() as client,
        client.ws_connect(address, origin=str(URL(served.url).origin())) as socket,
    ):
        tab = Tab(socket)
        await tab.wait_for("No. 1 draft", "Cities")
        yield tab


async def until_gone(pids: list[int]) -> None:
    """Wait until none of these processes runs."""
    async with asyncio.timeout(PATIENCE):
        while any(map(runs, pids)):
            await asyncio.sleep(0.02)
