"""What leaves: `digest render`, `check`, `sent` and `archive`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.arguments import Commands, add_command, add_digest_number
from digest.cli.printing import Printer, count, digest_name

if TYPE_CHECKING:
    from digest.desk import Desk, WrittenFiles
    from digest.model import Finding


def add_commands(commands: Commands) -> None:
    """`render`, `check`, `sent` and `archive`."""
    parser = add_command(
        commands, "render", "write a digest's mail as files", "digest render --out out", on_desk=_render
    )
    add_digest_number(parser)
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="where to")

    parser = add_command(
        commands, "check", "what to mend before a digest goes out", "digest check", on_desk=_check
    )
    add_digest_number(parser)
    parser.add_argument("--offline", action="store_true", help="ask no server")

    parser = add_command(
        commands,
        "sent",
        "mark a digest as sent; its articles have run, and the next one begins here",
        "digest sent 42",
        on_desk=_sent,
    )
    add_digest_number(parser)

    parser = add_command(
        commands,
        "archive",
        "write all digests that went out as web pages, with an index and a feed",
        "digest archive --out public",
        on_desk=_archive,
    )
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="where to")


def written_lines(written: WrittenFiles) -> Iterator[str]:
    """The paths of the files that were written, one a line."""
    for path in (written.html, written.text, written.eml, written.mjml):
        yield str(path)


def _render(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    written = desk.output.write(args.number, args.out)
    out.report(written, written_lines(written))


def _check(desk: Desk, args: argparse.Namespace, out: Printer) -> int:
    findings = desk.output.findings(args.number, offline=args.offline)
    out.report({"findings": findings}, _finding_lines(findings))
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def _sent(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    digest = desk.digests.mark_sent(args.number)
    out.report(digest, [f"Marked as sent: {digest_name(digest)}; the next digest begins here."])


def _archive(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    written = desk.output.archive(args.out)
    out.report(written, [str(written.index), str(written.feed), *map(str, written.pages)])


def _finding_lines(findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        yield "Nothing to mend."
        return
    for finding in findings:
        place = f" (item {finding.item})" if finding.item else ""
        yield f"{finding.severity}: {finding.message}{place}"
        if finding.hint:
            yield f"    {finding.hint}"
    yield count(len(findings), "finding")
