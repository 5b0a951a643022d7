"""Markdown becomes HTML that is safe to mail."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from digest.model import DeskError, clean_prose
from digest.write.markdown import SIZE_LIMIT, Styles, to_html, to_inline_html, visible

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](//evil.example/)",
    "[x](https://user:pass@evil.example/)",
    "<javascript:alert(1)>",
    "</mj-text></mj-column><mj-button href='x'>",
    "<!--[if mso]><b>",
    "<![endif]-->",
    "{{ self }} {% for x in y %}",
    '[x](https://a.example "onmouseover=alert(1)")',
    "![x](https://evil.example/pixel.gif)",
    "<svg/onload=alert(1)>",
    "<style>*{display:none}</style>",
]


def words_of(html: str) -> str:
    return " ".join(
        str(lxml_html.fragment_fromstring(html or " ", create_parent="div").text_content()).split()
    )


def test_markdown_becomes_plain_elements_in_order() -> None:
    html = to_html("One *two* **three**.\n\n- a\n- b\n\n> said\n\n1. x\n2. y")
    assert html == (
        "<p>One <em>two</em> <strong>three</strong>.</p><ul><li>a</li><li>b</li></ul>"
        "<blockquote><p>said</p></blockquote><ol><li>x</li><li>y</li></ol>"
    )


def test_styles_go_inline_and_links_lose_their_tracking() -> None:
    html = to_html("[a](https://x.example/?utm_source=mail&id=1)", Styles({"a": "color:#111111"}))
    assert html == '<p><a href="https://x.example/?id=1" style="color:#111111">a</a></p>'


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_markdown_stays_text(hostile: str) -> None:
    for html in (to_html(hostile), to_inline_html(hostile), to_html(f"before {hostile} after")):
        tree = lxml_html.fragment_fromstring(html, create_parent="div")
        for element in tree.iterdescendants():
            assert element.tag in {"p", "a", "strong", "em", "code", "br"}
            assert set(element.keys()) <= {"href"}
            assert element.get("href", "https://").startswith("https://")
        assert "<!" not in html


def test_a_heading_is_a_bold_line_and_a_picture_its_words() -> None:
    assert to_html("# Big") == "<p><strong>Big</strong></p>"
    assert to_html("![a harbour](https://x.example/a.png)") == "<p>a harbour</p>"


def test_code_keeps_its_lines_without_a_line_break_in_the_source() -> None:
    html = to_html("```\nif x:\n    y  = 1\n```")
    assert html == "<p><code>if x:<br>&nbsp;&nbsp;&nbsp;&nbsp;y &nbsp;= 1</code></p>"


def test_an_inline_place_gets_one_run_of_text() -> None:
    assert to_inline_html("One.\n\n- two\n- **three**") == "One. two <strong>three</strong>"


def test_an_entity_is_what_was_written() -> None:
    assert visible("AT&amp;T &#x202e;") == "AT&amp;T &#x202e;"


def test_too_long_and_too_deep_are_refused_with_the_place() -> None:
    with pytest.raises(DeskError, match="The intro is longer than 16 KB"):
        to_html("x" * (SIZE_LIMIT + 1), where="The intro")
    with pytest.raises(DeskError, match="deep"):
        to_html(">" * 200 + "x")
    with pytest.raises(DeskError, match="emphases inside each other"):
        to_html("*a _b " * 200 + "x" + " c_ d*" * 200)


def test_four_lists_in_a_quote_are_not_too_deep() -> None:
    nested = "> - a\n>   - b\n>     - c\n>       - d"
    assert visible(nested) == "a\nb\nc\nd"


def test_brackets_that_never_close_cost_little() -> None:
    worst = ("![" * 200 + "[](" * SIZE_LIMIT)[:SIZE_LIMIT]
    before = time.process_time()
    to_html(worst)
    assert time.process_time() - before < 2


@given(st.text(max_size=300))
def test_what_a_reader_sees_is_what_is_shown(text: str) -> None:
    markdown = clean_prose(text)
    seen = " ".join(visible(markdown).split())
    for html in (to_html(markdown), to_inline_html(markdown)):
        assert "\n" not in html
        assert re.sub(r"\s", "", words_of(html)) == re.sub(r"\s", "", seen)
