"""A fetch, or what follows one, in a process of its own, so that the one that draws the screen has Python to itself.

The process gets an order as a line on its standard input and tells of it in lines on its standard output. The line
"stop" ends the fetch within a moment; the end of its input, as when the desk was killed, ends the process at once.
It steps back for everything else that the machine does.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from select import select
from typing import IO

from pydantic import BaseModel

from digest.collect.workers import start_python
from digest.desk.collect.fetching import STOP_SECONDS, FetchReport, Progress
from digest.model import DeskError
from digest.workspace import Workspace

NICENESS = 15
"""How far it steps back: where the machine is busy it gets a thirtieth of what the screen gets."""

_STOP = b"stop\n"


class _Order(BaseModel):
    """What to fetch, as `Sources.fetch` has it; or, `after` a fetch, what follows."""

    workspace: Path
    ids: list[int] | None = None
    due: bool = False
    after: bool = False


class _Word(BaseModel):
    """What the process says: how far it is, and at last what came of it or why nothing did."""

    progress: Progress | None = None
    report: FetchReport | None = None
    troubles: dict[int, str] | None = None
    error: str | None = None


def fetch_apart(
    workspace: Workspace,
    ids: Sequence[int] | None,
    *,
    due: bool,
    progress: Callable[[Progress], None],
    stop: threading.Event,
) -> FetchReport:
    """`Sources.fetch` on this workspace in a process of its own; `progress` is called on this thread.

    Raises DeskError as that does, and where the process ends without a word; what it collected by then stays.
    """
    order = _Order(workspace=workspace.root, ids=list(ids) if ids else None, due=due)
    for word in _words(order, stop):
        if word.progress is not None:
            progress(word.progress)
        if word.report is not None:
            return word.report
    raise DeskError(
        "The fetch was ended from outside before it was done: what it had collected is kept; fetch again."
    )


def after_fetch_apart(workspace: Workspace, stop: threading.Event) -> dict[int, str]:
    """`Articles.after_fetch` on this workspace in a process of its own: why pages gave no full text, by article.

    Raises DeskError where the workspace is not in order. A process that ends without a word is no loss: all of it is
    done again after the next fetch.
    """
    for word in _words(_Order(workspace=workspace.root, after=True), stop):
        if word.troubles is not None:
            return word.troubles
    return {}


def _words(order: _Order, stop: threading.Event) -> Iterator[_Word]:
    """What the process says that does this. Raises DeskError where it says that it cannot."""
    with start_python("from digest.desk.collect.apart import serve; serve()") as process:
        stdin, stdout = _pipes(process)
        _say(stdin, order.model_dump_json().encode() + b"\n")
        is_asked_to_stop = False
        for line in _lines(stdout):
            if line:
                word = _Word.model_validate_json(line)
                if word.error is not None:
                    raise DeskError(word.error)
                yield word
            if stop.is_set() and not is_asked_to_stop:
                is_asked_to_stop = True
                _say(stdin, _STOP)


def _pipes(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("a process without its pipes")
    return process.stdin, process.stdout


def _say(stdin: IO[bytes], line: bytes) -> None:
    try:
        stdin.write(line)
        stdin.flush()
    except BrokenPipeError:
        pass  # it has ended: what it said last tells how


def _lines(stdout: IO[bytes]) -> Iterator[bytes]:
    """The lines as they come, and an empty one whenever none has come for a moment."""
    begun = b""
    while True:
        ready, _, _ = select([stdout], [], [], STOP_SECONDS)
        if not ready:
            yield b""
            continue
        more = os.read(stdout.fileno(), 2**16)
        if not more:
            return
        *lines, begun = (begun + more).split(b"\n")
        yield from lines


def serve() -> None:
    """The life of the process: one fetch, or what follows one."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program in front, be it an editor
    os.nice(NICENESS)
    orders, words = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not get between the words

    def tell(word: _Word) -> None:
        words.write(word.model_dump_json(exclude_none=True).encode() + b"\n")
        words.flush()

    order = _Order.model_validate_json(orders.readline())
    stop = threading.Event()
    threading.Thread(target=_listen, args=(orders, stop), daemon=True).start()
    tell(_done(order, lambda progress: tell(_Word(progress=progress)), stop))


def _listen(orders: IO[bytes], stop: threading.Event) -> None:
    if orders.readline() == _STOP:
        stop.set()
        orders.readline()
    # Nobody is there any more: each thing that was put on file was so whole.
    os._exit(1)


def _done(order: _Order, progress: Callable[[Progress], None], stop: threading.Event) -> _Word:
    """What came of an order."""
    from digest.desk.desk import Desk

    try:
        with closing(Desk.open(Workspace(order.workspace))) as desk:
            if order.after:
                desk.articles.after_fetch(stop)
                return _Word(troubles=desk.articles.troubles)
            return _Word(report=desk.sources.fetch(order.ids, due=order.due, progress=progress, stop=stop))
    except DeskError as error:
        return _Word(error=str(error))
    except Exception as error:  # noqa: BLE001 - a defect of ours: it is told, and the desk goes on
        told = f"{type(error).__name__}: {error}"
        return _Word(
            error=f"The fetch broke off ({told}): what it had collected is kept; "
            "DIGEST_DEBUG=1 digest fetch shows where."
        )
