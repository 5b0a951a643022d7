"""Where the words of a search stand in a text: what the index folds to find them is folded here in the same way.

The index keeps no copy of the text, so it cannot say itself.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from digest.store.folding import CJK, MARKS, UNSPACED, compiled, fold, vowel_marks
from digest.store.search import Term, Words, parse

_LETTER = f"(?![{CJK}{UNSPACED}\u02bc\uff9e\uff9f])[^\\W_]"
# The script whose marks the index leaves out.
_MARKED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_MARKS = re.compile("[\u0300-\u036f]")
_VOICE_MARKS = "\u3099\u309a"  # of Katakana, where it has no such letter

Hit = tuple[int, int]
"""From one character of a text to another."""


class Hits:
    """The words that a search asks for, ready to be looked for in texts. Any string is safe."""

    def __init__(self, typed: str) -> None:
        alike = (_alike(term) for term in parse(typed).terms if not term.unwanted)
        self._terms = [term for term in alike if term.spellings]

    def __bool__(self) -> bool:
        return bool(self._terms)

    def find(self, text: str, column: str = "") -> list[Hit]:
        """Where they stand in `text`, in order; `column` ("title", "byline", …) is what the text is of an article."""
        terms = [term for term in self._terms if term.column in ("", column)]
        if not terms:
            return []
        tokens = list(_tokens(text))
        words = [word for word, _, _ in tokens]
        spans = sorted(
            (tokens[at][1], tokens[at + len(asked) - 1][2])
            for term in terms
            for asked in term.spellings
            for at in range(len(words) - len(asked) + 1)
            if _stands(asked, words, at, prefix=term.prefix)
        )
        return _joined(spans)


def _alike(term: Term) -> Term:
    """The term with its words as `_tokens` gives those of a text: signs part words."""
    spellings = (tuple(word for piece in words for word, _, _ in _tokens(piece)) for words in term.spellings)
    return Term(tuple(dict.fromkeys(filter(None, spellings))), term.column, term.prefix)


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    for match in compiled(_token()).finditer(text):
        yield _plain(match.group()), match.start(), match.end()


@cache
def _token() -> str:
    """A word as the index takes it, as a regular expression; what folding takes out may stand within."""
    vowels = vowel_marks()
    inner = f"[{MARKS}{vowels}\u0640\u200c-\u200f\u061c]"
    return f"[\uff66-\uff9d][\uff9e\uff9f]?|[{CJK}]|[{UNSPACED}][{vowels}]*|{_LETTER}(?:{_LETTER}|{inner})*"


@lru_cache(maxsize=2_048)  # a text says most of its words more than once
def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    word = fold(word).strip(f" {_VOICE_MARKS}").lower().replace("ς", "σ")
    if _MARKED.search(word):
        word = _MARKS.sub("", unicodedata.normalize("NFD", word))
    return word


def _stands(asked: Words, words: Sequence[str], at: int, *, prefix: bool) -> bool:
    *first, last = asked
    end = at + len(first)
    begun = words[end].startswith(last) if prefix else words[end] == last
    return begun and list(words[at:end]) == first


def _joined(spans: Sequence[Hit]) -> list[Hit]:
    joined: list[Hit] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
