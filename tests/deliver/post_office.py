"""A mail server on loopback: aiosmtpd with the manners that a test asks for."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "ida@ledger.example", "nine cranes & a tenth%"


@dataclass(frozen=True)
class Letter:
    """One mail as the server got it."""

    sender: str
    recipient: str
    content: bytes
    over_tls: bool
    logged_in: bool


@dataclass
class PostOffice:
    """Takes mails, and refuses what it is told to."""

    letters: list[Letter] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    """What is answered to RCPT, by recipient."""
    answers: dict[str, str] = field(default_factory=dict)
    """What is answered to the mail itself, by recipient; "hang up" closes the connection instead."""
    login_answer: str = ""
    """What a refused login is told; `{password}` in it is what was given."""
    connections: int = 0
    port: int = 0

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        if not session.host_name:
            self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        (recipient,) = envelope.rcpt_tos
        answer = self.answers.get(recipient, "250 Kept")
        if answer == "hang up":
            assert server.transport
            server.transport.close()
            return "250 nobody hears this"
        assert envelope.mail_from is not None
        assert isinstance(envelope.content, bytes)
        if answer.startswith("250"):
            letter = Letter(
                envelope.mail_from,
                recipient,
                envelope.content,
                server.transport is not None and server.transport.get_extra_info("sslcontext") is not None,
                bool(session.authenticated),
            )
            self.letters.append(letter)
        return answer

    def check(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any
    ) -> AuthResult:
        """Whether a login is right."""
        assert isinstance(given, LoginPassword)
        if (given.login, given.password) == (USER.encode(), PASSWORD.encode()):
            return AuthResult(success=True)
        said = self.login_answer.replace("{password}", given.password.decode())
        return AuthResult(success=False, handled=False, message=said or None)


class _Office(Controller):
    def _trigger_server(self) -> None:
        # It was given port 0: knock where the system really put it.
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]

    def factory(self) -> SMTP:
        """A server for one connection; the name it goes by is not looked up."""
        return SMTP(self.handler, hostname="mail.ledger.example", **self.SMTP_kwargs)


@contextmanager
def open_office(
    *, tls: ssl.SSLContext | None = None, from_start: bool = False, login: bool = False
) -> Iterator[PostOffice]:
    """A server on loopback: in the clear, with STARTTLS (`tls`), or in TLS `from_start`."""
    office = PostOffice()
    settings: dict[str, Any] = {"enable_SMTPUTF8": True}
    if login:
        settings |= {
            "authenticator": office.check,
            "auth_required": True,
            "auth_require_tls": tls is not None and not from_start,
        }
    if tls and not from_start:
        settings |= {"tls_context": tls, "require_starttls": True}
    controller = _Office(
        office, hostname="127.0.0.1", port=0, ssl_context=tls if from_start else None, **settings
    )
    controller.start()
    try:
        office.port, office.connections = controller.port, 0
        yield office
    finally:
        controller.stop()
