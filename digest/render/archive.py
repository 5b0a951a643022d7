"""The web archive: a page for each digest that went out, an index of them, and an Atom feed. No script in any."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from digest.model import Digest, ImageSize, Newsletter
from digest.render.digest import render_digest
from digest.render.edition import Edition, edition, file_stem
from digest.render.look import look
from digest.render.templates import find

INDEX_FILE, FEED_FILE = "index.html", "feed.xml"

FEED_LENGTH = 50
"""Digests in the feed, the newest of them: a reader asks for it every hour."""

_ATOM = "http://www.w3.org/2005/Atom"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+.!|&~-])")


@dataclass(frozen=True)
class Issue:
    """A digest as the index lists it; `day` is its date (ISO 8601), `file` its page."""

    mail: Edition
    title: str
    day: str
    file: str


def page_file(number: int) -> str:
    """The name of a digest's page: the mail's web-version link ends with it."""
    return f"{file_stem(number)}.html"


def draw_page(
    newsletter: Newsletter,
    digest: Digest,
    template_dirs: Sequence[Path] = (),
    languages: Path | None = None,
    sizes: Mapping[str, ImageSize] | None = None,
) -> str:
    """The web version of `digest`: the mail without what is for its recipient, with a way to the index."""
    name = _MARKUP.sub(r"\\\1", newsletter.name)
    for_all = {
        "unsubscribe_url": None,
        "preferences_url": None,
        "archive_url": None,  # it names this page itself
        "footer": f"[{name}](<{newsletter.archive_url}>)" if newsletter.archive_url else name,
    }
    public = newsletter.model_copy(update=for_all)
    shown = digest.model_copy(update={"preheader": ""})
    return render_digest(public, shown, template_dirs=template_dirs, languages=languages, sizes=sizes).html


def draw_index(
    newsletter: Newsletter,
    digests: Sequence[Digest],
    template_dirs: Sequence[Path] = (),
    languages: Path | None = None,
) -> str:
    """The page that lists `digests`, in this order."""
    issues = [_issue(newsletter, digest, languages) for digest in digests]
    mail = issues[0].mail
    theme = find(newsletter.template, template_dirs).theme
    form = look(newsletter.brand, theme, mail)
    return _index_template().render(mail=mail, look=form, issues=issues, feed_file=FEED_FILE)


def draw_feed(newsletter: Newsletter, digests: Sequence[Digest], languages: Path | None = None) -> bytes:
    """An Atom feed (RFC 4287) of the first of `digests`, the newest first.

    Ids are made of the newsletter's name and the digest's number, so that an archive can move without everything in
    it being new again.
    """
    base = f"{newsletter.archive_url.rstrip('/')}/" if newsletter.archive_url else ""
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": newsletter.language})
    _add(feed, "id", _id(newsletter))
    _add(feed, "title", newsletter.name)
    if newsletter.tagline:
        _add(feed, "subtitle", newsletter.tagline)
    _add(feed, "updated", max(_moment(digest) for digest in digests).isoformat())
    _add(ElementTree.SubElement(feed, "author"), "name", newsletter.sender.name or newsletter.name)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base}{INDEX_FILE}")
    if base:
        _add(feed, "link", rel="self", type="application/atom+xml", href=f"{base}{FEED_FILE}")
    for digest in digests[:FEED_LENGTH]:
        issue = _issue(newsletter, digest, languages)
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", _id(newsletter, digest))
        _add(entry, "title", issue.title)
        _add(entry, "updated", _moment(digest).isoformat())
        _add(entry, "link", rel="alternate", type="text/html", href=f"{base}{issue.file}")
        _add(entry, "summary", digest.preheader or issue.mail.issue_line)
    ElementTree.indent(feed)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = text


def _id(newsletter: Newsletter, digest: Digest | None = None) -> str:
    return uuid5(NAMESPACE_URL, f"{newsletter.name}#{digest.number if digest else ''}").urn


def _moment(digest: Digest) -> datetime:
    """When the digest went out."""
    moment = digest.sent or datetime.combine(digest.date, time(12))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _issue(newsletter: Newsletter, digest: Digest, languages: Path | None) -> Issue:
    mail = edition(newsletter, digest, languages)
    return Issue(mail, digest.subject or mail.issue, digest.date.isoformat(), page_file(digest.number))


@cache
def _index_template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("archive.html.j2")
