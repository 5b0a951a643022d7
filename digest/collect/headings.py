"""Which lines are headings that teasers stand under."""

import re

from digest.collect.phrases import GROUPS, NOISE, OPEN_GROUPS, folded

_SENTENCE_END = re.compile(r"[.!?؟。！？…][\"”’»'）)\]]*$")


def heading_of(block: str) -> str | None:
    """The heading that a line is, when it is one and nothing else; of two run together, the first."""
    if len(block) > 80:
        return None
    line = folded(block)
    if line in GROUPS:
        return block.strip(" :»›>–—-")
    if OPEN_GROUPS.fullmatch(line) and not _SENTENCE_END.search(block):
        return block.strip(" :»›>")
    for at in range(4, len(block) - 3):
        # "You might also likeRELATED": two headings with nothing between them
        if folded(block[:at]) in GROUPS and folded(block[at:]) in GROUPS | NOISE and block[at - 1] != " ":
            return block[:at].strip()
    return None
