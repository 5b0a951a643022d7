"""The desk for a browser: `digest serve`."""

from __future__ import annotations

import argparse
import contextlib
import sys
from contextlib import closing

from digest.cli.arguments import Commands, add_command, add_port
from digest.cli.demo import existing_workspace
from digest.cli.printing import Printer


def add_commands(commands: Commands) -> None:
    """`serve`."""
    parser = add_command(
        commands,
        "serve",
        "open the desk in a browser on this machine, as often as you like",
        "digest serve --port 8322",
        alone=_serve,
    )
    add_port(parser)


def _serve(args: argparse.Namespace, out: Printer) -> None:
    from digest.desk import Desk
    from digest.model import DeskError

    try:
        from digest.tui.served.server import DeskServer
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("aiohttp", "textual_serve"):
            raise
        raise DeskError(
            "The desk in a browser needs textual-serve: pip install 'digest-desk[serve]' brings it."
        ) from error

    workspace = existing_workspace(args)
    with closing(
        Desk.open(workspace)
    ) as desk:  # what would keep a desk from opening is told here, and at once
        name = desk.newsletter.name
    server = DeskServer(workspace, name, args.port)
    out.report({"url": server.url}, [f"The desk of {name} is at {server.url}", "Ctrl+C ends it."])
    sys.stdout.flush()  # whoever started this through a pipe waits for the address
    with contextlib.suppress(KeyboardInterrupt):
        server.serve()
