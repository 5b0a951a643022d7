"""Pages as browsers save them: with their address in a comment, or packed with their pictures into MHTML."""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage

from digest.collect.addresses.canonical import article_url
from digest.collect.text.sniff import decode_text

_HEAD = 4_096
_COMMENT = re.compile(
    r"<!--[^>]{0,2000}?(?:saved from url=\(\d{1,8}\)|\burl:\s*)(https?://[^\s>]{1,2000})", re.IGNORECASE
)
_MOST_PARTS = 2_000


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page out of its file, and the address it was saved from, where that is told."""

    markup: str
    url: str | None


def address_in(markup: str) -> str | None:
    """The address that a browser, or an extension of one, wrote into the page it saved; None where there is none."""
    found = _COMMENT.search(markup, 0, _HEAD)
    return article_url(found.group(1)) if found else None


def unpack(data: bytes) -> SavedPage | None:
    """The page in an MHTML file (RFC 2557), which looks like a mail; None for what is a mail."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    told = _location(message, "Snapshot-Content-Location")
    if told is None and "saved by" not in str(message.get("From", "")).casefold():
        return None
    for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False):
        payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(payload, bytes):
            url = told or _location(part, "Content-Location")
            return SavedPage(decode_text(payload, part.get_content_charset()), url)
    return None


def _location(part: EmailMessage, name: str) -> str | None:
    try:
        return article_url(str(part.get(name, "")).strip())
    except (ValueError, IndexError, AttributeError):  # what the parser makes of a broken header
        return None
