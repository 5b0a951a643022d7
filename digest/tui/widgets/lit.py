"""Words that stand out in a text: where a search's words are, in a row or on the lines of a paragraph."""

from collections.abc import Callable, Iterator, Sequence

from digest.tui.widgets.text import wrap
from digest.tui.widgets.text_view import Span, TextLine

Find = Callable[[str], Sequence[tuple[int, int]]]
"""Where in a text the words are that stand out: parts of it, in order, from one character to another."""


def no_hits(_: str) -> Sequence[tuple[int, int]]:
    """Nothing stands out."""
    return ()


def split_at(text: str, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The pieces of `text`, each with whether it is one of `parts`; no piece is empty."""
    at = 0
    for start, end in parts:
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def lit_lines(text: str, width: int, style: str, find: Find = no_hits) -> list[TextLine]:
    """The lines of `text` wrapped into `width` cells, in `style`, and what `find` finds in "hit".

    What is found may go on from one line to the next.
    """
    return [
        line for part in text.split("\n") for line in _lit_part(" ".join(part.split()), width, style, find)
    ]


def _lit_part(text: str, width: int, style: str, find: Find) -> Iterator[TextLine]:
    parts = find(text)
    at = 0
    for line in wrap(text, width):
        # Wrapping takes out the spaces between lines and nothing else: each line is a part of the text.
        start = text.index(line, at)
        at = start + len(line)
        within = [
            (max(begin, start) - start, min(end, at) - start)
            for begin, end in parts
            if begin < at and end > start
        ]
        yield TextLine([Span(piece, "hit" if is_hit else style) for piece, is_hit in split_at(line, within)])
