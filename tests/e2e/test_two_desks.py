"""Two desks on one workspace, each a program on a terminal of its own: they see each other, and lose nothing."""

from pathlib import Path

import pytest

from digest.desk import Desk
from tests.e2e.terminal import ENTER, ESCAPE, Terminal, open_desk, watch_until
from tests.tui.sample import open_sample

pytestmark = pytest.mark.slow


def into_the_first_summary(terminal: Terminal) -> None:
    terminal.wait_for("No. 1 draft")
    terminal.send("2")
    terminal.wait_for("A summary in Markdown")
    terminal.send(ENTER)
    terminal.wait_for("esc outline")


def summary(desk: Desk) -> str:
    return desk.digests.get(1).items[0].summary


def leave(terminal: Terminal) -> None:
    terminal.send(ESCAPE)
    terminal.wait_for("J K move it")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0


def test_each_sees_what_the_other_writes_and_nothing_is_written_over(tmp_path: Path) -> None:
    root = tmp_path / "ledger"
    desk = open_sample(root)
    desk.picking.pick([1])
    with open_desk("-w", str(root), env={}) as one, open_desk("-w", str(root), env={}) as other:
        into_the_first_summary(one)
        into_the_first_summary(other)
        # Both type before either has saved: the later of the two finds the other's words there.
        one.send("Alpha")
        other.send("Beta")
        watch_until(lambda: {"Alpha", "Beta"} <= set(summary(desk).split()), "both to be kept", one, other)
        later, earlier = (one, other) if summary(desk).startswith("Alpha") else (other, one)
        both = ("the other version", "Alpha", "Beta")
        told = ("Somebody else changed this summary too", *both)
        watch_until(lambda: all(words in later.text for words in told), "the later to be told", one, other)
        watch_until(
            lambda: all(words in earlier.text for words in both), "the earlier to see both", one, other
        )
        leave(later)
        # With nobody else typing, what is written here is seen there, and there is nothing to choose.
        earlier.send("!")
        watch_until(lambda: "!" in summary(desk), "the mark to be kept", earlier)
        leave(earlier)
    kept = summary(desk)
    assert all(kept.count(word) == 1 for word in ("Alpha", "Beta", "!", "the other version"))
    desk.close()
