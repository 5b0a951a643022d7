"""Tables that stay in line whatever stands in them, and text that cannot drive a terminal."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from digest.cli.printing import MEASURED_ROWS, Printer, complain, paragraphs, table
from digest.model import Article

_CELLS = st.text(max_size=30) | st.sampled_from(
    ["港の鶴", "شهرها بی‌سروصدا", "\x1b[2Jgone", "a\nb", "👩‍🚀 up", ""]
)


def test_columns_stand_below_each_other_by_what_the_screen_shows() -> None:
    rows = [(7, "港の鶴", "one"), (12, "Quay", "two"), (130, "شهرها", "three")]
    lines = list(table(("ID", "Site", "Title"), rows))
    assert lines == [
        " ID  Site    Title",
        "  7  港の鶴  one",
        " 12  Quay    two",
        "130  شهرها   three",
    ]


def test_nothing_is_no_table() -> None:
    assert list(table(("ID", "Title"), [])) == []


@given(st.lists(st.tuples(_CELLS, _CELLS, _CELLS), max_size=5))
def test_no_cell_breaks_a_line_or_reaches_the_terminal(rows: list[tuple[str, str, str]]) -> None:
    lines = list(table(("A", "B", "C"), rows))
    assert len(lines) == (len(rows) + 1 if rows else 0)
    for line in lines:
        assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in line)


@given(st.text())
def test_running_text_is_clean_and_narrow(text: str) -> None:
    for line in paragraphs(text):
        assert wcswidth(line) <= 80
        assert "\x1b" not in line


def test_a_complaint_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    complain("First,\nsecond\x1b[31m and\r\nthird.")
    assert capsys.readouterr().err == "First, second[31m and third.\n"


def test_of_very_many_rows_the_first_tell_the_widths() -> None:
    seen: list[int] = []

    def rows() -> Iterator[tuple[object, str, str]]:
        for number in range(3 * MEASURED_ROWS):
            seen.append(number)
            yield number, "x" * (30 if number == 2 * MEASURED_ROWS else 4), "Title"

    lines = table(("ID", "Site", "Title"), rows())
    assert next(lines) == " ID  Site  Title"
    assert len(seen) == MEASURED_ROWS
    body = list(lines)
    assert len(body) == 3 * MEASURED_ROWS
    assert body[1] == "  1  xxxx  Title"
    assert body[2 * MEASURED_ROWS] == f"{2 * MEASURED_ROWS}  {'x' * 30}  Title"


@pytest.mark.parametrize("number", range(3))
def test_a_list_that_is_printed_in_parts_is_the_same_document(
    capsys: pytest.CaptureFixture[str], number: int
) -> None:
    articles = [Article(id=n, title=f"Fog\n  {n}\u2028", used_in=[1, n], text='"}\n') for n in range(number)]
    Printer(as_json=True).report({"articles": articles}, [])
    whole = capsys.readouterr().out
    Printer(as_json=True).report_each("articles", iter(articles), [])
    assert capsys.readouterr().out == whole
