"""What reports are recognised by, worked out for many at a time: in the workers, where it holds up nobody's keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.collect.sketches import sketch
from digest.collect.telling import Emphasis, emphasis
from digest.collect.workers import AT_ONCE, shared_workers

FEW = 20
"""So few reports are read on the spot: that is faster than to start a process."""

_SECONDS = 120.0  # far more than a hundred of the longest texts take


@dataclass(frozen=True, slots=True)
class Recognised:
    """A text's fingerprint, and the words of its beginning by how much each of them would tell."""

    sketch: frozenset[int]
    emphasis: Emphasis


Report = tuple[str, str, str]
"""Title, blurb and text."""


def recognise_all(reports: Sequence[Report]) -> list[Recognised]:
    """What each of these reports is recognised by, in their order."""
    if len(reports) <= FEW:
        return _recognise(reports)
    size = -(-len(reports) // AT_ONCE)
    parts = [reports[start : start + size] for start in range(0, len(reports), size)]
    return [one for part in shared_workers().map(_SECONDS, _recognise, parts) for one in part]


def _recognise(reports: Sequence[Report]) -> list[Recognised]:
    return [Recognised(sketch(text), emphasis(title, blurb, text)) for title, blurb, text in reports]
