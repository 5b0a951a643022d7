"""What tells an event from all others: the names, the figures and the rare words of a report.

A report is read from its beginning: title, blurb, the first words of the text. Each word counts by where it
stands and what it is, and, once `weigh` has been told how many reports have it, by how rare it is.
"""

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat, takewhile
from operator import mul
from struct import Struct
from zlib import crc32

from digest.collect.stories.common import COMMON, DAYS

KEPT = 64
"""Words kept of a report: the most telling."""

_READ = 1_500  # characters of a text: some 250 words
_IN_TITLE, _NAME, _NUMBER = 1.5, 1.5, 1.5
_LEAST_REPORTS = 300  # as many as it takes for rarity to mean something; fewer count as so many
_STEEPNESS = 2.0  # how much more a rare word tells than a common one

# A word, a number, or what ends a sentence, so that a capital after that is no name.
_WORD = re.compile(r"[^\W\d_]+(?:['’\u200c][^\W\d_]+)*|\d+(?:[.,]\d+)*|[.!?…:“”\"«»\n。！？]\W*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HEADER = Struct("<3If")
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
_VALUES = (1.0, _NUMBER, _NUMBER, 0.0)  # of a word of each kind
_NOTHING = 0


@dataclass(frozen=True, slots=True)
class Emphasis:
    """How much each word of a report would tell if all were equally rare, by place; days count 0.

    It takes eight bytes a word: there are a thousand at a time.
    """

    codes: "array[int]"
    values: "array[float]"


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much words tell by being rare: `words` that are in several reports by code, and `new` ones."""

    words: Mapping[int, float]
    new: float

    @classmethod
    def of(cls, seen: Mapping[int, int], reports: int) -> "Rarity":
        """From how many of all `reports` each word was seen in; one that is not named counts as seen once."""
        most = max(reports, _LEAST_REPORTS) + 1
        by_number = {
            number: math.pow(math.log(max(most / (1 + number), 1.0)), _STEEPNESS)
            for number in {1, *seen.values()}
        }
        return cls({code: by_number[number] for code, number in seen.items()}, by_number[1])


@dataclass(frozen=True, slots=True)
class Telling:
    """What a report is recognised by: at most KEPT words and how much each of them tells.

    `kept` is all of it, as it goes on file: five bytes a word. Tens of thousands of them are in memory
    together, so that the words are spelt out only where they are asked for.
    """

    kept: bytes = bytes(_HEADER.size)

    @classmethod
    def of(
        cls, words: Sequence[tuple[int, float]], *, site: str = "", frame: str = "", title: str = ""
    ) -> "Telling":
        """From words (by `code`) and how much each tells, the most telling first."""
        most = words[0][1] if words else 1.0
        weights = bytes([round(255 * weight / most) for _, weight in words])
        scale = 1 / (math.hypot(*weights) or 1.0)
        header = _HEADER.pack(_hash(site), _hash(frame), _hash(title), scale)
        return cls(header + array("I", [code for code, _ in words]).tobytes() + weights)

    @property
    def words(self) -> Mapping[int, float]:
        """How much each word tells, by code, the most telling first.

        It is of length 1 (the root of the sum of squares), or empty for a report that can only stand for itself,
        such as a column of links.
        """
        return _words(self.kept)

    @property
    def codes(self) -> "array[int]":
        """The words alone, in their order."""
        return array("I", self.kept[_HEADER.size : _HEADER.size + 4 * len(self)])

    @property
    def weights(self) -> bytes:
        """How much each word tells, in their order; to be multiplied by `scale`."""
        return self.kept[len(self.kept) - len(self) :]

    @property
    def scale(self) -> float:
        """What makes the weights of length 1."""
        return float(_HEADER.unpack_from(self.kept)[3])

    def without(self, codes: Set[int]) -> "Telling":
        """The same report as if it had not these words."""
        rest = [
            (code, weight) for code, weight in zip(self.codes, self.weights, strict=True) if code not in codes
        ]
        weights = bytes([weight for _, weight in rest])
        header = _HEADER.pack(self.site, self.frame, self.title, 1 / (math.hypot(*weights) or 1.0))
        return Telling(header + array("I", [code for code, _ in rest]).tobytes() + weights)

    def __len__(self) -> int:
        return (len(self.kept) - _HEADER.size) // 5

    @property
    def site(self) -> int:
        """Who published it, in short; 0 where nobody says."""
        return int(_HEADER.unpack_from(self.kept)[0])

    @property
    def frame(self) -> int:
        """The title without its numbers and days, in short; 0 where that is nothing."""
        return int(_HEADER.unpack_from(self.kept)[1])

    @property
    def title(self) -> int:
        """The whole title, in short."""
        return int(_HEADER.unpack_from(self.kept)[2])


@lru_cache(maxsize=512)
def _words(kept: bytes) -> Mapping[int, float]:
    telling = Telling(kept)
    return dict(zip(telling.codes, map(telling.scale.__mul__, telling.weights), strict=True))


def kind_of(code: int) -> int:
    """What the word is: `NUMBER`, `FIGURE` (a number that is rare by itself), `DAY`, or none of them (0)."""
    return code & _KIND


def codes_of(text: str) -> list[int]:
    """The codes of all words of a text, in their order; 0 for those that tell nothing."""
    return _read(text)[0]


def emphasis(title: str, blurb: str = "", text: str = "") -> Emphasis:
    """The emphasis of a report; of a column of links it is empty."""
    if _ROUND_UP.search(title):
        return Emphasis(array("I"), array("f"))
    heading, capitals = _read(title)
    if len(capitals) > 0.6 * len(heading):
        capitals = []  # most words have one: it is a way of setting titles and says nothing
    times: Counter[int] = Counter()
    names: dict[int, int] = {}
    for codes, places in ((heading, capitals), _read(blurb), _read(text[:_READ])):
        times.update(codes)
        for run in _runs(places):
            names.update((codes[at], max(names.get(codes[at], 0), len(run))) for at in run)
    del times[_NOTHING]
    found = {code: _VALUES[code & _KIND] * _repeated(number) for code, number in times.items()}
    for code, words in names.items():
        if code in found and not code & _KIND:
            found[code] *= _NAME / math.sqrt(words)
    for code in found.keys() & heading:
        found[code] *= _IN_TITLE
    return Emphasis(array("I", found), array("f", found.values()))


def weigh(emphasis: Emphasis, rarity: Rarity, *, title: str = "", site: str = "") -> Telling:
    """The telling of a report."""
    codes = emphasis.codes
    weights = [*map(mul, emphasis.values, map(rarity.words.get, codes, repeat(rarity.new)))]
    places = sorted(range(len(codes)), key=weights.__getitem__, reverse=True)
    # A word that is in every report does not say which event it is; a day does not either, but it tells two apart.
    nothing = takewhile(lambda at: not weights[at], reversed(places))
    days = [(codes[at], 0.0) for at in nothing if codes[at] & _KIND == DAY]
    telling = [(codes[at], weights[at]) for at in places[: KEPT - len(days)] if weights[at]]
    plain = [word for raw in _WORD.findall(title) for word in _spelt(raw)]
    return Telling.of(
        telling and telling + days,
        site=site,
        frame=" ".join(word for word in plain if not word[0].isdecimal() and word not in DAYS),
        title=" ".join(plain),
    )


@lru_cache
def _repeated(times: int) -> float:
    return math.sqrt(1 + math.log(times))


def _hash(text: str) -> int:
    return crc32(text.casefold().encode("utf-8", "replace")) if text else 0


def _code(word: str) -> int:
    """The word in 32 bits, or `_NOTHING` where it tells nothing."""
    if word[0].isdecimal():
        is_year = len(word) == 4 and word[:2] in ("19", "20")
        is_figure = len(word.replace(".", "").strip("0")) > 2 and not is_year
        return _hash(word) & ~_KIND | (FIGURE if is_figure else NUMBER) if len(word) > 1 else _NOTHING
    if word in DAYS:
        return _hash(word) & ~_KIND | DAY
    if word in COMMON or (len(word) == 1 and word.isascii()):
        return _NOTHING
    # A plural is the same word; what else it may be is cut alike wherever it stands.
    stem = word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
    return _hash(stem) & ~_KIND


def _read(text: str) -> tuple[list[int], list[int]]:
    """The codes of a text's words, and the places of those that have a capital which no beginning of a sentence
    explains.
    """
    codes: list[int] = []
    capitals: list[int] = []
    begins = True
    for found, capital in map(_coded, _WORD.findall(text)):
        if capital and not begins:
            capitals.append(len(codes))
        codes += found
        begins = not found  # it was what ends a sentence
    return codes, capitals


def _runs(places: Sequence[int]) -> Iterator[Sequence[int]]:
    """The places in runs that follow each other: the words of a name."""
    begin = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or places[end] != places[end - 1] + 1:
            yield places[begin:end]
            begin = end


@lru_cache(maxsize=4_096)
def _coded(word: str) -> tuple[tuple[int, ...], bool]:
    """The codes of a word as it stands in a text, none where it is no word, and whether it has a capital."""
    if word.isascii() and word.isalpha():  # most are
        return (_code(word.lower()),), word[0].isupper()
    return tuple(map(_code, _spelt(word))), word[0].isupper() and not _CJK.search(word)


def _spelt(word: str) -> list[str]:
    """The word in lower case and in one spelling: 2,316 as 2316, Persian and Arabic digits as these; CJK by pairs."""
    if not word[0].isalnum():
        return []
    if word[0].isdecimal():
        return [_number(word)]
    if _CJK.search(word):
        return [word[at : at + 2] for at in range(max(1, len(word) - 1))]
    return [word.casefold().replace("’", "'").removesuffix("'s")]


def _number(word: str) -> str:
    digits = word if word.isascii() else "".join(str(int(one)) if one.isdecimal() else one for one in word)
    return re.sub("[.,]", "", digits) if _GROUPED.fullmatch(digits) else digits.replace(",", ".")
