"""Random keys into the real program on a real terminal: `python -m tests.e2e.monkey --keys 20000`.

The workspace has titles as an attacker would publish them. Whatever is pressed, the program goes on, nothing of a
title speaks to the terminal, and the history leads back to exactly what there was. The same seed presses the same.
"""

import argparse
import os
import re
import signal
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random

from digest.desk import Desk
from digest.model import DeskError
from digest.store.history import RECORDED
from digest.tui.actions import all_actions
from digest.workspace import Workspace
from tests.bench.screen import Screen, on_screen
from tests.patience import PATIENCE
from tests.processes import is_stopped
from tests.tui.hostile import TITLES
from tests.tui.sample import article, collect, open_sample

# Out of the program, to the network, or what only a terminal with another protocol sends.
_LEFT_OUT = {"q", "ctrl+q", "ctrl+z", "r", "t", "a", "shift+up", "shift+down"}
_SENT_AS = {
    "space": " ", "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "comma": ",",
    "backspace": "\x7f", "delete": "\x1b[3~", "f1": "\x1bOP",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
}  # fmt: skip
_OTHERS = [*["escape"] * 8, *["space"] * 4, *"abcxyz 12[]/"]
_BURST = 8
_TAIL = 16_000
_ANSWER, _QUIET = 0.25, 0.02  # seconds: until a burst draws something, and until that is all
_LEFT = b"\x1b[?1049l"
"""Out of the desk's screen: behind it stand its last words."""
_HARM = re.compile(rb"\x1b\]0;OWNED|\x1b\]8;;https://evil|\x1bP\+q544e|\x1b\[2J\x1b\[H gone|\xc2[\x80-\x9f]")
"""What the hostile titles would say to the terminal: in sequences that are theirs, and any C1 control."""


def play(keys: int, seed: int, root: Path) -> float:
    """Press so many keys on a new workspace in `root`; the keys in a second. Raises AssertionError where it harms."""
    with closing(open_sample(root)) as desk:
        collect(desk, 1, [article(title or "untitled", 0.1, 1) for title in TITLES])
        before = decided(desk)
    begun, random, left = time.perf_counter(), Random(seed), keys
    while left > 0:  # random keys find the way out too, by the palette: the desk is opened again
        left = _sit_down(root, random, left)
    seconds = time.perf_counter() - begun
    with closing(Desk.open(Workspace(root))) as desk:
        assert desk.store._database.read("PRAGMA integrity_check") == [("ok",)]
        assert desk.history.list(), "no key did anything"
        undo_all(desk)
        after = decided(desk)
        for table, rows in before.items():
            assert after[table] == rows, f"{table}: {sorted(rows ^ after[table], key=repr)}"
    return keys / seconds


def _sit_down(root: Path, random: Random, keys: int) -> int:
    """Press up to so many keys, until the program is left; how many are left over."""
    known = sorted({key for action in all_actions() for key in action.keys} - _LEFT_OUT) + _OTHERS
    env = {
        "BROWSER": "true",
        "EDITOR": "true",
        "VISUAL": "true",
        "DIGEST_DEBUG": "1",
        "PYTHONFAULTHANDLER": "1",
    }
    drawn = b""
    with on_screen([sys.executable, "-m", "digest", "-w", str(root)], env) as screen:
        screen.watch(["Harbour"])
        while keys > 0 and screen.process.poll() is None:
            drawn = drawn[-_TAIL:] + _burst(screen, random, known)
            keys -= _BURST
            _call_back(screen)
            assert not _HARM.search(drawn), f"a title spoke to the terminal: {drawn!r}"
        drawn += _end(screen)
        code = screen.process.wait(PATIENCE)
    told = drawn[-_TAIL:].rpartition(_LEFT)[2].decode(errors="replace")
    assert code in (0, 128 + signal.SIGTERM), f"ended with {code}, {keys} keys from the end: {told}"
    return keys


def _end(screen: Screen) -> bytes:
    """Ask the program to leave; what it draws as it does. It may just have gone to the shell, and is called back.

    One that does not leave is made to tell where it is.
    """
    drawn, deadline = b"", time.monotonic() + PATIENCE
    screen.process.send_signal(signal.SIGTERM)
    while screen.process.poll() is None and time.monotonic() < deadline:
        _call_back(screen)
        drawn += screen.drawn(_ANSWER)
    if screen.process.poll() is None:
        screen.process.send_signal(signal.SIGABRT)
    return drawn + b"".join(iter(lambda: screen.drawn(_QUIET), b""))


def _call_back(screen: Screen) -> None:
    """As `fg` does: the palette has the way to the shell, too. Only who has stopped is called: another would
    begin anew on its screen, and what is typed meanwhile is lost.
    """
    if is_stopped(screen.process.pid):
        screen.process.send_signal(signal.SIGCONT)


def _burst(screen: Screen, random: Random, known: list[str]) -> bytes:
    if random.random() < 0.03:
        screen.resize(random.randint(1, 140), random.randint(1, 50))
    screen.press("".join(_sent(key) for key in random.choices(known, k=_BURST)))
    drawn = screen.drawn(_ANSWER)
    while more := screen.drawn(_QUIET):
        drawn += more
    return drawn


def _sent(key: str) -> str:
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) - 96)
    return _SENT_AS.get(key, key if len(key) == 1 else "")


def decided(desk: Desk) -> dict[str, set[tuple[object, ...]]]:
    """Every row of what a curator decides, by table; without what only the network writes."""
    read = desk.store._database.read
    rows: dict[str, set[tuple[object, ...]]] = {}
    for table in RECORDED:
        columns = {name for (name,) in read(f"SELECT name FROM pragma_table_info('{table}')")}
        rows[table] = set(read(f"SELECT {', '.join(sorted(columns - {'page_asked'}))} FROM {table}"))
    return rows


def undo_all(desk: Desk) -> None:
    """Back through the whole history."""
    try:
        while True:
            desk.history.undo()
    except DeskError as error:
        assert "nothing to undo" in str(error).lower()


def main() -> int:
    """The command line; prints how fast the keys went."""
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.monkey", description=__doc__)
    parser.add_argument("--keys", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    os.environ.setdefault("XDG_CONFIG_HOME", "/nonexistent")
    with tempfile.TemporaryDirectory(prefix="digest-monkey-") as folder:
        speed = play(args.keys, args.seed, Path(folder) / "desk")
    print(f"{args.keys} keys, {speed:.0f} a second: nothing broke, and all was undone")
    return 0


if __name__ == "__main__":
    sys.exit(main())
