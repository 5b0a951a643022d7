"""Dates of the Persian calendar, as pages write them."""

import re
from datetime import UTC, datetime, timedelta

from digest.model.persian import from_persian, month_length

_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩يك", "01234567890123456789یک")
_CLOCK = r"(?:.{0,20}?\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d))?"
_NAMED = re.compile(rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>1[34]\d\d)\b{_CLOCK}")
_NUMBERS = re.compile(rf"\b(?P<year>1[34]\d\d)[/-](?P<month>\d{{1,2}})[/-](?P<day>\d{{1,2}})\b{_CLOCK}")
_TEHRAN = timedelta(hours=3, minutes=30)  # summer time was given up in 2022


def read_persian_date(text: str) -> datetime | None:
    """The moment that a text names in the Persian calendar, in UTC; None where it names none."""
    text = text.translate(_DIGITS)
    found = _NAMED.search(text) or _NUMBERS.search(text)
    if not found:
        return None
    told = found["month"]
    month = _MONTHS.index(told) + 1 if told in _MONTHS else int(told)
    day = int(found["day"])
    year = int(found["year"])
    if not (1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    at = datetime.combine(from_persian(year, month, day), datetime.min.time(), UTC)
    if found["hour"] is None:
        return at
    return at + timedelta(hours=int(found["hour"]), minutes=int(found["minute"])) - _TEHRAN
