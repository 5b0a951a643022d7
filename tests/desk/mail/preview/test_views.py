"""The mail in one scheme: questions answered, and nothing else changed."""

import pytest

from digest.desk.mail.preview.views import Scheme, framed, in_scheme, text_page
from digest.render.digest import render_digest
from digest.render.templates import names
from tests.render.samples import sample

PAGE = """<html><head><meta name="color-scheme" content="light dark">
<style>:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){p{color:white}}
@media screen and ( prefers-color-scheme : light ) {p{color:black}}</style></head>
<body><p>@media (prefers-color-scheme:dark), color-scheme:light dark; &lt;style&gt;</p></body></html>"""


def test_the_questions_are_answered() -> None:
    dark, light = in_scheme(PAGE, "dark"), in_scheme(PAGE, "light")
    assert "@media (min-width:0){p{color:white}}" in dark
    assert "@media screen and (max-width:0) {p{color:black}}" in dark
    assert ":root{color-scheme:dark;supported-color-schemes:dark}" in dark
    assert '<meta name="color-scheme" content="dark">' in dark
    assert "@media (max-width:0){p{color:white}}" in light
    assert ":root{color-scheme:light;supported-color-schemes:light}" in light


def test_what_the_mail_says_of_such_code_stays() -> None:
    _, _, body = PAGE.partition("<body>")
    assert in_scheme(PAGE, "dark").endswith(body)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("template", names([]))
def test_no_question_is_left_in_a_template(template: str, scheme: Scheme) -> None:
    newsletter, digest = sample("english")
    html = render_digest(newsletter.model_copy(update={"template": template}), digest).html
    shown = framed(html, scheme)
    assert "prefers-color-scheme" in html
    assert "prefers-color-scheme" not in shown
    assert "light dark" not in shown
    assert shown.count('<base target="_blank">') == 1


def test_text_is_no_markup() -> None:
    assert '<div dir="auto">&lt;script&gt; &amp;</div>' in text_page("<script> &", "dark")
