"""Texts as small fingerprints, and titles as the words that tell them apart."""

import hashlib
import re

CONTAINMENT = 0.5
"""The least share of the smaller fingerprint that two copies of one text have in common."""

_SHINGLE = 5  # words
_KEEP_ONE_IN = 16
_LEAST_SKETCH = 3
_LEAST_SHARED = 3
_WORD = re.compile(r"[^\W_]+(?:['’\u200c][^\W_]+)*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

# Words too common in headlines to tell one event from another.
_COMMON_TEXT = """
    a an the and or of to in on at for from by with as is are be was were has have had it its this that these
    those he she they we you i his her their our your not no new says said say after before over under about
    into out up down off how why what when where who will would could should can may might more most than
    then now just but if so all amid against between during us der die das den dem des ein eine einen einem
    einer und oder nicht mit von zu zum zur im am auf für aus bei nach vor über wie wer wo ist sind war wird
    werden hat haben sich auch als es er sie wir ihr noch nur mehr neue neuer neues le la les l un une du de
    et ou à au aux en dans pour par sur avec sans est sont ont été que qui se sa son ses ce cette plus pas ne
    il elle nous vous après avant contre entre el los las lo una unos unas y o del al para por con sin fue ha
    han su sus más como tras ante و در به از که با برای این آن را است شد می های بر تا یک هم یا پس علیه في من
    على إلى عن أن مع هذا هذه التي الذي بعد قبل بين لا ما هل كان
"""
_COMMON = frozenset(_COMMON_TEXT.split())


def sketch(text: str) -> frozenset[int]:
    """The text's fingerprint: every sixteenth of the hashes of its runs of five words (signed, 64 bit).

    Two texts share as large a part of their fingerprints as of their words, however long the rest of each is.
    """
    words = tokens(text)
    runs = (" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
    hashes = (hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=8).digest() for run in runs)
    return frozenset(int.from_bytes(h, "big", signed=True) for h in hashes if h[-1] % _KEEP_ONE_IN == 0)


def share_text(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two fingerprints are of one text, of which either may be a part only."""
    smaller = min(len(one), len(other))
    shared = len(one & other)
    return smaller >= _LEAST_SKETCH and shared >= _LEAST_SHARED and shared >= CONTAINMENT * smaller


def tokens(text: str) -> list[str]:
    """The words of a text as they are compared; CJK text by pairs of characters."""
    found: list[str] = []
    for word in _WORD.findall(text.casefold().replace("’", "'")):
        if _CJK.search(word):
            found += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        else:
            found.append(word.removesuffix("'s"))
    return found


def telling_words(title: str) -> list[str]:
    """The words of a title without those that any headline may have."""
    return [word for word in tokens(title) if word not in _COMMON and (len(word) > 1 or not word.isascii())]


def names(title: str) -> frozenset[str]:
    """The words of a title that its capitals say are names; none where every word has a capital."""
    words = _WORD.findall(title)[1:]
    lower = sum(word[0].islower() for word in words if len(word) > 3)
    if lower < 2:
        return frozenset()
    return frozenset(token for word in words if word[0].isupper() for token in tokens(word))
