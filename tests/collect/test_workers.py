import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

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
