"""Evidence: the numbers, dates and quotations in a summary that the article's own text does not have.

Nothing is judged: what is found is shown to the curator, with what the article has instead.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

SUMMARY_LIMIT = 20_000
"""Characters of a summary that are looked at; beyond it nobody reads marks."""

_SOURCE_LIMIT = 200_000

# What stands for nothing that a reader sees: a link's address, a bare address.
_ADDRESS = re.compile(r"\]\([^()\s]{0,4096}(?:\([^()\s]{0,500}\))?[^()\s]{0,500}\)|https?://\S{1,4096}")

_GROUP = "[,.'\u2019\u066c\u00a0\u202f\u2009 ]"
_NUMBER = re.compile(
    rf"(?<![\w.,])\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)(?:[.,\u066b]\d+)?|\d+(?:[.,\u066b]\d+)?"
)
_UNIT = re.compile(r"[\s\u00a0-]{0,2}(%|٪|‰|[€£$¥°]\w?|[^\W\d_]+)")
_QUOTATION = re.compile(
    r"“([^“”]{8,600})”|„([^„“”]{8,600})[“”]|«([^«»]{8,600})»|‹([^‹›]{8,600})›|(?<!\w)\"([^\"\n]{8,600})\"(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]+")
_SPACES = re.compile(r"\s+")

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBER_WORDS: Mapping[str, str] = {
    **{
        f"{tens} {unit}": str(place * 10 + 20 + value)
        for place, tens in enumerate(_TENS)
        for value, unit in enumerate(_SMALL[1:10], start=1)
    },
    **{word: str(value * 10 + 20) for value, word in enumerate(_TENS)},
    **{word: str(value) for value, word in enumerate(_SMALL)},
    "hundred": "100",
    "thousand": "1000",
    "dozen": "12",
}
# The longer words come first: forty-one is 41, and says nothing of 40.
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(_NUMBER_WORDS)})\b")
_MONTHS = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    }
)  # fmt: skip
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_ALSO_VERBS = frozenset({"march", "may"})
_PERCENT = frozenset({"%", "٪", "percent", "per", "prozent", "pour", "درصد"})


@dataclass(frozen=True)
class Doubt:
    """A passage of a summary, from character `start` to `end`, that the article does not bear out.

    `instead` is what the article has in its place, "" where nothing comes near.
    """

    start: int
    end: int
    text: str
    instead: str = ""

    @property
    def words(self) -> str:
        """The doubt as a curator reads it."""
        if self.instead:
            return f"{self.text}: the article has {self.instead}"
        return f"{self.text}: not in the article"


@dataclass(frozen=True)
class Evidence:
    """What an article's `text` (its title, blurb and caption with it) can bear out."""

    text: str

    def doubts(self, summary: str) -> list[Doubt]:
        """What `summary` (Markdown) says in numbers, dates and quotations that is not in the text, in its order."""
        readable = _ADDRESS.sub(lambda match: " " * len(match.group()), summary[:SUMMARY_LIMIT])
        found = [*self._quotations(readable), *self._numbers(readable), *self._dates(readable)]
        return sorted(found, key=lambda doubt: doubt.start)

    # Numbers

    @cached_property
    def _source(self) -> str:
        return _digits(self.text[:_SOURCE_LIMIT])

    @cached_property
    def _values(self) -> dict[str, list[tuple[str, str]]]:
        """For each value in the text: how it is written there, and the unit after it."""
        values: dict[str, list[tuple[str, str]]] = {}
        for match in _NUMBER.finditer(self._source):
            values.setdefault(_value(match.group()), []).append(
                (match.group(), _unit(self._source, match.end()))
            )
        words = " ".join(_WORD.findall(self._source.casefold()))
        for word in set(_IN_WORDS.findall(words)):
            values.setdefault(_NUMBER_WORDS[word], []).append((word, ""))
        return values

    def _numbers(self, summary: str) -> Iterator[Doubt]:
        readable = _digits(summary)
        for match in _NUMBER.finditer(readable):
            if _value(match.group()) not in self._values and not _is_list_mark(readable, match):
                unit = _unit(readable, match.end())
                text = _told(summary[match.start() : match.end()], unit)
                yield Doubt(match.start(), match.end(), text, self._near(unit))

    def _near(self, unit: str) -> str:
        """The first number in the text with the same unit, as it is written there."""
        if not unit:
            return ""
        for written in self._values.values():
            for number, one in written:
                if one == unit or (one in _PERCENT and unit in _PERCENT):
                    return _told(number, one)
        return ""

    # Dates

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._source.casefold()))

    def _dates(self, summary: str) -> Iterator[Doubt]:
        for match in _WORD.finditer(summary):
            name = match.group().casefold()
            if name in self._words or (name in _ALSO_VERBS and not _has_day(summary, match)):
                continue
            if name in _DAYS:
                instead = next(iter(sorted(_DAYS & self._words)), "").capitalize()
                yield Doubt(match.start(), match.end(), match.group(), instead)
            elif name in _MONTHS:
                yield Doubt(match.start(), match.end(), match.group())

    # Quotations

    @cached_property
    def _spoken(self) -> str:
        return _plain(self._source)

    def _quotations(self, summary: str) -> Iterator[Doubt]:
        for match in _QUOTATION.finditer(summary):
            quoted = next(group for group in match.groups() if group is not None)
            said = _plain(_digits(quoted))
            # No word in common: the text is in another language, and the quotation is a translation.
            is_checkable = said.count(" ") >= 2 and not self._words.isdisjoint(said.split())
            if is_checkable and said not in self._spoken:
                yield Doubt(match.start(), match.end(), f"“{_short(quoted)}”", _closest(self.text, said))


