"""What goes out by mail: `digest send`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.cli.arguments import Commands, add_command, add_digest_number
from digest.cli.printing import Printer

if TYPE_CHECKING:
    from digest.desk import Desk, SendReport


def add_commands(commands: Commands) -> None:
    """`send`."""
    parser = add_command(
        commands,
        "send",
        "send a digest's mail to yourself, marked as a test",
        "digest send --test you@example.org",
        on_desk=_send,
    )
    add_digest_number(parser)
    parser.add_argument("--test", metavar="ADDRESS", nargs="+", required=True, help="to whom")


def _send(desk: Desk, args: argparse.Namespace, out: Printer) -> int:
    report = desk.sending.send_test(args.number, args.test)
    out.report(report, _report_lines(report))
    return 0 if report.is_complete else 1


def _report_lines(report: SendReport) -> Iterator[str]:
    for outcome in type(report).model_fields:
        for answer in getattr(report, outcome):
            yield f"{outcome.replace('_', ' ')}: {answer.address} ({answer.answer})"
