"""What MJML is refused, in words, and what is carried through."""

from html import unescape

import pytest

from digest.model import DeskError
from digest.render import mjml


def wrapped(content: str) -> str:
    return f"<mjml><mj-body><mj-section><mj-column>{content}</mj-column></mj-section></mj-body></mjml>"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("<mj-foo>x</mj-foo>", "a template knows no <mj-foo>"),
        ('<mj-include path="/etc/passwd" />', "a template knows no <mj-include>"),
        ("<mj-text><div>x</mj-text>", "<div> is not closed before </mj-text>"),
        ("<mj-text>x</mj-column>", "<mj-text> is not closed before </mj-column>"),
        ("<mj-text></b>x</mj-text>", "</b> closes nothing: <mj-text> is open"),
        ("<mj-text>a < b</mj-text>", "“<b” begins no element"),
        ("<mj-text><![endif]>x</mj-text>", "“<![endif]"),
        ("<mj-text><!--[if mso]>x</mj-text>", "<!--[if mso]> does not end with <![endif]-->"),
        ("Hello there", "“Hello there” stands in <mj-column>"),
        ("<mj-text align=left>x</mj-text>", "<mj-text> has an attribute"),
        ("<mj-text>" + "<div>" * 12_000 + "</div>" * 12_000 + "</mj-text>", "inside each other"),
        ("<mj-text>" + "x" * 5_000_000 + "</mj-text>", "characters"),
        ("<mj-text", "“<mj-text"),
        ('<mj-text align="<b>">x</mj-text>', "<mj-text> has a < in an attribute: write &lt;"),
        ("<mj-text>x</mj-text/>", "</mj-text> has more in it than its name"),
        ("<mj-text><!--<![endif]·--></mj-text>", "a comment is written"),
        ("<mj-text><!-- a -- b --></mj-text>", "a comment is written"),
        ("<mj-text><!--[if mso·]>x<![endif]--></mj-text>", "a comment is written"),
        ("<mj-text><!--[if !mso]><!-->x<![endif]--></mj-text>", "does not end with <!--<![endif]-->"),
        (
            "<mj-raw><!--[if mso]></mj-raw><mj-raw><![endif]--></mj-raw>",
            "<!--[if mso]> does not end with <![endif]-->",
        ),
        ("<mj-text><!--[if mso]><p><![endif]--></mj-text>", "<p> is not closed before </mj-text>"),
        ("<mj-text><![endif]--></mj-text>", "<![endif]--> ends no condition"),
        ("<mj-text\u00a0>x</mj-text>", "<mj-text> has an attribute"),
        (
            "<mj-section></mj-section>",
            "<mj-section> stands in <mj-column>: it belongs into <mj-body> or <mj-wrapper>",
        ),
        ("<mj-text><mj-button>x</mj-button></mj-text>", "<mj-button> stands in <mj-text>: it belongs into"),
        ("<mj-image>x</mj-image>", "“x” stands in <mj-image>"),
        ("<p>x</p>", "<p> stands in <mj-column>: HTML belongs into <mj-text> or <mj-raw>"),
        ("<mj-text>a\0b</mj-text>", "the character U+0000 can stand in no mail"),
        ("<mj-text>a\ufffeb</mj-text>", "the character U+FFFE can stand in no mail"),
    ],
)
def test_what_is_wrong_is_said_and_the_program_lives(content: str, complaint: str) -> None:
    with pytest.raises(DeskError) as caught:
        mjml.to_html(wrapped(content))
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_table_has_its_role_for_outlook_too() -> None:
    html = mjml.to_html(wrapped("<mj-table><tr><td>x</td></tr></mj-table>"))
    assert html.count("<table") == html.count('role="presentation"')


def test_what_only_outlook_reads_comes_out_as_it_went_in() -> None:
    ghost = '<!--[if mso | IE]><v:rect alt="می\u200cشود"><td><![endif]-->x<!--[if mso | IE]></td></v:rect><![endif]-->'
    html = mjml.to_html(wrapped(f"<mj-text>{ghost}<!--[if !mso]><!-->y<!--<![endif]--></mj-text>"))
    assert unescape(ghost) in unescape(html)
    assert "<!--[if !mso]><!-->y<!--<![endif]-->" in html


def test_an_arrow_and_letters_beyond_ascii_are_carried_through() -> None:
    assert "é &gt; a é" in mjml.to_html(wrapped("<mj-text>é > a é</mj-text>"))
    style = "/* Größe > so */ .é > a::after{content:'»é'}"
    head = f"<mj-head><mj-style>{style}</mj-style></mj-head>"
    html = mjml.to_html(wrapped("<mj-text>x</mj-text>").replace("<mj-body>", head + "<mj-body>"))
    assert ".\\e9  > a::after{content:'\\bb \\e9 '}" in html
