"""Texts as small fingerprints, in which a copy is found whatever its headline and its length."""

import re
from hashlib import blake2b
from struct import unpack

CONTAINMENT = 0.5
"""The least share of the smaller fingerprint that two copies of one text have in common."""

_SHINGLE = 5  # words
_BYTES = 8  # of a hash
_KEEP_ONE_IN = 16
_LEAST_SKETCH = 3
_LEAST_SHARED = 3
_WORD = re.compile(r"[^\W_]+(?:['’\u200c][^\W_]+)*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def sketch(text: str) -> frozenset[int]:
    """The text's fingerprint: every sixteenth of the hashes of its runs of five words (signed, 64 bit).

    Two texts share as large a part of their fingerprints as of their words, however long the rest of each is.
    """
    words = " ".join(tokens(text)).encode("utf-8", "replace").split(b" ")
    runs = map(b" ".join, zip(*(words[start:] for start in range(_SHINGLE)), strict=False))
    hashes = [blake2b(run, digest_size=_BYTES).digest() for run in runs]
    kept = [one for one in hashes if one[-1] % _KEEP_ONE_IN == 0]
    return frozenset(unpack(f">{len(kept)}q", b"".join(kept)))


def share_text(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two fingerprints are of one text, of which either may be a part only."""
    smaller = min(len(one), len(other))
    shared = len(one & other)
    return smaller >= _LEAST_SKETCH and shared >= _LEAST_SHARED and shared >= CONTAINMENT * smaller


def tokens(text: str) -> list[str]:
    """The words of a text as they are compared; CJK text by pairs of characters."""
    if not _CJK.search(text):
        return [word.removesuffix("'s") for word in _WORD.findall(text.casefold().replace("’", "'"))]
    found: list[str] = []
    for word in _WORD.findall(text.casefold().replace("’", "'")):
        if _CJK.search(word):
            found += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        else:
            found.append(word.removesuffix("'s"))
    return found
