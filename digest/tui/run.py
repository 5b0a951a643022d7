"""One sitting at the desk: the signals, a terminal that goes away, and the exit code."""

import asyncio
import os
import select
import signal
import sys
import traceback
from functools import partial

from digest.tui.app import DigestApp
from digest.tui.desk_app import OpenDesk
from digest.tui.memory import give_back_freed
from digest.tui.widgets.text import column

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


async def _run(app: DigestApp) -> None:
    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        loop.add_signal_handler(number, app.exit, None, 128 + number)
    watch = asyncio.create_task(_leave_with_terminal(app))
    try:
        await app.run_async()
    finally:
        watch.cancel()


async def _leave_with_terminal(app: DigestApp) -> None:
    """Where the hang-up signal does not arrive (nohup, some containers), a closed terminal ends us all the same.

    In a browser there is no such signal: there it is the pipe of the server, which may have been killed.
    """
    keyboard = sys.stdin.fileno()
    is_there = partial(os.isatty, keyboard) if os.isatty(keyboard) else partial(_is_open, keyboard)
    while is_there():
        await asyncio.sleep(1)
    app.exit(return_code=128 + signal.SIGHUP)


def _is_open(pipe: int) -> bool:
    """Whether somebody holds the other end of `pipe`."""
    watch = select.poll()
    watch.register(pipe, 0)  # a hang-up is told unasked, and what is typed is left to the driver
    return not watch.poll(0)


def run_desk(open_desk: OpenDesk, *, name: str = "", hint: str | None = None) -> int:
    """Open the desk on this terminal, stay until the curator leaves, and close it. The exit code comes back.

    0 after a plain quit, 128 + n after signal n, 1 where the last change could not be saved, or after a defect (told in
    one line on standard error, with its traceback where `DIGEST_DEBUG=1`). What keeps the desk from opening, or from
    going on, is raised, when the terminal is as it was: a DeskError of `open_desk`, of the chosen keys, or of a
    database that was damaged meanwhile.
    """
    give_back_freed()
    app = DigestApp(open_desk, name=name, hint=hint)
    asyncio.run(_run(app))
    unsaved = app.close()
    from digest.model import DeskError  # not before the first frame, which would wait for it

    if app.failure is not None and (not app.is_open or isinstance(app.failure, DeskError)):
        raise app.failure
    if unsaved is not None:
        sys.stderr.write(f"digest: {column(unsaved)}\n")
        return 1
    if app.failure is not None:
        _tell(app.failure)
    return app.return_code or 0


def _tell(error: Exception) -> None:
    if os.environ.get("DIGEST_DEBUG") == "1":
        traceback.print_exception(error)
    else:
        sys.stderr.write(
            f"digest: the desk had to close: {type(error).__name__}: {column(str(error))}. "
            "All that you wrote is saved; DIGEST_DEBUG=1 shows where it happened.\n"
        )
