"""Which lines are headings that teasers stand under."""

import re

from digest.collect.pages.phrases import ASIDES, GROUPS, NOISE, OPEN_GROUPS, folded

_EITHER = GROUPS | NOISE
_SENTENCE_END = re.compile(r"[.!?؟。！？…][\"”’»'）)\]]*$")


def heading_of(block: str) -> str | None:
    """The heading that a line is, when it is one and nothing else; of two run together, the first."""
    if len(block) > 80:
        return None
    line = folded(block)
    if line in GROUPS or line in ASIDES:
        return block.strip(" :»›>–—-")
    if OPEN_GROUPS.fullmatch(line) and not _SENTENCE_END.search(block):
        return block.strip(" :»›>")
    for at in range(4, len(block) - 3):
        # "You might also likeRELATED": two headings with nothing between them
        if (
            _may_part(block[at - 1], block[at])
            and folded(block[:at]) in GROUPS
            and folded(block[at:]) in _EITHER
        ):
            return block[:at].strip()
    return None


def _may_part(before: str, after: str) -> bool:
    """Whether a heading can begin between two letters that stand together: at a capital, where letters have case."""
    if before.isspace() or after.isspace():
        return False
    return after.isupper() if after.lower() != after.upper() else True
