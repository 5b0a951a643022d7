"""Letters as they lie about: broken on the way, forwarded by every program, with their links at the end."""

import json
import tomllib
from base64 import b64encode, encodebytes, urlsafe_b64encode
from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from pathlib import Path
from quopri import encodestring

import pytest

from digest.collect.mail.message import is_mail, parse_mail
from digest.collect.pages.page import Page
from digest.model import DeskError

FORWARDS: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "forwards.toml").read_text(encoding="utf-8")
)
STORIES = [
    ("Last ferry leaves the Selm", "https://harbour.example/ferry"),
    ("Nine cranes in the old port", "https://harbour.example/cranes"),
]
HTML = (
    "<h1>The Selm Letter</h1><p>Grüße to all from the quay and its cranes.</p>"
    f"<h2><a href='{STORIES[0][1]}'>{STORIES[0][0]}</a></h2><p>The council has sold the boat, and told nobody.</p>"
    f"<h2><a href='{STORIES[1][1]}'>{STORIES[1][0]}</a></h2><p>The tenth has been missing since the storm.</p>"
    "<p><a href='https://selm.example/u'>Unsubscribe</a></p>"
)
TEXT = "The Selm Letter\n\n" + "\n\n".join("\n".join(story) for story in STORIES) + "\n"
HEAD = (
    "From: The Selm Letter <letter@selm.example>\nSubject: Ferries and cranes\n"
    "Date: Fri, 20 Nov 2026 11:00:00 +0100\nMIME-Version: 1.0\n"
)
WHOLE = f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{HTML}"
PLAIN_PART = f"Content-Type: text/plain; charset=utf-8\n\n{TEXT}"
HTML_PART = f"Content-Type: text/html; charset=utf-8\n\n{HTML}"


def multipart(
    *parts: str, kind: str = "alternative", head: str = HEAD, boundary: str = '; boundary="BB"'
) -> str:
    body = "".join(f"--BB\n{part}\n" for part in parts)
    return f"{head}Content-Type: multipart/{kind}{boundary}\n\nA message in parts.\n{body}--BB--\n"


def encoded(coding: str, body: str, *, declared: bool = True) -> str:
    told = f"Content-Transfer-Encoding: {coding}\n" if declared else ""
    return f"{HEAD}Content-Type: text/html; charset=utf-8\n{told}\n{body}"


def attached(kind: str, message: str, *, in_base64: bool) -> str:
    body = encodebytes(message.encode()).decode() if in_base64 else message
    coding = "Content-Transfer-Encoding: base64\n" if in_base64 else ""
    note = "Content-Type: text/plain\n\nSee this"
    outer = HEAD.replace("Ferries", "Fwd: Ferries").replace("The Selm Letter", "Ada")
    return multipart(note, f"Content-Type: {kind}\n{coding}\n{body}", kind="mixed", head=outer)


QUOTED = encodestring(HTML.encode()).decode()
BASE64 = encodebytes(HTML.encode()).decode()
READ = {
    "as it should be": WHOLE,
    "as Windows ends lines": WHOLE.replace("\n", "\r\n"),
    "blank lines first": f"\n\n{WHOLE}",
    "a mark first": f"\ufeff{WHOLE}",
    "of a mailbox": f"From sender@selm.example Fri Nov 20 10:00:00 2026\n{WHOLE}\n",
    "no charset": WHOLE.replace("; charset=utf-8", ""),
    "a wrong charset": WHOLE.replace("utf-8", "us-ascii"),
    "no type": f"{HEAD}\n{HTML}",
    "a wrong type": f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n<html><body>{HTML}</body></html>",
    "quoted-printable": encoded("quoted-printable", QUOTED),
    "broken quoted-printable": encoded("quoted-printable", QUOTED.replace("told nobody", "told =ZZ nobody") + "="),
    "quoted-printable that is none": encoded("quoted-printable", HTML.replace("='", '="').replace("'>", '">')),
    "quoted-printable without a word": encoded("quoted-printable", QUOTED, declared=False),
    "base64 cut off": encoded("base64", BASE64[:-41]),
    "base64 with a list's foot": encoded("base64", f"{BASE64}\n-- \nA list, https://list.example/\n"),
    "base64 without a word": encoded("base64", BASE64, declared=False),
    "two kinds": multipart(PLAIN_PART, HTML_PART),
    "no end": multipart(PLAIN_PART, HTML_PART).removesuffix("--BB--\n"),
    "another boundary": multipart(PLAIN_PART, HTML_PART, boundary='; boundary="XX"'),
    "a boundary in small letters": multipart(PLAIN_PART, HTML_PART, boundary="; boundary=bb"),
    "no boundary": multipart(PLAIN_PART, HTML_PART, boundary=""),
    "pictures": multipart(HTML_PART, "Content-Type: image/png\n\nx", kind="related"),
    "HTML with nothing in it": multipart(PLAIN_PART, "Content-Type: text/html\n\n<html></html>"),
    "a message attached": attached("message/rfc822", WHOLE, in_base64=False),
    "a message attached in base64": attached("message/rfc822", WHOLE, in_base64=True),
    "a message attached as a file": attached('application/octet-stream; name="a.eml"', WHOLE, in_base64=True),
    "a message in a message": attached(
        "message/rfc822", attached("message/rfc822", WHOLE, in_base64=False).replace("BB", "CC"), in_base64=False
    ),
}  # fmt: skip


