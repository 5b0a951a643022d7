"""The lines above a copied article: label, title, byline, date, caption and standfirst, in any order."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from digest.collect.pages.labels import LABEL_LENGTH, PAIR, split_label
from digest.collect.pages.phrases import BYLINE, CREDIT, ROLE, SECTIONS, STAMP
from digest.collect.text.bylines import byline_of
from digest.collect.text.dates import read_date
from digest.model import clean_line, web_url

SENTENCE_END = re.compile(r"[.!?؟。！？…:][\"”’»'）)\]]*$")
"""How a sentence ends; a title, a caption or a heading mostly does not."""

_MENU_WORDS = 3
_ROLE_WORDS = 5
_MENU_LINES = 3
_YEAR = re.compile(r"(?:[12][0-9]{3}|[۱۲][۰-۹]{3}|[١٢][٠-٩]{3})")
_PARTS = re.compile(
    r",\s+(?=(?:modifié|mis à jour|updated|aktualisiert|actualizado)\b)|\s*[|•·–—]\s+|\s+[|•·–—]\s*|\s+-\s+|\s{3,}"
)
_COUNT = re.compile(r"[\d۰-۹٠-٩.,]+\s*(?:\w+\s*){0,2}")
_JOINTS = re.compile(r"\s*[|•·–—]\s+|,\s+")
_BARS = re.compile(r"\s*[|•·]\s*")
_DATE_PARTS = 4
_ADDRESS = re.compile(r"https?://\S+")
_CRUMB = re.compile(r"\s[›»>/]\s|\|")
_CALLED = re.compile(
    r"^(?:category|section|rubrik|rubrique|sección|دسته‌بندی|دسته بندی|القسم)\s?[:：]\s*", re.IGNORECASE
)
_SIGNED = re.compile(r"\s+(?:by|von|par|por)\s+(?P<name>\S.{0,60})$")
_PLACED = re.compile(r"\s+(?:in|for|at|from|aus|à|en)\s+(?=[A-ZÀ-ÖØ-Þ]).*$")
# Small words of names, and of those who stand for one ("our correspondent in Orm").
_SMALL = """
von van der den dem des de del della di da do dos du la le el al bin ibn bint ben ter ten zu zur y e et and und with
mit avec con in our staff reporter correspondent agencies
"""
_AMONG_NAMES = frozenset(_SMALL.split())
_NAME = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w.’'-]*(?:\s+(?:(?:de|da|di|von|van|der|den|la|le|bin|al)\s+)*[A-ZÀ-ÖØ-Þ][\w.’'-]*){1,3}"
)
_OUTLET = re.compile(
    r"\b(?:the|daily|news|post|times|gazette|herald|journal|tribune|press|agency|magazine|weekly|review|zeitung"
    r"|nachrichten|journal|presse|noticias|diario|staff|desk|wire|radio|tv|\w*funk)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(r"(?P<name>(?!\w+:)[^\W\d_][^\d,،:.!?]{3,40})[,،] (?P<role>[^\d.!?,،]{4,50})")
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
    language: str | None = None

    def date_in(self, line: str) -> datetime | None:
        """The moment on a line that is a date and little else; None for other lines."""
        return date_in(line, self.language)


def read_head(lines: list[str], language: str | None = None, body: str = "") -> Head:
    """What the lines above the `body` say; `language` is the page's."""
    head = Head(language=language)
    kept: list[str] = []
    above_byline: int | None = None
    for at, line in enumerate(lines):
        if at and not head.byline and _is_name_alone(line) and _is_beside_date_or_role(lines, at):
            head.byline = byline_of([line])
        elif at and head.byline and _is_role(line):
            continue
        elif not _taken(line, head):
            kept.append(line)
        elif head.byline and above_byline is None:
            above_byline = len(kept)
    _read_title(kept, head, is_signed=above_byline == 1, body=body)
    head.caption = _credited(head.rest)
    for line in head.rest:
        if not head.caption and not SENTENCE_END.search(line):
            head.caption = line
        elif line != head.caption:
            head.standfirst = head.standfirst or line
    return head


def _credited(lines: list[str]) -> str:
    """The line that has a photographer's name; of a name on a line by itself the line before; or empty."""
    at = next((at for at, line in enumerate(lines) if CREDIT.search(line)), None)
    if at is None:
        return ""
    is_alone = CREDIT.match(lines[at]) is not None and at > 0 and not SENTENCE_END.search(lines[at - 1])
    return lines[at - 1] if is_alone else lines[at]


