"""A newsletter that came by mail: what it says, and each story that it links to."""

import re
from email.message import MIMEPart
from email.utils import parseaddr

from lxml.html import HtmlElement

from digest.collect.mail.forwarded import forwarded_in, without_prefix
from digest.collect.mail.parts import read_letter, trimmed
from digest.collect.mail.stories import linked_stories, written_stories
from digest.collect.pages.page import Page
from digest.collect.text.dates import read_date
from digest.collect.text.html import parse_html, tree_to_text
from digest.collect.text.linked import take_out
from digest.collect.text.sniff import decode_text
from digest.collect.text.words import blurb_of, guess_language, reading_minutes
from digest.model import Article, DeskError, clean_line, clean_prose

_HIDDEN = re.compile(
    r"display\s*:\s*none|max-height\s*:\s*0(?:px)?\s*(?:;|$)|mso-hide\s*:\s*all", re.IGNORECASE
)
_LEAST_PREHEADER = 20  # characters
_SUBJECT_BYTES = re.compile(
    rb"^subject:[ \t]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.IGNORECASE | re.MULTILINE
)


def is_mail(start: bytes) -> bool:
    """Whether bytes begin like a message: header lines, with From or Received and a Subject or Date among them."""
    head, _, rest = trimmed(start[:65_536]).replace(b"\r\n", b"\n").partition(b"\n\n")
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
    data = trimmed(data)
    letter = read_letter(data, name)
    subject = clean_line(_header(letter.message, "subject"))
    if "\ufffd" in subject:
        subject = _bare_subject(data)
    group = clean_line(parseaddr(_header(letter.message, "from"))[0])
    published = read_date(_header(letter.message, "date"))
    tree = parse_html(letter.markup) if letter.markup else None
    preheader = _without_hidden(tree) if tree is not None else ""
    marked = tree_to_text(tree, "") if tree is not None else letter.plain.replace("\r\n", "\n")
    if forwarded := forwarded_in(marked, subject):
        group, marked = forwarded.sender or group, forwarded.text
        subject = forwarded.subject or without_prefix(subject)
        published = read_date(forwarded.date) or published
    text, links = take_out(marked)
    text = clean_prose(text)
    if not text:
        raise DeskError(f"{name} is a message without text; save the newsletter as .eml and give that.")
    group = group or "Newsletter"
    article = Article(
        title=subject or blurb_of(text, 90),
        byline=group,
        site=group,
        published=published,
        language=guess_language(text),
        blurb=preheader or blurb_of(text),
        text=text,
        minutes=reading_minutes(text),
    )
    return Page(
        article, written_stories(text, group) if tree is None else linked_stories(tree, group), links=links
    )


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
