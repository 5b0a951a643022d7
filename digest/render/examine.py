"""What MJML must be before the native code sees it: well-formed, of known elements, bounded.

mjml-python says little of what is wrong and nothing of where; an unknown element it passes through, a stray
`<![endif]>` makes it panic, and ten thousand elements inside each other end the whole program.
"""

import re

from digest.model import DeskError

SIZE_LIMIT = 4_000_000
"""Characters of MJML: forty times what Gmail shows whole."""

DEPTH_LIMIT = 200
"""Elements inside each other."""

_KNOWN = frozenset(
    {
        *(
            "mjml",
            "mj-accordion",
            "mj-accordion-element",
            "mj-accordion-text",
            "mj-accordion-title",
            "mj-all",
        ),
        *(
            "mj-attributes",
            "mj-body",
            "mj-breakpoint",
            "mj-button",
            "mj-class",
            "mj-column",
            "mj-divider",
            "mj-font",
        ),
        *(
            "mj-group",
            "mj-head",
            "mj-hero",
            "mj-image",
            "mj-navbar",
            "mj-navbar-link",
            "mj-raw",
            "mj-section",
        ),
        *(
            "mj-social",
            "mj-social-element",
            "mj-spacer",
            "mj-style",
            "mj-table",
            "mj-text",
            "mj-title",
            "mj-wrapper",
        ),
    }
)
_LAYOUT = frozenset(
    {"mjml", "mj-attributes", "mj-body", "mj-column", "mj-group", "mj-head", "mj-section", "mj-wrapper"}
)
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_MARKUP = re.compile(
    r"<(?:!--(?P<comment>.*?)--|(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*))>"
    r"|<(?P<bad>[^<]{0,20})",
    re.DOTALL,
)

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
    opened: list[tuple[str, int]] = []
    end = 0
    for markup in _MARKUP.finditer(mjml):
        if not opened or opened[-1][0] in _LAYOUT:
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
    if words := text.strip():
        inner = opened[-1][0] if opened else "nothing"
        start = position + text.index(words)
        raise MjmlError(
            f"“{' '.join(words[:20].split())}” stands in {inner}: words belong into <mj-text>", start
        )


def _no_markup(text: str) -> str:
    if text.startswith("!--"):
        return "a comment does not end with -->, or a conditional one with <![endif]-->"
    return f"“<{' '.join(text.split())}” begins no element: write &lt; for a plain <"


def _examine_comment(comment: str, position: int) -> None:
    if comment.startswith("[if") and not comment.endswith(("<![endif]", "<!")):
        raise MjmlError("a conditional comment does not end with <![endif]-->", position)


def _examine_tag(name: str, markup: re.Match[str], opened: list[tuple[str, int]]) -> None:
    if name.startswith("mj") and name not in _KNOWN:
        raise MjmlError(f"MJML knows no <{name}>", markup.start())
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
    elif name.lower() not in _VOID and not rest.endswith("/"):
        opened.append((name, markup.start()))
        if len(opened) > DEPTH_LIMIT:
            raise MjmlError(f"more than {DEPTH_LIMIT} elements stand inside each other", markup.start())
