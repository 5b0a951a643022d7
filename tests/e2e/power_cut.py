"""Typing on a real terminal until the power goes, and what of it must be in the workspace then."""

import time
from dataclasses import dataclass, field

from tests.e2e.terminal import Terminal

SECOND = 1.0
"""What the desk may lose of the typing."""

_ANSWERS = 12
"""On a machine so busy that these many answers to a key take longer than that, it may lose as much as they take."""


@dataclass
class Typed:
    """What was typed: every word, since when it was on the screen, and the longest time that one took to come."""

    words: list[tuple[float, str]] = field(default_factory=list)
    slowest: float = 0.0

    @property
    def whole(self) -> str:
        """All of it."""
        return " ".join(word for _, word in self.words)

    def sure(self, cut: float) -> str:
        """What must be kept when the power goes at the moment `cut`."""
        grace = max(SECOND, _ANSWERS * self.slowest)
        return " ".join(word for seen, word in self.words if seen < cut - grace)


def type_until_the_power_goes(desk: Terminal, seconds: float) -> tuple[str, str]:
    """Type numbered words, each when the one before is on the screen, for so long or until some must be kept.

    Then the program is killed. Gives all that was typed, and what of it must be kept.
    """
    typed = Typed()
    end = time.monotonic() + seconds
    while (now := time.monotonic()) < end or not typed.sure(now):
        word = f"w{len(typed.words):03}"
        desk.send(f" {word}" if typed.words else word)
        desk.wait_for(word)
        seen = time.monotonic()
        typed.words.append((seen, word))
        typed.slowest = max(typed.slowest, seen - now)
    cut = time.monotonic()
    desk.kill()
    return typed.whole, typed.sure(cut)
