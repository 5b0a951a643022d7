"""A curator's Markdown: to HTML that is safe in any mail, and to what a reader sees of it.

HTML in the Markdown is text, not markup; only the tags and attributes of `_TAGS` and `_ATTRIBUTES` can
come out, and only http, https and mailto can be linked to.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from digest.model import DeskError, web_url

SIZE_LIMIT = 16_384
"""Bytes of Markdown in one field: the cleaner's time grows with what it is given, a summary does not."""

DEPTH_LIMIT = 20
"""Quotes, lists and links inside each other: beyond any real text. The parser's worst time grows with it, too."""

_MARKS_LIMIT = 100
"""Emphasis inside emphasis, which the parser does not bound: far below what the native code survives."""

_TAGS = {
    "p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "s",
}  # fmt: skip
_ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}
_MAILTO = re.compile(r"mailto:[^@\s<>\"]+@[^@\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True)
class Styles:
    """The inline CSS that each tag carries, by its name; most mail programs drop everything else."""

    of_tag: Mapping[str, str] = field(default_factory=dict)


def to_html(markdown: str, styles: Styles | None = None, where: str = "the text") -> str:
    """`markdown` as safe HTML, a `<p>` or a list or a quote after another, without a line break in it.

    `where` names the place in the DeskError that a text beyond SIZE_LIMIT or DEPTH_LIMIT raises.
    """
    return _clean(_PARSER.renderer.render(parse(markdown, where), _PARSER.options, {}), styles)


def to_inline_html(markdown: str, styles: Styles | None = None, where: str = "the text") -> str:
    """The same for a place that has room for one run of text: its blocks run on, a space between two."""
    renderer = _PARSER.renderer
    runs = [
        renderer.renderInline(token.children or [], _PARSER.options, {})  # type: ignore[attr-defined]
        if token.type == "inline"
        else f"<code>{escape(' '.join(token.content.split()))}</code>"
        for token in parse(markdown, where)
        if token.type in ("inline", "fence", "code_block")
    ]
    return _clean(" ".join(runs), styles)


def _clean(html: str, styles: Styles | None) -> str:
    # One line: MJML drops white space that begins with a line break, and glues the words beside it.
    return nh3.clean(
        _BETWEEN_BLOCKS.sub("", html).replace("\n", " ").strip(),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        set_tag_attribute_values={tag: {"style": css} for tag, css in (styles or Styles()).of_tag.items()},
    )


_BETWEEN_BLOCKS = re.compile(r"(?<=>)\n(?=</?(?:p|ul|ol|li|blockquote)\b)|(?<=</p>)\n$|(?<=<blockquote>)\n")


def parse(markdown: str, where: str = "the text") -> Sequence[Token]:
    """The tokens of `markdown`, not to be changed. Raises DeskError for a text that is too long or too deep."""
    if len(markdown.encode()) > SIZE_LIMIT:
        raise DeskError(f"{where} is longer than {SIZE_LIMIT // 1024} KB: shorten it.")
    tokens = _parsed(markdown)
    if _deepest(tokens) >= DEPTH_LIMIT - 2:
        raise DeskError(f"{where} has quotes or lists more than {DEPTH_LIMIT} deep: flatten it.")
    if max((_deepest(token.children or ()) for token in tokens), default=0) > _MARKS_LIMIT:
        raise DeskError(f"{where} has more than {_MARKS_LIMIT} emphases inside each other: take some out.")
    return tokens


def _deepest(tokens: Sequence[Token]) -> int:
    return max((token.level for token in tokens), default=0)


@lru_cache(maxsize=256)
def _parsed(markdown: str) -> tuple[Token, ...]:
    # Kept, for both parts of a mail are made of it, and as somebody types one field changes and the rest do not.
    return tuple(_PARSER.parse(markdown))


def visible(markdown: str) -> str:
    """What a reader sees of `markdown`, its blocks one a line, without the marks."""
    return "\n".join(_visible(parse(markdown)))


def _visible(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type == "inline":
            yield inline_text(token)
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip("\n")


def inline_text(token: Token) -> str:
    """What a reader sees of one run of text, a hard break in it as a line break."""
    return "".join(_INLINE_TEXT.get(child.type, child.content) for child in token.children or ())


_INLINE_TEXT = {"softbreak": " ", "hardbreak": "\n"}


def _may_link(url: str) -> bool:
    if _MAILTO.fullmatch(url):
        return True
    try:
        web_url(url)
    except ValueError:
        return False
    return True


def _one_spelling(url: str) -> str:
    try:
        return web_url(url)
    except ValueError:
        return url


def _code_block(_: object, tokens: list[Token], index: int, *__: object) -> str:
    """Code on its own lines, without `<pre>`: white space that mail programs and MJML leave alone."""
    lines = tokens[index].content.rstrip("\n").split("\n")
    return f"<p><code>{'<br>'.join(_code_line(line) for line in lines)}</code></p>"


def _code_line(line: str) -> str:
    body = line.lstrip(" ")
    return "&nbsp;" * (len(line) - len(body)) + escape(body).replace("  ", " &nbsp;")


def _heading_open(*_: object) -> str:
    # The headings of a mail are the template's, in one order; inside a summary a bold line does it.
    return "<p><strong>"


def _heading_close(*_: object) -> str:
    return "</strong></p>"


def _image(_: object, tokens: list[Token], index: int, *__: object) -> str:
    # Pictures are chosen for an item, with a size and a place; in running text the words stand for them.
    return escape(tokens[index].content)


def _parser() -> MarkdownIt:
    # typographer and linkify stay off: what was written is what is sent.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEPTH_LIMIT})
    parser.enable("strikethrough")
    # A rule is the template's to draw, and an entity (&#x202e;) would bring back what was cleaned at the door.
    parser.disable(["hr", "entity"])
    parser.validateLink = _may_link  # type: ignore[method-assign]
    parser.normalizeLink = _one_spelling  # type: ignore[method-assign]
    rules: dict[str, Callable[..., str]] = {
        "fence": _code_block,
        "code_block": _code_block,
        "heading_open": _heading_open,
        "heading_close": _heading_close,
        "image": _image,
    }
    for name, rule in rules.items():
        parser.add_render_rule(name, rule)
    return parser


_PARSER = _parser()
