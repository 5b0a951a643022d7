"""Dates, numbers and plurals in the mail's language."""

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from digest.model.persian import to_persian
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
