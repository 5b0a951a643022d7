"""The MIME message: its head, its parts and pictures, and that no text adds to them."""

import email
import re
from datetime import date, datetime, timezone
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import DeskError, Digest, Newsletter, Sender, clean_line
from digest.render import message
from digest.render.digest import render_digest
from digest.render.pictures import read_picture
from tests.render.samples import PNG, SAMPLES, sample

LETTER = Newsletter(name="Letter", sender=Sender(email="desk@letter.example"))


def read(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=policy.default)


def build(
    newsletter: Newsletter = LETTER, subject: str = "Hello", html: str = "<p>x</p>", text: str = "x\n"
) -> bytes:
    digest = Digest(number=1, date=date(2026, 11, 22), subject=subject)
    return message.build(newsletter, digest, text, html, {})


@pytest.mark.parametrize("name", SAMPLES)
def test_a_mail_is_what_a_mail_must_be(name: str, images: Path) -> None:
    newsletter, digest = sample(name)
    rendered = render_digest(newsletter, digest, images=images)
    raw = rendered.message
    assert raw.replace(b"\r\n", b"").count(b"\n") == raw.replace(b"\r\n", b"").count(b"\r") == 0
    head, _, body = raw.partition(b"\r\n\r\n")
    assert max(len(line) for line in body.split(b"\r\n")) <= 76
    assert head.isascii()
    mail = read(raw)
    assert mail.get_content_type() == "multipart/alternative"
    first, second = mail.iter_parts()
    assert (first.get_content_type(), second.get_content_type()) == ("text/plain", "multipart/related")
    assert first["Content-Transfer-Encoding"] == "quoted-printable"
    assert first.get_content().replace("\r\n", "\n") == rendered.text
    page, picture = second.iter_parts()
    assert page.get_content_type() == "text/html"
    assert picture.get_content() == PNG
    assert picture["Content-ID"].strip("<>") in page.get_content()
    html = page.get_content().replace("\r\n", "\n").rstrip("\n")
    assert re.sub(r"cid:\w+@images", "images/street.png", html) == rendered.html.rstrip("\n")
    assert mail["Subject"] == digest.subject
    assert mail["From"].addresses[0].display_name == (newsletter.sender.name or newsletter.name)
    assert mail["From"].addresses[0].addr_spec == newsletter.sender.email
    for header in ("Date", "From", "To", "Subject", "Message-ID", "List-Id", "MIME-Version", "Content-Type"):
        assert len(mail.get_all(header) or []) == 1


def test_without_pictures_it_is_two_parts() -> None:
    assert [part.get_content_type() for part in read(build()).iter_parts()] == ["text/plain", "text/html"]


def test_a_picture_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=r"images/street\.png is not in"):
        render_digest(*sample("english"), images=tmp_path)


def test_text_that_looks_like_a_picture_is_left_alone() -> None:
    html = '<p>src="images/street.png" <img alt="a" src="images/street.png"></p>'
    digest = Digest(number=1, date=date(2026, 11, 22), subject="x")
    page = read(message.build(LETTER, digest, "x", html, {"images/street.png": read_picture(PNG)})).get_body(
        ("html",)
    )
    assert page is not None
    assert '<p>src="images/street.png" <img alt="a" src="cid:' in page.get_content()


def test_list_headers_stay_raw_however_long() -> None:
    url = "https://letter.example/leave?token=" + "a" * 400
    raw = build(LETTER.model_copy(update={"unsubscribe_url": url}))
    assert f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in raw
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw


def test_one_click_is_promised_over_https_alone() -> None:
    raw = build(LETTER.model_copy(update={"unsubscribe_url": "http://letter.example/leave"}))
    assert b"\r\nList-Unsubscribe: <http://letter.example/leave>\r\n" in raw
    assert b"List-Unsubscribe-Post" not in raw


def test_an_address_beyond_a_line_is_refused() -> None:
    with pytest.raises(DeskError, match="List-Unsubscribe is too long"):
        build(LETTER.model_copy(update={"unsubscribe_url": "https://letter.example/" + "a" * 1000}))


def test_the_date_is_noon_of_its_day_or_when_it_was_sent() -> None:
    digest = Digest(number=1, date=date(2026, 11, 22), subject="x")
    berlin = LETTER.model_copy(update={"timezone": "Europe/Berlin"})
    assert b"Date: Sun, 22 Nov 2026 12:00:00 +0100\r\n" in message.build(berlin, digest, "x", "x", {})
    sent = digest.model_copy(update={"sent": datetime(2026, 11, 23, 5, 6, 7, tzinfo=timezone.utc)})  # noqa: UP017
    assert b"Date: Mon, 23 Nov 2026 05:06:07 +0000\r\n" in message.build(berlin, sent, "x", "x", {})


@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?q?hi=0D=0ABcc=3A_evil=40x=2Eexample?=",
        "=?utf-8?b?aGkNCkJjYzogZXZpbEB4LmV4YW1wbGU=?=",
        "hi\r\nBcc: evil@x.example",
        "hi\u2028Bcc: evil@x.example",
        "hi\x85Bcc: evil@x.example",
        "=?utf-16?q?x?= =?",
    ],
)
def test_a_subject_cannot_add_a_header(subject: str) -> None:
    mail = read(build(subject=subject))
    assert mail["Bcc"] is None
    assert mail["Subject"] == clean_line(subject)


def test_a_header_beyond_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="no header"):
        message.header("X\r\nBcc", "x")


@settings(max_examples=40)
@given(subject=st.text(max_size=200), name=st.text(max_size=80))
def test_any_subject_and_any_sender_read_back(subject: str, name: str) -> None:
    shown = clean_line(name) or "Letter"
    newsletter = Newsletter(name=shown, sender=Sender(email="desk@bücher.example"))
    raw = build(newsletter, subject)
    mail = read(raw)
    assert mail["Subject"] == clean_line(subject)
    # The new parser keeps the space between two encoded words of a phrase, against RFC 2047, 6.2; the old does not.
    display, address = parseaddr(str(email.message_from_bytes(raw)["From"]))
    assert str(make_header(decode_header(display))) == shown
    assert address == "desk@xn--bcher-kva.example"
    assert set(mail.keys()) == {
        "Date", "From", "To", "Subject", "Message-ID", "List-Id", "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert not mail.defects


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_any_text_part_reads_back(text: str) -> None:
    text = "\n".join(clean_line(line) for line in text.split("\n")) + "\n"
    part = read(build(text=text)).get_body(("plain",))
    assert part is not None
    assert part.get_content().replace("\r\n", "\n") == text