def stories(read: Page) -> list[tuple[str, str | None]]:
    return [(teaser.title, teaser.url) for teaser in read.teasers]


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_of_a_letter_is_read(name: str) -> None:
    data = READ[name].encode()
    assert is_mail(data)
    read = parse_mail(data)
    assert (read.article.title, read.article.site) == ("Ferries and cranes", "The Selm Letter")
    assert read.article.published is not None and read.article.published.hour == 10
    assert stories(read) == STORIES


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (READ["of a mailbox"] * 3, "is a mailbox of 3 messages"),
        (
            multipart('Content-Type: application/ms-tnef; name="winmail.dat"\n\nx', kind="mixed"),
            "has its words in winmail.dat",
        ),
        (
            multipart("Content-Type: application/pgp-encrypted\n\nVersion: 1", kind="encrypted"),
            "is encrypted",
        ),
        (f"{HEAD}Content-Type: application/pkcs7-mime; name=smime.p7m\n\nMIAG", "is encrypted"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_cause(message: str, said: str) -> None:
    with pytest.raises(DeskError, match=rf"a\.eml {said}"):
        parse_mail(message.encode(), "a.eml")


def lines_of(header: str) -> str:
    return f"Have a look!\n\nAda\n\n{header}\n{TEXT}"


def breaks_of(header: str) -> str:
    lines = "<br>".join(escape(line) for line in header.splitlines())
    return f"<div>Have a look!</div><div>{lines}</div>{HTML}"


def blocks_of(header: str) -> str:
    lines = "".join(f"<div>{escape(line)}</div>" for line in header.splitlines())
    return f"<div>Have a look!</div>{lines}{HTML}"


@pytest.mark.parametrize("program", FORWARDS)
@pytest.mark.parametrize("written", [lines_of, breaks_of, blocks_of])
def test_a_letter_forwarded_in_a_text_is_its_senders_with_its_date(
    program: str, written: Callable[[str], str]
) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Ada <ada@b.example>", "Fwd: Ferries and cranes"
    mail["Date"] = "Sat, 21 Nov 2026 11:00:00 +0100"
    mail.set_content(written(FORWARDS[program]), subtype="plain" if written is lines_of else "html")
    article = (read := parse_mail(mail.as_bytes())).article
    assert (article.title, article.site) == ("Ferries and cranes", "The Selm Letter")
    assert article.published is not None and article.published.day == 20
    assert article.text.startswith("The Selm Letter")
    assert stories(read) == STORIES


def test_a_letter_forwarded_twice_is_its_first_senders() -> None:
    between = FORWARDS["gmail en"].replace("The Selm Letter <letter@selm.example>", "Bea <bea@b.example>")
    text = f"Look!\n\n{between}\nMe too!\n\n{lines_of(FORWARDS['apple de'])}"
    read = parse_mail(f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n{text}".encode())
    assert (read.article.title, read.article.site) == ("Ferries and cranes", "The Selm Letter")
    assert read.article.text.startswith("The Selm Letter")
    many = f"{between}\n" * 3_000
    assert parse_mail(f"{HEAD}Content-Type: text/plain\n\n{many}The end.".encode()).article.site == "Bea"


def test_a_header_within_a_letter_that_forwards_nothing_is_text() -> None:
    leaked = f"What the mayor wrote.\n\n{FORWARDS['outlook none']}\nSell the boat.\n"
    mail = f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n{leaked}"
    assert parse_mail(mail.encode()).article.text.startswith("What the mayor wrote.")


@pytest.mark.parametrize(
    "text",
    [
        "{0[0]} [1]\nThe boat is sold.\n\n{1[0]} [2]\nThe tenth.\n\nUnsubscribe [3]\n\n[1] {0[1]}\n[2] {1[1]}\n[3] https://s.example/u\n",
        "{0[0]}[1]\nThe boat is sold.\n\n{1[0]}[2]\n\nLinks:\n------\n[1]: {0[1]}\n[2]: <{1[1]}>\n",
        "* {0[0]} (1)\n* {1[0]} (2)\n\n(1) {0[1]}\n(2) {1[1]}\n",
        "   [1]{0[0]}\n\n   [2]{1[0]}\n\nReferences\n\n   1. {0[1]}\n   2. {1[1]}\n",
        "[{0[0]}]({0[1]})\nThe boat.\n\n[{1[0]}]({1[1]})\n",
    ],
)
def test_the_addresses_of_a_plain_letter_may_stand_at_its_end(text: str) -> None:
    mail = f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n{text.format(*STORIES)}"
    assert stories(parse_mail(mail.encode())) == STORIES


TARGET = STORIES[0][1]
TOKEN = urlsafe_b64encode(json.dumps({"e": TARGET, "p": 1}).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "address",
    [
        f"https://substack.example/redirect/2/{TOKEN}.a-signature",
        f"https://click.letter.example/c?t={TOKEN}",
        f"https://click.letter.example/c/{b64encode(TARGET.encode()).decode().rstrip('=')}",
        "https://track.example/L0/https:%2F%2Fharbour.example%2Fferry/1/0100/xyz=1",
        "https://links.example/?url=https%3A%2F%2Fharbour.example%2Fferry&data=05",
    ],
)
def test_a_counted_link_leads_where_it_carries(address: str) -> None:
    mail = f"{HEAD}Content-Type: text/html\n\n{HTML.replace(TARGET, escape(address))}"
    assert stories(parse_mail(mail.encode())) == STORIES


def test_a_paragraph_wrapped_for_the_way_is_one() -> None:
    mail = f"{HEAD}Content-Type: text/plain; format=flowed\n\nThe ferry left \nat nine.\n\nNobody waved.\n-- \nAda\n"
    assert parse_mail(mail.encode()).article.text.startswith(
        "The ferry left at nine.\n\nNobody waved.\n--\nAda"
    )
