"""Typing on a real terminal until the power goes, and what of it must be in the workspace then."""

import time
from dataclasses import dataclass, field

from tests.e2e.terminal import Terminal

SECOND = 1.0
"""What the desk may lose of the typing."""

_ANSWERS = 12
"""On a machine so busy that these many answers to a key take longer than that, it may lose as much as they take."""

_AT_LONGEST = 15.0
"""Seconds for which it is typed on until some of it must be kept: on a busy machine that moment may not come."""


@dataclass(frozen=True)
class _Word:
    """A word, since when it was on the screen, and how long it took to come there."""

    text: str
    seen: float
    took: float


@dataclass
class Typed:
    """What was typed, word by word."""

    words: list[_Word] = field(default_factory=list)

    @property
    def whole(self) -> str:
        """All of it."""
        return " ".join(word.text for word in self.words)

    def sure(self, cut: float) -> str:
        """What must be kept when the power goes at the moment `cut`."""
        slowest = 0.0  # of the answers since the word was there
        for number, word in reversed(list(enumerate(self.words, 1))):
            if word.seen < cut - max(SECOND, _ANSWERS * slowest):
                return " ".join(one.text for one in self.words[:number])
            slowest = max(slowest, word.took)
        return ""


def type_until_the_power_goes(desk: Terminal, seconds: float) -> tuple[str, str]:
    """Type numbered words, each when the one before is on the screen, for so long or until some must be kept.

    Then the program is killed. Gives all that was typed, and what of it must be kept.
    """
    typed = Typed()
    end = time.monotonic() + seconds
    while (now := time.monotonic()) < end or (now < end + _AT_LONGEST and not typed.sure(now)):
        word = f"w{len(typed.words):03}"
        desk.send(f" {word}" if typed.words else word)
        desk.wait_for(word)
        seen = time.monotonic()
        typed.words.append(_Word(word, seen, seen - now))
    cut = time.monotonic()
    desk.kill()
    return typed.whole, typed.sure(cut)
