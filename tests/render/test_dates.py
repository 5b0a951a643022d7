"""Dates, counts and fixed words in the languages that ship, and in one that has none."""

from datetime import date

import pytest

from digest.render.dates import counted, long_date
from digest.render.words import has_words, languages, planned_sections, words

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Sunday 22 November 2026"),
        ("en-US", "Sunday, November 22, 2026"),
        ("fa", "یکشنبه ۱ آذر ۱۴۰۵"),
        ("ar", "الأحد، ٢٢ نوفمبر ٢٠٢٦"),
        ("fr", "dimanche 22 novembre 2026"),
        ("de", "Sonntag, 22. November 2026"),
        ("es", "domingo, 22 de noviembre de 2026"),
        ("ja", "2026年11月22日日曜日"),
        ("pt", "domingo, 22 de novembro de 2026"),
        ("tlh", "Sunday, November 22, 2026"),
    ],
)
def test_a_date_as_the_language_writes_it(language: str, written: str) -> None:
    assert long_date(DAY, language, words(language)) == written


@pytest.mark.parametrize("day", [date.min, date(1799, 12, 31), date(2254, 1, 1), date.max])
def test_a_day_beyond_the_persian_calendar_stays_what_it_is(day: date) -> None:
    assert long_date(day, "fa", words("fa"))


def test_arabic_has_its_six_plurals() -> None:
    arabic = words("ar")
    said = [counted(arabic.stories, count, "ar", arabic) for count in (1, 2, 3, 11, 100)]
    assert said == ["خبر واحد", "خبران", "٣ أخبار", "١١ خبرًا", "١٠٠ خبر"]


def test_six_languages_ship_and_each_file_is_whole() -> None:
    assert {"ar", "de", "en", "es", "fa", "fr"} <= set(languages())
    for language in languages():
        fixed = words(language)
        for phrase, field in (
            (fixed.issue, "{number}"),
            (fixed.byline, "{name}"),
            (fixed.read_story_at, "{site}"),
            (fixed.also, "{sites}"),
            (fixed.footer, "{name}"),
            (fixed.minutes.other, "{count}"),
        ):
            assert field in phrase
        assert [section.kind.value for section in planned_sections(language)] == [
            "lead",
            "stories",
            "briefs",
            "cards",
        ]


def test_a_region_speaks_its_language_and_an_unknown_one_english() -> None:
    assert words("fr-CA") == words("fr")
    assert words("sv") == words("en").model_copy(update={"date": None})
    assert has_words("de-AT")
    assert not has_words("sv")
