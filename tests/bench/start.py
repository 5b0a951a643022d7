"""The start of a program, measured as a person would: until something is on the screen."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.screen import on_screen


@dataclass(frozen=True)
class Start:
    """How long after its launch each text was on the screen, in seconds; the memory it then held, in MB."""

    seen: list[float]
    megabytes: float


def start(argv: Sequence[str], texts: Sequence[str]) -> Start:
    """Run `argv` until all of `texts` have been drawn, and end it. Raises TimeoutError where they are not."""
    begun = time.perf_counter()
    with on_screen(argv) as screen:
        seen = screen.watch(texts)
        return Start([moment - begun for moment in seen], screen.megabytes)
