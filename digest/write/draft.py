"""Draft summaries from an article's own words: nothing is invented, nothing leaves the machine."""

import re

from digest.model import Article
from digest.write.markdown import visible

_TERMINAL = ".!?…؟۔।॥。！？｡"
_CLOSING = "\"'”’»›)]）］」』】》〉"
# A sentence ends at a full stop, question or exclamation mark with its closing quotes: before a space, or,
# where the script sets no spaces, at once.
_END = re.compile(
    rf"(?<=[.!?…؟۔।॥])[{re.escape(_CLOSING)}]*(?=\s)|(?<=[。！？｡])[{re.escape(_CLOSING)}]*(?=\S|\s)"
)
# Ends of words that carry a full stop of their own and seldom end a sentence.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(“\"'])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Sgt|Lt|Capt|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|vs|etc|No|Nos|Inc|Ltd|Co"
    r"|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mme|Mlle|M|Hr|Fr|Nr|bzw|ca|evtl|Sra?|Srta|Ud|Uds|e\.g|i\.e|z\.B|u\.a|d\.h"
    r"|p\.ex|U\.S|U\.K|U\.N|a\.m|p\.m)\.$"
)
_SHORTEST = 25
"""Characters (a wide one counts double) below which a text is a label rather than a sentence."""


def sentences(text: str) -> list[str]:
    """The sentences of `text`, in order; a paragraph's end ends a sentence too. Any script."""
    found: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text):
        start = 0
        flat = " ".join(paragraph.split())
        for end in _END.finditer(flat):
            sentence = flat[start : end.end()].strip()
            if sentence and not _ABBREVIATED.search(sentence):
                found.append(sentence)
                start = end.end()
        if rest := flat[start:].strip():
            found.append(rest)
    return found


def propose(article: Article, nth: int = 0) -> str:
    """The `nth` draft summary of `article` as Markdown, going round after the last; "" where it has no text.

    First what the page says of itself, where that is whole sentences; then the text's first two sentences;
    then the two after, and so on.
    """
    proposals = list(dict.fromkeys(_proposals(article)))
    return _as_markdown(proposals[nth % len(proposals)]) if proposals else ""


def _proposals(article: Article) -> list[str]:
    blurb = " ".join(article.blurb.split())
    told = [sentence for sentence in sentences(article.text) if _is_sentence(sentence)]
    pairs = [_join(told[at : at + 2]) for at in range(0, min(len(told), 12), 2)]
    if _is_sentence(blurb) and blurb.casefold() != article.title.casefold():
        return [blurb, *pairs]
    return pairs or ([blurb] if blurb else [])


def _is_sentence(text: str) -> bool:
    """Whether `text` is whole: long enough to say something, and neither cut off nor unfinished."""
    bare = text.rstrip(_CLOSING)
    length = sum(2 if letter >= "\u2e80" else 1 for letter in text)
    return length >= _SHORTEST and bare.endswith(tuple(_TERMINAL)) and not bare.endswith(("...", "…"))


def _join(parts: list[str]) -> str:
    joined = ""
    for part in parts:
        gap = "" if not joined or joined.rstrip(_CLOSING)[-1:] in "。！？｡" else " "
        joined += gap + part
    return joined


def _as_markdown(text: str) -> str:
    """`text` spelt so that Markdown shows exactly it; left alone where it does already."""
    escaped = [text, *(re.sub(marks, r"\\\1", text) for marks in _MARKS)]
    return next((spelling for spelling in escaped if visible(spelling) == text), escaped[-1])


# What emphasises, links or quotes; then also what begins a list or a heading at the start of a line.
_MARKS = (r"([\\`*_\[\]<>&~])", r"([\\`*_\[\]<>&~#+.)!-])")
