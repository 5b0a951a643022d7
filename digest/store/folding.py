"""How texts are folded for the search: spellings meet that a reader takes for one word.

Arabic and Persian letter variants, vowel signs and ZWNJ; the digits of every script; letters written wide, narrow, in
one form of several or as mathematical signs; what Latin letters become where a keyboard lacks them (ß ss, ł l, ø o,
æ ae, ı i); Greek without its accents and with one sigma; Hebrew without its points; ё as е. CJK, where words are not
set apart or take endings, is single characters, which a phrase then finds. The case of letters and the diacritics of
Latin are folded by the index's own tokenizer.
"""

import re
import unicodedata
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
_ARABIC = {
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

_CJK = f"[{CJK}]"
_MARK = f"[{MARKS}]"


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """A regular expression, made where it is first needed: those of many scripts take milliseconds of every start."""
    return re.compile(expression)


class _Letters(dict[int, str]):
    """What each letter becomes, for `str.translate`: worked out where it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _letter(chr(code))
        return folded


def _letter(letter: str) -> str:
    """What a letter becomes that stands in no table."""
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


_BEFORE = str.maketrans(
    _ARABIC
    | {chr(code): "" for code in (*range(0x64B, 0x660), 0x670)}
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
)
_CJK_BEFORE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fa1f]")
_LETTERS = _Letters(str.maketrans(_LATIN | _OTHERS | _ARABIC | _URDU))


def fold(text: str) -> str:
    """`text` as the index keeps it."""
    if text.isascii():
        return text
    text = _NARROW.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return unicodedata.normalize("NFC", text).translate(_LETTERS)


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


def fold_as_before(text: str) -> str:
    """`text` as version 1 kept it in the index, until it is renewed: of all this it knew Arabic and Persian, and CJK
    without Hangul.
    """
    if text.isascii():
        return text
    return _CJK_BEFORE.sub(r" \g<0> ", unicodedata.normalize("NFC", text).translate(_BEFORE))
