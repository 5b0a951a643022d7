"""Hostile HTML to plain paragraphs, in linear time."""

import re
from collections.abc import Callable
from functools import cache
from html import unescape

from lxml import etree, html

from digest.collect.text import linked
from digest.model import clean_line

HTML_LIMIT = 2_000_000
"""Characters of HTML that are read of one body."""

_SKIPPED = {
    "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "form", "button", "select",
    "textarea", "nav", "audio", "video", "canvas", "figcaption", "head", "title",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table",
    "tr", "section", "article", "aside", "header", "footer", "figure", "hr", "main", "details", "summary", "address",
}  # fmt: skip
_TAG = re.compile(r"<[a-zA-Z/!?]")
_ANY_TAG = re.compile(r"<[^<>]*>")
_ESCAPED_TAG = re.compile(r"\s*&lt;(?:p|div|h[1-6]|ul|ol|table|blockquote|figure|img|a|b|strong|em|span)\b")
_CLOSED = re.compile(
    r"</(?:p|div|h[1-6]|ul|ol|table|blockquote|figure|a|b|strong|em|span)>\s*(?:\Z|<|[^\s<])"
)
_PARAGRAPH_BREAK = re.compile(r"\n[ \t\r]*\n")
_ENTITY = re.compile(r"&#?\w{1,32};")
_LINE_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|br|cite|code|del|dfn|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|small|span|strike"
    r"|strong|sub|sup|tt|u|var|wbr)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)


def parse_html(markup: str) -> html.HtmlElement | None:
    """The tree of a fragment or page, depth and size bounded; None where there is nothing in it."""
    tree = _tree(markup, html.HTMLParser)
    return tree if isinstance(tree, html.HtmlElement) else None


def parse_body(markup: str) -> etree._Element | None:
    """The same of an entry's body. Its elements are plain ones: there are many, and these are made faster."""
    return _tree(markup, etree.HTMLParser)


def _tree(markup: str, kind: Callable[..., etree.HTMLParser]) -> etree._Element | None:
    try:
        return etree.fromstring(markup[:HTML_LIMIT].encode("utf-8", "replace"), _parser(kind))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


@cache
def _parser(kind: Callable[..., etree.HTMLParser]) -> etree.HTMLParser:
    return kind(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)


def html_to_text(markup: str) -> str:
    """Plain paragraphs, a blank line between two; list items begin with a bullet, `<br>` ends a line.

    The text is not cleaned yet: that is done once, where it becomes part of an Article.
    """
    markup = markup[:HTML_LIMIT]
    if not _TAG.search(markup):
        return _laid_out(_PARAGRAPH_BREAK.sub(_BLOCK_BREAK, unescape(markup)))
    tree = parse_html(markup)
    text = "" if tree is None else tree_to_text(tree)
    # Nested deeper than the parser follows, there is no tree: the words alone are still worth having.
    return text or _laid_out(unescape(_ANY_TAG.sub(" ", markup)))


def tree_to_text(tree: etree._Element, base: str | None = None) -> str:
    """The same of a tree that is already parsed.

    With a `base` that its addresses are relative to, the links behind its words are marked (see `linked`).
    """
    out = _Layout(base)
    parts = out.parts
    skipping = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag
        if event == "start":
            skipping += tag in _SKIPPED
            if skipping:
                continue
            sign, words = _OPENINGS.get(tag), node.text
            if tag == "a":
                out.begin(node.get("href"))
        else:
            skipping -= tag in _SKIPPED
            if skipping:
                continue
            sign, words = _CLOSINGS.get(tag), node.tail
            if tag == "a":
                out.end()
        if sign:
            out.sign(sign)
        if words:
            # Most words are in no link: none of them is to take the time of a call.
            parts.append(words) if out.awaited is None else out.say(words)
    return _laid_out("".join(parts))


# Neither character can come out of a parser: they mark where a block and where a line ends.
_BLOCK_BREAK = "\0"
_LINE_BREAK = "\1"


class _Layout:
    """The parts of a text as they come: words, the signs between them, and around a link's words its marks.

    A link's words end where their block or line does: a card that is all link is one in its first line.
    `awaited` is the address of a link whose words have not begun.
    """

    def __init__(self, base: str | None) -> None:
        self.parts: list[str] = []
        self.awaited: str | None = None
        self._base = base
        self._is_open = False

    def begin(self, href: str | None) -> None:
        self.end()
        self.awaited = (href or None) if self._base is not None else None

    def say(self, words: str) -> None:
        if self.awaited is not None and self._base is not None and (bare := words.lstrip()):
            mark = linked.begin(self.awaited, self._base)
            self.parts.append(words[: len(words) - len(bare)] + mark)
            words, self.awaited, self._is_open = bare, None, bool(mark)
        self.parts.append(words)

    def sign(self, sign: str) -> None:
        if self._is_open and (_BLOCK_BREAK in sign or _LINE_BREAK in sign):
            self.end()
        self.parts.append(sign)

    def end(self) -> None:
        if self._is_open:
            self.parts.append(linked.end())
        self.awaited, self._is_open = None, False


_OPENINGS = dict.fromkeys(_BLOCKS, _BLOCK_BREAK) | {
    "li": f"{_BLOCK_BREAK}• ",
    "br": _LINE_BREAK,
    "td": " ",
    "th": " ",
}
_CLOSINGS = dict.fromkeys(_BLOCKS, _BLOCK_BREAK)


def _laid_out(marked: str) -> str:
    """Blocks as paragraphs. Items of a list stand together; one whose text is a block keeps its bullet."""
    out: list[str] = []
    bullet = ""
    for block in marked.split(_BLOCK_BREAK):
        if not block or block.isspace():
            continue
        text = (
            "\n".join(linked.tidied(line) for line in block.split(_LINE_BREAK)).strip("\n")
            if _LINE_BREAK in block
            else linked.tidied(block)
        )
        if text == "•":
            bullet = "• "
        elif text:
            text = bullet + text
            together = text.startswith("• ") and out and out[-1].startswith("• ")
            out += [text] if not out else ["\n" if together else "\n\n", text]
            bullet = ""
    return "".join(out)


def escaped_html(markup: str) -> str | None:
    """The HTML in a body that was escaped once more than it should, and has no tag before that; None for others."""
    if "<" in markup or not _ESCAPED_TAG.match(markup):
        return None
    once = unescape(markup)
    return once if _CLOSED.search(once) else None


def html_to_line(markup: str) -> str:
    """A title that may hold inline HTML, as one line of text.

    Only known inline tags are taken for tags, and only entities that end in `;` for entities, so that
    `?a=1&copy=2` and `x < y` stay as they were written.
    """
    text = _INLINE_TAG.sub("", _LINE_TAG.sub(" ", markup))
    return clean_line(_ENTITY.sub(lambda found: unescape(found.group()), text))
