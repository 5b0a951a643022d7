"""SMTP: one connection to a server, one mail to one recipient at a time, and what the server said in words.

The final dot goes out by itself: until it does, the server must drop a mail that breaks off; once it has, nobody
can know whether the mail was taken (RFC 1047).
"""

import re
import smtplib
import socket
import ssl
from types import TracebackType
from typing import NoReturn, Self

from digest.deliver.report import Outcome
from digest.deliver.server import Server
from digest.model import DeskError, clean_line

_OURSELVES = "[127.0.0.1]"
"""What we greet with: not this machine's name, which is nobody's business and takes a look-up to find."""

_ANSWER_LIMIT = 300
"""Characters kept of what a server says."""

Reply = tuple[int, bytes]


class Postman:
    """Carries mails to `server`, as a context: connected and logged in at the beginning, or DeskError."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._client: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        self._client = self._connect()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is None:
            return
        try:
            self._client.quit()
        except (smtplib.SMTPException, OSError):
            self._client.close()  # what was accepted stays accepted, whatever becomes of the farewell

    def carry(self, sender: str, recipient: str, message: bytes) -> tuple[Outcome, str]:
        """Send `message` (CRLF lines) from one address to another; what became of it, and the server's words.

        A connection that the server has closed is opened again; a mail that could not be sent then is pending.
        """
        try:
            client = self._ready()
        except DeskError as error:
            return Outcome.PENDING, str(error)
        try:
            return self._transact(client, sender, recipient, message)
        except smtplib.SMTPNotSupportedError:
            return Outcome.REFUSED, "The server takes no addresses with letters beyond ASCII (SMTPUTF8)."
        except smtplib.SMTPResponseException as error:
            return self._outcome((error.smtp_code, _bytes(error.smtp_error)))
        except (smtplib.SMTPException, OSError) as error:
            return Outcome.PENDING, f"{self._lost(error)} before it had the mail."

    def _transact(
        self, client: smtplib.SMTP, sender: str, recipient: str, message: bytes
    ) -> tuple[Outcome, str]:
        international = not (sender + recipient).isascii()
        if international and not client.has_extn("smtputf8"):
            raise smtplib.SMTPNotSupportedError
        answer = client.mail(sender, ["SMTPUTF8"] if international else [])
        if answer[0] // 100 == 2:
            answer = client.rcpt(recipient)
        if answer[0] // 100 != 2:
            return self._outcome(answer)
        answer = client.docmd("DATA")
        if answer[0] != 354:
            return self._outcome(answer)
        client.send(re.sub(rb"(?m)^\.", b"..", message))
        try:
            client.send(b".\r\n")
            return self._outcome(client.getreply())
        except (smtplib.SMTPException, OSError) as error:
            client.close()
            return Outcome.IN_DOUBT, f"{self._lost(error)} after it had the whole mail: it may have arrived."

    def _ready(self) -> smtplib.SMTP:
        """The connection, with no mail begun on it."""
        if self._client is not None:
            try:
                if self._client.rset()[0] == 250:
                    return self._client
            except (smtplib.SMTPException, OSError):
                pass  # it is closed, and opened again below
            self._client.close()
            self._client = None
        self._client = self._connect()
        return self._client

    def _connect(self) -> smtplib.SMTP:
        settings, client = self._server.settings, None
        try:
            client = self._open()
            if settings.security == "starttls":
                client.starttls(context=ssl.create_default_context())
            client.ehlo_or_helo_if_needed()
            if settings.username:
                client.login(settings.username, self._server.password)
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            if client is not None:
                client.close()
            self._explain(error)
        if client.sock:
            # The dot is a packet of its own, which would wait for the answer to the one before it.
            client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return client

    def _open(self) -> smtplib.SMTP:
        server, seconds = self._server, self._server.settings.timeout_seconds
        if server.settings.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(
                server.host, server.port, local_hostname=_OURSELVES, timeout=seconds, context=context
            )
        return smtplib.SMTP(server.host, server.port, local_hostname=_OURSELVES, timeout=seconds)

    def _explain(self, error: Exception) -> NoReturn:
        """Say in one sentence why there is no connection. The cause is not chained: it may hold the password."""
        server, where = self._server, self._server.named_in
        match error:
            case ssl.SSLCertVerificationError():
                told = (
                    f"shows a certificate that cannot be trusted ({error.verify_message}): check the host in {where},"
                    " or name the authority that made it with SSL_CERT_FILE"
                )
            case ssl.SSLError():
                told = f"fails at TLS ({error.reason or 'broken off'}): check port and security in {where}"
            case smtplib.SMTPAuthenticationError():
                told = (
                    f"refuses the login of {server.settings.username} ({self._said(error)}): check username"
                    " and password, many providers want one made for programs"
                )
            case smtplib.SMTPNotSupportedError() if "STARTTLS" in str(error):
                told = f"offers no STARTTLS, and nothing is sent without: check port and security in {where}"
            case smtplib.SMTPNotSupportedError():
                told = f"takes no login: leave the username out of {where}, or check its port"
            case smtplib.SMTPServerDisconnected():
                told = f"{self._how_lost(error)} before a mail was sent: check port and security in {where}"
            case smtplib.SMTPResponseException():
                told = f"turned us away ({self._said(error)}): try again later, or check {where}"
            case TimeoutError():
                told = f"{self._how_lost(error)}: check host and port in {where}"
            case OSError() if not isinstance(error, smtplib.SMTPException):
                told = f"cannot be reached ({error.strerror or error}): check host and port in {where}"
            case _:
                told = f"cannot be used ({server.without_password(clean_line(str(error)))}): check {where}"
        raise DeskError(f"{server.name} {told}.") from None

    def _outcome(self, reply: Reply) -> tuple[Outcome, str]:
        code, _ = reply
        kinds = {2: Outcome.ACCEPTED, 5: Outcome.REFUSED}
        return kinds.get(code // 100, Outcome.DEFERRED), self._words(reply)

    def _said(self, error: smtplib.SMTPResponseException) -> str:
        return self._words((error.smtp_code, _bytes(error.smtp_error)))

    def _words(self, reply: Reply) -> str:
        code, said = reply
        text = clean_line(said.decode("utf-8", "replace"), _ANSWER_LIMIT)
        return self._server.without_password(f"{code} {text}").strip()

    def _lost(self, error: Exception) -> str:
        return f"{self._server.name} {self._how_lost(error)}"

    def _how_lost(self, error: Exception) -> str:
        # smtplib says that it was closed whatever happened; what really did is what it was raised over.
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            return f"did not answer within {self._server.settings.timeout_seconds} seconds"
        return "closed the connection"


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