@lru_cache(maxsize=256)
def _closest(text: str, said: str) -> str:
    """The sentence of `text` that has most of `said`, where one has most of it."""
    best, score = "", 0.6
    for sentence in re.split(r"(?<=[.!?؟。])\s+|[“”«»„\"]", text[:20_000]):
        plain = _plain(_digits(sentence))
        matcher = SequenceMatcher(None, said, plain, autojunk=False)
        if plain and matcher.real_quick_ratio() > score and matcher.quick_ratio() > score:
            ratio = matcher.ratio()
            if ratio > score:
                best, score = sentence.strip(), ratio
    return f"“{_short(best)}”" if best else ""


def _digits(text: str) -> str:
    """`text` with every script's digits as 0 to 9; no character is added or lost."""
    return (
        "".join(str(int(char)) if char.isdecimal() else char for char in text) if not text.isascii() else text
    )


def _value(number: str) -> str:
    """A number's value whatever way it is grouped: "1 234,50" is "1234.5"."""
    number = number.replace("\u066b", ".").replace("\u066c", ",")
    number = re.sub(rf"(?<=\d){_GROUP}(?=\d{{3}}(?!\d))", "", number)
    whole, _, part = number.replace(",", ".").partition(".")
    whole, part = whole.lstrip("0") or "0", part.rstrip("0")
    return f"{whole}.{part}" if part else whole


def _unit(text: str, end: int) -> str:
    match = _UNIT.match(text, end)
    return match.group(1).casefold() if match else ""


def _told(number: str, unit: str) -> str:
    if unit == "per":
        unit = "per cent"
    return f"{number} {unit}".strip()


def _is_list_mark(text: str, match: re.Match[str]) -> bool:
    """Whether a number is the mark of an item in a numbered list or of a note."""
    begins_line = not text[: match.start()].rpartition("\n")[2].strip()
    return begins_line and text[match.end() : match.end() + 2] in {". ", ") "}


def _has_day(text: str, month: re.Match[str]) -> bool:
    """Whether a day or a year stands beside the month's name."""
    before, after = text[max(0, month.start() - 4) : month.start()], text[month.end() : month.end() + 4]
    return any(char.isdecimal() for char in before + after)


def _plain(text: str) -> str:
    """Words alone, in one case: what two spellings of the same quotation have in common."""
    return _SPACES.sub(
        " ", re.sub(r"[^\w\s]+", " ", text.casefold().replace("’", "").replace("'", ""))
    ).strip()


def _short(text: str) -> str:
    text = _SPACES.sub(" ", text).strip()
    return text if len(text) <= 90 else text[:90].rsplit(" ", 1)[0] + "…"
