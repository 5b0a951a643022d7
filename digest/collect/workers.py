"""Work on hostile input in processes of its own: two of them, each ended when it takes too long.

Plain pipes and `subprocess` rather than multiprocessing: its start-up asks sys.stderr for a file number,
which a full-screen program has not got.
"""

import asyncio
import atexit
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from digest.collect.worker import Call, WorkerError, load, receive, send, unpack, wait_for_begin

P = ParamSpec("P")
T = TypeVar("T")
Q = TypeVar("Q")

AT_ONCE = 2
"""Workers: parsing is all computation, and more of them would take the machine from the person at it."""

__all__ = ["WorkerError", "Workers", "shared_workers", "start_python"]

_PREPARE_SECONDS = 60.0

_BEGIN_SECONDS = 60.0
"""Until a worker has started and imported what a call is about: on a busy machine a matter of seconds, and no fault of
the input."""


@contextmanager
def _alarm(seconds: float, late: Callable[[], None]) -> Iterator[None]:
    """Call `late`, in a thread of its own, where the block does not end in time."""
    timer = threading.Timer(seconds, late)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def start_python(program: str) -> "subprocess.Popen[bytes]":
    """A Python of its own that runs `program` on our modules, with pipes to its standard input and output.

    It ends by itself where it reads to the end of its input: that comes with our own end, however sudden.
    """
    root = str(Path(__file__).parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(  # noqa: S603 - none but our own programs
        [sys.executable, "-P", "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # the terminal is the screen's: nothing may be written on it
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


class _Worker:
    """One child process that runs one call at a time."""

    def __init__(self) -> None:
        self._process = start_python("from digest.collect.worker import serve; serve()")

    def run(self, call: Call, seconds: float) -> bytes:
        """The answer to the call, packed. Raises WorkerError when there is none in time."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None  # noqa: S101 - both are pipes
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        answer: bytes | None = None
        try:
            with _alarm(_BEGIN_SECONDS, stop):
                send(stdin, call)
                wait_for_begin(stdout)
            with _alarm(seconds, stop):
                answer = receive(stdout)
        except (OSError, EOFError):
            pass
        if answer is None or late.is_set():
            self.close()
            told = (
                f"took longer than {seconds:g} seconds"
                if late.is_set()
                else "needed more memory than is given"
            )
            raise WorkerError(f"reading it {told}, and it was given up")
        return answer

    def kill(self) -> None:
        """End the call under way: it has no answer then."""
        self._process.kill()

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


class _Turn:
    """One call, which may be given up while a worker is at it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self._is_given_up = False

    def run(self, worker: _Worker, call: Call, seconds: float) -> bytes:
        """The worker's answer, packed. Raises WorkerError when there is none, or nobody waits for it any more."""
        self._take(worker)
        answer = worker.run(call, seconds)
        self._take(None)
        return answer

    def refuse_if_given_up(self) -> None:
        """Raise WorkerError where nobody waits for the call any more."""
        if self._is_given_up:
            raise WorkerError("nobody waits for it any more")

    def _take(self, worker: _Worker | None) -> None:
        with self._lock:
            self.refuse_if_given_up()
            self._worker = worker

    def give_up(self) -> None:
        """End the call, if it is under way, and never begin it."""
        with self._lock:
            self._is_given_up = True
            if self._worker is not None:
                self._worker.kill()


class Workers:
    """A small pool of worker processes, started when first needed. Safe to use from many threads."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(at_once):
            self._idle.put(None)
        # One more than there are workers, so that none of these waits while an answer is unpacked.
        self._threads = ThreadPoolExecutor(at_once + 1, thread_name_prefix="worker")
        self._at_once = at_once

    def run(self, seconds: float, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`function(*args, **kwargs)`, done by a worker within `seconds` of its start.

        Raises what the function raises, and WorkerError when it does not end in time.
        """
        return cast(T, self._run(_Turn(), seconds, (function, args, kwargs)))

    def _run(self, turn: _Turn, seconds: float, call: Call) -> object:
        worker = self._idle.get()
        try:
            turn.refuse_if_given_up()
            worker = worker or _Worker()
            packed = turn.run(worker, call, seconds)
        except BaseException:
            if worker is not None:
                worker.close()
            worker = None
            raise
        finally:
            self._idle.put(worker)
        good, value = unpack(packed)
        if isinstance(value, BaseException) and not good:
            raise value
        return value

    async def arun(self, seconds: float, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same without holding the event loop; calls wait for a free worker in their order.

        A call that is cancelled is ended: its worker is free at once, however long it would have taken.
        """
        loop = asyncio.get_running_loop()
        turn = _Turn()
        call: Call = (function, args, kwargs)
        try:
            return cast(T, await loop.run_in_executor(self._threads, lambda: self._run(turn, seconds, call)))
        except asyncio.CancelledError:
            turn.give_up()
            raise

    def map(self, seconds: float, function: Callable[[Q], T], values: Iterable[Q]) -> list[T]:
        """`function` of each value, as many at a time as there are workers, each within `seconds`."""
        return list(self._threads.map(lambda value: self.run(seconds, function, value), values))

    def prepare(self, module: str) -> None:
        """Start the processes at once, and let them import a module, for calls that are sure to come."""
        for _ in range(self._at_once):
            self._threads.submit(self.run, _PREPARE_SECONDS, load, module)

    def rest(self) -> None:
        """End the processes that have nothing to do, for the memory that they hold; the next calls start others."""
        resting = 0
        with suppress(queue.Empty):
            while True:
                if worker := self._idle.get_nowait():
                    worker.close()
                resting += 1
        for _ in range(resting):
            self._idle.put(None)

    def close(self) -> None:
        """End the processes; calls under way are waited for."""
        self._threads.shutdown(cancel_futures=True)
        for _ in range(self._at_once):
            if worker := self._idle.get():
                worker.close()


@cache
def shared_workers() -> Workers:
    """The program's own pool; its processes end with the program."""
    workers = Workers()
    atexit.register(workers.close)
    return workers
