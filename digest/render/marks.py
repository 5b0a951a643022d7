"""Which line of which template a place in its output comes from.

Marks are put into the templates' own text as it is compiled, and taken out of what comes out again. They are made
of two code points that are no characters, and that nothing which passed the door can contain.
"""

import re
from collections.abc import Iterable

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_MARK = re.compile("\ufffe([^\ufffe\uffff]*):([0-9]+)\uffff")


class Marks(Extension):
    """Marks each line of the text of a template with its file and number."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """The tokens of a template, the data among them marked."""
        for token in stream:
            if token.type != "data":
                yield token
                continue
            lines = enumerate(token.value.split("\n"), token.lineno)
            marked = "\n".join(f"\ufffe{stream.filename}:{number}\uffff{line}" for number, line in lines)
            yield Token(token.lineno, token.type, marked)


def place(marked: str, position: int) -> tuple[str, int] | None:
    """File and line of what stands at `position` of the text without its marks; None where no mark is before it."""
    found: tuple[str, int] | None = None
    passed = 0
    for mark in _MARK.finditer(marked):
        if mark.start() - passed > position:
            break
        passed += mark.end() - mark.start()
        found = mark[1], int(mark[2])
    return found
