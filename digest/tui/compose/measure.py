"""How long words are: what the counters under the fields say, cheap enough for every keystroke."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from digest.model import PlannedSection
from digest.tui.widgets.text import count

SUBJECT_PHONE = 41
"""Characters of a subject that a phone shows (portrait, the common mail programs)."""

SUBJECT_DESKTOP = 70
"""Characters of a subject that a desktop inbox shows before it cuts."""

PREHEADER_PHONE = 85
"""Characters of a preheader that a phone shows under the subject."""

PREHEADER_DESKTOP = 100
"""Characters of a preheader after which every inbox has cut."""

# Possessive throughout: whatever brackets are typed, one pass decides.
_LINK = re.compile(r"\[([^\[\]\n]*+)\]\((?:[^\s()]++|\([^\s()]*+\))++(?:\s[^)\n]{0,200}+)?\)")
_BARE_ADDRESS = re.compile(r"<?https?://[^\s<>)]{1,4096}>?")
# Scripts written without spaces count by character, as their own editors do.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"|[^\W\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+(?:[.,'\u2019\u200c\u200d-][^\W_]+)*"
)


def count_words(markdown: str) -> int:
    """The words a reader sees in `markdown`: a link counts by its text, a bare address as one word."""
    text = _BARE_ADDRESS.sub(" address ", _LINK.sub(r"\1", markdown))
    return sum(1 for _ in _WORD.finditer(text))


def count_links(markdown: str) -> int:
    """The links in `markdown`, written out or bare."""
    rest, written = _LINK.subn(" ", markdown)
    return written + sum(1 for _ in _BARE_ADDRESS.finditer(rest))


class Fit(Enum):
    """How a length stands to its target."""

    UNKNOWN = ""
    SHORT = "short"
    GOOD = "good"
    LONG = "long"


@dataclass(frozen=True)
class Target:
    """The words a summary should have: from a sixth under what the section plans to a sixth over it."""

    words: int

    @property
    def low(self) -> int:
        """The fewest words that are still right."""
        return round(self.words * 5 / 6)

    @property
    def high(self) -> int:
        """The most words that are still right."""
        return round(self.words * 7 / 6)

    def fit(self, words: int) -> Fit:
        """Whether `words` is too few, right or too many."""
        if words < self.low:
            return Fit.SHORT
        return Fit.LONG if words > self.high else Fit.GOOD


Plans = Mapping[str, PlannedSection]
"""What newsletter.toml plans for a section, by its title."""


def target_of(plan: PlannedSection | None) -> Target | None:
    """The target of the summaries in a section with this plan, if it says one."""
    return Target(plan.words) if plan and plan.words else None


def summary_meter(markdown: str, target: Target | None) -> tuple[str, Fit]:
    """The line under a summary, like `61 of 50–70 words · 402 chars · 2 links`, and its fit."""
    words = count_words(markdown)
    told = f"{words:,} of {target.low}–{target.high} words" if target else count(words, "word")
    parts = [told, count(len(markdown), "char")]
    if links := count_links(markdown):
        parts.append(count(links, "link"))
    return " · ".join(parts), target.fit(words) if target and words else Fit.UNKNOWN


def line_meter(text: str, phone: int, desktop: int) -> tuple[str, Fit]:
    """What stands after a subject or preheader, like `58 · phones cut at 41`, and its fit."""
    length = len(text)
    if not length:
        return "empty", Fit.UNKNOWN
    if length > desktop:
        return f"{length} · all cut at {desktop}", Fit.LONG
    if length > phone:
        return f"{length} · phones cut at {phone}", Fit.SHORT
    return f"{length} · fits everywhere", Fit.GOOD
