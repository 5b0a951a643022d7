"""The test mail on its way: through a real server, with TLS and login, and everything that can go wrong there."""

import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread

import pytest
import trustme

from digest.deliver.report import Answer
from digest.desk import Desk
from digest.model import DeskError
from tests.deliver.conftest import SUBJECT, Newsroom, server_side
from tests.deliver.post_office import USER, PostOffice, open_office
from tests.ports import unused

NONE = 'security = "none"'
LOGIN = f'username = "{USER}"'
TO = "reader@inbox.example"


@pytest.fixture
def plain_office() -> Iterator[PostOffice]:
    with open_office() as office:
        yield office


def told(answers: list[Answer]) -> list[tuple[str, str]]:
    return [(one.address, one.answer) for one in answers]


def parsed(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_the_mail_is_the_rendered_one_marked_as_a_test(
    newsroom: Newsroom, plain_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T09:00:00Z")
    desk = newsroom.desk(plain_office, NONE)
    report = desk.sending.send_test(None, [TO, "second@inbox.example", TO])
    assert told(report.accepted) == [(TO, "250 Kept"), ("second@inbox.example", "250 Kept")]
    assert report.is_complete
    assert plain_office.connections == 1

    rendered = desk.output.render().message
    _, _, body = rendered.partition(b"\r\n\r\n")
    for letter, recipient in zip(plain_office.letters, (TO, "second@inbox.example"), strict=True):
        assert (letter.sender, letter.recipient) == ("ida@ledger.example", recipient)
        head, _, arrived = letter.content.partition(b"\r\n\r\n")
        assert arrived == body
        got, made = parsed(letter.content), parsed(rendered)
        assert got["Subject"] == f"[Test] {SUBJECT}"
        assert got["To"] == recipient
        assert got["Date"].datetime == datetime(2026, 11, 22, 9, tzinfo=UTC)
        for same in ("From", "List-Id", "List-Unsubscribe-Post", "Content-Type", "MIME-Version"):
            assert got[same] == made[same]
        assert sorted(got.keys()) == sorted(made.keys())
        raw = re.search(rb"^List-Unsubscribe: <https://\S+>\r$", head, re.MULTILINE)
        assert raw and raw[0] + b"\n" in rendered
    ids = {parsed(letter.content)["Message-ID"] for letter in plain_office.letters}
    assert len(ids) == 2 and parsed(rendered)["Message-ID"] not in ids
    desk.close()


def test_a_test_is_marked_in_the_newsletters_language(newsroom: Newsroom, plain_office: PostOffice) -> None:
    newsroom.desk(plain_office, NONE).close()
    toml = newsroom.workspace.toml
    toml.write_text(f'language = "fa"\n{toml.read_text(encoding="utf-8")}', encoding="utf-8")
    desk = Desk.open(newsroom.workspace)
    assert desk.sending.send_test(None, [TO]).is_complete
    assert parsed(plain_office.letters[0].content)["Subject"] == f"[آزمایشی] {SUBJECT}"
    desk.close()


def test_starttls_and_login(newsroom: Newsroom, authority: trustme.CA, trusted: None, password: str) -> None:
    tls = server_side(authority.issue_cert("127.0.0.1"))
    with open_office(tls=tls, login=True) as office:
        report = newsroom.desk(office, LOGIN).sending.send_test(None, [TO])
    assert report.is_complete
    (letter,) = office.letters
    assert letter.over_tls and letter.logged_in


def test_tls_from_the_first_byte(newsroom: Newsroom, authority: trustme.CA, trusted: None) -> None:
    with open_office(tls=server_side(authority.issue_cert("127.0.0.1")), from_start=True) as office:
        assert newsroom.desk(office, 'security = "tls"').sending.send_test(None, [TO]).is_complete
    assert office.letters[0].over_tls


def test_the_server_of_the_environment_goes_before(
    newsroom: Newsroom,
    authority: trustme.CA,
    trusted: None,
    plain_office: PostOffice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open_office(tls=server_side(authority.issue_cert("localhost")), login=True) as office:
        secret = "nine%20cranes%20%26%20a%20tenth%25"
        url = f"smtp://ida%40ledger.example:{secret}@localhost:{office.port}?starttls=require"
        monkeypatch.setenv("DIGEST_SMTP_URL", url)
        assert newsroom.desk(plain_office, NONE).sending.send_test(None, [TO]).is_complete
    assert office.letters[0].logged_in
    assert not plain_office.letters


@pytest.mark.parametrize("echo", ["535 5.7.8 Wrong: {password}", "454 4.7.0 Not now, {password}"])
def test_a_refused_login_is_told_without_the_password(
    newsroom: Newsroom,
    authority: trustme.CA,
    trusted: None,
    monkeypatch: pytest.MonkeyPatch,
    echo: str,
) -> None:
    monkeypatch.setenv("DIGEST_SMTP_PASSWORD", "a-wrong-secret")
    with open_office(tls=server_side(authority.issue_cert("127.0.0.1")), login=True) as office:
        office.login_answer = echo
        with pytest.raises(DeskError, match=f"refuses the login of {USER} .*: check username") as refused:
            newsroom.desk(office, LOGIN).sending.send_test(None, [TO])
    error: BaseException | None = refused.value
    assert "a-wrong-secret" not in str(error)
    assert echo[:9] in str(error)
    assert error and error.__cause__ is None and error.__suppress_context__


def test_no_word_leaves_without_the_tls_that_was_asked_for(
    newsroom: Newsroom, plain_office: PostOffice, password: str
) -> None:
    with pytest.raises(DeskError, match="offers no STARTTLS, and nothing is sent without"):
        newsroom.desk(plain_office, LOGIN).sending.send_test(None, [TO])
    assert not plain_office.letters


@pytest.mark.parametrize(
    ("name", "days", "told"),
    [
        ("127.0.0.1", -1, "expired"),
        ("another.example", 30, "mismatch"),
        (None, 30, "self.signed|unable to get"),
    ],
)
def test_a_wrong_certificate_ends_it(
    newsroom: Newsroom,
    authority: trustme.CA,
    trusted: None,
    password: str,
    name: str | None,
    days: int,
    told: str,
) -> None:
    until = datetime.now(UTC) + timedelta(days=days)
    certificate = (authority if name else trustme.CA()).issue_cert(name or "127.0.0.1", not_after=until)
    with (
        open_office(tls=server_side(certificate), login=True) as office,
        pytest.raises(DeskError, match=rf"certificate that cannot be trusted \(.*({told}).*SSL_CERT_FILE"),
    ):
        newsroom.desk(office, LOGIN).sending.send_test(None, [TO])
    assert not office.letters


def test_each_recipient_has_an_answer_of_their_own(newsroom: Newsroom, plain_office: PostOffice) -> None:
    plain_office.refused = {
        "gone@inbox.example": "550 5.1.1 No such person",
        "full@inbox.example": "452 4.2.2 Full",
    }
    plain_office.answers = {
        "spam@inbox.example": "554 5.7.1 Looks like spam \x1b[31mred",
        "lost@inbox.example": "hang up",
    }
    wanted = ["gone@inbox.example", "full@inbox.example", "spam@inbox.example", "lost@inbox.example", TO]
    report = newsroom.desk(plain_office, NONE).sending.send_test(None, wanted)
    assert told(report.refused) == [
        ("gone@inbox.example", "550 5.1.1 No such person"),
        ("spam@inbox.example", "554 5.7.1 Looks like spam [31mred"),
    ]
    assert told(report.deferred) == [("full@inbox.example", "452 4.2.2 Full")]
    ((address, answer),) = told(report.in_doubt)
    assert address == "lost@inbox.example"
    assert "closed the connection after it had the whole mail: it may have arrived" in answer
    assert [one.address for one in report.accepted] == [TO]
    assert plain_office.connections == 2
    assert not report.is_complete


def test_an_international_address(newsroom: Newsroom, plain_office: PostOffice) -> None:
    report = newsroom.desk(plain_office, NONE).sending.send_test(None, ["zoë@straße.example"])
    assert report.is_complete
    (letter,) = plain_office.letters
    assert letter.recipient.startswith("zoë@")
    assert f"\r\nTo: <{letter.recipient}>\r\n".encode() in letter.content


class _Script(Thread):
    """A server that says what it is told to, one line for each it hears, and then hangs up or falls silent."""

    def __init__(self, *lines: bytes, silent: bool = False) -> None:
        super().__init__(daemon=True)
        self._lines, self._silent = lines, silent
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]

    def run(self) -> None:
        connection, _ = self._socket.accept()
        self._socket.close()
        with connection, connection.makefile("rb") as heard:
            for line in self._lines:
                connection.sendall(line)
                if not heard.readline():
                    return
            while self._silent and heard.readline():
                pass


HELLO, OK = b"220 mail.ledger.example\r\n", b"250 OK\r\n"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "closed the connection before a mail was sent"),
        ([b"554 5.7.1 Not you\r\n"], r"turned us away \(554 5.7.1 Not you\)"),
        ([b"no mail here\r\n"], "turned us away|cannot be used|closed the connection"),
    ],
)
def test_a_server_that_does_not_let_us_in(newsroom: Newsroom, lines: list[bytes], said: str) -> None:
    script = _Script(*lines)
    script.start()
    with pytest.raises(DeskError, match=said):
        newsroom.desk(PostOffice(port=script.port), NONE).sending.send_test(None, [TO])
    script.join()