def _is_name_alone(line: str) -> bool:
    """Whether a line is a person's name and nothing else; where letters have no case, one of two words."""
    words = line.split()
    if (
        any(one.search(line) for one in (SECTIONS, _OUTLET, ROLE))
        or byline_in(line)
        or not all(map(str.isalpha, words))
    ):
        return False
    return _NAME.fullmatch(line) is not None or (len(words) == 2 and line.upper() == line.lower())


def _is_beside_date_or_role(lines: list[str], at: int) -> bool:
    before, after = lines[max(0, at - 1) : at], lines[at + 1 : at + 2]
    return any(map(looks_dated, (*before, *after))) or any(map(_is_role, after))


def _is_role(line: str) -> bool:
    """Whether a line says what somebody is at the paper, and nothing else."""
    return (
        len(line.split()) <= _ROLE_WORDS and ROLE.search(line) is not None and not SENTENCE_END.search(line)
    )


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
        dates = [head.date_in(part) for part in (*parts, line.rpartition(name)[2])]
        head.published = head.published or next(filter(None, dates), None)
        return True
    if _is_named_date(parts, head) or _is_signed_date(line, head):
        return True
    if len(parts) > 1 and (moment := head.date_in(parts[0])) and all(map(_is_beside_a_date, parts[1:])):
        head.published = head.published or moment
        return True
    if len(line) < 100 and looks_dated(line) and (moment := head.date_in(line)):
        head.published = head.published or moment
        return True
    return looks_dated(line) and all(looks_dated(part) or _COUNT.fullmatch(part) for part in parts)


def _is_beside_a_date(part: str) -> bool:
    return len(part) < LABEL_LENGTH and (STAMP.match(part) is not None or _COUNT.fullmatch(part) is not None)


def _is_named_date(parts: list[str], head: Head) -> bool:
    """Whether a line is a name, of a person or of an outlet, and beside it the date ("Ida Vance · 17 Nov 2026")."""
    moment = next(filter(None, map(head.date_in, parts[1:])), None)
    if moment is None or not _NAME.fullmatch(parts[0]):
        return False
    if _OUTLET.search(parts[0]):
        head.site = head.site or parts[0]
    else:
        head.byline = head.byline or parts[0]
    head.published = head.published or moment
    return True


def _is_signed_date(line: str, head: Head) -> bool:
    """Whether a line is a date with a name after it ("Posted on November 17, 2026 by Ida Vance")."""
    signed = _SIGNED.search(line)
    moment = head.date_in(line[: signed.start()]) if signed else None
    if signed is None or moment is None:
        return False
    head.byline = head.byline or byline_in(f"By {signed['name']}")
    head.published = head.published or moment
    return True


def byline_in(line: str) -> str:
    """The name on a line that says who wrote the article; empty where the line is another."""
    first = _PARTS.split(line)[0]
    found = BYLINE.match(first)
    named = None if found else _TITLED.fullmatch(first)
    if named and ROLE.search(named["role"]):
        return byline_of([named["name"]]) if _is_named(named["name"]) else ""
    if not found:
        return ""
    name = re.split(r",\s*(?=(?:[^\W\d_]+\.?\s+)?[\d۰-۹])|\s+(?:on|am|le|el)\s+(?=\d)", found.group("name"))[
        0
    ].strip(" ,;")
    name = _PLACED.sub("", name)
    names, _, outlet = name.rpartition(", ")
    name = names if names and (_OUTLET.search(outlet) or ROLE.search(outlet)) else name
    if len(name.split()) > 10 or (re.search(r"[.!?؟。]$", name) and len(name.split()) > 4):
        return ""
    return byline_of([name]) if _is_named(name) else ""


def _is_named(words: str) -> bool:
    """Whether these are names, where letters have case: "Por qué el faro se apagó" says who wrote nothing."""
    cased = [word for word in words.split() if word[0].lower() != word[0].upper()]
    small = [word for word in cased if word[0].islower() and word.casefold() not in _AMONG_NAMES]
    if not cased:
        return True
    return any(word[0].isupper() for word in cased) and cased[0] not in small and 2 * len(small) <= len(cased)


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


def date_in(line: str, language: str | None = None) -> datetime | None:
    """The moment on a line that is a date and little else; None for other lines."""
    return read_date(STAMP.sub("", line), language=language) if looks_dated(line) else None


