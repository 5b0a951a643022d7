"""Dates, numbers and plurals in the mail's language."""

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from digest.render.words import Plural, Words

_DIGITS = "0123456789"
_PERSIAN_FROM, _PERSIAN_TO = date(1800, 1, 1), date(2253, 12, 31)


def locale_of(language: str) -> Locale:
    """Babel's locale for a BCP 47 tag; English for a language that it does not know."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def long_date(day: date, language: str, words: Words) -> str:
    """`day` as the language writes it in full, in its own calendar and digits."""
    locale = locale_of(language)
    if words.calendar == "persian" and _PERSIAN_FROM <= day <= _PERSIAN_TO:
        year, month, of_month = to_persian(day)
        weekday = format_date(day, "EEEE", locale=locale)
        return digits(f"{weekday} {of_month} {words.months[month - 1]} {year}", words)
    own = words.date if locale.territory is None else None
    return digits(format_date(day, own or "full", locale=locale), words)


def digits(text: str, words: Words) -> str:
    """`text` with its European digits as the language writes them."""
    return text.translate(str.maketrans(_DIGITS, words.digits))


def counted(phrase: Plural, count: int, language: str, words: Words) -> str:
    """`phrase` in the plural form that `count` asks for, with `count` in it."""
    form = locale_of(language).plural_form(count)
    chosen: str = getattr(phrase, form) or phrase.other
    return chosen.replace("{count}", digits(str(count), words))


def to_persian(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Solar Hijri calendar, for days from 1800 to 2253.

    In that span the calendar's leap years follow a cycle of 33: a year y is one where (25 y + 11) mod 33 < 8.
    """
    year = day.year - 621
    new_year = _farvardin_first(year)
    if day < new_year:
        year -= 1
        new_year = _farvardin_first(year)
    since = (day - new_year).days
    if since < 186:
        return year, since // 31 + 1, since % 31 + 1
    return year, (since - 186) // 30 + 7, (since - 186) % 30 + 1


def _farvardin_first(year: int) -> date:
    # 1 Farvardin 1404 was 21 March 2025; count from there.
    leaps = sum(1 for past in range(1404, year) if _is_leap(past)) - sum(
        1 for ahead in range(year, 1404) if _is_leap(ahead)
    )
    return date.fromordinal(date(2025, 3, 21).toordinal() + (year - 1404) * 365 + leaps)


def _is_leap(year: int) -> bool:
    return (25 * year + 11) % 33 < 8
