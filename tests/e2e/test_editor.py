"""The curator's own editor on a real terminal, and what ends it before its time: what it had saved is kept."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from digest.desk import Desk, Workspace
from tests.e2e.terminal import Terminal, open_desk
from tests.processes import descendants, runs
from tests.tui.sample import open_sample

pytestmark = pytest.mark.slow

SAVED = "Saved, and not yet left"

EDITOR = f"""\
#!/bin/sh
echo '{SAVED}' > "$1"
echo IN THE EDITOR
exec sleep 1000
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    with closing(open_sample(tmp_path / "ledger")) as desk:
        desk.picking.pick([1])
    return tmp_path / "ledger"


@pytest.fixture
def terminal(root: Path, tmp_path: Path) -> Iterator[Terminal]:
    """The desk with the editor open on a summary."""
    editor = tmp_path / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o700)
    with open_desk("-w", str(root), env={"EDITOR": str(editor), "VISUAL": ""}) as terminal:
        terminal.wait_for("No. 1 draft")
        terminal.send("2")
        terminal.wait_for("A summary in Markdown")
        terminal.send("e")
        terminal.wait_for("IN THE EDITOR")
        yield terminal


def summary(root: Path) -> str:
    with closing(Desk.open(Workspace(root))) as desk:
        return desk.digests.get().items[0].summary


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_ends_the_editor_and_the_desk(
    terminal: Terminal, root: Path, number: signal.Signals
) -> None:
    begun = descendants(terminal.pid)
    os.kill(terminal.pid, number)
    assert terminal.wait_for_exit() == 128 + number
    assert not any(map(runs, begun))
    assert summary(root) == SAVED


def test_a_terminal_that_goes_away_ends_the_editor_and_the_desk(terminal: Terminal, root: Path) -> None:
    begun = descendants(terminal.pid)
    assert terminal.hang_up() == 128 + signal.SIGHUP
    assert not any(map(runs, begun))
    assert summary(root) == SAVED


@pytest.mark.parametrize("by", ["a signal", "Ctrl-C"])
def test_an_editor_that_is_ended_leaves_what_it_had_saved_and_the_desk_goes_on(
    terminal: Terminal, root: Path, by: str
) -> None:
    if by == "Ctrl-C":
        terminal.send("\x03")
    else:
        (editor,) = descendants(terminal.pid)
        os.kill(editor, signal.SIGKILL)
    terminal.wait_for(SAVED)
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert summary(root) == SAVED
