"""A curator's Markdown as plain text: wrapped by display cells, its links as numbered notes under it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from digest.write.markdown import parse
from digest.write.wrap import wrap

EUROPEAN_DIGITS = "0123456789"
_QUOTE = "> "
_MARKS = {"strong": "*", "em": "_", "s": "~"}


@dataclass
class _Indent:
    """What stands before the lines of one list item or quote: `first` once, then `rest`."""

    first: str
    rest: str

    def take(self) -> str:
        taken, self.first = self.first, self.rest
        return taken


@dataclass
class _List:
    """A list that is open: the number that its next item gets, None where it has bullets."""

    number: int | None

    def bullet(self) -> str:
        if self.number is None:
            return "- "
        self.number += 1
        return f"{self.number - 1}. "


@dataclass
class _Page:
    """The text as it grows."""

    width: int
    digits: str
    lines: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    indents: list[_Indent] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    tight: bool = False
    apart: bool = False
    """A list begins that is no part of a list item: even a tight one has a blank line before it."""
    shared: int = 0
    """How many of the indents the block before stood in too: the blank line between belongs to those."""

    def block(self, texts: Iterable[str]) -> None:
        """One block of lines, each of them wrapped."""
        self._part(touching=self.tight and bool(self.lists) and not self.apart)
        for text in texts:
            first = "".join(indent.take() for indent in self.indents)
            rest = "".join(indent.rest for indent in self.indents)
            self.lines += wrap(text, self.width, first, rest) or [first.rstrip()]

    def code(self, content: str) -> None:
        """Lines that keep their own breaks and spaces, four cells in."""
        self._part(touching=False)
        for line in content.rstrip("\n").split("\n"):
            self.lines.append(("".join(indent.take() for indent in self.indents) + "    " + line).rstrip())

    def enter_list(self, number: int | None) -> None:
        """The start of a list."""
        self.apart = not self.indents or self.indents[-1].rest == _QUOTE
        self.lists.append(_List(number))

    def leave(self) -> None:
        """The end of a list item or a quote."""
        self.indents.pop()
        self.shared = min(self.shared, len(self.indents))

    def note(self, address: str) -> str:
        """The mark of a link's note; the same address has one note however often it is linked to."""
        if not address:
            return ""
        if address not in self.links:
            self.links.append(address)
        return f" {self._mark(self.links.index(address) + 1)}"

    def notes(self) -> None:
        """The addresses of the links, under the text."""
        if self.links:
            self.lines.append("")
            self.lines += [f"{self._mark(number)} {address}" for number, address in enumerate(self.links, 1)]

    def _mark(self, number: int) -> str:
        return f"[{str(number).translate(str.maketrans(EUROPEAN_DIGITS, self.digits))}]"

    def _part(self, *, touching: bool) -> None:
        if self.lines and not touching:
            self.lines.append("".join(indent.rest for indent in self.indents[: self.shared]).rstrip())
        self.shared = len(self.indents)
        self.apart = False


def to_lines(
    markdown: str, width: int = 72, where: str = "the text", digits: str = EUROPEAN_DIGITS
) -> list[str]:
    """`markdown` as lines of at most `width` cells (a longer address or code line stays whole).

    A link's address is a note `[1] https://…` directly under the text, a blank line between, numbered in
    `digits`. `where` names the place in the DeskError of a text that is too long or too deep.
    """
    page = _Page(width, digits)
    for token in parse(markdown, where):
        _add(page, token)
    page.notes()
    return page.lines


def _add(page: _Page, token: Token) -> None:
    match token.type:
        case "bullet_list_open":
            page.enter_list(None)
        case "ordered_list_open":
            page.enter_list(int(token.attrs.get("start", 1)))
        case "list_item_open":
            bullet = page.lists[-1].bullet()
            page.indents.append(_Indent(bullet, " " * len(bullet)))
        case "blockquote_open":
            page.indents.append(_Indent(_QUOTE, _QUOTE))
        case "list_item_close" | "blockquote_close":
            page.leave()
        case "bullet_list_close" | "ordered_list_close":
            page.lists.pop()
        case "paragraph_open":
            page.tight = token.hidden
        case "inline":
            page.block(_inline(token, page).split("\n"))
        case "fence" | "code_block":
            page.code(token.content)


def _inline(token: Token, page: _Page) -> str:
    return "".join(_words(token.children or [], page))


def _words(tokens: list[Token], page: _Page) -> Iterator[str]:
    href = ""
    for token in tokens:
        match token.type:
            case "link_open":
                href = "" if token.info == "auto" else str(token.attrs.get("href", ""))
            case "link_close":
                yield page.note(href)
            case "hardbreak":
                yield "\n"
            case "softbreak":
                yield " "
            case "code_inline":
                yield f"`{token.content}`"
            case _:
                yield _MARKS.get(token.tag, "") or token.content
