"""What reports are recognised by, worked out for many at a time: in the workers, where it holds up nobody's keys."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from digest.collect.stories.sketches import sketch
from digest.collect.stories.telling import Emphasis, emphasis

FEW = 20
"""So few reports are read on the spot: that is faster than to start a process."""

AHEAD = 10
"""Batches that are worked on, or wait for it, while others are used: as many as are used together, so that neither
side waits for the other.
"""

MANY = 6
"""After more batches than that the workers end."""

_SECONDS = 120.0  # far more than a hundred of the longest texts take


@dataclass(frozen=True, slots=True)
class Recognised:
    """A text's fingerprint, and the words of its beginning by how much each of them would tell."""

    sketch: frozenset[int]
    emphasis: Emphasis


Report = tuple[str, str, str]
"""Title, blurb and text."""


def recognise_all(batches: Iterable[Sequence[Report]]) -> Iterator[list[Recognised]]:
    """What the reports of each batch are recognised by, in their order.

    While one batch is used, those that follow are worked on: as many of them as are looked at AHEAD. The workers
    end with the last of MANY batches: what is done with so many next takes memory, and no worker.
    """
    from digest.collect.workers import AT_ONCE, shared_workers  # here: a worker has no use for it

    workers = shared_workers()
    threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="recognition")
    waiting: deque[Future[list[Recognised]]] = deque()
    handed_out = 0
    try:
        for batch in batches:
            if len(batch) <= FEW and not waiting:
                yield _recognise(batch)
                continue
            handed_out += 1
            waiting.append(threads.submit(workers.run, _SECONDS, _recognise, batch))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
        if handed_out > MANY:
            workers.rest()
    finally:
        threads.shutdown(cancel_futures=True)


def _recognise(reports: Sequence[Report]) -> list[Recognised]:
    return [Recognised(sketch(text), emphasis(title, blurb, text)) for title, blurb, text in reports]
