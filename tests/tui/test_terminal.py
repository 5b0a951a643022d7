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
from tests.patience import PATIENCE
from tests.processes import is_stopped
from tests.tui.sample import open_sample

pytestmark = pytest.mark.slow

BEGIN, END = b"\x1b[?1049h", b"\x1b[?1049l"
OPENS_SLOWLY = (
    "import time; from digest.workspace import Workspace; read = Workspace.newsletter;"
    "Workspace.newsletter = lambda one: time.sleep(1) or read(one)"
)
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

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal another size; what it has sent until now counts no more."""
        self._read(0.0)
        self.sent = b""
        termios.tcsetwinsize(self.master, (rows, columns))
        self.process.send_signal(signal.SIGWINCH)  # by a shell's terminal it would come from the system

    def wait_for(self, words: bytes) -> None:
        deadline = time.monotonic() + PATIENCE
        while words not in self.sent:
            assert time.monotonic() < deadline, f"no {words!r} in {self.sent[-2000:]!r}"
            self._read(0.1)

    def draw(self) -> None:
        """Take what is sent in the next moment."""
        self._read(0.02)

    def press(self, keys: bytes) -> None:
        """Type these, as a keyboard sends them."""
        os.write(self.master, keys)

    def leave(self) -> None:
        """Press q, which ends the program well."""
        self.press(b"q")
        assert self.exit_code() == 0

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
    """`digest` on a workspace, after the Python `program` has changed something of it."""
    code = f"import sys; from digest.cli.main import run; from digest.tui.app import DigestApp\n{program}\n"
    argv = [sys.executable, "-c", f"{code}sys.exit(run(['-w', {str(workspace)!r}]))"]
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
        desk.leave()
        assert desk.is_restored


def test_what_is_typed_before_the_desk_is_open_is_done_in_its_order(workspace: Path) -> None:
    with running(workspace, OPENS_SLOWLY) as desk:
        desk.wait_for(b"keys")
        desk.press(b"2h")
        desk.wait_for(b"There is no digest to write yet")
        desk.wait_for(b"What you did")
        desk.press(b"qq")
        assert desk.exit_code() == 0


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("(Path(sys.argv[1]) / 'newsletter.toml').write_text('nam = 1')", b"nam is not a key here"),
        ("(Path(sys.argv[1]) / 'digest.db').write_text('no database' * 1000)", b"is damaged or no database"),
    ],
)
def test_a_desk_that_cannot_be_opened_leaves_with_2_and_one_line(
    workspace: Path, harm: str, told: bytes
) -> None:
    with running(workspace, f"from pathlib import Path; sys.argv[1:] = [{str(workspace)!r}]; {harm}") as desk:
        assert desk.exit_code() == 2
        assert desk.is_restored
        after = desk.sent.rpartition(CURSOR_ON)[2]
        assert told in after and b"Traceback" not in after


def test_a_signal_while_the_desk_opens_leaves_with_its_code(workspace: Path) -> None:
    with running(workspace, OPENS_SLOWLY) as desk:
        desk.wait_for(b"keys")
        desk.process.send_signal(signal.SIGTERM)
        assert desk.exit_code() == 128 + signal.SIGTERM
        assert desk.is_restored


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
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
        desk.press(b"h")
        assert desk.exit_code() == 1
        assert desk.is_restored
        told = desk.sent.rpartition(CURSOR_ON)[2]
        assert b"ZeroDivisionError" in told
        assert (b"Traceback" in told) is (debug == "1")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ('DeskError("The quay is closed: wait for the tide.")', b"The quay is closed: wait for the tide."),
        ('ValueError("no tide")', b"ValueError: no tide."),
    ],
)
def test_an_act_that_fails_as_the_desk_is_left_is_told(workspace: Path, error: str, told: bytes) -> None:
    program = f"""
from time import sleep
from digest.model import DeskError

def refuse(app):
    while not app.jobs.is_left:
        sleep(0.01)
    raise {error}

DigestApp.action_history = lambda app: app.jobs.act(lambda: refuse(app)) or app.exit()
"""
    with running(workspace, program) as desk:
        desk.wait_for(b"Cities")
        os.write(desk.master, b"h")
        assert desk.exit_code() == 1
        assert desk.is_restored
        assert b"could not be saved. " + told in desk.sent


def test_a_desk_that_cannot_go_on_says_why(workspace: Path) -> None:
    program = """
from digest.desk import Desk
from digest.model import DeskError

def damaged(desk):
    raise DeskError("The ledger is damaged: put a backup in its place.")

def damage(app):
    Desk.data_version = damaged
    app.changed()

