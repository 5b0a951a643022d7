"""The real program on a real pseudo-terminal, and what a person would see on its screen."""

import codecs
import contextlib
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pyte

from tests.environment import of_a_terminal
from tests.patience import PATIENCE

_MOMENT = 0.05

ENTER = "\r"
ESCAPE = "\x1b"

_ON_ITS_OWN_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""What makes the terminal the one that hangs up on the program, as a shell's does."""

_WIDTHLESS = re.compile("[\u200b-\u200f\u2060-\u2069]")
"""Joiners, direction marks and isolates: pyte stops drawing a text at the first of them."""


def lines_of(screen: pyte.Screen) -> list[str]:
    """The rows of a screen; pyte's own way to ask for them ends where half of a wide character was drawn over."""
    return ["".join(screen.buffer[y][x].data for x in range(screen.columns)) for y in range(screen.lines)]


class Terminal:
    """A running program, its keyboard and its screen."""

    def __init__(self, argv: list[str], env: Mapping[str, str], columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._keyboard, program = pty.openpty()
        termios.tcsetwinsize(program, (rows, columns))
        self._process = subprocess.Popen(
            [sys.executable, "-c", _ON_ITS_OWN_TERMINAL, *argv],
            env={**of_a_terminal(), "TERM": "xterm-256color", "COLORTERM": "truecolor", **env},
            stdin=program,
            stdout=program,
            stderr=program,
            start_new_session=True,
        )
        os.close(program)

    def send(self, keys: str) -> None:
        """Type these characters; control sequences are what a terminal sends for a key."""
        os.write(self._keyboard, keys.encode())

    @property
    def text(self) -> str:
        """The screen as it was last drawn, a line each."""
        return "\n".join(line.rstrip() for line in lines_of(self._screen))

    def shade_at(self, text: str, below: int = 0) -> str:
        """The background where `text` first stands, or so many lines `below` it; "" where it is not on the screen."""
        for y, line in enumerate(lines_of(self._screen)):
            if text in line:
                return str(self._screen.buffer[y + below][line.index(text)].bg)
        return ""

    def wait_for(self, *texts: str) -> str:
        """The screen as soon as all of `texts` are on it."""
        return self.wait_until(lambda screen: all(text in screen for text in texts), f"{texts} to appear")

    def wait_until(self, seen: Callable[[str], bool], wanted: str) -> str:
        """The screen as soon as it is as `seen` wants it; `wanted` says so in words."""
        deadline = time.monotonic() + PATIENCE
        while not seen(self.text):
            if not self._read(deadline):
                raise AssertionError(f"waited in vain for {wanted}; the screen is\n{self.text}")
        return self.text

    def draw(self) -> None:
        """Take what the program has drawn in the next moment, if anything."""
        self._read(time.monotonic() + _MOMENT)

    def wait_for_exit(self) -> int:
        """The exit code, when the program has ended; negative for a signal, as subprocess has it."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        return self._process.wait(timeout=PATIENCE)

    def kill(self) -> None:
        """End the program at once, as a power cut would: it cannot notice."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(timeout=PATIENCE)

    @property
    def pid(self) -> int:
        """The program's number."""
        return self._process.pid

    def hang_up(self) -> int:
        """Take the terminal away; the exit code of the program."""
        os.close(self._keyboard)
        self._keyboard = os.open(os.devnull, os.O_RDWR)
        return self._process.wait(timeout=PATIENCE)

    def close(self) -> None:
        """End the program if it still runs, and take the terminal away."""
        if self._process.poll() is None:
            self.kill()
        os.close(self._keyboard)

    def _read(self, deadline: float) -> bool:
        """Take what the program has drawn; False where it has ended or nothing came until the deadline."""
        ready, _, _ = select.select([self._keyboard], [], [], max(deadline - time.monotonic(), 0))
        if not ready:
            return False
        with contextlib.suppress(OSError):  # Linux says EIO when the program has closed its side
            data = os.read(self._keyboard, 2**16)
            self._stream.feed(_WIDTHLESS.sub("", self._decoder.decode(data)))
            return bool(data)
        return False


def watch_until(seen: Callable[[], bool], wanted: str, *terminals: Terminal) -> None:
    """Draw what these programs do until it is as `seen` wants it, be it on a screen or elsewhere.

    All of them are read: one whose terminal takes no more stands still.
    """
    deadline = time.monotonic() + PATIENCE
    while not seen():
        if time.monotonic() > deadline:
            screens = "\n".join(terminal.text for terminal in terminals)
            raise AssertionError(f"waited in vain for {wanted}; the screens are\n{screens}")
        for terminal in terminals:
            terminal.draw()


@contextmanager
def open_desk(*words: str, env: Mapping[str, str], columns: int = 120, rows: int = 40) -> Iterator[Terminal]:
    """`digest …` on a terminal of its own until the block ends."""
    terminal = Terminal([sys.executable, "-m", "digest", *words], env, columns, rows)
    try:
        yield terminal
    finally:
        terminal.close()


def ask(env: Mapping[str, str], *words: str) -> Any:
    """What the command line says of the workspace."""
    program = [sys.executable, "-m", "digest", *words, "--json"]
    ended = subprocess.run(program, env={**os.environ, **env}, capture_output=True, check=True)
    return json.loads(ended.stdout)
