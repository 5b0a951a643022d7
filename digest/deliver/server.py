"""Which server takes the mail, and the password for it."""

import base64
import importlib.util
import os
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import ValidationError

from digest.model import DeskError, Newsletter, SmtpSettings, is_loopback
from digest.secret import secret_from

URL_VARIABLE = "DIGEST_SMTP_URL"
PASSWORD_VARIABLE = "DIGEST_SMTP_PASSWORD"  # noqa: S105 - the variable's name
KEYRING_SERVICE = "digest-desk"

_PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True)
class Server:
    """A mail server, and where it was named (for an error). The password is shown nowhere."""

    settings: SmtpSettings
    named_in: str
    password: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """The server's name."""
        return self.settings.host

    @property
    def port(self) -> int:
        """The port that was set, or the usual one."""
        return self.settings.port or _PORTS[self.settings.security]

    @property
    def name(self) -> str:
        """How the server is called in a sentence."""
        return f"The mail server {self.host}:{self.port}"

    def without_password(self, said: str) -> str:
        """`said` without the password, in case that a server repeats what it was told."""
        if not self.password:
            return said
        plain = f"\0{self.settings.username}\0{self.password}"
        for secret in (
            self.password,
            *(base64.b64encode(s.encode()).decode() for s in (plain, self.password)),
        ):
            said = said.replace(secret, "…")
        return said


def find_server(newsletter: Newsletter) -> Server:
    """The server of `DIGEST_SMTP_URL`, else of newsletter.toml, with its password where it wants one.

    Raises DeskError where none is named, or its password cannot be had.
    """
    url = os.environ.get(URL_VARIABLE)
    if url:
        server = _from_url(url)
    elif newsletter.smtp:
        server = Server(newsletter.smtp, "[smtp] of newsletter.toml")
    else:
        raise DeskError(
            "No mail server is named: fill in [smtp] in newsletter.toml (host, security, username),"
            f" or set {URL_VARIABLE}."
        )
    if server.settings.username and not server.password:
        server = Server(server.settings, server.named_in, _find_password(server.settings))
    if not server.password.isascii():
        raise DeskError(
            f"The password for {server.settings.username} has letters that are not plain ASCII: choose another."
        )
    return server


def _from_url(url: str) -> Server:
    """`smtp://user:password@host:port`, `smtps://`, `?starttls=require`; never a word of it in an error."""
    try:
        parts = urlsplit(url)
        asked = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        if parts.scheme not in ("smtp", "smtps") or asked not in ({}, {"starttls": ["require"]}):
            raise ValueError
        host = parts.hostname or ""
        in_clear = is_loopback(host) and not asked
        security = "tls" if parts.scheme == "smtps" else "none" if in_clear else "starttls"
        settings = SmtpSettings.model_validate(
            {
                "host": host,
                "security": security,
                "port": parts.port,
                "username": unquote(parts.username or ""),
            }
        )
    except (ValueError, ValidationError):
        raise DeskError(
            f"{URL_VARIABLE} cannot be understood: write it like smtp://user:password@host:587?starttls=require"
            " or smtps://user:password@host."
        ) from None
    return Server(settings, URL_VARIABLE, unquote(parts.password or ""))


def _find_password(settings: SmtpSettings) -> str:
    password = os.environ.get(PASSWORD_VARIABLE) or secret_from(
        settings.password_command, "password_command under [smtp] in newsletter.toml"
    )
    password = password or _from_keyring(settings.username)
    if not password:
        raise DeskError(
            f"There is no password for {settings.username} at {settings.host}: set {PASSWORD_VARIABLE}, or"
            " password_command under [smtp] in newsletter.toml, or put it into the keyring"
            f" ('keyring set {KEYRING_SERVICE} {settings.username}')."
        )
    return password


def _from_keyring(username: str) -> str:
    if importlib.util.find_spec("keyring") is None:
        return ""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(KEYRING_SERVICE, username) or ""
    except KeyringError:  # none on this machine, or a locked one: the same as a password that is missing
        return ""
