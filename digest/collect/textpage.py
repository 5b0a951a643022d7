"""A page's text as a person copies it: the article out of its label, caption, byline and teasers.

The shape, not the words, decides: a head of short lines (a section label, perhaps run together with the
title; the title, often twice; a caption; a byline; a date), a body of sentences, then headings with
headlines and cut-off blurbs under them. Any part may be missing, and the head's lines stand in any order.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

from digest.collect.dates import read_date
from digest.collect.entries import byline_of
from digest.collect.page import Page
from digest.collect.phrases import BYLINE, CREDIT, FOOTER, GROUPS, NOISE, OPEN_GROUPS, SECTIONS, STAMP, folded
from digest.collect.teasers import read_teasers
from digest.collect.words import blurb_of, guess_language, reading_minutes
from digest.model import Article, DeskError, clean_line, clean_prose, web_url

_HEAD = 14  # blocks in which the title, the byline and the rest of the head are looked for
_SENTENCE = re.compile(r"[.!?؟。！？…:][\"”’»'）)\]]*$")
_YEAR = re.compile(r"(?:[12][0-9]{3}|[۱۲][۰-۹]{3}|[١٢][٠-٩]{3})")
_PARTS = re.compile(r"\s*[|•·–—]\s+|\s+[|•·–—]\s*|\s{3,}")
_COUNT = re.compile(r"[\d۰-۹٠-٩.,]+\s*(?:\w+\s*){0,2}")
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(slots=True)
class _Head:
    """What the lines above the body said."""

    title: str = ""
    label: str = ""
    site: str = ""
    byline: str = ""
    published: datetime | None = None
    caption: str = ""
    standfirst: str = ""
    url: str | None = None
    rest: list[str] = field(default_factory=list)


def parse_text_page(text: str, url: str | None = None) -> Page:
    """The article and the teasers of a page's plain text; `url` is where it came from, if that is known.

    Raises DeskError when there are no words in it.
    """
    blocks = [block for block in _blocks(clean_prose(text)) if not _is_noise(block)]
    if not blocks:
        raise DeskError("The text has no article in it; paste the page's words, headline first.")
    main, groups = _split_groups(blocks)
    start = _body_start(main)
    head = _read_head(main[:start])
    body = _body(main[start:], head)
    teasers = [teaser for heading, lines in groups for teaser in read_teasers(heading, lines)]
    return Page(_article(head, body, url), teasers)


def _article(head: _Head, body: list[str], url: str | None) -> Article:
    text = "\n\n".join(body)
    title = head.title or blurb_of(text, 90)
    return Article(
        url=url or head.url,
        title=title,
        byline=head.byline,
        site=head.site,
        section_label=head.label,
        published=head.published,
        language=guess_language(f"{title}\n{text}"),
        blurb=blurb_of(head.standfirst or text),
        text=text,
        caption=head.caption,
        minutes=reading_minutes(text),
    )


def _blocks(text: str) -> list[str]:
    """The text's paragraphs: each line is one, but for paragraphs that were wrapped to a width."""
    blocks: list[str] = []
    for part in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        if _is_wrapped(lines):
            blocks.append(" ".join(lines))
        else:
            blocks += lines
    return blocks


def _is_wrapped(lines: list[str]) -> bool:
    if len(lines) < 2:
        return False
    *full, _ = lines
    longest = max(map(len, lines))
    inner_ends = sum(_SENTENCE.search(line) is not None for line in full)
    return (
        40 <= longest <= 110
        and all(len(line) > longest * 0.7 for line in full)
        and inner_ends * 3 <= len(full) + 1
    )


def _is_noise(block: str) -> bool:
    return len(block) < 60 and (folded(block) in NOISE or not any(char.isalnum() for char in block))


# The groups of teasers.


