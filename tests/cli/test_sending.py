"""`digest send --test`: what is printed, and the exit code."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from tests.cli.conftest import CommandLine
from tests.deliver.post_office import PostOffice, open_office
from tests.patience import PATIENCE


@pytest.fixture
def office(digest: CommandLine, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    toml = digest.folder / "newsletter.toml"
    toml.write_text('name = "The Morning Ledger"\n[sender]\nemail = "ida@ledger.example"\n')
    digest("new", "--subject", "Nine cranes")
    with open_office() as opened:
        monkeypatch.setenv("DIGEST_SMTP_URL", f"smtp://127.0.0.1:{opened.port}")
        yield opened


def test_a_test_mail(digest: CommandLine, office: PostOffice) -> None:
    report = digest.json("send", 1, "--test", "a@inbox.example", "b@inbox.example")
    assert set(report) == {"accepted", "refused", "deferred", "in_doubt", "pending"}
    assert report["accepted"][0] == {"address": "a@inbox.example", "answer": "250 Kept"}
    assert digest("send", "--test", "a@inbox.example").out == "accepted: a@inbox.example (250 Kept)\n"
    assert len(office.letters) == 3


def test_a_refused_recipient_is_exit_code_one(digest: CommandLine, office: PostOffice) -> None:
    office.refused = {"gone@inbox.example": "550 5.1.1 No such person"}
    ended = digest("send", "--test", "gone@inbox.example", "a@inbox.example")
    assert ended.code == 1
    assert "refused: gone@inbox.example (550 5.1.1 No such person)" in ended.out
    assert digest.json("send", "--test", "gone@inbox.example", code=1)["refused"]


def test_what_is_refused_in_one_line(digest: CommandLine, office: PostOffice) -> None:
    assert "--test" in digest("send").mistake
    assert "is no mail address" in digest("send", "--test", "nobody").mistake
    assert "no digest No. 7" in digest("send", 7, "--test", "a@inbox.example").mistake
    assert not office.letters


@pytest.mark.slow
def test_the_preview_ends_with_ctrl_c(digest: CommandLine) -> None:
    digest("new", "--subject", "Nine cranes")
    command = [sys.executable, "-m", "digest", "preview", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout and running.stderr
        told = json.loads("".join(iter(running.stdout.readline, "}\n")) + "}")
        assert told["digest"] == 1
        with urlopen(f"{told['url']}state") as answer:
            assert json.load(answer)["number"] == 1
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=PATIENCE) == 0
        assert running.stderr.read() == ""


def test_a_preview_that_cannot_be(digest: CommandLine) -> None:
    assert "There is no digest to work on" in digest("preview").mistake
    assert "is not a port" in digest("preview", "--port", "70000").mistake
