"""Dates of the Iranian calendar (Jalali), as Persian pages write them."""

import re
from datetime import UTC, date, datetime, timedelta

_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩يك", "01234567890123456789یک")
_CLOCK = r"(?:.{0,20}?\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d))?"
_NAMED = re.compile(rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>1[34]\d\d)\b{_CLOCK}")
_NUMBERS = re.compile(rf"\b(?P<year>1[34]\d\d)[/-](?P<month>\d{{1,2}})[/-](?P<day>\d{{1,2}})\b{_CLOCK}")
_EPOCH = date(2021, 3, 21).toordinal()  # the first day of 1400
_TEHRAN = timedelta(hours=3, minutes=30)  # summer time was given up in 2022


def read_jalali(text: str) -> datetime | None:
    """The moment that a text names in the Iranian calendar, in UTC; None where it names none."""
    text = text.translate(_DIGITS)
    found = _NAMED.search(text) or _NUMBERS.search(text)
    if not found:
        return None
    told = found["month"]
    month = _MONTHS.index(told) + 1 if told in _MONTHS else int(told)
    day = int(found["day"])
    year = int(found["year"])
    if not (1 <= month <= 12 and 1 <= day <= _month_length(year, month)):
        return None
    at = datetime.combine(to_date(year, month, day), datetime.min.time(), UTC)
    if found["hour"] is None:
        return at
    return at + timedelta(hours=int(found["hour"]), minutes=int(found["minute"])) - _TEHRAN


def to_date(year: int, month: int, day: int) -> date:
    """The Gregorian date of a day of the Iranian calendar, by its cycle of 33 years with 8 leap years."""
    return date.fromordinal(_EPOCH + _days(year) - _days(1400) + day - 1 + _days_before(month))


def _month_length(year: int, month: int) -> int:
    if month == 12:
        return _days(year + 1) - _days(year) - _days_before(12)
    return 31 if month < 7 else 30


def _days(year: int) -> int:
    cycle, rest = divmod(year + 1595, 33)
    return 365 * (year + 1595) + 8 * cycle + (rest + 3) // 4


def _days_before(month: int) -> int:
    return 31 * (month - 1) if month < 8 else 186 + 30 * (month - 7)
