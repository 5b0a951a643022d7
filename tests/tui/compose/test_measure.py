"""Counting words, links and lengths as a curator means them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.tui.compose.measure import Fit, Target, count_links, count_words, line_meter, summary_meter


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("", 0),
        ("One two three.", 3),
        ("**Bold** and _slanted_ words", 4),
        ("See [the audit](https://audits.example/a-b-c?d=1) now", 4),
        ("See https://audits.example/a-b-c now", 3),
        ("- a list\n- of two", 4),
        ("> quoted words", 2),
        ("It's the city’s half-time at 3.5", 6),
        ("می‌کنند و می‌روند", 3),
        ("図書館", 3),
        ("— … ***", 0),
    ],
)
def test_words_are_those_a_reader_sees(markdown: str, words: int) -> None:
    assert count_words(markdown) == words


@pytest.mark.parametrize(
    ("markdown", "links"),
    [
        ("no link", 0),
        ("[a](https://a.example)", 1),
        ("[a](https://a.example/b_(c)) and <https://d.example>", 2),
        ("[not one] (https://a.example)", 1),
    ],
)
def test_links_are_counted_once(markdown: str, links: int) -> None:
    assert count_links(markdown) == links


def test_a_target_leaves_a_sixth_of_room_on_both_sides() -> None:
    target = Target(60)
    assert (target.low, target.high) == (50, 70)
    assert [target.fit(words) for words in (49, 50, 70, 71)] == [Fit.SHORT, Fit.GOOD, Fit.GOOD, Fit.LONG]


def test_the_summary_meter_tells_words_against_the_target() -> None:
    assert summary_meter("Two [words](https://a.example)", Target(60)) == (
        "2 of 50–70 words · 30 chars · 1 link",
        Fit.SHORT,
    )
    assert summary_meter("", None) == ("0 words · 0 chars", Fit.UNKNOWN)


@pytest.mark.parametrize(
    ("length", "words", "fit"),
    [
        (0, "empty", Fit.UNKNOWN),
        (41, "41 · fits everywhere", Fit.GOOD),
        (42, "42 · phones cut at 41", Fit.SHORT),
        (71, "71 · all cut at 70", Fit.LONG),
    ],
)
def test_a_line_meter_says_who_cuts(length: int, words: str, fit: Fit) -> None:
    assert line_meter("x" * length, 41, 70) == (words, fit)


@given(st.text(alphabet="[]()<>htps:/. a\n", max_size=2_000))
def test_counting_is_quick_and_never_fails_on_any_brackets(markdown: str) -> None:
    assert count_words(markdown) >= 0
    assert count_links(markdown) >= 0
