"""Where the words of a search stand in a text: what the index folds to find them is folded here in the same way.

The index keeps no copy of the text, so it cannot say itself.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from digest.store.folding import CJK, MARKS, compiled, fold
from digest.store.search import Term, parse

# A word as the index takes it; what folding takes out may stand within.
_LETTER = f"(?![{CJK}\u02bc\uff9e\uff9f])[^\\W_]"
_TOKEN = f"[\uff66-\uff9d][\uff9e\uff9f]?|[{CJK}]|{_LETTER}(?:{_LETTER}|[{MARKS}\u0640\u200c-\u200f\u061c])*"
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
        self._terms = [term for term in alike if term.words]

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
            (tokens[at][1], tokens[at + len(term.words) - 1][2])
            for term in terms
            for at in range(len(words) - len(term.words) + 1)
            if _stands(term, words, at)
        )
        return _joined(spans)


def _alike(term: Term) -> Term:
    """The term with its words as `_tokens` gives those of a text: signs part words."""
    words = tuple(word for piece in term.words for word, _, _ in _tokens(piece))
    return Term(words, term.column, term.prefix)


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    for match in compiled(_TOKEN).finditer(text):
        yield _plain(match.group()), match.start(), match.end()


@lru_cache(maxsize=8_192)  # a text says most of its words more than once
def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    word = fold(word).strip(f" {_VOICE_MARKS}").lower().replace("ς", "σ")
    if _MARKED.search(word):
        word = _MARKS.sub("", unicodedata.normalize("NFD", word))
    return word


def _stands(term: Term, words: Sequence[str], at: int) -> bool:
    *first, last = term.words
    end = at + len(first)
    begun = words[end].startswith(last) if term.prefix else words[end] == last
    return begun and list(words[at:end]) == first


def _joined(spans: Sequence[Hit]) -> list[Hit]:
    joined: list[Hit] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
