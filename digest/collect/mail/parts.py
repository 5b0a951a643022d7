"""A message's bytes to its words: out of nested, broken and attached parts."""

import email
import email.policy
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from itertools import islice
from quopri import decodestring

from digest.collect.text.html import html_to_text
from digest.collect.text.sniff import decode_text, is_html
from digest.model import DeskError

_MOST_PARTS = 200
_DEEPEST = 4  # messages within messages
_BOUNDARY = re.compile(
    rb"^--([^\r\n]{1,70}?)[ \t]*\r?\n(?=content-[a-z-]+[ \t]*:)", re.IGNORECASE | re.MULTILINE
)
_CONTENT_TYPE = re.compile(
    rb"^content-type:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n", re.IGNORECASE | re.MULTILINE
)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_OF_MAILBOX = re.compile(rb"^From \S+[^\r\n]* \d{4}[^\r\n]*\r?\n(?=[A-Za-z-]+:)", re.MULTILINE)
_ESCAPE = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)")
_LEAST_ESCAPES = 3
_BASE64 = re.compile(r"\s*(?:[A-Za-z0-9+/]{40,}\s+){2,}[A-Za-z0-9+/]*={0,2}\s*")
_ENCRYPTED = (
    "application/pgp-encrypted",
    "application/pkcs7-mime",
    "application/x-pkcs7-mime",
    "multipart/encrypted",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that says something: its `message` part, and its words as HTML or else as plain text."""

    message: MIMEPart
    markup: str
    plain: str

    @property
    def length(self) -> int:
        """Characters of what it says."""
        return len(self.markup.strip()) or len(self.plain.strip())


def trimmed(data: bytes) -> bytes:
    """A message without the mark and the blank lines that some programs put before it."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")


def read_letter(data: bytes, name: str) -> Letter:
    """The letter in a message: the message itself, or the one that came with it as a file, where that says more.

    Raises DeskError, with `name` for the message, where it has no words that can be read, or is a mailbox of several.
    """
    if (several := len(_OF_MAILBOX.findall(data))) > 1:
        raise DeskError(
            f"{name} is a mailbox of {several} messages; save the one you want as .eml and give that."
        )
    message = _parsed(data)
    letter = max(_letters(message, 0), key=lambda one: one.length)
    if not letter.length:
        letter = Letter(message, _attached(message, "text/html"), "")
    if not letter.length:
        raise DeskError(f"{name} {_why_silent(message)}")
    return letter


def _why_silent(message: EmailMessage) -> str:
    kinds = {part.get_content_type() for part in islice(message.walk(), _MOST_PARTS)}
    files = {(part.get_filename() or "").lower() for part in islice(message.walk(), _MOST_PARTS)}
    if "application/ms-tnef" in kinds or "winmail.dat" in files:
        return "has its words in winmail.dat, which Outlook alone reads; ask for the letter as HTML or plain text."
    if not kinds.isdisjoint(_ENCRYPTED):
        return "is encrypted; open it in your mail program, and paste its text."
    return "is a message without text; save the newsletter as .eml and give that."


def _parsed(data: bytes) -> EmailMessage:
    """The message; one whose parts are set apart by another line than its header says is read by that line."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    if message.get_content_maintype() != "multipart" and b"multipart/" not in data[:65_536].lower():
        return message
    parts = [part for part in islice(message.walk(), _MOST_PARTS) if not part.is_multipart()]
    head_end, used = _HEAD_END.search(data), _BOUNDARY.search(data)
    is_whole = any(part is not message and part.get_content_maintype() == "text" for part in parts)
    if is_whole or head_end is None or used is None or data.count(b"\n--" + used[1]) > _MOST_PARTS:
        return message
    head = _CONTENT_TYPE.sub(b"", data[: head_end.start()] + b"\n")
    kind = b'Content-Type: multipart/mixed; boundary="%b"\n\n' % used[1].replace(b'"', b'\\"')
    return email.message_from_bytes(head + kind + data[head_end.end() :], policy=email.policy.default)


def _letters(message: MIMEPart, depth: int) -> Iterator[Letter]:
    """The message itself, and those that came with it as files."""
    yield _letter(message)
    for part in islice(message.walk(), _MOST_PARTS) if depth < _DEEPEST else ():
        if part is not message and (carried := _carried(part)) is not None:
            yield from _letters(carried, depth + 1)


def _carried(part: MIMEPart) -> MIMEPart | None:
    """The message in a part, where that is one."""
    inner = next(iter(part.iter_parts()), part) if part.get_content_type() == "message/rfc822" else None
    payload = inner.get_payload() if inner is not None else None
    if (
        isinstance(payload, str)
        and str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64"
    ):
        return _parsed(trimmed(b64decode(payload, validate=False)))
    is_file = inner is None and (part.get_filename() or "").lower().endswith(".eml")
    data = part.get_payload(decode=True) if is_file else None
    return _parsed(trimmed(data)) if isinstance(data, bytes) else inner


def _letter(message: MIMEPart) -> Letter:
    markup, plain = _body(message, "html"), _body(message, "plain")
    if is_html(plain) and not markup.strip():
        markup, plain = plain, ""
    return (
        Letter(message, "", plain) if markup and not html_to_text(markup) else Letter(message, markup, plain)
    )


def _body(message: MIMEPart, kind: str) -> str:
    part = message.get_body((kind,))
    return _text_of(part) if part is not None else ""


def _attached(message: EmailMessage, kind: str) -> str:
    """The first part of a kind, though it is called a file."""
    parts = (part for part in islice(message.walk(), _MOST_PARTS) if part.get_content_type() == kind)
    return next((_text_of(part) for part in parts), "")


def _text_of(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    text = _undeclared(payload, part.get_content_charset())
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    return _unwrapped(text, together=part.get_param("delsp") == "yes") if is_flowed else text


def _undeclared(payload: bytes, charset: str | None) -> str:
    """The text, also where nobody said that it is in quoted-printable or base64."""
    text = decode_text(payload, charset)
    escapes = len(_ESCAPE.findall(text))
    if escapes >= _LEAST_ESCAPES and escapes == text.count("="):
        return decode_text(decodestring(payload), charset)
    if _BASE64.fullmatch(text):
        return decode_text(b64decode(payload, validate=False), charset)
    return text


def _unwrapped(text: str, *, together: bool) -> str:
    """Paragraphs whose lines were wrapped for the way (RFC 3676): one that goes on ends with a space."""
    out = ""
    for line in text.replace("\r\n", "\n").split("\n"):
        goes_on = line.endswith(" ") and line != "-- "
        out += line[: -1 if together else None] if goes_on else f"{line}\n"
    return out
