"""XML that is not well-formed, put right where it is clear what was meant."""

import re
from html.entities import html5

_LITERAL = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)
_AMPERSAND = re.compile(r"&(?:(#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});)|([A-Za-z][A-Za-z0-9]{1,31};))?")
_XML_NAMES = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_HAS_DTD_ENTITIES = re.compile(r"<!ENTITY\b")
_ENTRY_OPEN = re.compile(r"(?=<(?:item|entry)[\s>])", re.IGNORECASE)
# CDATA up to the end of its element, without its own; and the words of an element up to another's beginning.
_OPEN_LITERAL = re.compile(
    r"<!\[CDATA\[(?:(?!\]\]>|<!\[CDATA\[|</(?:title|link|guid|description|content:encoded)\s*>).)*+(?=</)",
    re.DOTALL,
)
_OPEN_LINE = re.compile(r"<(?P<name>title|link|guid|pubDate)(?:\s[^<>]*)?>[^<>]*(?=<(?!/(?P=name)|!))")
_DTD_READ = 20_000  # characters


def without_declaration(text: str) -> str:
    """The text without what it says of its encoding, which is no longer true once it was decoded."""
    return _DECLARATION.sub("", text, count=1)


def has_own_entities(text: str) -> bool:
    """Whether the document defines what its named characters are."""
    return _HAS_DTD_ENTITIES.search(text[:_DTD_READ]) is not None


def mend(text: str) -> str:
    """The text without declaration and controls; bare ampersands escaped and, outside of CDATA, HTML's named
    characters written out.
    """
    text = without_declaration(_CONTROLS.sub("", text))
    if has_own_entities(text):
        return text
    parts = _LITERAL.split(text)
    parts[::2] = [_AMPERSAND.sub(_escaped, part) for part in parts[::2]]
    return "".join(parts)


def close(text: str) -> str:
    """The text with what its entries open and do not close closed: each entry by itself, so that none swallows the
    next.
    """
    return "".join(map(_closed, _ENTRY_OPEN.split(text)))


def _closed(entry: str) -> str:
    entry = _OPEN_LITERAL.sub(r"\g<0>]]>", entry)
    return _OPEN_LINE.sub(r"\g<0></\g<name>>", entry)


def _escaped(found: re.Match[str]) -> str:
    number, name = found.groups()
    if number or name in _XML_NAMES:
        return found.group()
    if name and name in html5:
        return "".join(f"&#{ord(char)};" for char in html5[name])
    return "&amp;" + found.group()[1:]
