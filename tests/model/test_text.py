"""The door for text: what it takes out, what it leaves alone, and that passing it twice changes nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import clean_line, clean_prose


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Q&A: R&D", "Q&A: R&D"),
        ("  two\r\nlines\tand\u00a0space ", "two lines and space"),
        ("bell\x07 esc\x1b]52;c;x\x07 csi\x9b31m", "bell esc]52;c;x csi31m"),
        ("\u202egnp.exe\u202c \u2066a\u2069", "gnp.exe a"),
        ("soft\u00adhyphen zero\u200bwidth \ufeffbom", "softhyphen zerowidth bom"),
        ("می\u200cرود", "می\u200cرود"),
        ("family 👨\u200d👩\u200d👧", "family 👨\u200d👩\u200d👧"),
        ("e\u0301", "é"),
        ("flag 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", None),
        ("\ud800broken", "broken"),
        ("[@click=app.boom]x[/]", "[@click=app.boom]x[/]"),
    ],
)
def test_a_line(raw: str, clean: str | None) -> None:
    assert clean_line(raw) == (raw if clean is None else clean)


def test_marks_do_not_pile_up() -> None:
    assert len(clean_line("a" + "\u0301" * 500)) <= 6


def test_prose_keeps_its_paragraphs() -> None:
    assert clean_prose("\n one  \r\n\r\n\r\n\r\ntwo\u2029three\n") == " one\n\ntwo\nthree"


def test_length_is_bounded() -> None:
    assert len(clean_line("word " * 100_000)) <= 2_000
    assert len(clean_prose("word " * 1_000_000, limit=1_000)) <= 1_000


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_prose(clean_prose(text)) == clean_prose(text)


@given(st.text())
def test_no_control_survives(text: str) -> None:
    for character in clean_line(text) + clean_prose(text).replace("\n", ""):
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert character not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
