"""Every way in which the real program can end: what it leaves with, and what it says."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from digest.desk import Desk
from tests.cli.conftest import CommandLine
from tests.patience import PATIENCE

pytestmark = pytest.mark.slow  # the real program, a second each time


def start(*words: object) -> subprocess.Popen[bytes]:
    """The real program, on the workspace of the test."""
    argv = [sys.executable, "-m", "digest", *map(str, words)]
    return subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize(
    ("words", "code"), [(["list"], 0), (["check", "1"], 1), (["show", "7"], 2), (["lst"], 2)]
)
def test_the_exit_code_is_the_programs(digest: CommandLine, words: list[str], code: int) -> None:
    digest("new")
    program = start(*words)
    out, err = program.communicate(timeout=PATIENCE)
    assert program.returncode == code
    assert (out == b"") == (code == 2)
    assert err.count(b"\n") == (1 if code == 2 else 0)


@pytest.mark.parametrize("words", [["history"], ["history", "--json"], ["export", "1"]])
def test_a_reader_that_has_gone_is_no_reason_to_complain(digest: CommandLine, words: list[str]) -> None:
    digest("new")
    program = start(*words)
    assert program.stdout is not None
    program.stdout.close()
    program.wait(timeout=PATIENCE)
    assert program.stderr is not None
    assert program.stderr.read() == b""
    assert program.returncode == 141
    program.stderr.close()


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_was_closed_before_leads_nowhere(digest: CommandLine, closed: str) -> None:
    for words, code in (("list", 0), ("article add -", 2)):
        command = f'exec "$0" -m digest {words} {closed}'
        ended = subprocess.run(["sh", "-c", command, sys.executable], input=b"", capture_output=True)
        assert ended.returncode == code
        assert ended.stderr.count(b"\n") == (1 if code and "2>&-" not in closed else 0)


def test_a_mistake_that_nobody_can_be_told_keeps_its_exit_code(digest: CommandLine) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run([sys.executable, "-m", "digest", "show", "7"], stderr=full)
    assert ended.returncode == 2


def test_an_interrupted_fetch_ends_quietly(digest: CommandLine, silent_server: socket.socket) -> None:
    host, port = silent_server.getsockname()
    opml = digest.folder.parent / "feeds.opml"
    outline = f'<outline type="rss" text="The Quay Gazette" xmlUrl="http://{host}:{port}/quay.xml"/>'
    opml.write_text(f'<opml version="2.0"><head/><body>{outline}</body></opml>')
    assert digest("source", "import", opml).code == 0

    program = start("fetch")
    with closing(silent_server.accept()[0]):
        program.send_signal(signal.SIGINT)
        assert program.communicate(timeout=PATIENCE) == (b"", b"")
    assert program.returncode == 130
    assert digest("list").code == 0


@pytest.fixture
def silent_server() -> Iterator[socket.socket]:
    """A server on loopback that takes a connection and then says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(PATIENCE)
        yield server


def test_a_defect_is_told_in_a_line_and_where_it_was_on_request(
    digest: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Desk:
        raise ZeroDivisionError("nine cranes\nby none")

    monkeypatch.setattr(Desk, "open", broken)
    ended = digest("list")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        "This is a defect of the program: ZeroDivisionError: nine cranes by none; "
        "set DIGEST_DEBUG=1 to see where.\n"
    )
    monkeypatch.setenv("DIGEST_DEBUG", "1")
    ended = digest("list")
    assert ended.code == 1
    assert ended.err.startswith("Traceback")
    assert "test_endings.py" in ended.err


def test_a_mistake_keeps_its_exit_code_when_its_place_is_asked_for(digest: CommandLine) -> None:
    digest.monkeypatch.setenv("DIGEST_DEBUG", "1")
    ended = digest("show", 7)
    assert ended.code == 2
    assert ended.err.startswith("Traceback")


def test_a_full_disk_is_no_defect(digest: CommandLine) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run([sys.executable, "-m", "digest", "list"], stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 2
    assert ended.stderr == b"The system refused: No space left on device.\n"
