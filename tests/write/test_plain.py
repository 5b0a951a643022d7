"""Markdown becomes lines of plain text."""

from hypothesis import given
from hypothesis import strategies as st

from digest.model import clean_prose
from digest.write.plain import to_lines
from digest.write.wrap import cells


def text(markdown: str, width: int = 72) -> str:
    return "\n".join(to_lines(markdown, width))


def test_links_become_notes_directly_under_the_text() -> None:
    assert text(
        "See [the audit](https://a.example/x) and [it again](https://a.example/x), not [b](https://b.example/)."
    ) == ("See the audit [1] and it again [1], not b [2].\n\n[1] https://a.example/x\n[2] https://b.example/")


def test_a_bare_address_needs_no_note() -> None:
    assert text("Look at <https://a.example/x>.") == "Look at https://a.example/x."


def test_emphasis_keeps_marks_that_a_reader_knows() -> None:
    assert text("**bold** _soft_ ~~gone~~ `code`") == "*bold* _soft_ ~gone~ `code`"


def test_lists_quotes_and_code() -> None:
    markdown = (
        "Before\n\n- a\n- b\n  - c\n- d\n\n7. x\n8. y\n\n> said\n>\n> - q\n\n```\nk  v\n```\n\nAfter  \nbreak"
    )
    assert text(markdown) == (
        "Before\n\n- a\n- b\n  - c\n- d\n\n7. x\n8. y\n\n> said\n>\n> - q\n\n    k  v\n\nAfter\nbreak"
    )


def test_a_loose_list_keeps_its_air() -> None:
    assert text("- a\n\n  more\n\n- b") == "- a\n\n  more\n\n- b"


def test_long_items_hang_under_their_bullet() -> None:
    assert text("- one two three four", 10) == "- one two\n  three\n  four"


@given(st.text(max_size=400), st.integers(20, 80))
def test_no_line_is_wider_than_asked_unless_one_word_is(markdown: str, width: int) -> None:
    for line in to_lines(clean_prose(markdown), width):
        assert (
            cells(line) <= width
            or " " not in line.strip(" >-0123456789.[]()*_~")
            or line.lstrip("> ").startswith("    ")
        )
