"""How texts are folded for the search: spellings meet that a reader takes for one word.

Arabic and Persian letter variants, vowel signs and ZWNJ; the digits of every script; letters written wide, narrow, in
one form of several or as mathematical signs; what Latin letters become where a keyboard lacks them (ß ss, ł l, ø o,
æ ae, ı i); Greek without its accents and with one sigma; Hebrew without its points; ё as е. Scripts whose words are not
set apart, or take endings, are single characters, which a phrase then finds: CJK, and Thai, Lao, Burmese and Khmer,
each letter with the vowels and tones that stand around it. Those marks, and the vowels of the scripts of India and
its neighbours, are letters here that the index does not know as such: it would part words at them and leave them out.
The case of letters and the diacritics of Latin are folded by the index's own tokenizer.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

_LATIN = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "ǽ": "ae", "Ǽ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
    "ǿ": "o", "Ǿ": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH",
    "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ŋ": "n", "Ŋ": "N", "ı": "i", "İ": "I", "ə": "e", "Ə": "E",
}  # fmt: skip
_OTHERS = {
    "ё": "е", "Ё": "Е",
    # Letters to the tokenizer, apostrophes to a keyboard; Hawaiian is written with and without its own.
    "\u02bc": "'", "\u02bb": "", "\u02bf": "", "\u02be": "",
}  # fmt: skip
ARABIC = {
    "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ۂ": "ه", "ە": "ه",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ـ": "",
    "\u200c": "", "\u200d": "", "\u200e": "", "\u200f": "", "\u061c": "",
}  # fmt: skip
_URDU = {"ہ": "ه", "ھ": "ه", "ۃ": "ه", "ے": "ی", "ۓ": "ی", "ڪ": "ک"}
_SAME_LETTER = re.compile(r"<(?:wide|narrow|font|initial|medial|final|isolated)>")
_ALIKE = 0.7  # of the pairs of letters
_NARROW = re.compile("[\uff66-\uff9f]+")  # Katakana, with voice marks of their own
_LIGATURES = range(0xFB00, 0xFB07)  # ﬁ and the like
_GREEK = (range(0x370, 0x400), range(0x1F00, 0x2000))

MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
"""What stands above and below letters, as a part of a regular expression: accents, vowel signs, points."""

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003fa1f"
"""The letters, as a part of a regular expression, that are words of their own."""

UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf"
    "\u1000-\u102a\u103f\u1780-\u17b3\u17d7"
)
"""The letters of Thai, Lao, Burmese and Khmer, likewise; each is a word with the marks that follow it."""

_CJK = f"[{CJK}]"
_MARK = f"[{MARKS}]"
_UNSPACED = f"[{UNSPACED}]"
# Thaana, and the scripts that came of Brahmi; what stands between them are marks of Latin.
_VOWELLED = (range(0x780, 0x7C0), range(0x900, 0x1AB0), range(0x1B00, 0x1CD0))
_NUKTA = "\u093c"  # the dot of Hindi, which many leave out
# Where the index takes whatever stands there for a letter, far enough to hold them all.
_PRIVATE = 0xE000 - 0x700
# Before a mark, to go back over the space that its letter has behind it; no text has this character.
_BACK = "\b"


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """A regular expression, made where it is first needed: those of many scripts take milliseconds of every start."""
    return re.compile(expression)


@cache
def vowel_marks() -> str:
    """The marks that are letters here, as a part of a regular expression."""
    return "".join(chr(code) for some in _VOWELLED for code in some if _is_vowel_mark(chr(code)))


def _is_vowel_mark(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Mc") and any(ord(letter) in some for some in _VOWELLED)


class Letters(dict[int, str]):
    """What each letter becomes, for `str.translate`: worked out by `letter` where it is first met."""

    def __init__(self, letter: Callable[[str], str]) -> None:
        super().__init__(str.maketrans(_LATIN | _OTHERS | ARABIC | _URDU))
        self._letter = letter

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._letter(chr(code))
        return folded


def _letter(letter: str) -> str:
    """What a letter becomes that stands in no table."""
    if letter == _NUKTA:
        return ""
    if _is_vowel_mark(letter):
        mark = chr(ord(letter) + _PRIVATE)
        return f"{_BACK}{mark} " if _is_unspaced(letter) else mark
    return f" {letter} " if compiled(_UNSPACED).match(letter) else plain_letter(letter)


def _is_unspaced(mark: str) -> bool:
    return 0xE00 <= ord(mark) < 0xF00 or 0x1000 <= ord(mark) < 0x10A0 or 0x1780 <= ord(mark) < 0x1800


def plain_letter(letter: str) -> str:
    """The same of a letter that stands in no script of India or its neighbours."""
    if compiled(_CJK).match(letter):
        return f" {letter} "
    if compiled(_MARK).match(letter):
        return ""
    if unicodedata.category(letter) == "Nd":
        return str(unicodedata.digit(letter))
    code = ord(letter)
    if code in _LIGATURES or _SAME_LETTER.match(unicodedata.decomposition(letter)):
        return unicodedata.normalize("NFKC", letter).translate(_LETTERS)
    if any(code in some for some in _GREEK):
        plain = unicodedata.normalize("NFD", letter)[0]
        return "σ" if plain in "ςϲ" else plain
    return letter


_LETTERS = Letters(_letter)


def fold(text: str) -> str:
    """`text` as the index keeps it."""
    if text.isascii():
        return text
    text = translated(text, _LETTERS)
    return text.replace(f" {_BACK}", "") if _BACK in text else text


def translated(text: str, letters: Letters) -> str:
    """`text` with each of its letters as `letters` has it."""
    text = _NARROW.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return unicodedata.normalize("NFC", text).translate(letters)


def are_alike(one: str, other: str) -> bool:
    """Whether two titles have most of the shorter one's pairs of letters in common: a headline that was changed a
    little, or has the outlet's name behind it.
    """
    if one == other:
        return True
    pairs, others = _pairs(one), _pairs(other)
    return len(pairs & others) >= _ALIKE * max(1, min(len(pairs), len(others)))


def _pairs(title: str) -> set[str]:
    letters = "".join(filter(str.isalnum, fold(title).casefold()))
    return {letters[at : at + 2] for at in range(len(letters) - 1)}
