"""What goes into mjml-python comes out of it as it was written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from digest.model import clean_line
from digest.render import mjml
from tests.render.reading import page, shown

LINES = st.text(max_size=60).map(clean_line)


def draw(body: str, head: str = "") -> str:
    return mjml.to_html(f"<mjml><mj-head>{head}</mj-head><mj-body>{body}</mj-body></mjml>")


def in_column(content: str) -> str:
    return draw(f"<mj-section><mj-column>{content}</mj-column></mj-section>")


@settings(max_examples=50)
@given(LINES)
def test_attributes_come_out_as_they_went_in(text: str) -> None:
    quoted = escape(text)
    tree = page(in_column(f'<mj-image src="https://a.example/x.png" alt="{quoted}" title="{quoted}" />'))
    image = next(tree.iter("img"))
    assert image.get("alt") == image.get("title") == text
    link = next(
        page(
            in_column(f'<mj-text><a title="{quoted}" href="https://a.example/?{quoted}">x</a></mj-text>')
        ).iter("a")
    )
    assert (link.get("title"), link.get("href")) == (text, f"https://a.example/?{text}")


@settings(max_examples=50)
@given(LINES.filter(bool))
def test_the_title_comes_out_twice_as_it_went_in(text: str) -> None:
    tree = page(draw("", f"<mj-title>{escape(text)}</mj-title>"))
    assert (tree.findtext(".//title") or "") == text
    assert tree.xpath("//body/div/@aria-label") == [text]


@pytest.mark.parametrize("gap", ["\n", "\n  ", " \n ", " ", "\r\n", "\t\n\t"])
def test_no_two_words_are_glued(gap: str) -> None:
    body = page(in_column(f"<mj-text><b>a</b>{gap}<i>b</i></mj-text>")).find("body")
    assert body is not None
    assert shown(body) == "a b"


def test_a_style_of_several_lines_works() -> None:
    html = in_column('<mj-text><p style="color:red;\n  margin:0">x</p></mj-text>')
    assert 'style="color:red;   margin:0"' in html
