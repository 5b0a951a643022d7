"""Hostile HTML to plain paragraphs, in linear time."""

import re
from html import unescape

from lxml import etree, html

from digest.collect import linked
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
_PARAGRAPH_BREAK = re.compile(r"\n[ \t\r]*\n")
_ENTITY = re.compile(r"&#?\w{1,32};")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|br|cite|code|del|dfn|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|small|span|strike"
    r"|strong|sub|sup|tt|u|var|wbr)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)


def parse_html(markup: str) -> html.HtmlElement | None:
    """The tree of a fragment or page, depth and size bounded; None where there is nothing in it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = etree.fromstring(markup[:HTML_LIMIT].encode("utf-8", "replace"), parser)
    except etree.ParserError:
        return None
    except etree.XMLSyntaxError:
        return None
    return tree if isinstance(tree, html.HtmlElement) else None


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


def tree_to_text(tree: html.HtmlElement, base: str | None = None) -> str:
    """The same of a tree that is already parsed.

    With a `base` that its addresses are relative to, the links behind its words are marked (see `linked`).
    """
    out = _Layout(base)
    skipping = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag
        if event == "start":
            skipping += tag in _SKIPPED
            if not skipping:
                out.sign(_OPENINGS.get(tag, ""))
                if tag == "a":
                    out.begin(node.get("href"))
                out.say(node.text)
        else:
            skipping -= tag in _SKIPPED
            if not skipping:
                if tag == "a":
                    out.end()
                if tag in _BLOCKS:
                    out.sign(_BLOCK_BREAK)
                out.say(node.tail)
    return _laid_out("".join(out.parts))


# Neither character can come out of a parser: they mark where a block and where a line ends.
_BLOCK_BREAK = "\0"
_LINE_BREAK = "\1"


class _Layout:
    """The parts of a text as they come: words, the signs between them, and around a link's words its marks.

    A link's words end where their block or line does: a card that is all link is one in its first line.
    """

    def __init__(self, base: str | None) -> None:
        self.parts: list[str] = []
        self._base = base
        self._link: str | None = None  # whose words have not begun
        self._is_open = False

    def begin(self, href: str | None) -> None:
        self.end()
        self._link = href if self._base is not None else None

    def say(self, words: str | None) -> None:
        if not words:
            return
        if self._link and self._base is not None and (bare := words.lstrip()):
            mark = linked.begin(self._link, self._base)
            self.parts.append(words[: len(words) - len(bare)] + mark)
            words, self._link, self._is_open = bare, None, bool(mark)
        self.parts.append(words)

    def sign(self, sign: str) -> None:
        if self._is_open and (_BLOCK_BREAK in sign or _LINE_BREAK in sign):
            self.end()
        self.parts.append(sign)

    def end(self) -> None:
        if self._is_open:
            self.parts.append(linked.end())
        self._link, self._is_open = None, False


_OPENINGS = dict.fromkeys(_BLOCKS, _BLOCK_BREAK) | {
    "li": f"{_BLOCK_BREAK}• ",
    "br": _LINE_BREAK,
    "td": " ",
    "th": " ",
}


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


def html_to_line(markup: str) -> str:
    """A title that may hold inline HTML, as one line of text.

    Only known inline tags are taken for tags, and only entities that end in `;` for entities, so that
    `?a=1&copy=2` and `x < y` stay as they were written.
    """
    text = _INLINE_TAG.sub("", markup)
    return clean_line(_ENTITY.sub(lambda found: unescape(found.group()), text))
