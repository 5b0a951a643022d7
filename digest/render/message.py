"""The MIME message: headers that text from outside cannot add to, the text part, the HTML with its pictures."""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime, time
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import idna

from digest.model import DeskError, Digest, Newsletter, clean_line
from digest.render.pictures import Picture, readdressed

_NAMES = frozenset({
    "From", "Reply-To", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post",
    "Feedback-ID",
})  # fmt: skip
# Machines read these as they stand: folded or encoded, one-click unsubscribing is dead.
_RAW = frozenset({"List-Unsubscribe", "List-Unsubscribe-Post", "Message-ID", "Date", "Feedback-ID"})
_LONGEST_LINE = 998
"""Characters of a line without its end (RFC 5322, 2.1.1)."""

_POLICY = SMTP.clone(max_line_length=76)
"""Lines of quoted-printable are at most this long (RFC 2045, 6.7)."""


def header(name: str, value: str) -> bytes:
    """One header line, ended by CRLF: the only way that anything gets into a head.

    The value is cleaned of controls and line breaks; whatever is not plain ASCII, or looks as if it were encoded
    already, is encoded (RFC 2047) so that it reads back as it was written. Raises ValueError for a name that
    the mail does not have.
    """
    if name not in _NAMES:
        raise ValueError(f"the mail has no header {name!r}")
    value = clean_line(value)
    if name in _RAW:
        if not value.isascii() or len(name) + 2 + len(value) > _LONGEST_LINE:
            raise DeskError(
                f"{name} is too long or not plain ASCII for a mail's head: {value[:60]}…; shorten it."
            )
        return f"{name}: {value}\r\n".encode("ascii")
    return f"{name}: {_encoded(value, len(name) + 2)}\r\n".encode("ascii")


def mailbox(name: str, display: str, address: str) -> bytes:
    """A header line with an address, `display` in any script before it; a non-ASCII domain by IDNA."""
    local, _, domain = clean_line(address).rpartition("@")
    spec = f"{local}@{_ascii_domain(domain)}"
    if not spec.isascii():
        raise DeskError(
            f"The address {address!r} has letters beyond ASCII before its @, which few servers take."
        )
    return _named(name, display, spec)


def list_id(newsletter: Newsletter) -> bytes:
    """The List-Id line (RFC 2919): the same for every digest of the newsletter."""
    slug = re.sub(r"[^a-z0-9]+", "-", newsletter.name.lower()).strip("-")
    slug = slug or hashlib.sha256(newsletter.name.encode()).hexdigest()[:12]
    return _named("List-Id", newsletter.name, f"{slug[:60].rstrip('-')}.{_domain(newsletter)}")


def _named(name: str, display: str, spec: str) -> bytes:
    if name not in _NAMES:
        raise ValueError(f"the mail has no header {name!r}")
    shown = clean_line(display)
    if not shown:
        return f"{name}: <{spec}>\r\n".encode("ascii")
    if shown.isascii() and "=?" not in shown and len(shown) < 60:
        quoted = shown.replace("\\", "\\\\").replace('"', '\\"')
        fold = " " if len(name) + len(quoted) + len(spec) < 70 else "\r\n "
        return f'{name}: "{quoted}"{fold}<{spec}>\r\n'.encode("ascii")
    return f"{name}: {_words(shown, len(name) + 2)}\r\n <{spec}>\r\n".encode("ascii")


def _encoded(value: str, used: int) -> str:
    plain = value.isascii() and "=?" not in value and used + len(value) <= 76
    return value if plain else _words(value, used)


def _words(value: str, used: int) -> str:
    """`value` as encoded words (RFC 2047), `used` characters of the first line being taken."""
    return Header(value, "utf-8", maxlinelen=75, header_name=" " * (used - 2)).encode(linesep="\r\n")


def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except UnicodeError:
        raise DeskError(f"The domain {domain!r} of the sender's address is not a valid one.") from None


