"""The real program on a real terminal: however it ends, the terminal is left as it was found."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.environment import of_a_terminal
from tests.tui.sample import open_sample

pytestmark = pytest.mark.slow

PATIENCE = 20.0
BEGIN, END = b"\x1b[?1049h", b"\x1b[?1049l"
MOUSE_OFF, CURSOR_ON = b"\x1b[?1000l", b"\x1b[?25h"


class Running:
    """The desk in a terminal, and all that it has sent."""

    def __init__(self, program: list[str], env: dict[str, str]) -> None:
        self.master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (30, 100))
        self.before = termios.tcgetattr(slave)
        self.slave = slave
        self.process = subprocess.Popen(
            program,
            env={**of_a_terminal(), "TERM": "xterm-256color", **env},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        self.sent = b""

    def wait_for(self, words: bytes) -> None:
        deadline = time.monotonic() + PATIENCE
        while words not in self.sent:
            assert time.monotonic() < deadline, f"no {words!r} in {self.sent[-2000:]!r}"
            self._read(0.1)

    def exit_code(self) -> int:
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < deadline, "the program does not end"
            self._read(0.05)
        self._read(0.2)
        return self.process.returncode

    def _read(self, seconds: float) -> None:
        while select.select([self.master], [], [], seconds)[0]:
            self.sent += os.read(self.master, 2**16)
            seconds = 0.0

    @property
    def is_restored(self) -> bool:
        """Out of the other screen, no mouse reports, the cursor seen, and the line as it was."""
        last = self.sent.rpartition(BEGIN)[2]
        return all(sign in last for sign in (END, MOUSE_OFF, CURSOR_ON)) and (
            termios.tcgetattr(self.slave)[3] == self.before[3]
        )


@contextmanager
def running(workspace: Path, program: str = "", **env: str) -> Iterator[Running]:
    """`digest` on a workspace; or the Python `program` with a `desk` in it."""
    code = (
        "import sys; from pathlib import Path; from digest.desk import Desk, Workspace;"
        "from digest.tui.app import DigestApp, run_desk;"
        f"desk = Desk.open(Workspace(root=Path({str(workspace)!r})));"
    )
    argv = [sys.executable, "-c", f"{code}\n{program}\nsys.exit(run_desk(desk))"]
    one = Running(argv, env)
    try:
        yield one
    finally:
        if one.process.poll() is None:
            one.process.kill()
        one.process.wait()
        os.close(one.slave)
        os.close(one.master)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    open_sample(tmp_path / "workspace").close()
    return tmp_path / "workspace"


def test_q_leaves_with_0(workspace: Path) -> None:
    with running(workspace) as desk:
        desk.wait_for(b"Cities")
        os.write(desk.master, b"q")
        assert desk.exit_code() == 0
        assert desk.is_restored


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_leaves_with_its_code(workspace: Path, number: signal.Signals) -> None:
    with running(workspace) as desk:
        desk.wait_for(b"Cities")
        desk.process.send_signal(number)
        assert desk.exit_code() == 128 + number
        assert desk.is_restored


@pytest.mark.parametrize("debug", ["0", "1"])
def test_a_defect_leaves_with_1_and_one_line(workspace: Path, debug: str) -> None:
    program = "DigestApp.action_history = lambda app: app.jobs.act(lambda: 1 / 0)"
    with running(workspace, program, DIGEST_DEBUG=debug) as desk:
        desk.wait_for(b"Cities")
        os.write(desk.master, b"h")
        assert desk.exit_code() == 1
        assert desk.is_restored
        told = desk.sent.rpartition(CURSOR_ON)[2]
        assert b"ZeroDivisionError" in told
        assert (b"Traceback" in told) is (debug == "1")


def test_a_job_that_hangs_does_not_keep_the_process(workspace: Path) -> None:
    program = (
        "DigestApp.action_history = lambda app: app.jobs.start('nap', lambda: __import__('time').sleep(60))"
    )
    with running(workspace, program) as desk:
        desk.wait_for(b"Cities")
        os.write(desk.master, b"h")
        os.write(desk.master, b"q")
        begun = time.monotonic()
        assert desk.exit_code() == 0
        assert time.monotonic() - begun < 5


def test_a_terminal_that_goes_away_ends_the_program(workspace: Path) -> None:
    with running(workspace) as desk:
        desk.wait_for(b"Cities")
        os.close(desk.slave)
        os.close(desk.master)
        try:
            assert desk.process.wait(PATIENCE) == 128 + signal.SIGHUP
        finally:
            desk.master, desk.slave = pty.openpty()


def test_ctrl_z_stops_and_fg_returns(workspace: Path) -> None:
    with running(workspace) as desk:
        desk.wait_for(b"Cities")
        os.write(desk.master, b"\x1a")
        desk.wait_for(END)
        deadline = time.monotonic() + PATIENCE
        while Path(f"/proc/{desk.process.pid}/stat").read_text().rpartition(") ")[2][0] != "T":
            assert time.monotonic() < deadline
        desk.sent = b""
        desk.process.send_signal(signal.SIGCONT)
        desk.wait_for(BEGIN)
        os.write(desk.master, b"q")
        assert desk.exit_code() == 0


@pytest.mark.parametrize(
    "env", [{"NO_COLOR": "1"}, {"TERM": "xterm"}, {"TERM": "linux"}, {"COLORTERM": "truecolor"}]
)
def test_any_number_of_colours(workspace: Path, env: dict[str, str]) -> None:
    with running(workspace, **env) as desk:
        desk.wait_for(b"Cities")
        os.write(desk.master, b"q")
        assert desk.exit_code() == 0


def test_a_dumb_terminal_is_told(workspace: Path) -> None:
    with running(workspace, TERM="dumb") as desk:
        assert desk.exit_code() == 2
        assert b"the desk needs a terminal" in desk.sent
