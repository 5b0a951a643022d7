"""When a piece was published, in every way that feeds and pages write it."""

import re
import time
import warnings
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from digest.collect.text.persian_dates import read_persian_date
from digest.collect.text.written_dates import UnsureDateError, read_written
from digest.model import now

# Zone names that the strict readers do not know or silently take for UTC; offsets in hours. An abbreviation
# that means two things is read as the one that news feeds mean.
_ZONES = {
    "CET": 1, "CEST": 2, "MET": 1, "MEST": 2, "WET": 0, "WEST": 1, "BST": 1, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3,
    "IST": 5.5, "IRST": 3.5, "IRDT": 4.5, "PKT": 5, "GST": 4, "HKT": 8, "SGT": 8, "KST": 9, "JST": 9, "AWST": 8,
    "ACST": 9.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "SAST": 2, "EAT": 3, "WAT": 1, "CAT": 2,
    "MEZ": 1, "MESZ": 2, "МСК": 3, "GMT": 0, "UTC": 0,
    "AKST": -9, "AKDT": -8, "HST": -10, "NST": -3.5, "ART": -3, "BRT": -3, "CLT": -4,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_ZONE_SECONDS = {name: int(hours * 3600) for name, hours in _ZONES.items()}
_NAMED_ZONE = re.compile(r"\b([A-Z]{3,4})\)?\s*$")
# Those that feeds are written in and forget to write their dates in English; all two hundred that the reader
# knows would take it half a second for each string that is no date.
_LANGUAGES = [
    "en", "fr", "de", "es", "it", "pt", "nl", "fa", "ar", "ru", "uk", "tr", "pl", "cs", "sv", "da", "ja", "zh",
]  # fmt: skip
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LATEST_AHEAD = timedelta(days=2)
_DATE_LENGTH = 100
# "09:12", "9 am"
_NO_DAY = re.compile(r"[0-9]{1,2}(?:(?::[0-9]{2}){0,2}|\.[0-9]{2}) ?(?:[ap]\.?m\.?|h|uhr)?", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"(?:19|20)[0-9]{10}(?:[0-9]{2})?")  # 20261120100000
# Since 1970, in seconds or milliseconds.
_COUNTED = re.compile(r"(?:/Date\()?([0-9]{9,10}|[0-9]{12,13})(?:\.[0-9]*)?(?:(?:[+-][0-9]{4})?\)/)?")

_FROM_GREENWICH = re.compile(r"\s*\b(?:GMT|UTC)\s?([+-])([0-9]{1,2}):?([0-9]{2})?(?:\s*\([^)]*\))?$")
_ZONE_NAMED_TOO = re.compile(r"(?<=[0-9Z])\[[\w/+-]+\]$")  # 10:00:00+01:00[Europe/Berlin]
_PLUS_LOST = re.compile(r"(T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?) ([0-9]{2}:?[0-9]{2})$")
# To see what a text does not say: no part of a moment is the same in both.
_ONE_MOMENT, _OTHER_MOMENT = datetime(2000, 1, 1), datetime(2001, 2, 2)

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MAIL_DATE = re.compile(
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?(\d{{1,2}}) ({'|'.join(_MONTH_NAMES)}) (\d{{4}})"
    r" (\d\d):(\d\d)(?::(\d\d))? (?:GMT|UTC?|Z|([+-])(\d\d)(\d\d))",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)  # a reader asks whether it can be read, and then reads it
def read_exactly(text: str) -> datetime | None:
    """The moment in a form that leaves no room to guess (ISO 8601, RFC 5322, the Persian calendar), however
    unlikely; None where the text is in another.
    """
    text = " ".join(text[:_DATE_LENGTH].split())
    return read_persian_date(text) or _iso(text) or _mail_date(text)


def read_date(
    text: str, parsed: time.struct_time | None = None, language: str | None = None
) -> datetime | None:
    """The moment that `text` names, in UTC; None where it names none. `parsed` is feedparser's reading of it.

    In the `language` of the site 03/04 is the third of April or the fourth of March; without one it is neither.
    A moment before 1990 or more than two days ahead is a mistake of the feed (an unset clock, a
    placeholder) and gives None, so that it cannot stand on top of the list for years.
    """
    text = " ".join(text[:_DATE_LENGTH].split())
    if not any(char.isdigit() for char in text) or _NO_DAY.fullmatch(text):
        return None
    if counted := _counted(text):
        return counted
    plain = _with_plain_zone(text)
    if plain != text:
        parsed = None  # feedparser did not know that zone
    try:
        moment = read_exactly(plain) or read_written(plain, language, _ZONE_SECONDS)
    except UnsureDateError:
        return None
    moment = moment or _trusted(plain, parsed) or _lenient(plain) or _in_any_language(plain)
    return None if moment is None else _plausible(moment)


def _with_plain_zone(text: str) -> str:
    """The same with its zone as a mere offset where it is told otherwise: by JavaScript and Java, or through a form
    that lost the plus.
    """
    text = _ZONE_NAMED_TOO.sub("", text)
    text = _FROM_GREENWICH.sub(lambda found: f" {found[1]}{found[2]:0>2}{found[3] or '00'}", text)
    return _PLUS_LOST.sub(r"\1+\2", text)


def _counted(text: str) -> datetime | None:
    """The moment that is told in seconds or milliseconds since 1970, where that gives a likely one."""
    found = _COUNTED.fullmatch(text)
    if not found:
        return None
    return _plausible(datetime.fromtimestamp(int(found[1]) / (1000 if len(found[1]) > 10 else 1), UTC))


def _plausible(moment: datetime) -> datetime | None:
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    try:
        moment = moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        return None
    return moment if _EARLIEST <= moment <= now() + _LATEST_AHEAD else None


def _iso(text: str) -> datetime | None:
    if _RUN_TOGETHER.fullmatch(text):
        text = f"{text[:8]}T{text[8:]}"
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail_date(text: str) -> datetime | None:
    found = _MAIL_DATE.fullmatch(text)
    if not found:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        moment = datetime(
            int(year),
            _MONTH_NAMES.index(month.lower()) + 1,
            int(day),
            int(hour),
            int(minute),
            int(second or 0),
            tzinfo=UTC,
        )
        return moment + offset if sign == "-" else moment - offset
    except (ValueError, OverflowError):
        return None


def _trusted(text: str, parsed: time.struct_time | None) -> datetime | None:
    zone = _NAMED_ZONE.search(text)
    if parsed is None or (zone and zone.group(1) in _ZONES):
        return None  # feedparser takes most of these zones for UTC
    return datetime(*parsed[:6], tzinfo=UTC)


def _lenient(text: str) -> datetime | None:
    from dateutil import parser

    with warnings.catch_warnings():
        warnings.simplefilter("error", parser.UnknownTimezoneWarning)
        try:
            moment: datetime = parser.parse(text, tzinfos=_ZONE_SECONDS)
            one, other = (
                parser.parse(text, default=some, ignoretz=True) for some in (_ONE_MOMENT, _OTHER_MOMENT)
            )
        except (ValueError, OverflowError, TypeError, parser.UnknownTimezoneWarning):
            return None
    return moment if one.date() == other.date() else None  # what is not said would be made up of today


def _in_any_language(text: str) -> datetime | None:
    import dateparser

    settings = {
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
    }
    moment: datetime | None = dateparser.parse(text, languages=_LANGUAGES, settings=settings)
    return moment
