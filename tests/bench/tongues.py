"""Invented languages in real scripts: vocabularies whose words are as unevenly used as real ones (Zipf)."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import TypeVar

WORDS = 20_000
"""Words of a vocabulary: about as many as a newspaper uses in a year."""

_ZIPF_SHIFT = 2.7  # Mandelbrot's correction: the commonest words are not quite as common as 1/rank says
_POOL = 131_072  # so many words, each as often as it is used: drawing from it is far cheaper than by weights
_SENTENCE = (6, 22)
_PARAGRAPH = (2, 5)

_Part = TypeVar("_Part")


@dataclass(frozen=True)
class Alphabet:
    """What the words of a language are made of; `share` is how many of a hundred sources write in it."""

    language: str
    share: int
    onsets: str
    vowels: str
    codas: str


ALPHABETS = (
    Alphabet(
        "en", 44, "b bl c ch d f fl g h l m n p r s sh st t th v w", "a ai e ea i o oo ou u", "n r s t ck ll"
    ),
    Alphabet("de", 12, "b d f g h k l m n pf r s sch sp t w z", "a au ä e ei i o ö u ü", "n r ß t ch ng nd"),
    Alphabet("es", 10, "b c d f g h j l ll m n ñ p r s t v", "a e i o u ía ié ó", "n r s l z"),
    Alphabet("fr", 8, "b c ch d f g j l m n p r s t v", "a é è ai au e eu i ou", "r s t x nt"),
    Alphabet(
        "fa", 12, "ب پ ت ج چ خ د ر ز ژ س ش ف ق ک گ ل م ن بر خش", "ا و ی ای", "ن ر ش م ت ند \u200cها \u200cام"
    ),
    Alphabet("ar", 5, "ب ت ج ح خ د ر س ش ص ع ف ق ك ل م ن مس", "ا و ي", "ة ن ر م ت"),
)
"""Scripts with letters and spaces; Chinese and Japanese, which have neither, come beside them."""

_HAN_SHARES = {"zh": 6, "ja": 3}


@dataclass(frozen=True)
class Tongue:
    """A vocabulary and how it is set. `pool` holds a common word often; `space` stands between two words."""

    language: str
    share: int
    words: list[str]
    pool: list[str]
    space: str
    stop: str

    def draw(self, random: Random, count: int) -> list[str]:
        """That many words, common ones often."""
        return random.choices(self.pool, k=count)

    def line(self, words: list[str]) -> str:
        """The words as a title."""
        return _capital(self.space.join(words))

    def prose(self, random: Random, words: list[str]) -> str:
        """The words as sentences in paragraphs, a blank line between two."""
        sentences = [_capital(self.space.join(part)) + self.stop for part in _cut(random, words, _SENTENCE)]
        return "\n\n".join(self.space.join(part) for part in _cut(random, sentences, _PARAGRAPH))


def tongues(seed: int) -> list[Tongue]:
    """The languages, the same for the same seed."""
    spelt = [
        _tongue(
            alphabet.language, alphabet.share, _syllables(Random(f"{seed} {alphabet.language}"), alphabet)
        )
        for alphabet in ALPHABETS
    ]
    drawn = [
        _tongue(language, share, _characters(Random(f"{seed} {language}"), kana=language == "ja"), "", "。")
        for language, share in _HAN_SHARES.items()
    ]
    return spelt + drawn


def _tongue(language: str, share: int, spell: Iterator[str], space: str = " ", stop: str = ".") -> Tongue:
    words: dict[str, None] = {}
    while len(words) < WORDS:
        words[next(spell)] = None
    weights = [1 / (rank + _ZIPF_SHIFT) for rank in range(1, WORDS + 1)]
    scale = _POOL / sum(weights)
    pool = [
        word for word, weight in zip(words, weights, strict=True) for _ in range(round(weight * scale) or 1)
    ]
    return Tongue(language, share, list(words), pool, space, stop)


def _syllables(random: Random, alphabet: Alphabet) -> Iterator[str]:
    """Words of one to four syllables."""
    onsets, vowels, codas = alphabet.onsets.split(), alphabet.vowels.split(), alphabet.codas.split(" ")
    while True:
        count = random.choices((1, 2, 3, 4), (3, 5, 4, 1))[0]
        body = "".join(random.choice(onsets) + random.choice(vowels) for _ in range(count))
        yield body + (random.choice(codas) if random.random() < 0.6 else "")


def _characters(random: Random, *, kana: bool) -> Iterator[str]:
    """Words of one to three Han characters, in Japanese with kana after them."""
    while True:
        count = random.choice((1, 2, 2, 3))
        word = "".join(chr(random.randrange(0x4E00, 0x4E00 + 3_000)) for _ in range(count))
        ending = "".join(chr(random.randrange(0x3042, 0x3094)) for _ in range(random.randrange(3)))
        yield word + ending if kana else word


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cut(random: Random, whole: list[_Part], lengths: tuple[int, int]) -> Iterator[list[_Part]]:
    """The list in parts of a random length between two bounds."""
    start = 0
    while start < len(whole):
        end = start + random.randint(*lengths)
        yield whole[start:end]
        start = end
