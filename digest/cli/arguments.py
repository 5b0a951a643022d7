"""How a command line is read: the parser, its one-line errors, and the words it understands.

Nothing here but argparse is imported at the start: `digest --version` and `--help` need no more.
"""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from digest.cli.printing import Printer
    from digest.desk import Desk

    OnDesk = Callable[[Desk, argparse.Namespace, Printer], int | None]
    """A command that works in a workspace. It gives its exit code; None is 0."""

    Alone = Callable[[argparse.Namespace, Printer], int | None]
    """A command that needs no workspace to be there."""

Commands = Any
"""What `add_subparsers` makes: argparse has no public name for it."""

_LARGEST = 2**63 - 1
_AGE = re.compile(r"([0-9]{1,5})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Parser(argparse.ArgumentParser):
    """A parser that takes no abbreviations and tells a mistake as a DeskError instead of leaving."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, **settings)

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the line, and where to look it up."""
        from digest.model import DeskError

        raise DeskError(f"{self.prog}: {message}; '{self.prog} --help' shows how.")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        # argparse asks here whether a word is one of those it knows; its own answer is the whole list.
        if action.choices is None or value in action.choices:
            return
        known = [str(choice) for choice in action.choices]
        near = difflib.get_close_matches(str(value), known, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}"
        wrong = f"{action.option_strings[0]} cannot be" if action.option_strings else "there is no command"
        self.error(f"{wrong} '{value}', {hint}")


def add_group(commands: Commands, name: str, purpose: str) -> Commands:
    """A command that only holds others (`digest source …`); gives the place to add those."""
    parser = commands.add_parser(name, help=purpose, description=f"{_sentence(purpose)}.")
    return parser.add_subparsers(required=True, parser_class=Parser)


def add_command(
    commands: Commands,
    name: str,
    purpose: str,
    example: str,
    *,
    on_desk: OnDesk | None = None,
    alone: Alone | None = None,
    json: bool = True,
) -> Parser:
    """One command: what it is for in a line, an example, and what runs it, with or without a desk.

    `json` says whether it reports something, and so takes `--json`.
    """
    parser: Parser = commands.add_parser(
        name, help=purpose, description=f"{_sentence(purpose)}.", epilog=f"example:\n  {example}"
    )
    parser.set_defaults(parser=parser, on_desk=on_desk, alone=alone)
    add_workspace(parser, argparse.SUPPRESS)
    if json:
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    return parser


def add_workspace(parser: Parser, purpose: str) -> None:
    """`-w`, which is understood before the command and after it."""
    parser.add_argument(
        "-w", "--workspace", metavar="DIR", type=Path, default=argparse.SUPPRESS, help=purpose
    )


def add_digest_number(parser: Parser) -> None:
    """The optional N of a command: the newest draft where it is left out."""
    parser.add_argument(
        "number", metavar="N", nargs="?", type=number, help="the digest's number; left out, the newest draft"
    )


def add_port(parser: Parser) -> None:
    """`--port` of a command that serves a browser on this machine."""
    parser.add_argument(
        "--port", metavar="P", type=_port, default=0, help="where; left out, one that is free"
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:6]) < 65_536):
        raise argparse.ArgumentTypeError(f"'{text}' is not a port, like 8321")
    return int(text)


def number(text: str) -> int:
    """A number as the lists show it: of a digest, an article, a source, an item."""
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:20]) <= _LARGEST):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number as the lists show it, like 42")
    return int(text)


def since(text: str, zone: str) -> datetime:
    """The moment (UTC) that `--since` names: an age (`90m`, `12h`, `7d`, `2w`), or a date in `zone`."""
    from zoneinfo import ZoneInfo

    from digest.model import DeskError, now

    if age := _AGE.fullmatch(text):
        return now() - timedelta(**{_UNITS[age[2]]: int(age[1])})
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except (ValueError, OverflowError):
        raise DeskError(
            f"--since cannot be '{text}': write an age like 12h, 7d or 2w, or a date like 2026-11-22."
        ) from None


def _sentence(purpose: str) -> str:
    return purpose[:1].upper() + purpose[1:]
