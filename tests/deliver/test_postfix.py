"""The test mail through a mail server that the world uses, and back out of the Maildir."""

import os
import shutil
from email import message_from_bytes, policy

import pytest
import trustme

from tests.deliver.conftest import SUBJECT, Newsroom
from tests.deliver.post_office import PostOffice
from tests.deliver.postfix import DOMAIN, running_postfix

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("postfix") is None, reason="Postfix is not installed"),
    pytest.mark.skipif(os.geteuid() != 0, reason="Postfix starts as root alone"),
]


def test_what_postfix_delivers_is_what_was_rendered(
    newsroom: Newsroom, authority: trustme.CA, trusted: None
) -> None:
    with running_postfix(authority.issue_cert("127.0.0.1")) as postfix:
        desk = newsroom.desk(PostOffice(port=postfix.port))
        report = desk.sending.send_test(
            None, [f"reader@{DOMAIN}", f"nobody@{DOMAIN}", "away@elsewhere.example"]
        )
        arrived = postfix.mail()
    assert [one.address for one in report.accepted] == [f"reader@{DOMAIN}"]
    assert [one.address for one in report.refused] == [f"nobody@{DOMAIN}", "away@elsewhere.example"]
    assert "User unknown" in report.refused[0].answer
    assert "Relay access denied" in report.refused[1].answer

    rendered = desk.output.render().message
    _, _, body = rendered.partition(b"\r\n\r\n")
    _, _, delivered = arrived.partition(b"\n\n")
    assert delivered == body.replace(b"\r\n", b"\n")
    message = message_from_bytes(arrived, policy=policy.default)
    assert message["Subject"] == f"[Test] {SUBJECT}"
    assert message["Delivered-To"] == f"reader@{DOMAIN}"
    assert (
        message["List-Unsubscribe"] == message_from_bytes(rendered, policy=policy.default)["List-Unsubscribe"]
    )
    assert "with ESMTPS" in message["Received"]
