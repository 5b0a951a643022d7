"""Failures of a server that nobody here wrote: Postfix's smtp-sink refuses, puts off or hangs up as it is told to."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from digest.deliver.report import Outcome
from digest.model import DeskError
from tests.deliver.conftest import Newsroom
from tests.deliver.post_office import PostOffice
from tests.patience import PATIENCE
from tests.ports import unused

SINK = shutil.which("smtp-sink", path=f"{os.environ['PATH']}:/usr/sbin")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SINK is None, reason="Postfix is not installed"),
    pytest.mark.skipif(
        os.geteuid() != 0, reason="smtp-sink gives up root's rights, so it needs to have them"
    ),
]
READER = "reader@inbox.example"


@contextmanager
def running_sink(*failing: str) -> Iterator[PostOffice]:
    """The sink until the end; `failing` are the options that say when it fails, and how."""
    port = unused()
    sink = subprocess.Popen([str(SINK), "-u", "nobody", *failing, f"127.0.0.1:{port}", "8"])
    try:
        until = time.monotonic() + PATIENCE
        while not _listens(port):
            assert sink.poll() is None and time.monotonic() < until
        yield PostOffice(port=port)
    finally:
        sink.terminate()
        sink.wait()


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize(
    ("failing", "outcome", "said"),
    [
        (["-q", "mail"], Outcome.PENDING, "closed the connection before it had the mail"),
        (["-q", "rcpt"], Outcome.PENDING, "closed the connection before it had the mail"),
        (["-q", "data"], Outcome.PENDING, "closed the connection before it had the mail"),
        (
            ["-q", "."],
            Outcome.IN_DOUBT,
            "closed the connection after it had the whole mail: it may have arrived",
        ),
        (["-Q", "rcpt"], Outcome.DEFERRED, "421 "),
        (["-f", "mail"], Outcome.REFUSED, "500 "),
        (["-f", "rcpt"], Outcome.REFUSED, "500 "),
        (["-f", "."], Outcome.REFUSED, "500 "),
        (["-r", "rcpt"], Outcome.DEFERRED, "450 "),
        (["-r", "."], Outcome.DEFERRED, "450 "),
        ([], Outcome.ACCEPTED, "250 "),
    ],
)
def test_what_becomes_of_a_mail(newsroom: Newsroom, failing: list[str], outcome: Outcome, said: str) -> None:
    with running_sink(*failing) as office:
        report = newsroom.desk(office, 'security = "none"').sending.send_test(None, [READER])
    [one] = getattr(report, outcome)
    assert one.address == READER
    assert said in one.answer


@pytest.mark.parametrize(
    ("failing", "said"),
    [
        (["-q", "ehlo"], "closed the connection before a mail was sent"),
        (["-Q", "connect"], "turned us away (421 "),
    ],
)
def test_a_server_that_hangs_up_at_the_door(newsroom: Newsroom, failing: list[str], said: str) -> None:
    with running_sink(*failing) as office, pytest.raises(DeskError) as refused:
        newsroom.desk(office, 'security = "none"').sending.send_test(None, [READER])
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
