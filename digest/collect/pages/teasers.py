"""Headlines and blurbs under a heading, out of the lines of a copied page."""

import re
from collections import Counter

from digest.collect.pages.phrases import BYLINE, FOOT, NOISE, STAMP, folded
from digest.model import Teaser, web_url

_CUT = ("...", "…", "[…]", "[...]", "…»")
_SENTENCE = re.compile(r"[.!?؟。！？][\"”’»'）)\]]*$")
_STAMP = re.compile(
    r"(?:.{0,30}\b(?:ago|min read|minutes?|hours?|reading time|lesezeit|min\.?|vor \d+.*|il y a .*"
    r"|hace .*)\b.{0,20})|(?:پیش|قبل|منذ).{0,25}|.{0,25}(?:پیش|قبل)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?=.*(?:[12][0-9]{3}|[۱۲][۰-۹]{3}|[١٢][٠-٩]{3}|\d{1,2}:\d\d))(?:[^\W\d_]+[.,]?\s+){0,3}[\d۰-۹٠-٩].{0,30}"
)
_NUMBER = re.compile(r"#?[\d۰-۹٠-٩]{1,3}[.)]?")
_BULLET = re.compile(r"^(?:[•‣▪●◦*–—-]|[\d۰-۹٠-٩]{1,2}[.)])\s+")
_ADDRESS = re.compile(r"https?://\S+")
_LONGEST_TITLE = 220
_LONGEST_OUTLET = 40


def read_teasers(group: str, lines: list[str]) -> list[Teaser]:
    """The teasers among the lines that stood under the heading `group`, each headline with its blurb."""
    found: list[Teaser] = []
    kept = _without_outlets([_BULLET.sub("", line) for line in lines if not _is_beside(line)])
    for at, line in enumerate(kept):
        last = found[-1] if found else None
        if _ADDRESS.fullmatch(line):
            if last and not last.url:
                last.url = _web(line)
        elif last and not last.blurb and _is_blurb(line, last.title, kept[at + 1 : at + 2]):
            last.blurb = line
        elif len(line) <= _LONGEST_TITLE and not line.endswith(_CUT):
            found.append(Teaser(title=line, group=group))
    return found


def _without_outlets(lines: list[str]) -> list[str]:
    """The lines without what stands beside several headlines, such as an outlet's name; a headline that a picture's
    text doubles is there once.
    """
    once = [line for line, before in zip(lines, ["", *lines], strict=False) if line != before]
    times = Counter(once)
    return [line for line in once if len(line) > _LONGEST_OUTLET or times[line] == 1]


def _is_beside(line: str) -> bool:
    """Dates, bylines, counters and buttons between the headlines."""
    if len(line) > 80:
        return False
    by = BYLINE.match(line)
    moment = STAMP.sub("", line)
    return bool(
        folded(line) in NOISE
        or folded(line) in FOOT
        or _NUMBER.fullmatch(line)
        or (_DATE.fullmatch(moment) and len(moment) < 45)
        or (_STAMP.fullmatch(line) and len(line) < 40)
        or (by and len(line.split()) <= 6)
    )


def _is_blurb(line: str, title: str, following: list[str]) -> bool:
    if line.endswith(_CUT):
        return True
    if len(line) > _LONGEST_TITLE:
        return True
    if following and following[0].endswith(_CUT):
        return False  # the next line is this headline's blurb
    return (_SENTENCE.search(line) is not None and line[-1] not in "?!؟") or len(line) > 2 * len(title) + 40


def _web(text: str) -> str | None:
    try:
        return web_url(text)
    except ValueError:
        return None
