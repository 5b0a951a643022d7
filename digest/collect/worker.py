"""What runs in a worker process. There are two of them, so it imports little: no event loop, no threads."""

import pickle
import sys
from collections.abc import Callable
from importlib import import_module
from typing import IO

from digest.model import DeskError

Call = tuple[Callable[..., object], tuple[object, ...], dict[str, object]]
Answer = tuple[bool, object]
"""Whether it is what the function gave, and that, or else what it raised."""

_BEGUN = b"!"
_LENGTH = 8  # bytes that say how long an answer is
_MEMORY = 2 << 30  # bytes of address space


class WorkerError(DeskError):
    """The work took too long, or ended its process; the input is to blame and is given up."""


def serve() -> None:
    """The child's life: one call after the other until its parent is gone."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then ends us
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    calls, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not get between the answers
    while True:
        try:
            call: Call = pickle.load(calls)  # noqa: S301 - our own parent wrote it
        except EOFError:
            return
        answers.write(_BEGUN)
        answers.flush()
        answer: Answer
        try:
            answer = True, _called(call)
        except MemoryError:
            answer = False, WorkerError("reading it needed more memory than is given, and it was given up")
        except Exception as error:  # noqa: BLE001 - it is raised in the parent
            answer = False, error
        del call  # a large one must not lie here until the next
        _give(answers, answer)


def _called(call: Call) -> object:
    function, args, kwargs = call
    return function(*args, **kwargs)


def send(stream: IO[bytes], call: Call) -> None:
    """Write a call for the worker to read."""
    pickle.dump(call, stream, protocol=5)  # what is long goes straight into the pipe, without a copy
    stream.flush()


def _give(stream: IO[bytes], answer: Answer) -> None:
    packed = pickle.dumps(answer, protocol=5)
    stream.write(len(packed).to_bytes(_LENGTH, "big"))
    stream.write(packed)
    stream.flush()


def wait_for_begin(stream: IO[bytes]) -> None:
    """Wait until the worker has read the call and imported what it is about. Raises EOFError."""
    _exactly(stream, len(_BEGUN))


def receive(stream: IO[bytes]) -> bytes:
    """Read an answer, packed: the worker is free once it has come, before it is unpacked. Raises EOFError."""
    length = int.from_bytes(_exactly(stream, _LENGTH), "big")
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    read = stream.read(length)
    if len(read) < length:
        raise EOFError
    return read


def unpack(packed: bytes) -> Answer:
    """The answer that was received."""
    answer: Answer = pickle.loads(packed)  # noqa: S301 - our own child wrote it
    return answer


def load(module: str) -> None:
    """Import a module, to have it when it is needed."""
    import_module(module)
