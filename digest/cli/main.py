"""The command line: its commands put together, and every way in which one can end.

Exit codes: 0 done; 1 done in part, or a check found an error, or a defect of the program; 2 bad input or
settings. Beyond the contract, as shells have it: 130 interrupted, 141 nobody reads the output any more.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from digest import __version__
from digest.cli.arguments import Parser, add_workspace

if TYPE_CHECKING:
    from digest.cli.printing import Printer

_HELP = """\
the work, from sources to a digest that is ready to send:
  digest source add https://paper.example/feed.xml
  digest fetch
  digest                   pick, write and preview on the screen
  digest render --out out  the mail as files

new here? 'digest demo' shows a newsletter with everything in it, and keeps nothing.
'digest COMMAND --help' explains a command. DIGEST_WORKSPACE names the workspace that -w does not.
"""


def run(argv: list[str]) -> int:
    """Do what the command line `argv` (without the program's name) says; gives the exit code."""
    try:
        code = _run(argv)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read the output has gone
        from digest.cli.printing import let_go

        let_go(sys.stdout)
        return 141
    except Exception as error:  # noqa: BLE001 - the last stop: a person gets a sentence, not a traceback
        return _ended_by(error)


def _run(argv: list[str]) -> int:
    args, commanded = _for_the_desk().parse_known_args(argv)
    if not commanded:
        from digest.cli.demo import open_desk

        return open_desk(args)
    return _command(argv)


def _for_the_desk() -> Parser:
    """Reads the line that opens the desk. To put all commands together would take a fifth of the start."""
    parser = Parser(prog="digest", add_help=False)
    add_workspace(parser, argparse.SUPPRESS)
    return parser


def _command(argv: list[str]) -> int:
    try:
        args, unknown = _parser().parse_known_args(argv)
    except SystemExit as leaving:  # argparse leaves so after --help and --version
        return int(leaving.code or 0)
    if unknown:
        args.parser.error(f"'{unknown[0]}' is not understood here")
    from digest.cli.printing import Printer

    out = Printer(as_json=getattr(args, "json", False))
    if args.alone:
        return args.alone(args, out) or 0
    return _run_on_desk(args, out)


def _run_on_desk(args: argparse.Namespace, out: Printer) -> int:
    from digest.cli.demo import existing_workspace
    from digest.desk import Desk

    migrating = _show_migrating if sys.stderr.isatty() else None
    with closing(Desk.open(existing_workspace(args), migrating=migrating)) as desk:
        return args.on_desk(desk, args, out) or 0


def _show_migrating(percent: int) -> None:
    """One line that is written over, and cleared at the end."""
    line = (
        f"\rBringing the archive up to this version: {percent} %. This is done once.\x1b[K"
        if percent < 100
        else "\r\x1b[K"
    )
    print(line, end="", file=sys.stderr, flush=True)


def _parser() -> Parser:
    from digest.cli import articles, demo, digests, history, output, sending, serve, sources, templates

    parser = Parser(
        prog="digest",
        description="Turn what your sources published into a newsletter digest that is ready to send.",
        epilog=_HELP,
    )
    parser.set_defaults(parser=parser)
    parser.add_argument("--version", action="version", version=f"digest {__version__}")
    add_workspace(parser, "the newsletter's folder, where it is not the usual one")
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", parser_class=Parser, description="without one, the desk opens"
    )
    for family in (demo, sources, articles, digests, output, sending, templates, history, serve):
        family.add_commands(commands)
    return parser


def _ended_by(error: Exception) -> int:
    from digest.cli.printing import complain, let_go
    from digest.model import DeskError, refused

    if os.environ.get("DIGEST_DEBUG") == "1":
        import traceback

        traceback.print_exc()
    elif isinstance(error, DeskError):
        complain(str(error))
    elif isinstance(error, OSError):
        let_go(sys.stdout)
        complain(str(refused(error)))
    else:
        complain(
            f"This is a defect of the program: {type(error).__name__}: {error}; "
            "set DIGEST_DEBUG=1 to see where."
        )
    return 2 if isinstance(error, DeskError | OSError) else 1