def build(
    newsletter: Newsletter, digest: Digest, text: str, html: str, pictures: Mapping[str, Picture]
) -> bytes:
    """The whole message, lines ended by CRLF and none longer than 78 but for a raw header.

    multipart/alternative, text first; those of `pictures` that the HTML shows go in by Content-ID beside it, all
    others stay addresses. It is addressed to the newsletter itself, the way that mail to a list is:
    who sends it to a subscriber puts theirs there.
    """
    body = _body(text, html, pictures)
    return _head(newsletter, digest, _content_id(newsletter, digest, body)) + body


def _head(newsletter: Newsletter, digest: Digest, message_id: str) -> bytes:
    sender = newsletter.sender
    lines = [header("Date", format_datetime(_moment(newsletter, digest)))]
    if sender.email:
        lines.append(mailbox("From", sender.name or newsletter.name, sender.email))
        lines.append(mailbox("To", newsletter.name, sender.email))
    if sender.reply_to:
        lines.append(mailbox("Reply-To", "", sender.reply_to))
    lines += [header("Subject", digest.subject), header("Message-ID", message_id)]
    lines.append(list_id(newsletter))
    if newsletter.unsubscribe_url:
        lines.append(header("List-Unsubscribe", f"<{newsletter.unsubscribe_url}>"))
        if newsletter.unsubscribe_url.startswith("https:"):  # RFC 8058, 3.1: one click over HTTPS alone
            lines.append(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return b"".join(lines)


def _moment(newsletter: Newsletter, digest: Digest) -> datetime:
    """When the mail says that it was written: when it was sent, or noon of its day where the newsletter is."""
    if digest.sent:
        return digest.sent if digest.sent.tzinfo else digest.sent.replace(tzinfo=UTC)
    return datetime.combine(digest.date, time(12), ZoneInfo(newsletter.timezone))


def _content_id(newsletter: Newsletter, digest: Digest, body: bytes) -> str:
    told = hashlib.sha256(
        f"{newsletter.name}\n{digest.number}\n{digest.subject}\n".encode() + body
    ).hexdigest()
    return f"<digest-{digest.number}.{told[:24]}@{_domain(newsletter)}>"


def _domain(newsletter: Newsletter) -> str:
    if newsletter.sender.email:
        return _ascii_domain(newsletter.sender.email.rpartition("@")[2]).lower()
    return urlsplit(newsletter.archive_url).hostname or "" if newsletter.archive_url else "newsletter.invalid"


def _body(text: str, html: str, pictures: Mapping[str, Picture]) -> bytes:
    message = EmailMessage(_POLICY)
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    html, embedded = _embedded(html, pictures)
    message.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
    page = message.get_body(("html",))
    if isinstance(page, EmailMessage):
        for content_id, address in embedded.items():
            picture = pictures[address]
            main, _, sub = picture.kind.partition("/")
            name = _file_name(address, picture.kind)
            page.add_related(picture.data, main, sub, cid=content_id, filename=name, disposition="inline")
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        # Of the content, where the library would take a random one; "=_" occurs in no quoted-printable line.
        part.set_boundary(f"=_{number}_{hashlib.sha256((text + html).encode()).hexdigest()[:32]}")
    return message.as_bytes()


def _embedded(html: str, pictures: Mapping[str, Picture]) -> tuple[str, dict[str, str]]:
    """The HTML with `pictures` named by Content-ID, and the address that each of those in it had."""
    found: dict[str, str] = {}

    def name(address: str) -> str:
        if address not in pictures:
            return address
        content_id = f"{hashlib.sha256(address.encode()).hexdigest()[:16]}@images"
        found[f"<{content_id}>"] = address
        return f"cid:{content_id}"

    return readdressed(html, name), found


def _file_name(address: str, kind: str) -> str:
    """What a picture is called where a reader keeps it: as its own file was, with the ending of what it is."""
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", PurePosixPath(urlsplit(address).path).stem).strip("-")[:60]
    return f"{stem or 'picture'}.{kind.partition('/')[2]}"
