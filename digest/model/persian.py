"""The Persian calendar (Solar Hijri): its days as ours and back, right for our years 1800 to 2253.

In that span its leap years follow a cycle of 33, in which eight years have a day more.
"""

from datetime import date

_FIRST_OF_1400 = date(2021, 3, 21).toordinal()
_LONG_MONTHS = 6  # of 31 days
_IN_LONG_MONTHS = 31 * _LONG_MONTHS


def from_persian(year: int, month: int, day: int) -> date:
    """Our date of a day of the Persian calendar."""
    return date.fromordinal(_first_day(year) + _days_before(month) + day - 1)


def to_persian(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Persian calendar."""
    year = day.year - 621
    if day.toordinal() < _first_day(year):
        year -= 1
    since = day.toordinal() - _first_day(year)
    if since < _IN_LONG_MONTHS:
        return year, since // 31 + 1, since % 31 + 1
    since -= _IN_LONG_MONTHS
    return year, _LONG_MONTHS + since // 30 + 1, since % 30 + 1


def month_length(year: int, month: int) -> int:
    """The days of a month: one to six have 31, the others 30, the last one 29 but in leap years."""
    if month == 12:
        return _days(year + 1) - _days(year) - _days_before(12)
    return 31 if month <= _LONG_MONTHS else 30


def _first_day(year: int) -> int:
    """The ordinal of a year's first day."""
    return _FIRST_OF_1400 + _days(year) - _days(1400)


def _days(year: int) -> int:
    """The days of all years before, counted from a year in which a cycle begins."""
    cycle, rest = divmod(year + 1595, 33)
    return 365 * (year + 1595) + 8 * cycle + (rest + 3) // 4


def _days_before(month: int) -> int:
    long = min(month - 1, _LONG_MONTHS)
    return 31 * long + 30 * (month - 1 - long)
