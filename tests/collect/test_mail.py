from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect.mail import is_mail, parse_mail
from digest.model import DeskError

HTML = """<html><body><h1>The Selm Letter</h1>
<div><h2><a href="https://harbour.example/ferry?utm_source=letter">Last ferry leaves the Selm</a></h2>
<p>After a century of crossings the council has sold the boat, and nobody was told.</p></div>
<div><p><a href="https://www.google.com/url?q=https://coast.example/cranes">Nine cranes in the old port</a>:
the tenth has been missing since February.</p></div>
<p><a href="https://harbour.example/ferry">Last ferry leaves the Selm again</a>
<a href="https://h.example/x">Read more</a></p>
<p><a href="https://letter.example/u/1">Unsubscribe from this letter</a>
<a href="mailto:a@h.example">Write to the editor of it</a></p>
</body></html>"""


def message(html: str = HTML) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Die Sélm-Post <letter@selm.example>"
    mail["To"] = "reader@example.org"
    mail["Subject"] = "Ferries, cranes — and marmalade"
    mail["Date"] = "Fri, 20 Nov 2026 11:00:00 +0100"
    mail.set_content("The plain text of the letter.")
    if html:
        mail.add_alternative(html, subtype="html", charset="iso-8859-1", cte="quoted-printable")
    return mail


def test_a_letter_is_an_article_and_its_links_are_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T09:00:00Z")
    data = message().as_bytes()
    assert is_mail(data)
    read = parse_mail(data)
    article = read.article
    assert (article.title, article.site) == ("Ferries, cranes — and marmalade", "Die Sélm-Post")
    assert article.published == datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert "After a century of crossings" in article.text
    assert [(one.title, one.url) for one in read.teasers] == [
        ("Last ferry leaves the Selm", "https://harbour.example/ferry"),
        ("Nine cranes in the old port", "https://coast.example/cranes"),
    ]
    assert read.teasers[0].blurb.startswith("After a century of crossings")
    assert read.teasers[1].blurb == "the tenth has been missing since February."


def test_a_plain_letter_is_its_text() -> None:
    read = parse_mail(message("").as_bytes())
    assert (read.article.text, read.teasers) == ("The plain text of the letter.", [])


def test_a_message_without_text_is_refused_by_name() -> None:
    with pytest.raises(DeskError, match=r"empty\.eml is a message without text"):
        parse_mail(b"From: a@b.example\nSubject: x\n\n", "empty.eml")


@pytest.mark.parametrize(
    "data", [b"", b"Subject: x", b"<html>", b"A text: with a colon\n\nand more", b"From here: on\n\nwe go"]
)
def test_what_is_no_message(data: bytes) -> None:
    assert not is_mail(data)


@settings(max_examples=80)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"From: a@b.c\nSubject: x\nContent-Type: text/html; charset=x\n\n"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, head: bytes) -> None:
    try:
        assert parse_mail(head + data).article.title
    except DeskError as error:
        assert "without text" in str(error)