DigestApp.action_history = damage
"""
    with running(workspace, program) as desk:
        desk.wait_for(b"Cities")
        os.write(desk.master, b"h")
        assert desk.exit_code() == 2
        assert desk.is_restored
        assert desk.sent.endswith(b"The ledger is damaged: put a backup in its place.\r\n")


def test_a_job_that_hangs_does_not_keep_the_process(workspace: Path) -> None:
    forever = "__import__('threading').Event().wait"
    program = f"DigestApp.action_history = lambda app: app.jobs.start('nap', {forever})"
    with running(workspace, program) as desk:
        desk.wait_for(b"Cities")
        desk.press(b"h")
        desk.leave()


def test_a_terminal_that_goes_away_ends_the_program(workspace: Path) -> None:
    with running(workspace) as desk:
        desk.wait_for(b"Cities")
        os.close(desk.slave)
        os.close(desk.master)
        try:
            assert desk.process.wait(PATIENCE) == 128 + signal.SIGHUP
        finally:
            desk.master, desk.slave = pty.openpty()


def test_a_terminal_that_goes_away_under_the_editor_ends_the_program(workspace: Path, tmp_path: Path) -> None:
    """As a pane that is closed: much is drawn when the editor ends, and nobody takes it."""
    editor, is_open, may_end = tmp_path / "editor", tmp_path / "is-open", tmp_path / "may-end"
    editor.write_text(f"#!/bin/sh\n: > {is_open}\nwhile [ ! -e {may_end} ]; do sleep 0.02; done\n")
    editor.chmod(0o700)
    draws_much = (
        "from digest.tui.terminal import Terminal; shown = Terminal.resume_application_mode;"
        "Terminal.resume_application_mode = lambda one: (shown(one), [one.write('drawn') for _ in range(100)])"
    )
    with running(workspace, draws_much, EDITOR=str(editor)) as desk:
        desk.wait_for(b"Cities")
        os.write(desk.master, b" 2e")
        desk.wait_for(END)
        deadline = time.monotonic() + PATIENCE
        while not is_open.exists():
            assert time.monotonic() < deadline, "the editor was not opened"
            desk.draw()
        os.close(desk.slave)
        os.close(desk.master)
        may_end.touch()
        try:
            assert desk.process.wait(PATIENCE) == 128 + signal.SIGHUP
        finally:
            desk.master, desk.slave = pty.openpty()


def test_ctrl_z_stops_and_fg_returns(workspace: Path) -> None:
    with running(workspace) as desk:
        desk.wait_for(b"Cities")
        desk.press(b"2")
        desk.wait_for(b"There is no digest to write yet")
        desk.press(b"\x1a")
        desk.wait_for(END)
        deadline = time.monotonic() + PATIENCE
        while not is_stopped(desk.process.pid):
            assert time.monotonic() < deadline
        desk.sent = b""
        desk.process.send_signal(signal.SIGCONT)
        desk.wait_for(BEGIN)
        desk.wait_for(b"There is no digest to write yet")
        desk.leave()


def test_a_desk_that_is_called_back_unasked_listens_once(workspace: Path) -> None:
    with running(workspace) as desk:
        desk.wait_for(b"Cities")
        before, calls = _threads(desk), 40
        desk.sent = b""
        for _ in range(calls):
            desk.process.send_signal(signal.SIGCONT)
            desk.draw()
        desk.wait_for(BEGIN)
        deadline = time.monotonic() + PATIENCE
        # What is typed while it begins anew is lost.
        while b"There is no digest to write yet" not in desk.sent:
            assert time.monotonic() < deadline
            desk.press(b"2")
            desk.draw()
        assert _threads(desk) < before + calls // 2  # those of a desk that has just opened are still to come
        desk.leave()
        assert desk.is_restored


def _threads(desk: Running) -> int:
    return sum(1 for _ in Path(f"/proc/{desk.process.pid}/task").iterdir())


def test_esc_and_a_digit_in_one_breath_are_two_keys(workspace: Path) -> None:
    with running(workspace) as desk:
        desk.wait_for(b"Cities")
        desk.press(b"?")
        desk.wait_for(b"Type to find")
        desk.press(b"\x1b2")
        desk.wait_for(b"There is no digest to write yet")
        desk.leave()


def test_a_terminal_made_tiny_and_large_again(workspace: Path) -> None:
    with running(workspace) as desk:
        desk.wait_for(b"Cities")
        for key, tiny, words in (
            (b"?", b"ype to find", b"ype to find"),  # the cursor may stand on the T
            (b"\x1b", b"keys", b"Cities"),
            (b"2", b"keys", b"no digest"),
            (b"3", b"keys", b"no digest"),
        ):
            desk.resize(20, 5)
            desk.press(key)
            desk.wait_for(tiny)
            desk.resize(120, 40)
            desk.wait_for(words)
            assert b"Traceback" not in desk.sent
        desk.leave()
        assert desk.is_restored


@pytest.mark.parametrize(
    "env", [{"NO_COLOR": "1"}, {"TERM": "xterm"}, {"TERM": "linux"}, {"COLORTERM": "truecolor"}]
)
def test_any_number_of_colours(workspace: Path, env: dict[str, str]) -> None:
    with running(workspace, **env) as desk:
        desk.wait_for(b"Cities")
        desk.leave()


def test_a_dumb_terminal_is_told(workspace: Path) -> None:
    with running(workspace, TERM="dumb") as desk:
        assert desk.exit_code() == 2
        assert b"The desk needs a terminal" in desk.sent
