"""The Persian calendar, held to dates that are known, and to itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model.persian import from_persian, to_persian


@pytest.mark.parametrize(
    ("day", "persian"),
    [  # new years and last days that the calendar of Iran has had, leap years among them
        (date(1979, 2, 11), (1357, 11, 22)),
        (date(2000, 3, 19), (1378, 12, 29)),
        (date(2000, 3, 20), (1379, 1, 1)),
        (date(2021, 3, 20), (1399, 12, 30)),
        (date(2021, 3, 21), (1400, 1, 1)),
        (date(2024, 3, 20), (1403, 1, 1)),
        (date(2025, 3, 20), (1403, 12, 30)),
        (date(2025, 3, 21), (1404, 1, 1)),
        (date(2026, 9, 22), (1405, 6, 31)),
        (date(2026, 9, 23), (1405, 7, 1)),
    ],
)
def test_the_persian_calendar(day: date, persian: tuple[int, int, int]) -> None:
    assert to_persian(day) == persian
    assert from_persian(*persian) == day


@given(st.dates(date(1800, 1, 1), date(2253, 12, 31)))
def test_any_day_comes_back(day: date) -> None:
    assert from_persian(*to_persian(day)) == day
