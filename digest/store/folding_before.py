"""How earlier versions folded texts for the search, until what they indexed is renewed."""

import re
import unicodedata

from digest.store.folding import ARABIC, Letters, fold, plain_letter, translated

_FIRST = str.maketrans(
    ARABIC
    | {chr(code): "" for code in (*range(0x64B, 0x660), 0x670)}
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
)
_FIRST_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fa1f]")
_SINCE_2 = re.compile("[\u0780-\u07bf\u0900-\u1aaf\u1b00-\u1ccf]")
_SECOND = Letters(plain_letter)


def is_as_version_1_had_it(text: str) -> bool:
    """Whether `text` is folded today as version 1 folded it."""
    return fold(text) == fold_as_version_1(text)


def is_as_version_2_had_it(text: str) -> bool:
    """The same of version 2. Most texts have nothing in them that it did not know, which is seen at once."""
    return not _SINCE_2.search(text) or fold(text) == fold_as_version_2(text)


def fold_as_version_1(text: str) -> str:
    """`text` as version 1 kept it in the index: of all this it knew Arabic and Persian, and CJK without Hangul."""
    if text.isascii():
        return text
    return _FIRST_CJK.sub(r" \g<0> ", unicodedata.normalize("NFC", text).translate(_FIRST))


def fold_as_version_2(text: str) -> str:
    """`text` as version 2 kept it: it knew nothing of the scripts of India and its neighbours."""
    return text if text.isascii() else translated(text, _SECOND)
