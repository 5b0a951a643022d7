"""Pages as browsers save them."""

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect.mail.message import is_mail
from digest.collect.pages.saved import address_in, unpack
from digest.desk.collect.pages import page_in

WORDS = (
    "The harbour master of Ostrand counted the cranes again on Tuesday, and again came to nine of them. " * 4
)
PAGE = (
    "<html lang='en'><head><title>Cranes counted again – naïve</title>"
    "<meta property='og:image' content='/crane.jpg'></head>"
    f"<body><article><h1>Cranes counted again – naïve</h1><p>{WORDS}</p></article></body></html>"
)


def snapshot(**headers: str) -> bytes:
    """An MHTML file: the page, and a picture."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Subject"] = "Cranes counted again"
    message["Date"] = "Fri, 20 Nov 2026 10:00:00 -0000"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(PAGE, subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", cid="<a@mhtml>")
    return message.as_bytes()


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("<!-- saved from url=(0032)https://quay.example/cranes?utm_source=x -->", "https://quay.example/cranes"),
        ("<!--\n Page saved with SingleFile \n url: https://quay.example/cranes \n saved date: Fri -->",
         "https://quay.example/cranes"),
        ("<!-- saved from url=(0011)about:internet -->", None),
        ("<!-- a note --><p>url: https://quay.example/cranes</p>", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_address_in_a_saved_page(comment: str, expected: str | None) -> None:
    assert address_in(f"<!DOCTYPE html>\n{comment}\n{PAGE}") == expected


def test_a_saved_page_has_its_address_and_pictures_are_found_by_it() -> None:
    data = f"<!DOCTYPE html>\n<!-- saved from url=(0027)https://quay.example/cranes -->\n{PAGE}".encode()
    article = page_in(data, "page.html").article
    assert (article.url, article.image_url) == (
        "https://quay.example/cranes",
        "https://quay.example/crane.jpg",
    )


def test_a_page_saved_as_one_file() -> None:
    data = snapshot(Snapshot_Content_Location="https://quay.example/cranes")
    assert is_mail(data)
    page = page_in(data, "page.mhtml")
    assert page.article.url == "https://quay.example/cranes"
    assert page.article.title == "Cranes counted again – naïve"
    assert page.article.byline == ""
    assert page.article.text.startswith("The harbour master")
    assert page_in(snapshot(), "old.mht").article.url is None


def test_a_mail_is_no_saved_page() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "desk@quay.example", "Cranes"
    mail.set_content(PAGE, subtype="html")
    assert unpack(mail.as_bytes()) is None


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_after_its_head_are_unpacked_or_not(data: bytes) -> None:
    unpack(b"From: <Saved by Blink>\nSnapshot-Content-Location: x\nSubject: x\nMIME-Version: 1.0\n" + data)
