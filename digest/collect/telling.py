"""What tells an event from all others: the names, the figures and the rare words of a report.

A report is read from its beginning: title, blurb, the first words of the text. Each word counts by where it
stands and what it is, and, once `weigh` has been told how many reports have it, by how rare it is.
"""

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from struct import Struct
from zlib import crc32

from digest.collect.common import COMMON, DAYS

KEPT = 64
"""Words kept of a report: the most telling."""

_READ = 1_500  # characters of a text: some 250 words
_IN_TITLE, _NAME, _NUMBER = 1.5, 1.5, 1.5
_LEAST_REPORTS = 300  # as many as it takes for rarity to mean something; fewer count as so many
_STEEPNESS = 2.0  # how much more a rare word tells than a common one

# A word or a number, and before it what ends a sentence, so that a capital after that is no name.
_WORD = re.compile(r"([.!?…:“”\"«»\n。！？]\W*)?(\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’\u200c][^\W\d_]+)*)")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HEADER = Struct("<3I")
_ROUND_UP = re.compile(
    r"\b(?:weekly|daily|monthly|morning|evening|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day|this week'?s?)\b"
    r".{0,20}"
    r"\b(?:links?|digest|brief(?:ing)?|round-?up|recap|wrap|newsletter|thread|edition|reads?)\b"
    r"|\blinks (?:for|of|round-?up)\b|\bopen thread\b|\bwhat we(?:'|’)re reading\b|\b(?:issue|episode|no\.) ?#?\d+",
    re.IGNORECASE,
)

# A word is kept as 32 bits, of which the last two say what it is.
_PLAIN, NUMBER, FIGURE, DAY = range(4)
_KIND = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """What a report is recognised by: how much each of its words tells (by `code`), and three things in short.

    `words` is of length 1 (the root of the sum of squares), or empty for a report that can only stand for
    itself, such as a column of links. `site` is who published it, `frame` the title without its numbers
    and days, `title` the whole of it; 0 where there is none.
    """

    words: Mapping[int, float]
    site: int = 0
    frame: int = 0
    title: int = 0

    def to_bytes(self) -> bytes:
        """The telling as it is kept: five bytes a word."""
        most = max(self.words.values(), default=1.0)
        return (
            _HEADER.pack(self.site, self.frame, self.title)
            + array("I", self.words).tobytes()
            + bytes(round(255 * weight / most) for weight in self.words.values())
        )

    @classmethod
    def from_bytes(cls, kept: bytes) -> "Telling":
        """The telling that `to_bytes` gave."""
        size = (len(kept) - _HEADER.size) // 5
        codes = array("I", kept[_HEADER.size : _HEADER.size + 4 * size])
        weights = kept[_HEADER.size + 4 * size :]
        scale = 1 / (math.hypot(*weights) or 1.0)
        words = dict(zip(codes, map(scale.__mul__, weights), strict=True))
        return cls(words, *_HEADER.unpack_from(kept))


def kind_of(code: int) -> int:
    """What the word is: `NUMBER`, `FIGURE` (a number that is rare by itself), `DAY`, or none of them (0)."""
    return code & _KIND


def emphasis(title: str, blurb: str = "", text: str = "") -> dict[int, float]:
    """How much each word of a report would tell if all were equally rare, by code. Days count 0."""
    if _ROUND_UP.search(title):
        return {}
    heading, body = _heading(title), [*_read(blurb), *_read(text[:_READ])]
    names = _names([heading, body])
    in_title = {word for word, _ in heading}
    found: dict[int, float] = {}
    times: Counter[int] = Counter()
    for word, number in Counter(word for word, _ in [*heading, *body]).items():
        if code := _code(word):
            value = _value(code, names.get(word)) * (_IN_TITLE if word in in_title else 1.0)
            found[code] = max(found.get(code, 0.0), value)
            times[code] += number
    return {code: value * math.sqrt(1 + math.log(times[code])) for code, value in found.items()}