def date_beside(line: str, language: str | None = None) -> datetime | None:
    """The moment on a line that is a date, has one between bars or dots, or says who wrote the article and when;
    None for other lines.
    """
    if moment := date_in(line, language):
        return moment
    parts = [*_BARS.split(line)[:_DATE_PARTS], *_PARTS.split(line)[:_DATE_PARTS]]
    if byline_in(line) or signature_in(line):
        after = _JOINTS.split(line)[1:]
        parts += [", ".join(after[at:]) for at in range(min(len(after), _DATE_PARTS))]
    return next(filter(None, (date_in(part, language) for part in dict.fromkeys(parts))), None)


def name_beside(line: str) -> str:
    """The name on a line that says who wrote the article, or signs or dates it ("Ida Vance | 9 May 2026")."""
    if name := byline_in(line) or signature_in(line):
        return name
    first, *others = _BARS.split(line)
    is_named = _NAME.fullmatch(first) is not None and any(map(date_in, others))
    return byline_of([first]) if is_named and not _OUTLET.search(first) else ""


def _read_title(lines: list[str], head: Head, *, is_signed: bool, body: str) -> None:
    """The title among the lines of the head: the one that is there twice, else the first that is no label.

    `is_signed`: the byline comes right after the first line, which then may be a title, short as a label.
    """
    while len(lines) > 1 and _is_outlet(lines[0]):
        head.site, lines = head.site or lines[0], lines[1:]
    doubled = _doubled(lines)
    if doubled is not None:
        last = max(doubled.lines)
        above = [line for at, line in enumerate(lines) if at < min(doubled.lines)]
        head.title, head.site = doubled.title, doubled.site or head.site
        head.label = doubled.label or next(reversed(above), "")
        used = doubled.lines | set(range(last))
    elif lines:
        lines = _without_menu(lines)
        is_title = len(lines) == 1 or CREDIT.search(lines[1]) or (is_signed and _is_said(lines[0]))
        last = 1 if _is_label(lines[0]) and not is_title else 0
        if last and len(lines) > 2 and _is_topic(lines[1]):
            last = 2
        head.label, head.title = split_label(lines[last], body)
        head.label = head.label or (lines[last - 1] if last else "")
        used = set(range(last + 1))
    else:
        return
    head.title = clean_line(head.title)
    head.label = clean_line(_CRUMB.split(_CALLED.sub("", head.label).strip(" /›»>|:"))[-1])
    head.rest = [
        line for at, line in enumerate(lines) if at not in used and _alike(line) != _alike(head.title)
    ]


def _is_outlet(line: str) -> bool:
    """Whether a line is the paper's own name ("The Harbour Post") and no section's ("Harbour News")."""
    words = line.split()
    named = 1 < len(words) <= 4 and _OUTLET.fullmatch(words[-1]) and not any(map(str.islower, words))
    return bool(named) and not SECTIONS.search(line)


def _without_menu(lines: list[str]) -> list[str]:
    """The lines without a menu above them: several short ones before the first that can be a headline."""
    first = next((at for at, line in enumerate(lines) if len(line.split()) > _MENU_WORDS), 0)
    return lines[first - 1 :] if first >= _MENU_LINES else lines


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
    if whole.endswith(part) and len(line) - len(title) <= LABEL_LENGTH:
        return _Doubled(title, set(), label=line[: -len(title)])
    tail = line[len(title) :]
    if whole.startswith(part) and re.match(r"\s+[|–—·•-]\s+\S.{1,50}$", tail):
        return _Doubled(title, set(), site=tail.strip(" |–—·•-"))
    return None


def _twice_in(line: str) -> re.Match[str] | None:
    """A line that ends with the same words twice."""
    return _TWICE.fullmatch(line) if 16 < len(line) < 500 else None


def _is_topic(line: str) -> bool:
    """Whether a line under a label is another one, narrower, and no title."""
    return len(line.split()) == 1 and not SENTENCE_END.search(line.rstrip(":"))


def _is_said(line: str) -> bool:
    """Whether a short line says something ("Ferry gone") rather than names a section ("Coast News")."""
    words = line.split()
    return len(words) > 1 and words[-1].islower() and not SECTIONS.search(line)


def _is_label(line: str) -> bool:
    words = line.split()
    if len(line) > LABEL_LENGTH or SENTENCE_END.search(line.rstrip(":")) or len(words) > 6:
        return False
    return (
        len(words) <= 2
        or (len(words) <= 4 and (line.isupper() or SECTIONS.search(line) is not None))
        or _CRUMB.search(line) is not None
        or PAIR.fullmatch(line) is not None
    )
