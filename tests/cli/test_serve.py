"""`digest serve` on the command line; what it serves is tested beside the server."""

import socket
import sys

import pytest

from tests.cli.conftest import CommandLine


def test_what_cannot_be_served_is_refused_in_one_line(digest: CommandLine) -> None:
    assert "is not a port" in digest("serve", "--port", "70000").mistake
    (digest.folder / "newsletter.toml").write_text("nam = 1")
    assert "nam is not a key here" in digest("serve").mistake


def test_a_port_that_is_taken(digest: CommandLine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        mistake = digest("serve", "--port", port).mistake
    assert f"cannot be served at port {port}" in mistake and "--port" in mistake


@pytest.mark.parametrize("absent", ["aiohttp", "textual_serve"])
def test_what_to_install_is_said(digest: CommandLine, monkeypatch: pytest.MonkeyPatch, absent: str) -> None:
    for loaded in [name for name in sys.modules if name.startswith(("digest.tui.served", "textual_serve"))]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, absent, None)
    assert "pip install 'digest-desk[serve]'" in digest("serve").mistake
