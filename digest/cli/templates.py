"""What the mail looks like: `digest template …`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from digest.cli.arguments import Commands, add_command, add_group
from digest.cli.printing import Printer, table

if TYPE_CHECKING:
    from digest.desk import Desk, ListedTemplate


def add_commands(commands: Commands) -> None:
    """`template` with its three."""
    group = add_group(commands, "template", "the mail templates, and changes of your own to them")

    add_command(
        group, "list", "the templates that a newsletter can wear", "digest template list", on_desk=_list
    )

    parser = add_command(
        group,
        "copy",
        "put a copy of a template into the workspace, to change; overwrites nothing",
        "digest template copy ledger",
        on_desk=_copy,
    )
    parser.add_argument("name", metavar="NAME", help="a name in 'digest template list'")

    parser = add_command(
        group,
        "check",
        "draw a specimen of everything with a template; a mistake is named with file and line",
        "digest template check ledger",
        on_desk=_check,
    )
    parser.add_argument("name", metavar="NAME", nargs="?", help="left out, the one that the newsletter wears")


def _list(desk: Desk, _args: argparse.Namespace, out: Printer) -> None:
    templates = desk.templates.list()
    out.report({"templates": templates}, _template_lines(templates))


def _copy(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    copied = desk.templates.copy(args.name)
    out.report(
        copied, [f"{copied.folder} is yours to change. What you delete there is the shipped one's again."]
    )


def _check(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    tried = desk.templates.check(args.name)
    out.report(tried, [f"{tried.template} draws everything, at most {tried.bytes:,} bytes of HTML."])


def _template_lines(templates: Sequence[ListedTemplate]) -> Iterator[str]:
    rows = [
        (
            "*" if template.chosen else "",
            template.name,
            "shipped" if template.shipped else "yours",
            template.about,
        )
        for template in templates
    ]
    yield from table(("", "Name", "From", "For"), rows)
