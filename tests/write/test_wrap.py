"""Words are wrapped by the cells that they take on a screen."""

from hypothesis import given
from hypothesis import strategies as st

from digest.model import clean_line
from digest.write.wrap import cells, wrap


def test_cells_are_what_a_screen_takes() -> None:
    assert [cells(text) for text in ("abc", "日本", "e\u0301", "👩‍🚀", "")] == [3, 4, 1, 2, 0]


def test_words_wrap_and_spaces_fold() -> None:
    assert wrap("one  two\nthree", 7) == ["one two", "three"]


def test_a_word_that_fits_nowhere_stays_whole() -> None:
    assert wrap("see https://a.example/long now", 10) == ["see", "https://a.example/long", "now"]


def test_scripts_without_spaces_break_between_letters_but_not_before_a_full_stop() -> None:
    assert wrap("これは長い文です。次も。", 8) == ["これは長", "い文で", "す。次", "も。"]


def test_nothing_is_no_line() -> None:
    assert wrap("  ", 10) == []


@given(st.text(max_size=200), st.integers(8, 60))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    line = clean_line(text)
    lines = wrap(line, width)
    assert "".join("".join(lines).split()) == "".join(line.split())
    for piece in lines:
        assert cells(piece) <= width or len(piece.split()) <= 1
