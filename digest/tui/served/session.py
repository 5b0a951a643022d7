"""One desk in a browser: a process of its own, what it draws going out, what is typed coming in.

The packets on its two pipes are textual-serve's: a letter for the kind, the size in four bytes, the payload.
"""

import asyncio
import contextlib
import json
import struct

from textual_serve.app_service import AppService

from digest.tui.widgets.text import column

_PRELUDE = b"__GANGLION__\n"
"""With this line Textual's web driver begins."""

_HEAD = struct.Struct(">cI")
_LEAVE_SECONDS = 15.0
"""How long a desk may take to leave: longer than it waits itself for a busy database."""

_TO_THE_END = b"\x1b[?1049l\x1b[H\x1b[2J"
"""Out of the desk's screen, to an empty one: as a terminal shows what a program says last."""


class Session(AppService):
    """A desk for one browser tab, from `start` to `stop`, or until it ends by itself: then the tab is told."""

    async def run(self) -> None:
        """Pass on what the desk draws until it has ended; its last words stay on the screen."""
        if self._process is None or self._process.stdout is None or self._process.stderr is None:
            raise RuntimeError("the desk was not started")
        last_words = asyncio.create_task(self._process.stderr.read())
        with contextlib.suppress(asyncio.IncompleteReadError):  # the desk has ended
            await self._pass_on(self._process.stdout)
        await self._process.wait()
        lines = (await last_words).decode(errors="replace").splitlines()
        # The browser may be what ended first.
        with contextlib.suppress(ConnectionResetError):
            if lines:
                await self.remote_write_bytes(_TO_THE_END + "\r\n".join(map(column, lines)).encode())
            await self.remote_close()

    async def _pass_on(self, drawn: asyncio.StreamReader) -> None:
        await drawn.readuntil(_PRELUDE)
        while True:
            kind, size = _HEAD.unpack(await drawn.readexactly(_HEAD.size))
            payload = await drawn.readexactly(size)
            # Also when nobody looks any more it is read on: a desk whose pipe is full could not leave.
            with contextlib.suppress(ConnectionResetError):
                if kind == b"D":
                    await self.on_data(payload)
                elif kind == b"M":
                    await self.on_meta(payload)

    async def on_meta(self, data: bytes) -> None:
        """Do what the desk asks for, but for the end: that comes when it has said all."""
        if json.loads(data)["type"] != "exit":
            await super().on_meta(data)

    async def stop(self) -> None:
        """Let the desk leave, and wait until it has; one that does not is ended."""
        if self._task is None or self._process is None:
            return
        self.stdin.write(self.encode_packet(b"M", json.dumps({"type": "quit"}).encode()))
        self.stdin.close()
        _, late = await asyncio.wait([self._task], timeout=_LEAVE_SECONDS)
        if late:
            self._process.kill()
        await self._task
