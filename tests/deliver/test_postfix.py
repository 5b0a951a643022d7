"""The test mail through a mail server that the world uses, and back out of the Maildir."""

import os
import shutil
from email import message_from_bytes, policy

import pytest
import trustme

from digest.desk import Desk
from digest.model import DeskError
from tests.deliver.conftest import SUBJECT, Newsroom
from tests.deliver.post_office import PASSWORD, USER, PostOffice
from tests.deliver.postfix import DOMAIN, running_postfix

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("postfix") is None, reason="Postfix is not installed"),
    pytest.mark.skipif(os.geteuid() != 0, reason="Postfix starts as root alone"),
]
needs_sasl = pytest.mark.skipif(
    shutil.which("saslpasswd2") is None, reason="Cyrus SASL is not installed (Debian's sasl2-bin)"
)
READER = f"reader@{DOMAIN}"
LOGIN = f'username = "{USER}"'


def test_what_postfix_delivers_is_what_was_rendered(
    newsroom: Newsroom, authority: trustme.CA, trusted: None
) -> None:
    with running_postfix(authority.issue_cert("127.0.0.1")) as postfix:
        desk = newsroom.desk(PostOffice(port=postfix.port))
        report = desk.sending.send_test(None, [READER, f"nobody@{DOMAIN}", "away@elsewhere.example"])
        arrived = postfix.mail()
    assert [one.address for one in report.accepted] == [READER]
    assert [one.address for one in report.refused] == [f"nobody@{DOMAIN}", "away@elsewhere.example"]
    assert "User unknown" in report.refused[0].answer
    assert "Relay access denied" in report.refused[1].answer
    compare(desk, arrived)
    assert b"with ESMTPS " in arrived


@needs_sasl
def test_who_logs_in_is_let_in_and_who_cannot_is_told(
    newsroom: Newsroom,
    authority: trustme.CA,
    trusted: None,
    password: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with running_postfix(authority.issue_cert("127.0.0.1"), login=(USER, PASSWORD)) as postfix:
        office = PostOffice(port=postfix.port)
        unnamed = newsroom.desk(office).sending.send_test(None, [READER])
        desk = newsroom.desk(office, LOGIN)
        report = desk.sending.send_test(None, [READER, f"nobody@{DOMAIN}"])
        arrived = postfix.mail()
        monkeypatch.setenv("DIGEST_SMTP_PASSWORD", "a-wrong-secret")
        with pytest.raises(DeskError) as refused:
            desk.sending.send_test(None, [READER])
    assert "Access denied" in unnamed.refused[0].answer
    assert [one.address for one in report.accepted] == [READER]
    assert "User unknown" in report.refused[0].answer
    compare(desk, arrived)
    assert b"with ESMTPSA " in arrived
    assert f"refuses the login of {USER} (535 5.7.8 " in str(refused.value)
    assert "check username and password" in str(refused.value)
    assert "a-wrong-secret" not in str(refused.value)
    assert PASSWORD.encode() not in arrived


def compare(desk: Desk, arrived: bytes) -> None:
    """What lies in the Maildir is, byte for byte, what was rendered, but for the head of a test and of its journey."""
    rendered = desk.output.render().message
    head, _, body = rendered.partition(b"\r\n\r\n")
    own, _, delivered = arrived.partition(b"\n\n")
    assert delivered == body.replace(b"\r\n", b"\n")
    for line in head.split(b"\r\n"):
        if line.partition(b":")[0] not in (b"Date", b"To", b"Subject", b"Message-ID"):
            assert b"\n" + line in own
    message = message_from_bytes(arrived, policy=policy.default)
    assert message["Subject"] == f"[Test] {SUBJECT}"
    assert message["Delivered-To"] == message["To"] == READER
