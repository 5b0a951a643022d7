"""From what a feed says of an entry to an Article; the same for every kind of feed."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin

from lxml import etree

from digest.collect.addresses.canonical import address_code, article_url, is_detour
from digest.collect.feeds.parse import Entry, entry_key, title_for
from digest.collect.text.html import escaped_html, html_to_text, parse_body, tree_to_text
from digest.collect.text.linked import take_out, without_marks
from digest.collect.text.pictures import Picture, first_picture, placed
from digest.collect.text.words import blurb_of, reading_minutes
from digest.model import Article, clean_prose

_STUB = 600  # characters: a description shorter than this, alone, is a blurb and not the text
_CREDITED = "appeared first on"
# What WordPress adds to each entry.
_CREDIT = re.compile(r"\n*The post .{1,300} appeared first on .{1,200}\.\s*$")
_MORE = re.compile(
    r"\s*(?:\[(?:…|\.\.\.|&hellip;)\]|\(?(?:Continue reading|Read more|Weiterlesen|Lire la suite|Leer más)\b"
    r"[^.\n]{0,120}(?:\.\.\.)?\)?|(?:ادامه مطلب|اقرأ المزيد)\W*)\s*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Raw:
    """An entry as the feed has it: `title`, `outlet` (who published it, where the feed has it from elsewhere) and
    `byline` are text already, bodies and addresses are as they came.
    """

    guid: str = ""
    link: str = ""
    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: datetime | None = None
    language: str | None = None
    summary: str = ""
    content: str = ""
    summary_is_html: bool = True
    content_is_html: bool = True
    base: str = ""
    pictures: list[Picture] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether the entry says anything at all."""
        return bool(self.title or self.link or self.summary or self.content)


def article_entry(raw: Raw, site: str, base: str) -> Entry:
    """The entry and its article. `site` is the feed's title, `base` what relative addresses are relative to.

    A feed that gathers from many says whose an entry is, and often behind its title too.
    """
    link = _address(raw.link, base)
    has_own_base = raw.base not in ("", base)
    base = raw.base or base
    content, content_tree = _text(raw.content, raw.content_is_html, base)
    marked, summary_tree = _text(raw.summary, raw.summary_is_html, base)
    summary = _without_credit(without_marks(marked))
    text, links = take_out(content or (marked if len(summary) > _STUB else ""), link)
    text = _without_credit(text)
    picture = _picture(raw, base if has_own_base else link or base, [content_tree, summary_tree])
    title = title_for(_without_outlet(raw.title, raw.outlet), text or summary, link)
    is_clean = bool(links)  # their places are those in this very text
    article = Article(
        url=link,
        title=title,
        byline=raw.byline,
        site=raw.outlet or site,
        published=raw.published,
        language=raw.language,
        blurb=blurb_of(_MORE.sub("", summary[: _STUB * 4]) or text),
        text="" if is_clean else text,
        image_url=picture.url if picture else None,
        image_alt=picture.alt if picture else "",
        minutes=reading_minutes(text),
    )
    if is_clean:
        article.text = text
    return Entry(
        entry_key(raw.guid, link, raw.title, raw.content or raw.summary),
        article,
        partial=not content,
        image_size=picture.size if picture else None,
        address=address_code(link) if link else None,
        is_detour=link is not None and is_detour(link),
        links=[one for one in links if one.end <= len(text)],
    )


def _address(link: str, base: str) -> str | None:
    """Where an entry leads. What begins with `www.` lacks its scheme, and is no file beside the feed."""
    if not link:
        return None
    beside = urljoin(base, "www.")
    return article_url(f"https://www.{link[len(beside) :]}" if link.startswith(beside) else link, base)


def _text(body: str, is_html: bool, base: str) -> tuple[str, etree._Element | None]:
    """A body's words, its links marked, and its tree, where it has one."""
    if not body:
        return "", None
    if not is_html:
        return clean_prose(body), None
    body = escaped_html(body) or body
    tree = parse_body(body) if "<" in body else None
    return (tree_to_text(tree, base) if tree is not None else "") or html_to_text(body), tree


def _without_outlet(title: str, outlet: str) -> str:
    said, _, name = title.rpartition(" - ")
    return said.rstrip() if outlet and name.casefold() == outlet.casefold() else title


def _without_credit(text: str) -> str:
    return _CREDIT.sub("", text).rstrip() if _CREDITED in text[-1600:] else text


def _picture(raw: Raw, base: str, trees: list[etree._Element | None]) -> Picture | None:
    for found in raw.pictures:
        if picture := placed(found, base):
            return picture
    for tree in trees:
        if tree is not None and (picture := first_picture(tree, base)):
            return picture
    return None
