"""A program on a real pty, its keyboard, and the bytes that it draws."""

import os
import pty
import re
import select
import subprocess
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.environment import of_a_terminal
from tests.patience import PATIENCE

ROWS, COLUMNS = 40, 120

_STYLE = re.compile(rb"\x1b\[[\d;]*m")


class Screen:
    """What a running program draws, as it comes."""

    def __init__(self, terminal: int, process: "subprocess.Popen[bytes]") -> None:
        self._terminal = terminal
        self.process = process

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal another size."""
        termios.tcsetwinsize(self._terminal, (rows, columns))

    def press(self, keys: str) -> float:
        """Type these characters; when that was."""
        os.write(self._terminal, keys.encode())
        return time.perf_counter()

    def drawn(self, seconds: float) -> bytes:
        """What is drawn next; nothing where `seconds` pass without."""
        ready, _, _ = select.select([self._terminal], [], [], max(0.0, seconds))
        try:
            return os.read(self._terminal, 2**16) if ready else b""
        except OSError:  # Linux says EIO when the program has closed its side
            return b""

    def watch(self, texts: Sequence[str], patience: float = PATIENCE) -> list[float]:
        """When each of `texts` was drawn, in whatever colours. Raises TimeoutError where one is not."""
        wanted = [text.encode() for text in texts]
        seen: dict[bytes, float] = {}
        drawn = bytearray()
        deadline = time.perf_counter() + patience
        while len(seen) < len(set(wanted)):
            more = self.drawn(deadline - time.perf_counter())
            if not more:
                raise TimeoutError(f"not drawn: {[text.decode() for text in wanted if text not in seen]}")
            drawn += more
            moment, plain = time.perf_counter(), _STYLE.sub(b"", drawn)
            seen |= {text: moment for text in wanted if text not in seen and text in plain}
        return [seen[text] for text in wanted]

    def rest(self, seconds: float) -> float:
        """When the last byte was drawn before nothing was for `seconds`; now, where nothing is."""
        last = time.perf_counter()
        while self.drawn(seconds):
            last = time.perf_counter()
        return last

    def pass_over(self, until: float) -> None:
        """Let go by what is drawn until that moment: a cursor that blinks never rests."""
        while (left := until - time.perf_counter()) > 0:
            self.drawn(left)

    @property
    def megabytes(self) -> float:
        """The memory that the program holds (Linux's VmRSS)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        if not found:
            raise RuntimeError("the program ended before it could be measured")
        return int(found[1]) / 1_000


@contextmanager
def on_screen(argv: Sequence[str], env: Mapping[str, str] | None = None) -> Iterator[Screen]:
    """Run `argv` on a terminal of its own until the block ends."""
    screen, program = pty.openpty()
    termios.tcsetwinsize(program, (ROWS, COLUMNS))
    process = subprocess.Popen(
        argv,
        env={**of_a_terminal(), "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})},
        stdin=program,
        stdout=program,
        stderr=program,
        start_new_session=True,
    )
    os.close(program)
    try:
        yield Screen(screen, process)
    finally:
        process.kill()
        process.wait()
        os.close(screen)
