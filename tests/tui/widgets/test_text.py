"""Text in cells: cut, fitted, wrapped, aged; always as wide as it is said to be."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from digest.tui.widgets.text import UNSAFE, age, column, count, cut, fit, isolate, wrap

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
ANY = st.text(max_size=80)


@given(ANY, st.integers(0, 60))
def test_a_column_is_exactly_as_wide_as_asked(text: str, cells: int) -> None:
    assert cell_len(fit(text, cells)) == cells
    assert cell_len(fit(text, cells, right=True)) == cells


@given(ANY)
def test_a_column_holds_nothing_unsafe_and_nothing_of_disputed_width(text: str) -> None:
    shown = column(text)
    assert not UNSAFE.search(shown)
    assert not any(sign in shown for sign in "\u200d\ufe0f\u20e3\U0001f3fd\t\n")


@given(ANY, st.integers(0, 60))
def test_cutting_never_widens_and_says_when_it_cut(text: str, cells: int) -> None:
    shown = cut(text, cells)
    assert cell_len(shown) <= cells
    assert shown == text or not cells or shown.endswith("…")


@given(ANY, st.integers(2, 60))
def test_wrapped_lines_fit_and_lose_no_word(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(cell_len(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_paragraphs_stay_apart() -> None:
    assert wrap("one two\n\nthree", 20) == ["one two", "", "three"]


def test_right_to_left_text_is_isolated_and_other_text_left_alone() -> None:
    assert isolate("شهرها") == "\u200eشهرها\u200e"
    assert isolate("Cities") == "Cities"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=7), "7m"),
        (timedelta(hours=2, minutes=59), "2h"),
        (timedelta(days=13), "13d"),
        (timedelta(days=14), "2w"),
        (timedelta(days=364), "52w"),
        (timedelta(days=800), "2y"),
    ],
)
def test_ages(ago: timedelta, words: str) -> None:
    assert age(NOW - ago, NOW) == words


def test_numbers_with_their_nouns() -> None:
    assert count(1, "item") == "1 item"
    assert count(1204, "item") == "1,204 items"
    assert count(2, "story", "stories") == "2 stories"
