"""A message that was forwarded in the text of another: whose it is, and where its words begin.

Mail programs write a line that says so, or none at all, and then what its header said, in the reader's own language.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import parseaddr

from digest.model import clean_line

_ANNOUNCED = re.compile(r"[> \t]*(?:[-_]{3,}[^\n]{3,60}[-_]{3,}|[^\n:：]{3,60}[:：]|_{16,})[ \t]*")
_HEADER_LINE = re.compile(
    r"[> \t*]*(?P<label>[^\s:：*>][^:：\n*]{0,24}?)[ \t*]*[:：][ \t*]*(?P<value>\S[^\n]*)"
)
_MOST_LINES = 12
_MOST_TIMES = 4
_LEAST_LINES = 3
_FORWARD = re.compile(
    r"\s*(?:fwd?|wg|tr|rv|enc|i|vb|vs|vl|pd|doorst|ilt|továbbítás|転送|转发|轉寄|전달)\s*[:：]\s*",
    re.IGNORECASE,
)
_MAILTO = re.compile(r"\s*\[mailto:[^\]]*\]", re.IGNORECASE)
_QUOTED = re.compile(r"^> ?", re.MULTILINE)


def _labels(listed: str) -> frozenset[str]:
    return frozenset(listed.split("|"))


_FROM = _labels(
    "from|von|de|da|van|från|fra|od|от|від|kimden|gönderen|lähettäjä|feladó|από|از|من|מאת|发件人|寄件者|差出人|보낸사람"
    "|보낸 사람"
)
_SUBJECT = _labels(
    "subject|betreff|objet|asunto|oggetto|onderwerp|assunto|ämne|emne|temat|předmět|тема|konu|aihe|tárgy|θέμα"
    "|موضوع|الموضوع|נושא|主题|主旨|件名|제목"
)
_DATE = _labels(
    "date|sent|datum|gesendet|fecha|enviado|enviado el|data|inviato|verzonden|envoyé|enviada em|enviado em|skickat"
    "|sendt|wysłano|odesláno|дата|отправлено|надіслано|tarih|gönderme|gönderme tarihi|lähetetty|küldve|ημερομηνία"
    "|تاریخ|التاريخ|تاريخ الإرسال|תאריך|日期|发送时间|寄件日期|日付|送信日時|날짜|보낸 날짜"
)
_KNOWN = (
    _FROM
    | _SUBJECT
    | _DATE
    | _labels(
        "to|cc|an|à|a|para|pour|aan|till|til|do|кому|kime|kopie|به|إلى|宛先|收件人|받는사람|reply-to|antwort an"
        "|répondre à|responder a|rispondi a|antwoord aan|wichtigkeit|importance|priorität"
    )
)


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The message inside: its sender's name, its subject and its date, as they were told; and its text."""

    sender: str
    subject: str
    date: str
    text: str


def forwarded_in(text: str, subject: str) -> Forwarded | None:
    """The message that `text` forwards, be it more than once; None where it forwards none. `subject` is that of the
    message itself.
    """
    found = None
    for _ in range(_MOST_TIMES):
        inner = _outermost(found.text if found else text, found.subject if found else subject)
        if inner is None:
            break
        found = inner
    return found


def _outermost(text: str, subject: str) -> Forwarded | None:
    lines = text.split("\n")
    is_forward = _FORWARD.match(subject) is not None
    said, end = "", 0
    for at, line in enumerate(lines):
        is_announced = _ANNOUNCED.fullmatch(said) is not None and not _HEADER_LINE.fullmatch(said)
        if at >= end and (is_forward or is_announced) and _HEADER_LINE.fullmatch(line):
            end, told = _header(lines, at)
            if found := _forwarded(told, lines, end, is_announced=is_announced):
                return found
        said = line if line.strip() else said
    return None


def without_prefix(subject: str) -> str:
    """A subject without what says that it was forwarded."""
    return _FORWARD.sub("", subject, count=1)


def _header(lines: list[str], start: int) -> tuple[int, list[tuple[str, str]]]:
    """Where the lines of a header end that begins at `start`, and what they say."""
    told: list[tuple[str, str]] = []
    end = start
    for at in range(start, min(len(lines), start + 2 * _MOST_LINES)):
        found = _HEADER_LINE.fullmatch(lines[at])
        label = found["label"].casefold() if found else ""
        is_apart = at > start and not lines[at - 1].strip(" >\t")
        if found and (label in _KNOWN or not is_apart) and len(told) < _MOST_LINES:
            told.append((label, clean_line(found["value"].rstrip("* \t"))))
            end = at + 1
        elif lines[at].strip(" >\t"):
            break
    return end, told


def _forwarded(
    told: list[tuple[str, str]], lines: list[str], end: int, *, is_announced: bool
) -> Forwarded | None:
    """The message whose header `told` this, its text in `lines` from `end` on; None where that is no header."""
    sender = _first(told, _FROM) or (next(_with_address(told), "") if is_announced else "")
    subject, date = _first(told, _SUBJECT), _first(told, _DATE)
    is_known = bool(sender and subject and date)
    if not is_known and not (is_announced and "@" in sender and len(told) >= _LEAST_LINES):
        return None
    sender = _MAILTO.sub("", sender)
    name = parseaddr(sender)[0] if "@" in sender else sender
    return Forwarded(clean_line(name), subject, date, _unquoted("\n".join(lines[end:])))


def _first(told: Iterable[tuple[str, str]], labels: frozenset[str]) -> str:
    return next((value for label, value in told if label in labels), "")


def _with_address(told: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (value for _, value in told if "@" in value)


def _unquoted(text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    return _QUOTED.sub("", text) if lines and all(line.startswith(">") for line in lines) else text
