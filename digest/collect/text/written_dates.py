"""Dates as people write them, in words or numbers, in the languages that newsrooms write in.

Nothing is guessed: of two readings that a date has neither is taken, unless its weekday or the language tells which.
"""

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from digest.collect.text.months import months, plain

_NUMBERS = re.compile(
    r"(?<![\d./:-])(\d{1,4})\s?([./年년-])\s?(\d{1,2})\s?[./月월-]\s?(\d{1,4})(?![\d/])(?!-\d)\s?[.日일]?"
)
_ERA = re.compile(r"(令和|平成|民國|民国)\s?(\d{1,3})年")
_BEFORE_ERA = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}
_VIETNAMESE = re.compile(r"(\d{1,2}) thang (\d{1,2}),? (?:nam )?(\d{4})")
# Its days begin at sunset, and which they are is told by the moon: what stands beside it is taken.
_HIJRI = re.compile(
    r"\d{1,2}\s+(?:محرم|صفر|ربیع \w+|جمادی \w+|رجب|شعبان|رمضان|شوال|ذو ?القعده|ذو ?الحجه|ذی ?القعده|ذی ?الحجه)"
    r"\s+1[34]\d\d(?:\s?ه)?"
)
_CLOCK = re.compile(
    r"(?<![\d.:])([01]?\d|2[0-4])\s?[:.٫h時时點点시]\s?([0-5]\d)(?:[:.]([0-5]\d))?(?:[.,]\d{1,9})?(?![\d.:])"
)
_HOUR = re.compile(r"(?<![\d.:])([01]?\d|2[0-3])\s?(?:uhr|h|時|时|點|点|시|(?=[ap]\.?m))(?!\w)()()")
_MORNING = re.compile(
    r"(?<![^\W\d_])a\.?\s?m\b|上午|午前|早上|凌晨|오전|صباح|\d\s?ص(?!\w)|قبل از ظهر|π\.?μ|सुबह"
)
_EVENING = re.compile(
    r"(?<![^\W\d_])p\.?\s?m\b|下午|午後|晚上|오후|مسا|\d\s?م(?!\w)|بعد از ظهر|μ\.?μ|शाम|रात"
)
_OFFSET = re.compile(
    r"(?:(?:(?<=:\d\d)|(?<=[ap]m)|(?<=[ap]\.m\.))\s?|\b(?:gmt|utc)\s?)([+-])([01]?\d):?([0-5]\d)?(?!\d)"
)
_PLACE = re.compile(r"\b[A-Z][a-z]+/[A-Z][A-Za-z_]+\b")
_ABBREVIATION = re.compile(r"\d\s?(?:[ap]\.?m\.?|uhr)?[ ,(]*\b([A-ZМСК]{2,4})\b", re.IGNORECASE)
_NORTH_AMERICA = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
}  # fmt: skip
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CROATIAN = re.compile(r"\d\. ?listopada")  # October there, November in Polish
_ALSO_OTHERS = {"mar", "des", "may", "set", "out", "dis"}  # words that stand beside a month and are none then
_THAI = 543  # years, to the Buddha's
_THAI_YEARS = range(1990 + _THAI, 2100 + _THAI)
_YEAR_FIRST = ("hu", "ja", "ko", "lt", "zh")
_MONTH_FIRST = ("en-us", "en-ph")


class UnsureDateError(ValueError):
    """A date that has two readings, or is none."""


def read_written(text: str, language: str | None, zones: dict[str, int]) -> datetime | None:
    """The moment that a text names, without a zone where it tells none; None where no date was found in it.

    `zones` are abbreviations and their seconds from Greenwich. Raises UnsureDateError.
    """
    rest = _HIJRI.sub(" ", plain(text))
    day, rest = _in_numbers(rest, (language or "").lower())
    zone = _zone(text, rest, zones)
    rest = _PLACE.sub(" ", _OFFSET.sub(" ", rest))
    clock = _CLOCK.search(rest) or _HOUR.search(rest)
    told = _time(clock, rest) if clock else timedelta()
    rest = f"{rest[: clock.start()]} {rest[clock.end() :]}" if clock else rest
    if day is None:
        day = _in_words(rest, language or "")
    elif re.search(r"\d", rest):
        raise UnsureDateError(text)
    return datetime.combine(day, time(), zone) + told if day else None


