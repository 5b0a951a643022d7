"""MJML in the spelling that mjml-python carries through unchanged.

It prints attribute values the way Rust prints a string for debugging, so that a zero-width non-joiner, a combining
mark, a backslash or a line break comes out as an escape sequence; it drops white space that begins with a line
break, so that two words grow together; and it panics at some texts that have a `>` and a letter beyond ASCII. All
are avoided by spelling the same document differently.
"""

import re
import unicodedata

_MARKUP = re.compile(
    r"(?P<style><(?P<name>mj-style|style)\b[^>]*>.*?</(?P=name)>)"
    r"|(?P<tag></?[A-Za-z](?:\"[^\"]*\"|'[^']*'|[^'\">])*>)"
    r"|<!--\[if[^\]]*\]>(?:<!-->)?|<!\[endif\]-->|<!--.*?-->"
    r"|(?P<plain>>)",
    re.DOTALL,
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_TITLE = re.compile(r"(<mj-title>)(.*?)(</mj-title>)", re.DOTALL)
_CONTENT = re.compile(
    r"<(mj-(?:text|raw|table|button|title))\b(?:\"[^\"]*\"|[^\">])*(?<!/)>.*?</\1>", re.DOTALL
)
_BROKEN_SPACE = re.compile(r"[ \t\r]*\n\s*")
# Between the elements of the layout a line break alone is no token; a plain space is one, and an error.
_BETWEEN = re.compile(r"(?:\A|(?<=>))\s+(?=<|\Z)")


def harden(mjml: str) -> str:
    """The same document, safe to give to mjml-python."""
    mjml = _TITLE.sub(lambda match: match[1] + _spell(match[2]) + match[3], mjml)
    mjml = _MARKUP.sub(_respelt, mjml)
    parts: list[str] = []
    end = 0
    for content in _CONTENT.finditer(mjml):
        parts += [_BETWEEN.sub("\n", mjml[end : content.start()]), _BROKEN_SPACE.sub(" ", content[0])]
        end = content.end()
    return "".join([*parts, _BETWEEN.sub("\n", mjml[end:])])


def _respelt(markup: re.Match[str]) -> str:
    if markup["style"]:
        return _BEYOND_ASCII.sub(lambda letter: f"\\{ord(letter[0]):x} ", markup[0])
    if markup["tag"]:
        return _spell(markup[0])
    return "&gt;" if markup["plain"] else markup[0]


def _spell(text: str) -> str:
    if text.isascii() and text.isprintable() and "\\" not in text:
        return text
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    if letter in "\n\r\t":
        return " "
    if letter == "\\" or (letter > "~" and _is_escaped(letter)):
        return f"&#{ord(letter)};"
    return letter


def _is_escaped(letter: str) -> bool:
    # Marks, formats, private and unassigned ones, and every space but the plain one; the two half-width
    # katakana sound marks extend the letter before them though Unicode files them under letters.
    return unicodedata.category(letter)[0] in "MCZ" or letter in "\uff9e\uff9f"
