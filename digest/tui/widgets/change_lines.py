"""What changed in an article, laid out to read: what is gone and what is new, marked with signs as with colour."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from rich.cells import cell_len, chop_cells

from digest.desk import ArticleChange, Run, RunKind
from digest.tui.widgets.text import count, wrap
from digest.tui.widgets.text_view import Span, TextLine

_MARKS = {RunKind.REMOVED: ("[-", "-]", "gone"), RunKind.ADDED: ("{+", "+}", "new")}


def change_lines(change: ArticleChange, width: int) -> list[TextLine]:
    """The change in lines of `width` cells: when it was, then title, blurb and text; what is the same is left out."""
    what = "Full text read from its page" if change.completed else "Changed"
    lines = [TextLine((Span(line, "accent"),)) for line in wrap(f"{what} {_moment(change)}", width)]
    lines += [
        TextLine((Span("[-gone-]", "gone"), Span(" "), Span("{+new+}", "new"))),
        TextLine(),
        *_flow(change.title, "title", width),
    ]
    if _differs(change.blurb):
        lines += [TextLine(), *_flow(change.blurb, "quote", width)]
    for is_same, group in groupby(_paragraphs(change.text), key=lambda part: not _differs(part)):
        paragraphs = list(group)
        if is_same:
            told = f"… {count(len(paragraphs), 'paragraph')} the same …"
            lines += [TextLine(), TextLine((Span(told, "faint"),))]
        else:
            for paragraph in paragraphs:
                lines += [TextLine(), *_flow(paragraph, "body", width)]
    return lines


def _moment(change: ArticleChange) -> str:
    told = f"{change.at.astimezone():%-d %b %Y, %H:%M}"
    return f"{told} · change {change.of - change.nth} of {change.of}" if change.of > 1 else told


def _differs(runs: Iterable[Run]) -> bool:
    return any(run.kind is not RunKind.SAME for run in runs)


def _paragraphs(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs paragraph by paragraph, those that go over a break in parts."""
    paragraph: list[Run] = []
    for run in runs:
        for part in re.split(r"(\n\s*)", run.text):
            if part.startswith("\n"):
                if paragraph:
                    yield paragraph
                paragraph = []
            elif part:
                paragraph.append(Run(run.kind, part))
    if paragraph:
        yield paragraph


@dataclass
class _Flow:
    """Words of several styles, filled into lines of `width` cells."""

    width: int
    lines: list[list[Span]] = field(default_factory=lambda: [[]])
    used: int = 0

    def put(self, word: str, style: str, *, space: bool) -> None:
        """Add a word, after a space where there is one and the line goes on."""
        space = space and bool(self.used)
        if self.used and self.used + space + cell_len(word) > self.width:
            self.lines.append([])
            self.used, space = 0, False
        *full, word = chop_cells(word, self.width) or [""]
        for piece in full:
            self.lines[-1].append(Span(piece, style))
            self.lines.append([])
        text = f" {word}" if space else word
        self.lines[-1].append(Span(text, style))
        self.used += cell_len(text)


def _flow(runs: Iterable[Run], style: str, width: int) -> list[TextLine]:
    flow = _Flow(max(width, 2))
    space = False
    for run in runs:
        space = space or run.kind is RunKind.ADDED  # apart from what it stands for
        before, after, own = _MARKS.get(run.kind, ("", "", style))
        words = f"{before}{run.text.strip()}{after}".split()
        for word in words:
            flow.put(word, own, space=space)
            space = True
        space = run.text[-1:].isspace()
    return [TextLine(tuple(line)) for line in flow.lines]
