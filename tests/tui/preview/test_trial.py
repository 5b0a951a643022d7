"""The test mail on its key: sent over real SMTP, and what the server says told in words."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from digest.desk import Desk, SendReport
from digest.desk.mail.sending import Sending
from tests.deliver.post_office import open_office
from tests.patience import PATIENCE
from tests.tui.compose.composing import fill
from tests.tui.conftest import Driver, drive

pytestmark = pytest.mark.slow  # whole screens, a second each


@pytest.fixture
def sender(desk: Desk) -> Desk:
    """The same newsletter with an address to send from."""
    toml: Path = desk.workspace.toml
    toml.write_text('name = "The Morning Ledger"\n[sender]\nemail = "ida@ledger.example"\n', "utf-8")
    reopened = Desk.open(desk.workspace)
    fill(reopened)
    return reopened


async def send(driver: Driver, addresses: str) -> str:
    await driver.press("3", "T", "end", "ctrl+u")
    await driver.pilot.press(*addresses, "enter")
    await driver.catch_up()
    return " ".join(driver.notices)


async def test_it_arrives_marked_as_a_test(sender: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_office() as office:
        monkeypatch.setenv("DIGEST_SMTP_URL", f"smtp://127.0.0.1:{office.port}")
        async with drive(sender) as driver:
            screen = await send(driver, "ida@ledger.example")
    sender.close()
    assert "The server took the test mail for 1 address." in screen
    (letter,) = office.letters
    assert letter.recipient == "ida@ledger.example"
    assert b"Subject: [Test] " in letter.content


async def test_a_refusal_is_told_in_the_servers_words(sender: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_office() as office:
        office.refused["gone@quay.example"] = "550 Nobody of that name"
        monkeypatch.setenv("DIGEST_SMTP_URL", f"smtp://127.0.0.1:{office.port}")
        async with drive(sender) as driver:
            screen = await send(driver, "gone@quay.example")
    sender.close()
    assert "gone@quay.example was refused" in screen
    assert "Nobody of that name" in screen
    assert office.letters == []


async def test_without_a_server_it_says_what_to_do(sender: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIGEST_SMTP_URL", raising=False)
    async with drive(sender) as driver:
        screen = await send(driver, "ida@ledger.example")
    sender.close()
    assert "[smtp]" in screen


async def test_as_long_as_the_server_takes_it_is_told_what_is_waited_for(
    sender: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()
    at_once = Sending.send_test

    def slowly(sending: Sending, number: int, addresses: Sequence[str]) -> SendReport:
        assert may_go_on.wait(PATIENCE)
        return at_once(sending, number, addresses)

    monkeypatch.setattr(Sending, "send_test", slowly)
    monkeypatch.delenv("DIGEST_SMTP_URL", raising=False)
    async with drive(sender) as driver:
        await driver.press("3", "T", "end", "ctrl+u")
        await driver.pilot.press(*"ida@ledger.example", "enter")
        await driver.until(lambda: "Sending the test mail to 1 address …" in driver.text)
        assert driver.notices == []
        may_go_on.set()
        await driver.settle()
        assert "Sending the test mail" not in driver.text
        assert "[smtp]" in " ".join(driver.notices)
    sender.close()
