"""A page's text as a person copies it: the article out of its label, caption, byline and teasers.

The shape, not the words, decides: a head of short lines (a section label, perhaps run together with the
title; the title, often twice; a caption; a byline; a date), a body of sentences, then headings with
headlines and cut-off blurbs under them. Any part may be missing, and the head's lines stand in any order.
"""

import re

from digest.collect.pages.headings import heading_of
from digest.collect.pages.page import Page
from digest.collect.pages.phrases import ASIDES, CREDIT, FOOTER, NOTE, folded
from digest.collect.pages.teasers import read_teasers
from digest.collect.pages.texthead import SENTENCE_END, Head, byline_in, date_in, read_head
from digest.collect.pages.textnoise import begins_comments, is_noise, is_repeated, pointer_in
from digest.collect.text.words import blurb_of, guess_language, reading_minutes
from digest.model import Article, DeskError, clean_prose

_TAGS = re.compile(
    r"(?:tags?|topics?|schlagwörter|themen|mots-clés|etiquetas|برچسب‌ها|الوسوم|وسوم)\s*:", re.IGNORECASE
)
# Characters of a paragraph: of one that is sure to be one, and of one in a short piece.
_LONG, _SHORT = 80, 25
_LONGEST_BLURB = 280
_LONGEST_NOTE = 250
_SAYS_OF = {"is", "was", "writes", "covers", "reports", "ist", "est", "es"}  # verbs after the author's name
_HEAD = 14  # blocks in which the title, the byline and the rest of the head are looked for


def parse_text_page(text: str, url: str | None = None, name: str = "The text") -> Page:
    """The article and the teasers of a page's plain text; `url` is where it came from, if that is known.
    `name` says in a message which text it was.

    Raises DeskError when there are no words in it.
    """
    blocks = [block for block in _blocks(clean_prose(text)) if not is_noise(block)]
    pointers = [pointer for block in blocks if (pointer := pointer_in(block))]
    main, groups = _split_groups([block for block in blocks if not pointer_in(block)])
    start = _body_start(main)
    head = read_head(main[:start], guess_language("\n".join(main)), "\n".join(main[start:]))
    body = _body(main[start:], head)
    teasers = [teaser for heading, lines in groups for teaser in read_teasers(heading, lines)]
    article = _article(head, body, url)
    if not article.title:  # nothing, or a date or a name alone
        raise DeskError(f"{name} has no article in it; give the page's words, headline first.")
    return Page(article, [*pointers, *teasers])


def _article(head: Head, body: list[str], url: str | None) -> Article:
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
    inner_ends = sum(SENTENCE_END.search(line) is not None for line in full)
    return (
        40 <= longest <= 110
        and all(len(line) > longest * 0.7 for line in full)
        and inner_ends * 3 <= len(full) + 1
    )


# The groups of teasers.


def _split_groups(blocks: list[str]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """The article's blocks, and the blocks under each heading that follows them."""
    main: list[str] = []
    groups: list[tuple[str, list[str]]] = []
    is_commented = False
    for at, block in enumerate(blocks):
        if FOOTER.match(block) and (groups or len(main) > 3):
            break
        heading = heading_of(block)
        if heading and _has_body(main):
            groups.append((heading, []))
            is_commented = False
        elif is_commented or (begins_comments(block) and _has_body(main)):
            is_commented = True
        elif groups and groups[-1][0] and not _resumes(groups[-1][1], blocks[at : at + 2]):
            groups[-1][1].append(block)
        else:
            main.append(block)
            if groups and groups[-1][0]:
                # An inset in the middle of the article: its teasers are read, and the body goes on.
                groups.append(("", []))
    return main, [(heading, lines) for heading, lines in groups if heading and folded(heading) not in ASIDES]


def _has_body(main: list[str]) -> bool:
    return any(_is_prose(block, _SHORT) for block in main[1:])


def _resumes(teasers: list[str], blocks: list[str]) -> bool:
    """Whether the article goes on after an inset of teasers, with the first of these blocks: a paragraph too long for
    a blurb, or one of two, as no blurb comes after another.
    """
    block, after = blocks[0], blocks[1] if len(blocks) > 1 else ""
    if not teasers or not _is_told(block):
        return False
    is_last = not after or heading_of(after) is not None
    return _is_told(after) or (len(block) > _LONGEST_BLURB and (len(teasers) != 1 or is_last))


def _is_told(block: str) -> bool:
    """Whether a block is a whole paragraph, and neither a question nor cut off."""
    return _is_prose(block) and not block.endswith(("...", "…", "?", "؟"))


# The head.


def _is_prose(block: str, least: int = _LONG) -> bool:
    """Whether a block reads like a paragraph: `least` characters long, and ended like a sentence."""
    wide = sum(ord(char) > 0x2E80 for char in block)
    return (
        SENTENCE_END.search(block) is not None
        and len(block) + 2 * wide >= least
        and not CREDIT.search(block[-60:])
    )


def _body_start(main: list[str]) -> int:
    """Where the body begins: at the first paragraph, but after the byline and the date where they come later."""
    only_prose = len(main) == 1 and _is_prose(main[0])
    first = _first_prose(main, _LONG) or _first_prose(main, _SHORT) or (0 if only_prose else 1)
    start = first
    for at in range(first, min(first + 3, len(main), _HEAD)):
        if byline_in(main[at]) or date_in(main[at]):
            start = at + 1
    # A short first sentence right after the byline is the body's, not the head's.
    while start > 1 and SENTENCE_END.search(main[start - 1]) and _is_after_byline(main, start - 1):
        start -= 1
    return start


def _first_prose(main: list[str], least: int) -> int:
    """Where the first paragraph of that length is, the title's place apart; 0 where there is none."""
    return next((at for at, block in enumerate(main) if at and _is_prose(block, least)), 0)


def _is_after_byline(main: list[str], at: int) -> bool:
    block = main[at]
    if byline_in(block) or date_in(block) or CREDIT.search(block):
        return False
    return any(byline_in(earlier) for earlier in main[:at])


# The body.


def _body(blocks: list[str], head: Head) -> list[str]:
    seen = {folded(part) for part in (head.title, head.caption) if part}
    body = [block for block in blocks if folded(block) not in seen and not is_repeated(block, blocks)]
    captions = [block for block in body if len(block) < 200 and CREDIT.search(block) and not _is_prose(block)]
    for block in captions:
        head.caption = head.caption or block
        body.remove(block)
    while body and _ends_beside(body[-1], head):
        body.pop()
    return body


def _ends_beside(block: str, head: Head) -> bool:
    """Whether the last line is a byline, a date or a list of tags rather than a part of the text."""
    if name := byline_in(block):
        head.byline = head.byline or name
        return True
    if moment := head.date_in(block):
        head.published = head.published or moment
        return True
    if head.byline and folded(block) == folded(head.byline):
        return True
    is_note = len(block) < _LONGEST_NOTE and NOTE.match(block) is not None
    return is_note or _TAGS.match(block) is not None or _is_about(block, head.byline)


def _is_about(block: str, name: str) -> bool:
    """Whether the last line says who the author is ("Ida Vance is our man at the quay.")."""
    verb = next(iter(block.removeprefix(name).split()), "") if name and block.startswith(name) else ""
    return len(block) < 300 and verb in _SAYS_OF
