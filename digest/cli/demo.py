"""Where a person begins: the desk itself, the demo, and a new workspace."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.arguments import Commands, add_command

if TYPE_CHECKING:
    from digest.cli.printing import Printer
    from digest.desk import Desk
    from digest.tui.desk_app import OpenDesk
    from digest.workspace import Workspace

_FOLDER = "digest-demo-"
_HINT = "A sample, nothing is kept: {read.pick} picks, {desk.compose} writes, {desk.preview} previews."


def add_commands(commands: Commands) -> None:
    """`demo` and `init`."""
    parser = add_command(
        commands,
        "demo",
        "try everything on a sample newsletter that is thrown away, without the network",
        "digest demo --out sample",
        alone=_demo,
    )
    parser.add_argument(
        "--out", metavar="DIR", type=Path, help="write the sample's mail there and leave, without a screen"
    )

    parser = add_command(
        commands,
        "init",
        "make a workspace for a newsletter; what exists is never overwritten",
        'digest init ledger --name "The Morning Ledger"',
        alone=_init,
    )
    parser.add_argument(
        "folder", metavar="DIR", nargs="?", type=Path, help="where; left out, the usual place"
    )
    parser.add_argument("--name", help="what the newsletter is called")


def open_desk(args: argparse.Namespace) -> int:
    """`digest` alone: the screen, on a workspace that is made where there is none yet."""
    workspace = _workspace(args)
    return _show(partial(_open, workspace), name=workspace.masthead())


def _open(workspace: Workspace, migrating: Callable[[int], None]) -> Desk:
    """The desk of a workspace that is made where there is none yet."""
    from digest.desk import Desk

    if not workspace.exists():
        workspace.create()
    return Desk.open(workspace, migrating=migrating)


def existing_workspace(args: argparse.Namespace) -> Workspace:
    """The workspace that the command line means; DeskError where there is none."""
    from digest.model import DeskError

    workspace = _workspace(args)
    if not workspace.exists():
        raise DeskError(
            f"There is no workspace in {workspace.root}: 'digest init' makes one, -w DIR names another place."
        )
    return workspace


def _workspace(args: argparse.Namespace) -> Workspace:
    from digest.workspace import Workspace

    return Workspace.locate(getattr(args, "workspace", None))


def _demo(args: argparse.Namespace, out: Printer) -> int:
    if args.out:
        return _render_demo(args.out, out)
    return _show_demo()


def _render_demo(target: Path, out: Printer) -> int:
    from digest.cli.output import written_lines

    with tempfile.TemporaryDirectory(prefix=_FOLDER) as folder, closing(_open_demo(folder)) as desk:
        written = desk.output.write(out=target)
        out.report(written, written_lines(written))
    return 0


def _show_demo() -> int:
    with tempfile.TemporaryDirectory(prefix=_FOLDER) as folder:
        code = _show(lambda _: _open_demo(folder), hint=_HINT)
    print("The demo is gone, and nothing of it was kept. 'digest' opens a desk of your own.")
    return code


def _open_demo(folder: str) -> Desk:
    """The sample newsletter in a new folder."""
    from digest.desk.demo import open_demo

    return open_demo(Path(folder))


def _init(args: argparse.Namespace, out: Printer) -> None:
    from digest.workspace import Workspace

    workspace = Workspace.locate(args.folder or getattr(args, "workspace", None))
    made = workspace.create(args.name or "")
    lines = [f"made {path}" for path in made] or [f"{workspace.root} is complete; nothing was changed."]
    out.report({"workspace": workspace.root, "created": made}, lines)


def _has_screen() -> bool:
    """Whether there is something to draw on: a terminal, or what `digest serve` says to Textual that draws instead."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    is_terminal = os.environ.get("TERM") != "dumb" and all(stream.isatty() for stream in streams)
    return is_terminal or "TEXTUAL_DRIVER" in os.environ


def _show(open_desk: OpenDesk, *, name: str = "", hint: str | None = None) -> int:
    if not _has_screen():
        from digest.model import DeskError

        raise DeskError(
            "The desk needs a terminal to be shown in; 'digest --help' lists the commands that need none."
        )
    # To look for garbage in what is imported takes a sixth of the start: the app does it from its first rows on.
    gc.disable()
    from digest.tui.run import run_desk

    return run_desk(open_desk, name=name, hint=hint)
