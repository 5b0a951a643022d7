"""The lines above a copied article: label, title, byline, date, caption and standfirst, in any order."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from digest.collect.dates import read_date
from digest.collect.entries import byline_of
from digest.collect.phrases import BYLINE, CREDIT, SECTIONS, STAMP
from digest.model import clean_line, web_url

SENTENCE_END = re.compile(r"[.!?؟。！？…:][\"”’»'）)\]]*$")
"""How a sentence ends; a title, a caption or a heading mostly does not."""

_LABEL_LENGTH = 60
_YEAR = re.compile(r"(?:[12][0-9]{3}|[۱۲][۰-۹]{3}|[١٢][٠-٩]{3})")
_PARTS = re.compile(r"\s*[|•·–—]\s+|\s+[|•·–—]\s*|\s{3,}")
_COUNT = re.compile(r"[\d۰-۹٠-٩.,]+\s*(?:\w+\s*){0,2}")
_ADDRESS = re.compile(r"https?://\S+")
_CRUMB = re.compile(r"\s[›»>/]\s")
_TWICE = re.compile(r"(?P<label>.{0,60}?)(?P<title>\S.{7,}?)\s*(?P=title)")


@dataclass(slots=True)
class Head:
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


def read_head(lines: list[str]) -> Head:
    """What the lines above the body say."""
    head = Head()
    kept = [line for line in lines if not _taken(line, head)]
    _read_title(kept, head)
    for line in head.rest:
        if CREDIT.search(line) or not SENTENCE_END.search(line):
            head.caption = head.caption or line
        else:
            head.standfirst = head.standfirst or line
    return head


def _taken(line: str, head: Head) -> bool:
    """Whether a line is a byline, a date, an address or a counter, which is then noted."""
    if _ADDRESS.fullmatch(line):
        try:
            head.url = head.url or web_url(line)
        except ValueError:
            return False
        return True
    parts = _PARTS.split(line)
    if (name := byline_in(line)) and not head.byline:
        head.byline = name
        dates = [date_in(part) for part in (*parts, line.rpartition(name)[2])]
        head.published = head.published or next(filter(None, dates), None)
        return True
    if len(line) < 100 and looks_dated(line) and (moment := date_in(line)):
        head.published = head.published or moment
        return True
    return looks_dated(line) and all(looks_dated(part) or _COUNT.fullmatch(part) for part in parts)


def byline_in(line: str) -> str:
    """The name on a line that says who wrote the article; empty where the line is another."""
    found = BYLINE.match(_PARTS.split(line)[0])
    if not found:
        return ""
    name = re.split(r",\s*(?=(?:[^\W\d_]+\.?\s+)?[\d۰-۹])|\s+(?:on|am|le|el)\s+(?=\d)", found.group("name"))[
        0
    ].strip(" ,;")
    if len(name.split()) > 10 or (re.search(r"[.!?؟。]$", name) and len(name.split()) > 4):
        return ""
    if name.isascii() and not any(word[0].isupper() for word in name.split()):
        return ""
    return byline_of([name])


def signature_in(line: str) -> str:
    """The name on a line that signs and dates an article ("— Ida Vance, 9 May 2026"); empty for other lines."""
    name, _, day = line.strip(" —–-").partition(",")
    named = 1 < len(name.split()) <= 4 and name[:1].isupper() and not any(char.isdigit() for char in name)
    return byline_of([name]) if named and date_in(day.strip()) else ""


def looks_dated(line: str) -> bool:
    """Whether a line is a date and little else."""
    return len(line) <= 70 and _YEAR.search(line) is not None and _is_stamp(line)


def _is_stamp(line: str) -> bool:
    """A date has few words beside its numbers, or says that it is one."""
    return STAMP.match(line) is not None or len(re.findall(r"[^\W\d_]{2,}", line)) <= 4


def date_in(line: str) -> datetime | None:
    """The moment on a line that is a date and little else; None for other lines."""
    return read_date(STAMP.sub("", line)) if looks_dated(line) else None


def _read_title(lines: list[str], head: Head) -> None:
    """The title among the lines of the head: the one that is there twice, else the first that is no label."""
    doubled = _doubled(lines)
    if doubled is not None:
        last = max(doubled.lines)
        above = [line for at, line in enumerate(lines) if at < min(doubled.lines)]
        head.title, head.site = doubled.title, doubled.site
        head.label = doubled.label or next(reversed(above), "")
        used = doubled.lines | set(range(last))
    elif lines:
        last = 1 if len(lines) > 1 and _is_label(lines[0]) else 0
        head.label, head.title = _split_label(lines[last])
        head.label = head.label or (lines[0] if last else "")
        used = set(range(last + 1))
    else:
        return
    head.title = clean_line(head.title)
    head.label = clean_line(_CRUMB.split(head.label.strip(" /›»>|:"))[-1])
    head.rest = [line for at, line in enumerate(lines) if at not in used]


@dataclass(slots=True)
class _Doubled:
    """A title that stands twice, what was run together with it, and the lines it was on."""

    title: str
    lines: set[int]
    label: str = ""
    site: str = ""


def _doubled(lines: list[str]) -> _Doubled | None:
    """The title that one line holds twice, or that one line has whole and another too.

    Only short lines (a site's name, a section) may stand above it: a caption that is there twice is no title.
    """
    for at, line in enumerate(lines):
        if found := _twice_in(line):
            return _Doubled(found.group("title"), {at}, label=found.group("label"))
        for other, title in enumerate(lines):
            if other != at and (len(title) >= 16 or (len(title) >= 8 and " " in title)):
                found_in = _held(line, title)
                if found_in is not None:
                    found_in.lines |= {
                        at,
                        *(k for k, one in enumerate(lines) if _alike(one) == _alike(title)),
                    }
                    return found_in
        if not _is_label(line):
            return None
    return None


def _alike(text: str) -> str:
    return text.lower().replace("’", "'").replace("‘", "'")


def _held(line: str, title: str) -> _Doubled | None:
    """The title in a line that has it whole: alone, after a label, or before the site's name."""
    whole, part = _alike(line), _alike(title)
    if whole == part:
        return _Doubled(line, set())
    if whole.endswith(part) and len(line) - len(title) <= _LABEL_LENGTH:
        return _Doubled(title, set(), label=line[: -len(title)])
    tail = line[len(title) :]
    if whole.startswith(part) and re.match(r"\s+[|–—·•-]\s+\S.{1,50}$", tail):
        return _Doubled(title, set(), site=tail.strip(" |–—·•-"))
    return None


def _twice_in(line: str) -> re.Match[str] | None:
    """A line that ends with the same words twice."""
    return _TWICE.fullmatch(line) if 16 < len(line) < 500 else None


def _split_label(line: str) -> tuple[str, str]:
    """A section's name and the title that it is run together with ("Coast NewsLast ferry leaves")."""
    for found in re.finditer(r"(?<=[^\W\d_])(?=[A-ZÀ-ÖØ-Þ][^\W\d_]*\s)", line[:_LABEL_LENGTH]):
        label, title = line[: found.start()], line[found.start() :]
        if label[-1].islower() and SECTIONS.search(label.split()[-1]) and len(title) >= 12:
            return label, title
    return "", line


def _is_label(line: str) -> bool:
    words = line.split()
    if len(line) > _LABEL_LENGTH or SENTENCE_END.search(line.rstrip(":")) or len(words) > 6:
        return False
    return (
        len(words) <= 2
        or (len(words) <= 4 and (line.isupper() or SECTIONS.search(line) is not None))
        or _CRUMB.search(line) is not None
    )