def test_a_mail_that_breaks_off_before_its_end_is_pending(newsroom: Newsroom) -> None:
    # Greeting, EHLO, RSET, MAIL, RCPT: then gone, and nobody opens again.
    script = _Script(HELLO, OK, OK, OK)
    script.start()
    report = newsroom.desk(PostOffice(port=script.port), NONE).sending.send_test(
        None, [TO, "b@inbox.example"]
    )
    script.join()
    assert [one.address for one in report.pending] == [TO, "b@inbox.example"]
    assert "closed the connection before it had the mail" in report.pending[0].answer
    assert "cannot be reached" in report.pending[1].answer


def test_a_server_that_falls_silent(newsroom: Newsroom) -> None:
    script = _Script(HELLO, silent=True)
    script.start()
    with pytest.raises(DeskError, match="did not answer within 1 second"):
        newsroom.desk(PostOffice(port=script.port), NONE, "timeout_seconds = 1").sending.send_test(None, [TO])
    script.join()


def test_nobody_listens(newsroom: Newsroom) -> None:
    port = unused()
    with pytest.raises(
        DeskError, match=rf"mail server 127.0.0.1:{port} cannot be reached \(Connection refused\)"
    ):
        newsroom.desk(PostOffice(port=port), NONE).sending.send_test(None, [TO])


def test_without_a_sender_nothing_is_sent(newsroom: Newsroom, plain_office: PostOffice) -> None:
    desk = newsroom.desk(plain_office, NONE)
    desk.close()
    toml = newsroom.workspace.toml
    toml.write_text(
        toml.read_text(encoding="utf-8").replace('email = "ida@ledger.example"', ""), encoding="utf-8"
    )
    with pytest.raises(DeskError, match=r"set email = .* under \[sender\]"):
        Desk.open(newsroom.workspace).sending.send_test(None, [TO])


def test_one_bad_address_stops_all(newsroom: Newsroom, plain_office: PostOffice) -> None:
    desk = newsroom.desk(plain_office, NONE)
    with pytest.raises(DeskError, match="is no mail address"):
        desk.sending.send_test(None, [TO, "a@inbox.example, b@inbox.example"])
    with pytest.raises(DeskError, match="at most; 21 were named"):
        desk.sending.send_test(None, [f"reader{n}@inbox.example" for n in range(21)])
    assert plain_office.connections == 0
