"""Starts a program on a real pty and measures it as a person would: until something is on the screen."""

import os
import pty
import re
import select
import signal
import subprocess
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.environment import of_a_terminal

PATIENCE = 60.0
"""Seconds until a program that draws nothing has failed."""

ROWS, COLUMNS = 40, 120


@dataclass(frozen=True)
class Start:
    """How long after its launch each text was on the screen, in seconds; the memory it then held, in MB."""

    seen: list[float]
    megabytes: float


def start(argv: Sequence[str], texts: Sequence[str]) -> Start:
    """Run `argv` until all of `texts` have been drawn, and end it. Raises TimeoutError where they are not."""
    screen, program = pty.openpty()
    termios.tcsetwinsize(program, (ROWS, COLUMNS))
    begun = time.perf_counter()
    process = subprocess.Popen(
        argv,
        env={**of_a_terminal(), "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        stdin=program,
        stdout=program,
        stderr=program,
        start_new_session=True,
    )
    os.close(program)
    try:
        seen = _watch(screen, [text.encode() for text in texts], begun)
        return Start(seen, _resident(process.pid))
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        os.close(screen)


def _watch(screen: int, texts: list[bytes], begun: float) -> list[float]:
    drawn = bytearray()
    seen = dict.fromkeys(texts, 0.0)
    while not all(seen.values()):
        ready, _, _ = select.select([screen], [], [], begun + PATIENCE - time.perf_counter())
        if not ready:
            raise TimeoutError(f"not drawn: {[text.decode() for text in texts if not seen[text]]}")
        drawn += os.read(screen, 2**16)
        moment = time.perf_counter() - begun
        for text in texts:
            if not seen[text] and text in drawn:
                seen[text] = moment
    return list(seen.values())


def _resident(process: int) -> float:
    """Linux's VmRSS, in megabytes."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    if not found:
        raise RuntimeError("the program ended before it could be measured")
    return int(found[1]) / 1_000
