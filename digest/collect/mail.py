"""A newsletter that came by mail: what it says, and each story that it links to."""

import email
import email.policy
import re
from email.message import EmailMessage
from email.utils import parseaddr

from lxml.html import HtmlElement

from digest.collect.canonical import article_url, identity
from digest.collect.dates import read_date
from digest.collect.html import parse_html, tree_to_text
from digest.collect.linked import take_out
from digest.collect.page import Page
from digest.collect.phrases import NOISE, folded
from digest.collect.sniff import decode_text
from digest.collect.words import blurb_of, guess_language, reading_minutes
from digest.model import Article, DeskError, Teaser, clean_line, clean_prose

_MOST = 100
_LEAST_TITLE = 16  # characters: less than that is a button
_HOUSEKEEPING = re.compile(
    "unsubscribe|preferences|view in browser|view this email|view online|manage your|privacy|forward to a friend"
    "|abmelden|abbestellen|désabonner|désinscrire|darse de baja|cancelar|لغو|إلغاء",
    re.IGNORECASE,
)


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

    `name` says in the error which message it was. Raises DeskError when it has no text.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    subject = clean_line(_header(message, "subject"))
    group = clean_line(parseaddr(_header(message, "from"))[0]) or "Newsletter"
    markup, plain = _body(message, "html"), _body(message, "plain")
    tree = parse_html(markup) if markup else None
    text, links = take_out(tree_to_text(tree, "") if tree is not None else plain)
    text = clean_prose(text)
    if not text:
        raise DeskError(f"{name} is a message without text; save the newsletter as .eml and give that.")
    article = Article(
        title=subject or blurb_of(text, 90),
        byline=group,
        site=group,
        published=read_date(_header(message, "date")),
        language=guess_language(text),
        blurb=blurb_of(text),
        text=text,
        minutes=reading_minutes(text),
    )
    return Page(article, _linked(tree, group) if tree is not None else [], links=links)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except (ValueError, IndexError, AttributeError):  # what the parser makes of a broken header
        return ""


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    payload = part.get_payload(decode=True) if part is not None else None
    if not isinstance(payload, bytes) or part is None:
        return ""
    return decode_text(payload, part.get_content_charset())


def _linked(tree: HtmlElement, group: str) -> list[Teaser]:
    found: dict[str, Teaser] = {}
    for link in tree.iter("a"):
        title = clean_line(" ".join(link.itertext()), 300)
        address = article_url(link.get("href") or "")
        if address is None or len(title) < _LEAST_TITLE or _is_housekeeping(title):
            continue
        found.setdefault(
            identity(address), Teaser(title=title, blurb=_beside(link, title), url=address, group=group)
        )
        if len(found) >= _MOST:
            break
    return list(found.values())


def _is_housekeeping(title: str) -> bool:
    return folded(title) in NOISE or _HOUSEKEEPING.search(title) is not None


def _beside(link: HtmlElement, title: str) -> str:
    """The words after a linked headline, in the smallest block around it that has any of its own."""
    node: HtmlElement | None = link
    for _ in range(4):
        node = node.getparent() if node is not None else None
        if node is None or sum(1 for _ in node.iter("a")) > 3:
            break
        words = clean_line(" ".join(node.itertext()), 2_000)
        after = words.partition(title)[2].strip(" :–—-")
        if len(after) > 30:
            return blurb_of(after)
    return ""