def weigh(
    words: Mapping[int, float], seen: Mapping[int, int], reports: int, *, title: str = "", site: str = ""
) -> Telling:
    """The telling of a report, from its `emphasis` and from how many of all `reports` have each word."""
    weighed = {code: value * _rarity(seen.get(code, 1), reports) for code, value in words.items()}
    if not any(weighed.values()):
        weighed = {}  # each of its words is in every report: none of them says which event it is
    kept: Iterable[int] = weighed
    if len(weighed) > KEPT:
        kept = sorted(weighed, key=lambda code: (kind_of(code) != DAY, -weighed[code], code))[:KEPT]
    plain = [word for word, _ in _read(title)]
    frame = [word for word in plain if not word[0].isdecimal() and word not in DAYS]
    return Telling(
        _unit({code: weighed[code] for code in kept}),
        _hash(site),
        _hash(" ".join(frame)),
        _hash(" ".join(plain)),
    )


@lru_cache(maxsize=65_536)
def _rarity(seen: int, reports: int) -> float:
    return math.pow(math.log(max((max(reports, _LEAST_REPORTS) + 1) / (1 + seen), 1.0)), _STEEPNESS)


def _hash(text: str) -> int:
    return crc32(text.casefold().encode("utf-8", "replace")) if text else 0


def _unit(words: dict[int, float]) -> dict[int, float]:
    scale = 1 / (math.hypot(*words.values()) or 1.0)
    return {code: weight * scale for code, weight in words.items()}


@lru_cache(maxsize=65_536)
def _code(word: str) -> int:
    """The word in 32 bits, or 0 where it tells nothing."""
    if word[0].isdecimal():
        is_year = len(word) == 4 and word[:2] in ("19", "20")
        is_figure = len(word.replace(".", "").strip("0")) > 2 and not is_year
        return _hash(word) & ~_KIND | (FIGURE if is_figure else NUMBER) if len(word) > 1 else 0
    if word in DAYS:
        return _hash(word) & ~_KIND | DAY
    if word in COMMON or (len(word) == 1 and word.isascii()):
        return 0
    # A plural is the same word; what else it may be is cut alike wherever it stands.
    stem = word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
    return _hash(stem) & ~_KIND


def _value(code: int, run: int | None) -> float:
    """How much a word tells by what it is; `run` is of how many words the name is that it belongs to."""
    if code & _KIND:
        return 0.0 if code & _KIND == DAY else _NUMBER
    return _NAME / math.sqrt(run) if run else 1.0


def _heading(title: str) -> list[tuple[str, bool]]:
    words = _read(title)
    capitals = sum(capital for _, capital in words)
    # Where most words have a capital, it is a way of setting titles and says nothing.
    return [(word, False) for word, _ in words] if capitals > 0.6 * len(words) else words


def _names(parts: list[list[tuple[str, bool]]]) -> dict[str, int]:
    """The words that are a part of a name somewhere, with the number of words in it."""
    names: dict[str, int] = {}
    for part in parts:
        run: list[str] = []
        for word, capital in [*part, ("", False)]:
            if capital:
                run.append(word)
            elif run:
                names.update((one, max(names.get(one, 0), len(run))) for one in run)
                run = []
    return names


def _read(text: str) -> list[tuple[str, bool]]:
    """The words of a text in lower case, and whether each has a capital that no beginning of a sentence explains.

    Numbers are spelt in one way (2,316 as 2316, Persian and Arabic digits as these), CJK is read by pairs.
    """
    words: list[tuple[str, bool]] = []
    for end, word in _WORD.findall(text):
        if word.isascii() and word.islower():  # most are
            words.append((word.removesuffix("'s"), False))
        elif word[0].isdecimal():
            words.append((_number(word), False))
        elif not word.isascii() and _CJK.search(word):
            words += [(word[at : at + 2], False) for at in range(max(1, len(word) - 1))]
        else:
            plain = word.casefold().replace("’", "'").removesuffix("'s")
            words.append((plain, bool(words) and not end and word[0].isupper()))
    return words


def _number(word: str) -> str:
    digits = word if word.isascii() else "".join(str(int(one)) if one.isdecimal() else one for one in word)
    return re.sub("[.,]", "", digits) if _GROUPED.fullmatch(digits) else digits.replace(",", ".")
