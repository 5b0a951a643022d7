"""The test mail: exactly the message that subscribers get, but for the lines of its head that belong to one sending."""

import re
import secrets
from collections.abc import Sequence
from email.utils import format_datetime

from digest.deliver.address import envelope_address
from digest.deliver.report import SendReport
from digest.deliver.server import Server
from digest.deliver.smtp import Postman
from digest.model import DeskError, now
from digest.render.message import header

MOST_RECIPIENTS = 20
"""A test is for a few pairs of eyes; a list of subscribers is not one."""


def send_test(
    server: Server, sender: str, subject: str, message: bytes, addresses: Sequence[str]
) -> SendReport:
    """Send `message` to each of `addresses` as a mail of its own under `subject`, which says that it is a test.

    Raises DeskError, before anything is sent, for an address that is none and for a server that does not let us in.
    """
    recipients = list(dict.fromkeys(envelope_address(address) for address in addresses))
    if len(recipients) > MOST_RECIPIENTS:
        raise DeskError(f"A test goes to {MOST_RECIPIENTS} addresses at most; {len(recipients)} were named.")
    report = SendReport()
    with Postman(server) as postman:
        for recipient in recipients:
            mail = marked(message, sender, recipient, subject)
            outcome, answer = postman.carry(sender, recipient, mail)
            report.add(outcome, recipient, answer)
    return report


def marked(message: bytes, sender: str, recipient: str, subject: str) -> bytes:
    """`message` with the head of a test to `recipient`; the body is not touched.

    It is dated now and has an id of its own: a mailbox that knows an id shows no second mail with it, and so would
    hide the next test, and at last the digest.
    """
    head, gap, body = message.partition(b"\r\n\r\n")
    own = {
        # As it is, also where it has letters beyond ASCII: such a mail only goes where SMTPUTF8 is known (RFC 6532).
        b"to": f"To: <{recipient}>\r\n".encode(),
        b"subject": header("Subject", subject),
        b"date": header("Date", format_datetime(now())),
        b"message-id": header("Message-ID", f"<test-{secrets.token_hex(12)}@{sender.rpartition('@')[2]}>"),
    }
    fields = re.split(rb"\r\n(?![ \t])", head)
    lines = [own.get(field.partition(b":")[0].lower(), field + b"\r\n") for field in fields]
    return b"".join(lines).removesuffix(b"\r\n") + gap + body
