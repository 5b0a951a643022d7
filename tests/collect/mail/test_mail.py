"""Newsletters by mail, as their mail programs wrote them, are articles with candidates."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect.mail.message import is_mail, parse_mail
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


def test_a_letter_in_nested_parts_is_read_whole() -> None:
    """Mixed: alternative: related: HTML in base64 and its picture; and a file beside them."""
    outer = message("")
    outer.add_alternative(HTML, subtype="html", cte="base64")
    html_part = outer.get_body(("html",))
    assert html_part is not None
    html_part.add_related(b"GIF89a", "image", "gif", cid="<logo>")
    outer.add_attachment("The minutes, which are no part of the letter.", filename="minutes.txt")
    assert outer.get_content_type() == "multipart/mixed"
    read = parse_mail(outer.as_bytes())
    assert "After a century of crossings" in read.article.text
    assert "no part of the letter" not in read.article.text
    assert len(read.teasers) == 2


def test_a_forwarded_letter_is_read_where_nothing_was_written_to_it() -> None:
    outer = EmailMessage()
    outer["From"], outer["Subject"], outer["Date"] = (
        "a@b.example",
        "Fwd: Ferries",
        "Fri, 20 Nov 2026 11:00:00 +0100",
    )
    outer.add_attachment(message())
    read = parse_mail(outer.as_bytes())
    assert "After a century of crossings" in read.article.text
    assert len(read.teasers) == 2


def test_the_stories_of_a_plain_letter_are_its_addresses_with_their_headlines() -> None:
    mail = message("")
    mail.set_content(
        "This week in the harbour:\n\nLast ferry leaves the Selm\nhttps://harbour.example/ferry?utm_source=letter\n\n"
        "* Nine cranes in the old port: https://coast.example/cranes.\n\n"
        "The council votes on Friday <https://coast.example/vote>\n\nAgain: https://harbour.example/ferry\n\n"
        "Unsubscribe from this letter: https://letter.example/u/1\nhttps://letter.example/alone\n"
    )
    assert [(one.title, one.url) for one in parse_mail(mail.as_bytes()).teasers] == [
        ("Last ferry leaves the Selm", "https://harbour.example/ferry"),
        ("Nine cranes in the old port", "https://coast.example/cranes"),
        ("The council votes on Friday", "https://coast.example/vote"),
    ]


@pytest.mark.parametrize(
    "href",
    [
        "https://click.letter.example/c?id=4&url=https%3A%2F%2Fcoast.example%2Fcranes%3Futm_source%3Dl",
        "https://click.letter.example/t/aHR0cHM6Ly9jb2FzdC5leGFtcGxlL2NyYW5lcw/4f2a",
        "https://click.letter.example/c?t=aHR0cHM6Ly9jb2FzdC5leGFtcGxlL2NyYW5lcw%3D%3D",
    ],
)
def test_a_click_counter_that_carries_its_target_is_left_out(href: str) -> None:
    html = f"<p><a href='{href}'>Nine cranes in the old port</a></p><p>Nobody has seen the tenth of them.</p>"
    assert [one.url for one in parse_mail(message(html).as_bytes()).teasers] == [
        "https://coast.example/cranes"
    ]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "https://", "aHR0c", "aHR0c////", "aHR0cP8"])
def test_a_click_counter_with_nonsense_in_it_stays_as_it_is(target: str) -> None:
    url = f"https://click.letter.example/c?u={target}"
    html = f"<p><a href='{url}'>Nine cranes in the old port</a></p>"
    (teaser,) = parse_mail(message(html).as_bytes()).teasers
    assert teaser.url is not None and teaser.url.startswith("https://click.letter.example/c?u=")


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


def test_of_a_message_that_is_forwarded_with_a_note_the_letter_inside_is_read() -> None:
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "Ada <a@b.example>", "Fwd: Ferries"
    outer.set_content("Have a look, Ada")
    outer.add_attachment(message())
    read = parse_mail(outer.as_bytes())
    assert (read.article.title, read.article.site) == ("Ferries, cranes — and marmalade", "Die Sélm-Post")
    assert [one.group for one in read.teasers] == ["Die Sélm-Post"] * 2


@pytest.mark.parametrize(
    "header",
    [
        "---------- Forwarded message ---------\nFrom: Die Selm-Post <letter@selm.example>\nDate: Fri, 20 Nov 2026\n"
        "Subject: Ferries\nTo: <me@x.example>\n",
        "Begin forwarded message:\n\nFrom: Die Selm-Post <letter@selm.example>\nSubject: Ferries\nDate: 20 Nov 2026\n",
        "-------- Weitergeleitete Nachricht --------\nBetreff: \tFerries\nDatum: \tFri, 20 Nov 2026\n"
        "Von: \tDie Selm-Post <letter@selm.example>\nAn: \tme@x.example\n",
    ],
)
@pytest.mark.parametrize("quote", ["", "> "])
def test_a_message_that_is_forwarded_in_its_text_is_read_without_what_stands_above(
    header: str, quote: str
) -> None:
    mail = message("")
    mail.replace_header("Subject", "Fwd: Ferries")
    body = "Last ferry leaves the Selm\nhttps://harbour.example/ferry\n".replace("\n", f"\n{quote}").strip(
        "> \n"
    )
    mail.set_content(f"Have a look, Ada\n\n{header}\n{quote}{body}\n")
    read = parse_mail(mail.as_bytes())
    assert (read.article.title, read.article.site) == ("Ferries", "Die Selm-Post")
    assert read.article.text == "Last ferry leaves the Selm\nhttps://harbour.example/ferry"
    assert [(one.title, one.group) for one in read.teasers] == [
        ("Last ferry leaves the Selm", "Die Selm-Post")
    ]


def test_what_only_looks_like_a_forwarded_header_is_text() -> None:
    mail = message("")
    mail.set_content("What to know today:\n\nWhen: noon\nWhere: the quay\nWho: all of you\n\nBring a rope.\n")
    assert parse_mail(mail.as_bytes()).article.text.startswith("What to know today:")


def test_a_button_has_the_headline_above_it_and_a_picture_its_alt_text() -> None:
    html = """<a href="https://selm.example/"><img alt="The Selm Letter and its logo"></a><h1>The Selm Letter today</h1>
      <div><a href="https://h.example/1"><img alt="A boat on a grey afternoon"></a><h3>Last ferry leaves the Selm</h3>
      <p>The council has sold the boat, and nobody was told.</p><a href="https://h.example/1">Read more</a></div>
      <div><a href="https://h.example/2"><img alt="Nine cranes in the old port"></a></div>
      <p>Tired of this? <a href="https://selm.example/u">Click</a></p>"""
    assert [(one.title, one.url, one.blurb) for one in parse_mail(message(html).as_bytes()).teasers] == [
        (
            "Last ferry leaves the Selm",
            "https://h.example/1",
            "The council has sold the boat, and nobody was told.",
        ),
        ("Nine cranes in the old port", "https://h.example/2", ""),
    ]


def test_headlines_in_few_wide_letters_are_headlines() -> None:
    html = "<p><a href='https://h.example/1'>渡轮停运：港口的新消息</a></p><a href='https://h.example/2'>阅读更多</a>"
    mail = message("")
    mail.set_content(html, subtype="html")
    assert [one.title for one in parse_mail(mail.as_bytes()).teasers] == ["渡轮停运：港口的新消息"]


def test_what_a_letter_does_not_show_is_no_text_but_its_line_for_the_inbox() -> None:
    hidden = (
        "<div style='display:none;font-size:0'>Why the ferry was sold, and to whom &zwnj;&nbsp;&zwnj;</div>"
    )
    read = parse_mail(message(HTML.replace("<h1>", f"{hidden}<h1>")).as_bytes())
    assert read.article.blurb == "Why the ferry was sold, and to whom"
    assert read.article.text.startswith("The Selm Letter")


def test_letters_without_a_word_of_their_encoding_and_a_letter_that_is_a_file() -> None:
    bare = "From: a@b.example\nSubject: Die Fähre\nDate: Fri, 20 Nov 2026 11:00:00 +0100\n\nDie Fähre fährt nicht.\n"
    assert parse_mail(bare.encode("cp1252")).article.title == "Die Fähre"
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@b.example", "Letter"
    mail.add_attachment(HTML.encode(), "text", "html", filename="letter.html")
    assert len(parse_mail(mail.as_bytes()).teasers) == 2