def heading_of(block: str) -> str | None:
    """The heading that a line is, when it is one and nothing else; of two run together, the first."""
    if len(block) > 80:
        return None
    line = folded(block)
    if line in GROUPS:
        return block.strip(" :»›>–—-")
    if OPEN_GROUPS.fullmatch(line) and not _SENTENCE.search(block):
        return block.strip(" :»›>")
    for at in range(4, len(block) - 3):
        # "You might also likeRELATED": two headings with nothing between them
        if folded(block[:at]) in GROUPS and folded(block[at:]) in GROUPS | NOISE and block[at - 1] != " ":
            return block[:at].strip()
    return None


def _split_groups(blocks: list[str]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """The article's blocks, and the blocks under each heading that follows them."""
    main: list[str] = []
    groups: list[tuple[str, list[str]]] = []
    for block in blocks:
        if FOOTER.match(block) and (groups or len(main) > 3):
            break
        heading = heading_of(block)
        if heading and _has_body(main):
            groups.append((heading, []))
        elif groups and not _resumes(groups[-1][1], block):
            groups[-1][1].append(block)
        elif groups:
            # An inset in the middle of the article: its teasers are read, and the body goes on.
            main.append(block)
            groups.append(("", []))
        else:
            main.append(block)
    return main, [(heading, lines) for heading, lines in groups if heading]


def _has_body(main: list[str]) -> bool:
    return any(_is_prose(block) for block in main[1:])


def _resumes(teasers: list[str], block: str) -> bool:
    """Whether the article goes on after an inset of teasers: with a paragraph too long for a blurb."""
    return len(teasers) != 1 and _is_prose(block) and len(block) > 280 and not block.endswith(("...", "…"))


# The head.


def _is_prose(block: str) -> bool:
    """Whether a block reads like a paragraph: long, and ended like a sentence."""
    wide = sum(ord(char) > 0x2E80 for char in block)
    return (
        _SENTENCE.search(block) is not None and len(block) + 2 * wide >= 80 and not CREDIT.search(block[-60:])
    )


def _body_start(main: list[str]) -> int:
    """Where the body begins: at the first paragraph, but after the byline and the date where they come later."""
    first = next((at for at, block in enumerate(main) if at and _is_prose(block)), len(main))
    if first == len(main) and len(main) > 1:
        first = 1 if len(main) == 2 else first
    start = first
    for at in range(first, min(first + 3, len(main), _HEAD)):
        if _byline(main[at]) or _date(main[at]):
            start = at + 1
    # A short first sentence right after the byline is the body's, not the head's.
    while start > 1 and _SENTENCE.search(main[start - 1]) and _is_after_byline(main, start - 1):
        start -= 1
    return start


def _is_after_byline(main: list[str], at: int) -> bool:
    block = main[at]
    if _byline(block) or _date(block) or CREDIT.search(block):
        return False
    return any(_byline(earlier) for earlier in main[:at])


def _read_head(lines: list[str]) -> _Head:
    head = _Head()
    kept = [line for line in lines if not _taken(line, head)]
    _read_title(kept, head)
    for line in head.rest:
        if CREDIT.search(line) or not _SENTENCE.search(line):
            head.caption = head.caption or line
        else:
            head.standfirst = head.standfirst or line
    return head


def _taken(line: str, head: _Head) -> bool:
    """Whether a line is a byline, a date, an address or a counter, which is then noted."""
    if _ADDRESS.fullmatch(line):
        try:
            head.url = head.url or web_url(line)
        except ValueError:
            return False
        return True
    parts = _PARTS.split(line)
    if (name := _byline(line)) and not head.byline:
        head.byline = name
        dates = [_date(part) for part in (*parts, line.rpartition(name)[2])]
        head.published = head.published or next(filter(None, dates), None)
        return True
    if len(line) < 100 and _looks_dated(line) and (moment := _date(line)):
        head.published = head.published or moment
        return True
    return _looks_dated(line) and all(_looks_dated(part) or _COUNT.fullmatch(part) for part in parts)


def _byline(line: str) -> str:
    """The name on a line that says who wrote the article; empty where the line is another."""
    found = BYLINE.match(_PARTS.split(line)[0])
    if not found:
        return ""
    name = re.split(r",\s*(?=[\d۰-۹])|\s+(?:on|am|le|el)\s+(?=\d)", found.group("name"))[0].strip(" ,;")
    if len(name.split()) > 10 or (re.search(r"[.!?؟。]$", name) and len(name.split()) > 4):
        return ""
    if name.isascii() and not any(word[0].isupper() for word in name.split()):
        return ""
    return byline_of([name])


def _looks_dated(line: str) -> bool:
    return len(line) <= 70 and _YEAR.search(line) is not None and _is_stamp(line)


def _is_stamp(line: str) -> bool:
    """A date has few words beside its numbers, or says that it is one."""
    return STAMP.match(line) is not None or len(re.findall(r"[^\W\d_]{2,}", line)) <= 4


def _date(line: str) -> datetime | None:
    return read_date(STAMP.sub("", line)) if _looks_dated(line) else None


def _read_title(lines: list[str], head: _Head) -> None:
    """The title among the lines of the head: the one that is there twice, else the first that is no label."""
    doubled = _doubled(lines)
    if doubled is not None:
        head.title, head.label, head.site, used = doubled
        above = [line for at, line in enumerate(lines) if at not in used and at < min(used)]
        head.label = head.label or next((line for line in above if _is_label(line)), "")
        used |= {at for at, line in enumerate(lines) if line in above and _is_label(line)}
    elif lines:
        at = 1 if len(lines) > 1 and _is_label(lines[0]) and not _is_prose(lines[1]) else 0
        head.title, used = lines[at], set(range(at + 1))
        head.label = lines[0] if at else ""
    else:
        used = set()
    head.title, head.label = clean_line(head.title), clean_line(head.label.strip(" /›»>|:"))
    if re.search(r"\s[›»>/]\s", head.label):
        head.label = re.split(r"\s[›»>/]\s", head.label)[-1]
    head.rest = [line for at, line in enumerate(lines) if at not in used]


def _doubled(lines: list[str]) -> tuple[str, str, str, set[int]] | None:
    """Title, label, site and the lines they were on, where one line holds another whole."""
    for at, line in enumerate(lines):
        for other, title in enumerate(lines):
            if other == at or len(title) < 8 or (len(title) < 16 and len(title.split()) < 2):
                continue
            if line == title and other > at:
                return title, "", "", _all_of(lines, title) | {at}
            if line.endswith(title) and line != title and len(line) - len(title) <= 60:
                return title, line.removesuffix(title), "", _all_of(lines, title) | {at}
            tail = line.removeprefix(title)
            if tail != line and re.match(r"\s+[|–—·•-]\s+\S.{1,50}$", tail):
                return title, "", tail.strip(" |–—·•-"), _all_of(lines, title) | {at}
    return None


def _all_of(lines: list[str], title: str) -> set[int]:
    return {at for at, line in enumerate(lines) if line == title}


def _is_label(line: str) -> bool:
    words = line.split()
    if len(line) > 50 or _SENTENCE.search(line.rstrip(":")) or len(words) > 6:
        return False
    return (
        len(words) <= 2
        or (len(words) <= 4 and (line.isupper() or SECTIONS.search(line) is not None))
        or re.search(r"\s[›»>/]\s", line) is not None
    )


# The body.


def _body(blocks: list[str], head: _Head) -> list[str]:
    seen = {folded(part) for part in (head.title, head.caption) if part}
    body = [block for block in blocks if folded(block) not in seen]
    captions = [block for block in body if len(block) < 200 and CREDIT.search(block) and not _is_prose(block)]
    for block in captions:
        head.caption = head.caption or block
        body.remove(block)
    while body and _ends_beside(body[-1], head):
        body.pop()
    return body


def _ends_beside(block: str, head: _Head) -> bool:
    """Whether the last line is a byline, a date or a list of tags rather than a part of the text."""
    if name := _byline(block):
        head.byline = head.byline or name
        return True
    if moment := _date(block):
        head.published = head.published or moment
        return True
    return (
        re.match(
            r"(?:tags?|topics?|schlagwörter|themen|mots-clés|etiquetas|برچسب‌ها|الوسوم)\s*:",
            block,
            re.IGNORECASE,
        )
        is not None
    )
