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

_HTML_INSIDE = frozenset({
    "mj-accordion-text", "mj-accordion-title", "mj-button", "mj-navbar-link", "mj-raw", "mj-social-element", "mj-table",
    "mj-text",
})  # fmt: skip
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
    r"<!--\[if (?P<condition>[\w !&|().]+)\]>(?P<shown><!-->)?"
    r"|(?P<no_longer_shown><!--)?<!\[(?P<endif>endif)\]-->"
    r"|<!--(?!\[if|<!\[)(?P<comment>(?:(?!--).)*)-->"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*)>"
    r"|<(?P<bad>[^<]{0,20})",
    re.DOTALL | re.ASCII,
)
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ATTRIBUTES = re.compile(r"(?:\s+[A-Za-z_:][\w:.-]*(?:=(?:\"[^\"]*\"|'[^']*'))?)*\s*/?", re.ASCII)


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
    _Examination().run(mjml)


class _Examination:
    """One pass over some MJML: what is open where it has come to."""

    def __init__(self) -> None:
        self._opened: list[tuple[str, int]] = []
        self._condition: re.Match[str] | None = None

    def run(self, mjml: str) -> None:
        """Raise the first mistake."""
        end = 0
        for markup in _MARKUP.finditer(mjml):
            self._text(mjml[end : markup.start()], end)
            end = markup.end()
            if markup["name"] is not None:
                self._tag(markup)
            elif markup["condition"] or markup["endif"]:
                self._turn(markup)
            elif markup["bad"] is not None:
                raise MjmlError(_no_markup(markup["bad"]), markup.start())
        if self._condition:
            raise _unended(self._condition)
        if self._opened:
            name, position = self._opened[-1]
            raise MjmlError(f"<{name}> is never closed", position)
        self._text(mjml[end:], end)

    @property
    def _outer(self) -> str:
        return self._opened[-1][0] if self._opened else ""

    def _text(self, text: str, position: int) -> None:
        """Refuse words between the elements of the layout, where they would be lost."""
        if self._outer in _INSIDE and (words := text.strip()):
            start = position + text.index(words)
            shown = " ".join(words[:20].split())
            raise MjmlError(f"“{shown}” stands in {_told(self._outer)}: words belong into <mj-text>", start)

    def _turn(self, markup: re.Match[str]) -> None:
        """Keep whether a condition is open; the native code panics at one that is not ended as it was begun."""
        if markup["condition"]:
            if self._condition:
                raise _unended(self._condition)
            self._condition = markup
            return
        begun, self._condition = self._condition, None
        if begun is None:
            raise MjmlError("<![endif]--> ends no condition", markup.start())
        if bool(begun["shown"]) != bool(markup["no_longer_shown"]):
            raise _unended(begun)

    def _tag(self, markup: re.Match[str]) -> None:
        name, rest = markup["name"], markup["rest"]
        if self._condition and name.startswith("mj"):
            raise _unended(self._condition)
        if rest and not _ATTRIBUTES.fullmatch(rest):
            raise MjmlError(
                f'<{name}> has an attribute that is not written like name="value"', markup.start()
            )
        if "<" in rest:
            raise MjmlError(f"<{name}> has a < in an attribute: write &lt;", markup.start())
        if markup["end"]:
            if rest.strip():
                raise MjmlError(f"</{name}> has more in it than its name", markup.start())
            self._close(name, markup.start())
            return
        _examine_place(name, self._outer, markup.start())
        if name.lower() not in _HTML_VOID and not rest.endswith("/"):
            self._opened.append((name, markup.start()))
            if len(self._opened) > DEPTH_LIMIT:
                raise MjmlError(f"more than {DEPTH_LIMIT} elements stand inside each other", markup.start())

    def _close(self, name: str, position: int) -> None:
        if not self._opened:
            raise MjmlError(f"</{name}> closes nothing", position)
        expected, begun = self._opened.pop()
        if expected != name:
            # Where the element is open further out, it is the inner one that somebody forgot to close.
            if any(outer == name for outer, _ in self._opened):
                raise MjmlError(f"<{expected}> is not closed before </{name}>", begun)
            raise MjmlError(f"</{name}> closes nothing: <{expected}> is open", position)


def _unended(condition: re.Match[str]) -> MjmlError:
    end = "<!--<![endif]-->" if condition["shown"] else "<![endif]-->"
    return MjmlError(f"{condition[0]} does not end with {end}", condition.start())


def _told(outer: str) -> str:
    return f"<{outer}>" if outer else "the mail itself"


def _no_markup(text: str) -> str:
    if text.startswith("!--"):
        return "a comment is written <!-- without two dashes in it -->, a condition like <!--[if mso]>…<![endif]-->"
    return f"“<{' '.join(text.split())}” begins no element: write &lt; for a plain <"


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
