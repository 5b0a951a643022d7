"""What MJML must be before the native code sees it: well-formed, each element where MJML has it, bounded.

mjml-python says little of what is wrong and nothing of where; an element that it does not know, or that stands in the
wrong place, it passes through, a stray `<![endif]>` makes it panic, and ten thousand elements inside each other end
the whole program.
"""

import re

from digest.model import DeskError

SIZE_LIMIT = 4_000_000
"""Characters of MJML: forty times what Gmail shows whole."""

DEPTH_LIMIT = 200
"""Elements inside each other."""

_HTML_INSIDE = frozenset(
    {
        "mj-accordion-text",
        "mj-accordion-title",
        "mj-button",
        "mj-navbar-link",
        "mj-raw",
        "mj-social-element",
        "mj-table",
        "mj-text",
    }
)
"""Elements that hold HTML."""

_TEXT_INSIDE = frozenset({"mj-style", "mj-title"})
"""Elements that hold text alone."""

_CONTENT = "mj-accordion mj-button mj-divider mj-image mj-navbar mj-raw mj-social mj-spacer mj-table mj-text"
_INSIDE = {
    outer: frozenset(inner.split())
    for outer, inner in {
        "": "mjml",
        "mjml": "mj-head mj-body",
        "mj-head": "mj-attributes mj-breakpoint mj-font mj-raw mj-style mj-title",
        "mj-body": "mj-hero mj-raw mj-section mj-wrapper",
        "mj-wrapper": "mj-hero mj-raw mj-section",
        "mj-section": "mj-column mj-group mj-raw",
        "mj-group": "mj-column mj-raw",
        "mj-column": _CONTENT,
        "mj-hero": _CONTENT,
        "mj-accordion": "mj-accordion-element mj-raw",
        "mj-accordion-element": "mj-accordion-text mj-accordion-title mj-raw",
        "mj-navbar": "mj-navbar-link mj-raw",
        "mj-social": "mj-raw mj-social-element",
        **dict.fromkeys(
            ["mj-all", "mj-breakpoint", "mj-class", "mj-divider", "mj-font", "mj-image", "mj-spacer"], ""
        ),
    }.items()
}
"""What each element of the layout holds; the document ("") holds <mjml>. Its text is white space."""

_INSIDE["mj-attributes"] = frozenset({*_INSIDE, *_HTML_INSIDE} - {"", "mjml", "mj-head"})
_KNOWN = frozenset({*_INSIDE, *_HTML_INSIDE, *_TEXT_INSIDE})
_HTML_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_MARKUP = re.compile(
    r"<(?:!--(?P<comment>.*?)--|(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*))>"
    r"|<(?P<bad>[^<]{0,20})",
    re.DOTALL,
)
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ATTRIBUTES = re.compile(r"(?:\s+[A-Za-z_:][\w:.-]*(?:=(?:\"[^\"]*\"|'[^']*'))?)*\s*/?")


class MjmlError(DeskError):
    """Something wrong at `position`, in characters from the start of the MJML; None where that is not known."""

    def __init__(self, what: str, position: int | None) -> None:
        super().__init__(what)
        self.position = position


def examine(mjml: str) -> None:
    """Raise the first mistake in `mjml`, in words for who wrote the template; nothing where it is in order."""
    if len(mjml) > SIZE_LIMIT:
        raise MjmlError(f"the mail comes out longer than {SIZE_LIMIT:,} characters of MJML", None)
    if found := _NO_TEXT.search(mjml):
        raise MjmlError(f"the character U+{ord(found[0]):04X} can stand in no mail", found.start())
    opened: list[tuple[str, int]] = []
    end = 0
    for markup in _MARKUP.finditer(mjml):
        _examine_text(mjml[end : markup.start()], end, opened)
        end = markup.end()
        if (comment := markup["comment"]) is not None:
            _examine_comment(comment, markup.start())
        elif (name := markup["name"]) is not None:
            _examine_tag(name, markup, opened)
        else:
            raise MjmlError(_no_markup(markup["bad"]), markup.start())
    if opened:
        name, position = opened[-1]
        raise MjmlError(f"<{name}> is never closed", position)
    _examine_text(mjml[end:], end, opened)


def _examine_text(text: str, position: int, opened: list[tuple[str, int]]) -> None:
    """Refuse words between the elements of the layout, where they would be lost."""
    outer = opened[-1][0] if opened else ""
    if outer in _INSIDE and (words := text.strip()):
        start = position + text.index(words)
        raise MjmlError(
            f"“{' '.join(words[:20].split())}” stands in {_told(outer)}: words belong into <mj-text>", start
        )


def _told(outer: str) -> str:
    return f"<{outer}>" if outer else "the mail itself"


def _no_markup(text: str) -> str:
    if text.startswith("!--"):
        return "a comment does not end with -->, or a conditional one with <![endif]-->"
    return f"“<{' '.join(text.split())}” begins no element: write &lt; for a plain <"


def _examine_comment(comment: str, position: int) -> None:
    if comment.startswith("[if") and not comment.endswith(("<![endif]", "<!")):
        raise MjmlError("a conditional comment does not end with <![endif]-->", position)


def _examine_tag(name: str, markup: re.Match[str], opened: list[tuple[str, int]]) -> None:
    rest = markup["rest"]
    if rest and not _ATTRIBUTES.fullmatch(rest):
        raise MjmlError(f'<{name}> has an attribute that is not written like name="value"', markup.start())
    if markup["end"]:
        if not opened:
            raise MjmlError(f"</{name}> closes nothing", markup.start())
        expected, position = opened.pop()
        if expected != name:
            # Where the element is open further out, it is the inner one that somebody forgot to close.
            if any(outer == name for outer, _ in opened):
                raise MjmlError(f"<{expected}> is not closed before </{name}>", position)
            raise MjmlError(f"</{name}> closes nothing: <{expected}> is open", markup.start())
        return
    _examine_place(name, opened[-1][0] if opened else "", markup.start())
    if name.lower() not in _HTML_VOID and not rest.endswith("/"):
        opened.append((name, markup.start()))
        if len(opened) > DEPTH_LIMIT:
            raise MjmlError(f"more than {DEPTH_LIMIT} elements stand inside each other", markup.start())


def _examine_place(name: str, outer: str, position: int) -> None:
    """Refuse an element where MJML has none of its kind: it would be lost, or shown as it is written."""
    if not name.startswith("mj"):
        if outer in _INSIDE or outer in _TEXT_INSIDE:
            raise MjmlError(
                f"<{name}> stands in {_told(outer)}: HTML belongs into <mj-text> or <mj-raw>", position
            )
    elif name not in _KNOWN:
        raise MjmlError(f"a template knows no <{name}>", position)
    elif name not in _INSIDE.get(outer, ()):
        homes = [_told(home) for home, inner in _INSIDE.items() if name in inner and home != "mj-attributes"]
        raise MjmlError(f"<{name}> stands in {_told(outer)}: it belongs into {' or '.join(homes)}", position)
