"""Which server is meant, and where its password comes from; it is never shown."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver.address import envelope_address
from digest.deliver.server import find_server
from digest.model import DeskError, Newsletter, SmtpSettings


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIGEST_SMTP_URL", raising=False)
    monkeypatch.delenv("DIGEST_SMTP_PASSWORD", raising=False)


def newsletter(**smtp: object) -> Newsletter:
    settings = {"host": "smtp.ledger.example", "username": "ida", **smtp}
    return Newsletter(name="The Ledger", smtp=SmtpSettings.model_validate(settings))


@pytest.mark.parametrize(
    ("url", "host", "port", "security"),
    [
        ("smtp://smtp.ledger.example", "smtp.ledger.example", 587, "starttls"),
        ("smtp://smtp.ledger.example:2525", "smtp.ledger.example", 2525, "starttls"),
        ("smtps://smtp.ledger.example", "smtp.ledger.example", 465, "tls"),
        ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, "none"),
        ("smtp://[::1]", "::1", 25, "none"),
        ("smtp://localhost:2525?starttls=require", "localhost", 2525, "starttls"),
    ],
)
def test_the_address_of_a_server(
    monkeypatch: pytest.MonkeyPatch, url: str, host: str, port: int, security: str
) -> None:
    monkeypatch.setenv("DIGEST_SMTP_URL", url)
    server = find_server(Newsletter(name="The Ledger"))
    assert (server.host, server.port, server.settings.security) == (host, port, security)


@pytest.mark.parametrize(
    "url",
    [
        "http://ida:hidden@ledger.example",
        "smtp://ida:hidden@",
        "smtp://ida:hidden@ledger.example:port",
        "smtp://ida:hidden@ledger.example?starttls=never",
        "smtp://ida:hidden@ledger.example?tls",
        "smtp://ida:hidden@[half",
    ],
)
def test_a_wrong_address_is_not_repeated(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DIGEST_SMTP_URL", url)
    with pytest.raises(DeskError, match=r"^DIGEST_SMTP_URL cannot be understood") as raised:
        find_server(Newsletter(name="The Ledger"))
    assert "hidden" not in str(raised.value)


def test_no_server_is_named() -> None:
    with pytest.raises(DeskError, match=r"^No mail server is named: fill in \[smtp\]"):
        find_server(Newsletter(name="The Ledger"))


def test_only_this_machine_is_spoken_to_in_the_clear() -> None:
    assert newsletter(host="127.0.0.1", security="none").smtp
    with pytest.raises(ValueError, match='"starttls" or "tls" was expected'):
        newsletter(security="none")


def test_the_password_of_the_environment_goes_before_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = newsletter(password_command="printf 'from the command\\nand a note'")
    assert find_server(asked).password == "from the command"
    monkeypatch.setenv("DIGEST_SMTP_PASSWORD", "from the environment")
    server = find_server(asked)
    assert server.password == "from the environment"
    assert "environment" not in repr(server)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("sh -c 'echo hidden; exit 3'", "exit code 3"),
        ("no-such-command-anywhere", "FileNotFoundError"),
        ("unclosed 'quote", "ValueError"),
    ],
)
def test_a_command_that_fails(command: str, told: str) -> None:
    with pytest.raises(DeskError, match=rf"password_command .* failed \({told}\)") as raised:
        find_server(newsletter(password_command=command))
    assert "hidden" not in str(raised.value)


_KEYRING = """
def get_password(service, user):
    return {("digest-desk", "ida"): "kept"}[service, user]
"""


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine where a keyring is installed."""
    package = tmp_path / "keyring"
    package.mkdir()
    (package / "__init__.py").write_text(_KEYRING)
    (package / "errors.py").write_text("class KeyringError(Exception): ...")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    for module in ("keyring", "keyring.errors"):
        sys.modules.pop(module, None)


def test_the_keyring_where_it_is_installed(keyring: None) -> None:
    assert find_server(newsletter()).password == "kept"


@pytest.mark.parametrize("password", ["", "pässword"])
def test_no_password_that_can_be_used(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setenv("DIGEST_SMTP_PASSWORD", password)
    with pytest.raises(DeskError, match=r"DIGEST_SMTP_PASSWORD|plain ASCII") as raised:
        find_server(newsletter())
    assert "pässword" not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "nobody", "a@b", "a b@c.example", "<a@b.example>", "a@x.example, b@x.example",
        "a@x.example>\r\nRCPT TO:<b@x.example",
        "a@x..example", "@x.example", "a\u202e@x.example", "a\0@x.example", f"a@{'x' * 64}.example", "a@b.¨",
        f"{'a' * 60}@{'x.' * 100}example",
    ],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(DeskError, match="is no mail address"):
        envelope_address(text)


def test_addresses() -> None:
    assert envelope_address(" ida+list@ledger.example ") == "ida+list@ledger.example"
    assert envelope_address("ida@bücher.example") == "ida@xn--bcher-kva.example"
    assert envelope_address("ida@straße.example") == "ida@xn--strae-oqa.example"


@given(
    st.text(st.characters(exclude_categories=["Cs"])) | st.from_regex(r"[^@]+@[^@]+\.example", fullmatch=True)
)
def test_an_address_is_one_word_or_an_error(text: str) -> None:
    try:
        address = envelope_address(text)
    except DeskError as error:
        assert "\n" not in str(error)
    else:
        assert address.count("@") == 1
        assert not set(address) & set(' \r\n\t<>,;"\0')
        assert address.rpartition("@")[2].isascii()
