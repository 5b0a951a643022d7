"""The mail before everybody has it: `digest preview`, and `digest send` to a few inboxes."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.cli.arguments import Commands, add_command, add_digest_number, add_port
from digest.cli.printing import Printer

if TYPE_CHECKING:
    from digest.desk import Desk, SendReport


def add_commands(commands: Commands) -> None:
    """`preview` and `send`."""
    parser = add_command(
        commands,
        "preview",
        "show a digest's mail in a browser on this machine, drawn anew as it changes",
        "digest preview --port 8321",
        on_desk=_preview,
    )
    add_digest_number(parser)
    add_port(parser)

    parser = add_command(
        commands,
        "send",
        "send a digest's mail to yourself, marked as a test",
        "digest send --test you@example.org",
        on_desk=_send,
    )
    add_digest_number(parser)
    parser.add_argument("--test", metavar="ADDRESS", nargs="+", required=True, help="to whom")


def _preview(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    from digest.desk.mail.preview.server import Preview

    preview = Preview(desk, args.number, args.port)
    shown = f"Digest No. {preview.number} is shown at {preview.url}"
    out.report({"digest": preview.number, "url": preview.url}, [shown, "Ctrl+C ends it."])
    sys.stdout.flush()  # whoever started this through a pipe waits for the address
    with contextlib.suppress(KeyboardInterrupt):
        preview.serve()


def _send(desk: Desk, args: argparse.Namespace, out: Printer) -> int:
    report = desk.sending.send_test(args.number, args.test)
    out.report(report, _report_lines(report))
    return 0 if report.is_complete else 1


def _report_lines(report: SendReport) -> Iterator[str]:
    for outcome in type(report).model_fields:
        for answer in getattr(report, outcome):
            yield f"{outcome.replace('_', ' ')}: {answer.address} ({answer.answer})"
