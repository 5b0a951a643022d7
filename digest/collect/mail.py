"""A newsletter that came by mail: what it says, and each story that it links to."""

import email
import email.policy
import re
from base64 import urlsafe_b64decode
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

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
_MOST_PARTS = 200
_LONGEST_TITLE = 200
_HTTP_IN_BASE64 = "aHR0c"
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_AROUND = " \t.,;:!?()[]<>*•–—-→»>"
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
    markup, plain = _bodies(message)
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
    teasers = _written(text, group) if tree is None else _linked(tree, group)
    return Page(article, teasers, links=links)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except (ValueError, IndexError, AttributeError):  # what the parser makes of a broken header
        return ""


def _bodies(message: EmailMessage) -> tuple[str, str]:
    """The message's words as HTML and as plain text; those of a message that it forwards, where it has none."""
    for one in islice(message.walk(), _MOST_PARTS):
        if one is message or one.get_content_type() == "message/rfc822":
            inner = one if one is message else next(iter(one.iter_parts()), one)
            markup, plain = _body(inner, "html"), _body(inner, "plain")
            if markup.strip() or plain.strip():
                return markup, plain
    return "", ""


def _body(message: MIMEPart, kind: str) -> str:
    part = message.get_body((kind,))
    payload = part.get_payload(decode=True) if part is not None else None
    if not isinstance(payload, bytes) or part is None:
        return ""
    return decode_text(payload, part.get_content_charset())


def _linked(tree: HtmlElement, group: str) -> list[Teaser]:
    found: dict[str, Teaser] = {}
    for link in tree.iter("a"):
        title = clean_line(" ".join(link.itertext()), 300)
        address = _story_url(link.get("href") or "")
        if address is None or len(title) < _LEAST_TITLE or _is_housekeeping(title):
            continue
        found.setdefault(
            identity(address), Teaser(title=title, blurb=_beside(link, title), url=address, group=group)
        )
        if len(found) >= _MOST:
            break
    return list(found.values())


def _story_url(href: str) -> str | None:
    """Where a link of a letter leads; out of a click counter that carries its target, plain or in base64."""
    url = article_url(href)
    if url is None:
        return None
    parts = urlsplit(url)
    told = [value for _, value in parse_qsl(parts.query)]
    told += [_decoded(part) for part in (*parts.path.split("/"), *told) if part.startswith(_HTTP_IN_BASE64)]
    carried = (article_url(value) for value in told if value.startswith(("http://", "https://")))
    return next(filter(None, carried), url)


def _decoded(part: str) -> str:
    try:
        return urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode()
    except ValueError:
        return ""


def _written(text: str, group: str) -> list[Teaser]:
    """The stories of a letter in plain text: an address, and the headline on its line or on the one before."""
    found: dict[str, Teaser] = {}
    above = ""
    for line in filter(None, map(str.strip, text.split("\n"))):
        written = _ADDRESS.search(line)
        title = (line[: written.start()] if written else line).strip(_AROUND)
        address = _story_url(written.group().rstrip(_AROUND)) if written else None
        headline = title if len(title) >= _LEAST_TITLE else above
        above = "" if written else title
        if (
            address is None
            or not _LEAST_TITLE <= len(headline) <= _LONGEST_TITLE
            or _is_housekeeping(headline)
        ):
            continue
        found.setdefault(identity(address), Teaser(title=headline, url=address, group=group))
    return list(islice(found.values(), _MOST))


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