def _in_numbers(text: str, language: str) -> tuple[date | None, str]:
    """The date in numbers, and the text without it."""
    text = _ERA.sub(lambda era: f"{_BEFORE_ERA[era[1]] + int(era[2])}年", text)
    text = _VIETNAMESE.sub(r"\3年\2月\1", text)
    found = _NUMBERS.search(text)
    if not found:
        return None, text
    first, sign, second, third = found.groups()
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    if len(first) == 4 or sign in "年년":
        return _date(first, second, third, text), rest
    if len(third) not in (2, 4) or len(first) > 2:
        raise UnsureDateError(text)
    year = third if len(third) == 4 else f"20{third}"
    readings = {"dmy": (year, second, first), "mdy": (year, first, second)}
    if len(third) == 2 and (sign != "/" or language.startswith(_YEAR_FIRST)):
        readings["ymd"] = (f"20{first}", second, third)
    days = {name: day for name, told in readings.items() if (day := _valid(*told))}
    return _one_of(days, sign, language, text), rest


def _one_of(days: dict[str, date], sign: str, language: str, text: str) -> date:
    """The day that is meant of those that the numbers may be."""
    if len(set(days.values())) == 1:
        return next(iter(days.values()))
    if weekday := _WEEKDAY.search(text):
        days = {name: day for name, day in days.items() if _WEEKDAYS[day.weekday()] == weekday[1]}
        if len(days) == 1:
            return next(iter(days.values()))
    is_english = language.partition("-")[0] == "en"
    if language.startswith(_YEAR_FIRST):
        order = "ymd"
    elif language in _MONTH_FIRST:
        order = "mdy"
    elif is_english and "-" in language:
        order = "dmy"
    elif (language and not is_english) or (sign == "." and not is_english and "ymd" not in days):
        order = "dmy"  # with dots it is that everywhere
    else:
        order = ""
    if order not in days:
        raise UnsureDateError(text)
    return days[order]


def _in_words(text: str, language: str) -> date | None:
    """The date whose month is told by its name."""
    words = {word: months()[word] for word in _months().findall(text)}
    if len(set(words.values())) > 1:
        words = {word: month for word, month in words.items() if word not in _ALSO_OTHERS}
    numbers = re.findall(r"\d+", text)
    if not words:
        return None
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) < 3]
    if len(set(words.values())) != 1 or len(years) != 1 or len(days) != 1 or len(numbers) != 2:
        return None
    month = next(iter(words.values()))
    if _CROATIAN.search(text):
        if not language.startswith(("hr", "pl")):
            raise UnsureDateError(text)
        month -= language.startswith("hr")
    return _date(years[0], month, days[0], text)


@cache
def _months() -> re.Pattern[str]:
    longest_first = sorted(months(), key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W\d_])")


def _date(year: str, month: str | int, day: str, text: str) -> date:
    found = _valid(year, month, day)
    if found is None:
        raise UnsureDateError(text)
    return found


def _valid(year: str, month: str | int, day: str) -> date | None:
    told = int(year)
    try:
        return date(told - _THAI if told in _THAI_YEARS else told, int(month), int(day))
    except ValueError:
        return None


def _time(clock: re.Match[str], text: str) -> timedelta:
    hour = int(clock[1])
    if hour == 12 and _MORNING.search(text):
        hour = 0
    elif hour < 12 and _EVENING.search(text):
        hour += 12
    return timedelta(hours=hour, minutes=int(clock[2] or 0), seconds=int(clock[3] or 0))


def _zone(text: str, folded: str, zones: dict[str, int]) -> tzinfo | None:
    if offset := _OFFSET.search(folded):
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(-ahead if offset[1] == "-" else ahead)
    named = [found.upper() for found in _ABBREVIATION.findall(text)]
    if known := next((name for name in named if name in zones), None):
        return timezone(timedelta(seconds=zones[known]))
    place = _PLACE.search(text)
    try:
        name = place[0] if place else next(_NORTH_AMERICA[one] for one in named if one in _NORTH_AMERICA)
        return ZoneInfo(name)
    except (StopIteration, ZoneInfoNotFoundError, ValueError):
        return None
