"""What was done, and taking it back: `digest history`, `undo` and `redo`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from digest.cli.arguments import Commands, add_command
from digest.cli.printing import Printer, stamp, table

if TYPE_CHECKING:
    from digest.desk import Act, Desk


def add_commands(commands: Commands) -> None:
    """`history`, `undo` and `redo`."""
    add_command(commands, "history", "what you did, the newest first", "digest history", on_desk=_history)
    add_command(commands, "undo", "take back the last thing you did", "digest undo", on_desk=_undo)
    add_command(commands, "redo", "do again what was taken back last", "digest redo", on_desk=_redo)


def _history(desk: Desk, _args: argparse.Namespace, out: Printer) -> None:
    acts = desk.history.list()
    out.report({"acts": acts}, _act_lines(acts, desk.newsletter.timezone))


def _undo(desk: Desk, _args: argparse.Namespace, out: Printer) -> None:
    label = desk.history.undo(_telling("Undoing"))
    out.report({"undone": label}, [f"Undone: {label}"])


def _redo(desk: Desk, _args: argparse.Namespace, out: Printer) -> None:
    label = desk.history.redo(_telling("Doing again"))
    out.report({"redone": label}, [f"Done again: {label}"])


def _telling(what: str) -> Callable[[int], None] | None:
    """Says on standard error, where that is a terminal, how far an act of many parts is."""
    if not sys.stderr.isatty():
        return None

    def tell(percent: int) -> None:
        ending = "\n" if percent == 100 else ""
        print(f"\r{what} {percent} %\x1b[K{ending}", end="", file=sys.stderr, flush=True)

    return tell


def _act_lines(acts: Sequence[Act], zone: str) -> Iterator[str]:
    if not acts:
        yield "Nothing was done yet."
        return
    rows = [(act.id, stamp(act.at, zone), "undone" if act.undone else "", act.label) for act in acts]
    yield from table(("ID", "When", "", "What"), rows)
