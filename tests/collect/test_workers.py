"""Work in other processes: what it returns or raises, and that nothing it does ends the program."""

import asyncio
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

import pytest

from digest.collect.worker import wait_for_begin
from digest.collect.workers import WorkerError, Workers
from digest.model import DeskError
from tests.patience import PATIENCE


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    pool = Workers(2)
    yield pool
    pool.close()


def refuse(words: str) -> None:
    raise DeskError(words)


def shout(words: str) -> str:
    print("a library that prints")
    return words.upper()


def test_work_is_done_in_another_process(workers: Workers) -> None:
    assert workers.run(PATIENCE, os.getpid) != os.getpid()
    assert workers.run(PATIENCE, shout, "ferry") == "FERRY"


def test_what_the_work_raises_is_raised_here(workers: Workers) -> None:
    with pytest.raises(DeskError, match=r"^the words$"):
        workers.run(PATIENCE, refuse, "the words")
    with pytest.raises(ZeroDivisionError):
        workers.run(PATIENCE, divmod, 1, 0)


def test_work_that_takes_too_long_is_ended_and_the_next_is_done(workers: Workers) -> None:
    with pytest.raises(WorkerError, match=r"longer than 0\.2 seconds"):
        workers.run(0.2, time.sleep, 10 * PATIENCE)
    assert workers.run(PATIENCE, shout, "on") == "ON"


def test_the_seconds_are_the_works_and_not_those_of_a_process_that_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a busy machine a process takes seconds to start: no page is given up for that."""
    alone, begun = Workers(1), threading.Event()
    asked: list[tuple[float, bool]] = []

    class Timer(threading.Timer):
        def __init__(self, seconds: float, late: Callable[[], None]) -> None:
            asked.append((seconds, begun.is_set()))
            super().__init__(PATIENCE, late)

    def wait(stream: IO[bytes]) -> None:
        wait_for_begin(stream)
        begun.set()

    monkeypatch.setattr("digest.collect.workers.threading.Timer", Timer)
    monkeypatch.setattr("digest.collect.workers.wait_for_begin", wait)
    assert alone.run(7.0, shout, "ferry") == "FERRY"
    assert asked == [(60.0, False), (7.0, True)]
    alone.close()


def test_work_that_takes_its_process_down_is_given_up_and_the_next_is_done(workers: Workers) -> None:
    with pytest.raises(WorkerError):
        workers.run(PATIENCE, os._exit, 1)
    assert workers.run(PATIENCE, shout, "on") == "ON"


def test_work_that_needs_too_much_memory_is_given_up(workers: Workers) -> None:
    with pytest.raises(WorkerError, match="memory"):
        workers.run(PATIENCE, bytearray, 8 << 30)
    assert workers.run(PATIENCE, shout, "on") == "ON"


def test_two_are_at_work_at_once(workers: Workers) -> None:
    with ThreadPoolExecutor(4) as threads:
        pids = set(threads.map(lambda _: workers.run(PATIENCE, os.getpid), range(20)))
    assert 1 <= len(pids) <= 2


async def test_the_event_loop_is_free_meanwhile(workers: Workers) -> None:
    assert await workers.arun(PATIENCE, shout, "ferry") == "FERRY"
    with pytest.raises(WorkerError):
        await workers.arun(0.1, time.sleep, 10 * PATIENCE)


def stay(said: Path) -> None:
    said.write_text(str(os.getpid()))
    time.sleep(10 * PATIENCE)


async def test_work_that_nobody_waits_for_any_more_is_ended_and_its_place_is_free(tmp_path: Path) -> None:
    alone = Workers(1)
    said = tmp_path / "pid"
    begun = asyncio.create_task(alone.arun(5 * PATIENCE, stay, said))
    waiting = asyncio.create_task(alone.arun(PATIENCE, shout, "never"))
    while not (said.exists() and said.read_text()):
        await asyncio.sleep(0.01)
    begun.cancel()
    waiting.cancel()
    await asyncio.gather(begun, waiting, return_exceptions=True)
    assert begun.cancelled() and waiting.cancelled()
    # With the one place still taken, this would wait for longer than anybody does.
    next_pid = await asyncio.wait_for(alone.arun(PATIENCE, os.getpid), PATIENCE)
    assert next_pid != int(said.read_text())
    alone.close()
