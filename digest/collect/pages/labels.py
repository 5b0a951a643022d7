"""A section's name that stands run together with the title of a copied page."""

import re
from collections.abc import Iterator
from itertools import islice

from digest.collect.pages.phrases import SECTIONS

LABEL_LENGTH = 60
"""Characters of the longest label."""

PAIR = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?:,? [A-ZÀ-ÖØ-Þ][\w’'-]*)?,? (?:and|&|und|et|y|e|\+) [A-ZÀ-ÖØ-Þ][\w’'-]*"
)
"""Two names that go together ("Coast and Country")."""

_LABEL_WORDS = 4
_LEAST_TITLE = 12
_LEAST_STEM = 2
_LETTERS = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile("[وفبكل]?ال|لل|وب|ول")  # before a word, joined to it
_ARABIC = re.compile("[\u0620-\u06ff]")
# In Arabic no word goes on after these letters, and few have an article within.
_ARABIC_SEAM = re.compile(r"(?<=[ةى])(?=[^\W\d_])|(?<=[^\W\d_])(?=ال[^\W\d_]{2})")


def split_label(line: str, body: str) -> tuple[str, str]:
    """A section's name and the title that it is run together with ("Coast NewsLast ferry leaves"), which the `body`
    helps to tell apart.
    """
    for at in (*_capital_seams(line), *_arabic_seams(line), *_seams_by_words(line, body)):
        label, title = line[:at], line[at:]
        if len(title) >= _LEAST_TITLE and len(label.split()) <= _LABEL_WORDS:
            return label, title
    return "", line


def _capital_seams(line: str) -> Iterator[int]:
    """Where a capital comes after a small letter, behind a section's name or two that go together."""
    for found in re.finditer(r"(?<=[^\W\d_])(?=[A-ZÀ-ÖØ-Þ][^\W\d_]*\s)", line[:LABEL_LENGTH]):
        label = line[: found.start()]
        is_pair = PAIR.fullmatch(label) is not None and len(label.split()[-1]) > _LEAST_STEM
        if label[-1].islower() and (SECTIONS.search(label.split()[-1]) or is_pair):
            yield found.start()


def _arabic_seams(line: str) -> Iterator[int]:
    """Where an Arabic word cannot go on, behind a section's name."""
    for found in _ARABIC_SEAM.finditer(line[:LABEL_LENGTH]):
        words = line[: found.start()].split()
        has_ended = words[-1][-1] in "ةى"
        if SECTIONS.fullmatch(words[-1]) or (has_ended and any(map(SECTIONS.fullmatch, words))):
            yield found.start()


def _seams_by_words(line: str, body: str) -> Iterator[int]:
    """Where a word that the body does not know ends in one that it knows, behind a section's name; in Arabic letters,
    which have no capitals.
    """
    known = set(_LETTERS.findall(body))
    for word in islice(_LETTERS.finditer(line), _LABEL_WORDS):
        if word[0] in known or not _ARABIC.match(word[0]):
            continue
        for at in range(word.start() + _LEAST_STEM, word.end() - _LEAST_STEM):
            words = line[:at].split()
            is_joined = line[at : word.end()] in known and not _ARTICLE.fullmatch(words[-1])
            if is_joined and any(map(SECTIONS.fullmatch, words)):
                yield at
