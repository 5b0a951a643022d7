"""What is said of a text without understanding it: its reading time, its blurb, its language tag."""

import math
import re

_WORDS_A_MINUTE = 220
_CJK_A_MINUTE = 500
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
_SENTENCE_END = re.compile(r"[.!?؟。！？…](?:[\"”’»)\]]*(?=\s|$)|(?<=[。！？]))")
_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)")

BLURB_LENGTH = 300
"""Characters of a blurb: what a list and a card have room for."""


def reading_minutes(text: str) -> int:
    """Minutes that the text takes to read: 220 words or 500 CJK characters a minute, at least 1, 0 for none."""
    if not text.strip():
        return 0
    cjk = 0 if text.isascii() else len(_CJK.findall(text))
    words = len((_CJK.sub(" ", text) if cjk else text).split())
    return max(1, math.ceil(words / _WORDS_A_MINUTE + cjk / _CJK_A_MINUTE - 0.5))


def blurb_of(text: str, limit: int = BLURB_LENGTH) -> str:
    """The beginning of a text on one line: whole sentences where they fit, else cut between words, with `…`."""
    whole = text
    text = " ".join(whole[: limit * 2].split())
    if len(text) <= limit + 1:  # there may be more of it behind all the space
        text = " ".join(whole[: limit * 8].split())
    if len(text) <= limit:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, limit + 1) if found.end() <= limit]
    if ends and ends[-1] >= limit // 2:
        return text[: ends[-1]]
    cut = text.rfind(" ", 0, limit)
    return text[: cut if cut > limit // 2 else limit - 1].rstrip(" ,;:–—-") + "…"


def language_tag(text: str | None) -> str | None:
    """A BCP 47 tag as it should be spelt (`pt-BR`), from `pt_br` and the like; None where it is none."""
    found = _TAG.fullmatch((text or "").strip())
    if not found:
        return None
    first, *rest = re.split("[-_]", found.group())
    cased = (
        part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest
    )
    return "-".join([first.lower(), *cased])


_COMMON = {
    "en": "the and of to in that is was for with on as by has have it from are not but which",
    "de": "der die das und ist nicht mit von den dem ein eine auf für sich auch wird im zu hat",
    "fr": "le la les des et est une dans pour que qui pas sur par au avec sont du plus ce",
    "es": "el la los las de y en que del se por con una para es un no su al lo",
    "it": "il di che la e per non una sono del della con gli le nel si da come alla",
    "pt": "o de que não e do da em um uma para os com as dos no na é por foi",
    "nl": "de het een en van is dat niet op te met voor zijn door aan ook bij naar om die",
    "tr": "ve bir bu için ile de da olarak daha çok olan gibi sonra kadar en ne var ancak",
}
_COMMON_WORDS = {tag: frozenset(words.split()) for tag, words in _COMMON.items()}
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("fa", re.compile("[پچژگی]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
)


def guess_language(text: str) -> str | None:
    """The language of a text by its script or its commonest words; None where neither tells."""
    sample = text[:4000]
    letters = sum(char.isalpha() for char in sample)
    for tag, script in _SCRIPTS:
        if len(script.findall(sample)) > letters * (0.03 if tag in ("fa", "ja") else 0.3):
            return tag
    words = re.findall(r"[^\W\d_]+", sample.lower())
    counts = {tag: sum(word in common for word in words) for tag, common in _COMMON_WORDS.items()}
    best, second = sorted(counts, key=lambda tag: -counts[tag])[:2]
    sure = counts[best] >= max(2, len(words) * 0.08) and counts[best] > 1.2 * counts[second]
    return best if sure else None
