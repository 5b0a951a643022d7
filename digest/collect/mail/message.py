"""A newsletter that came by mail: what it says, and each story that it links to."""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from itertools import islice

from lxml.html import HtmlElement

from digest.collect.mail.stories import linked_stories, written_stories
from digest.collect.pages.page import Page
from digest.collect.text.dates import read_date
from digest.collect.text.html import parse_html, tree_to_text
from digest.collect.text.linked import take_out
from digest.collect.text.sniff import decode_text
from digest.collect.text.words import blurb_of, guess_language, reading_minutes
from digest.model import Article, DeskError, clean_line, clean_prose

_MOST_PARTS = 200
_HIDDEN = re.compile(
    r"display\s*:\s*none|max-height\s*:\s*0(?:px)?\s*(?:;|$)|mso-hide\s*:\s*all", re.IGNORECASE
)
_LEAST_PREHEADER = 20  # characters
_SUBJECT_BYTES = re.compile(
    rb"^subject:[ \t]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.IGNORECASE | re.MULTILINE
)
# What mail programs write above a message that they forward: a line that says so, then what its header said.
_FORWARDED = re.compile(
    r"^[> \t]*(?:-{3,}[^\n]{3,60}-{3,}|[^\n:]{3,60}:)[ \t]*\n+"
    r"((?:[> \t]*[^\s:>][^:\n]{0,24}[:：][ \t]*[^\n]+\n+){3,9})",
    re.MULTILINE,
)
_HEADER_LINE = re.compile(r"^[> \t*]*([^:\n]{1,25}?)[ \t*]*[:：][ \t*]*(.+)$", re.MULTILINE)
_SUBJECT = {
    "subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "موضوع", "الموضوع", "主题", "件名", "제목",
}  # fmt: skip
_QUOTED = re.compile(r"^> ?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A message that says something: its `message` part, and its words as HTML and as plain text."""

    message: MIMEPart
    markup: str
    plain: str

    @property
    def length(self) -> int:
        return len(self.markup.strip()) or len(self.plain.strip())


def is_mail(start: bytes) -> bool:
    """Whether bytes begin like a message: header lines, with From or Received and a Subject or Date among them."""
    head, _, rest = start[:65_536].replace(b"\r\n", b"\n").partition(b"\n\n")
    names = {
        line.partition(b":")[0].strip().lower()
        for line in head.split(b"\n")
        if line[:1].strip() and b":" in line
    }
    return (
        bool(rest)
        and bool({b"from", b"received"} & names)
        and bool({b"subject", b"date", b"mime-version"} & names)
    )


def parse_mail(data: bytes, name: str = "The message") -> Page:
    """The message as an article, and a teaser for each story that it links to.

    Of one that was forwarded, as a file or in its text, it is the message inside. `name` says in the error which
    message it was. Raises DeskError when it has no text.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    letter = _letter(message)
    subject = clean_line(_header(letter.message, "subject"))
    if "\ufffd" in subject:
        subject = _bare_subject(data)
    group = clean_line(parseaddr(_header(letter.message, "from"))[0])
    tree = parse_html(letter.markup) if letter.markup else None
    preheader = _without_hidden(tree) if tree is not None else ""
    marked = tree_to_text(tree, "") if tree is not None else letter.plain.replace("\r\n", "\n")
    if forwarded := _FORWARDED.search(marked):
        told = _told(forwarded.group(1))
        if told is not None:
            group, subject, marked = (
                told[0] or group,
                told[1] or subject,
                _unquoted(marked[forwarded.end() :]),
            )
    text, links = take_out(marked)
    text = clean_prose(text)
    if not text:
        raise DeskError(f"{name} is a message without text; save the newsletter as .eml and give that.")
    group = group or "Newsletter"
    article = Article(
        title=subject or blurb_of(text, 90),
        byline=group,
        site=group,
        published=read_date(_header(letter.message, "date") or _header(message, "date")),
        language=guess_language(text),
        blurb=preheader or blurb_of(text),
        text=text,
        minutes=reading_minutes(text),
    )
    return Page(
        article, written_stories(text, group) if tree is None else linked_stories(tree, group), links=links
    )


def _letter(message: EmailMessage) -> _Letter:
    """The message itself, or the one that came with it as a file, where that says more."""
    letter = _Letter(message, _body(message, "html"), _body(message, "plain"))
    for part in islice(message.walk(), _MOST_PARTS):
        if part is not message and part.get_content_type() == "message/rfc822":
            inner = next(iter(part.iter_parts()), part)
            carried = _Letter(inner, _body(inner, "html"), _body(inner, "plain"))
            letter = max(letter, carried, key=lambda one: one.length)
    return letter if letter.length else _Letter(message, _attached(message, "text/html"), "")


def _body(message: MIMEPart, kind: str) -> str:
    part = message.get_body((kind,))
    return _text_of(part) if part is not None else ""


def _attached(message: EmailMessage, kind: str) -> str:
    """The first part of a kind, though it is called a file."""
    parts = (part for part in islice(message.walk(), _MOST_PARTS) if part.get_content_type() == kind)
    return next((_text_of(part) for part in parts), "")


def _text_of(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    return decode_text(payload, part.get_content_charset()) if isinstance(payload, bytes) else ""


def _header(message: MIMEPart, name: str) -> str:
    try:
        return str(message[name] or "")
    except (ValueError, IndexError, AttributeError):  # what the parser makes of a broken header
        return ""


def _bare_subject(data: bytes) -> str:
    """A subject whose letters are written without saying what they are."""
    found = _SUBJECT_BYTES.search(data)
    return clean_line(decode_text(found[1])) if found else ""


def _without_hidden(tree: HtmlElement) -> str:
    """Take out what a letter does not show; the line that it has for the inbox, where there is one."""
    hidden = [node for node in tree.iter() if _HIDDEN.search(node.get("style") or "")]
    said = [clean_line(" ".join(node.itertext())).strip("\u200c\u034f \u200d\u2007\u00a0") for node in hidden]
    for node in hidden:
        if node.getparent() is not None:
            node.drop_tree()
    return next((blurb_of(words) for words in said if len(words) >= _LEAST_PREHEADER), "")


def _told(lines: str) -> tuple[str, str] | None:
    """Whose message it is that was forwarded, and its subject; None where these lines are no header of one."""
    told = [(label.casefold(), clean_line(value)) for label, value in _HEADER_LINE.findall(lines)]
    sender = next((value for _, value in told if "@" in value), None)
    if sender is None:
        return None
    return parseaddr(sender)[0], next((value for label, value in told if label in _SUBJECT), "")


def _unquoted(text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    return _QUOTED.sub("", text) if lines and all(line.startswith(">") for line in lines) else text
