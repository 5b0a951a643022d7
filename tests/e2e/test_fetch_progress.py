"""A fetch at the command line, watched on a terminal."""

from pathlib import Path

import pytest

from digest.cli.main import run
from tests.e2e.terminal import open_desk
from tests.paper import open_paper, plain


@pytest.mark.slow
def test_a_fetch_on_a_terminal_shows_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env = {"DIGEST_WORKSPACE": str(tmp_path / "ledger"), "DIGEST_ALLOW_PRIVATE": "1"}
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    with open_paper() as paper:
        feeds = [
            paper.publish_feed(f"/{name}", f"The {name}", plain(f"News of the {name}"))
            for name in ("quay", "mill")
        ]
        assert run(["init"]) == run(["source", "add", *feeds]) == 0
        with open_desk("fetch", env=env) as terminal:
            terminal.wait_for("Fetching 2/2 · 2 new", "2 new articles from 2 sources.")
            assert terminal.wait_for_exit() == 0
