"""The parts of a well-formed feed, each read by feedparser's own rules: names, scopes, texts and links.

What has no clear meaning raises `UnsureError`.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from lxml import etree

from digest.collect.addresses.canonical import absolute

Node = etree._Element
Fields = dict[str, Any]


class UnsureError(Exception):
    """The feed has something whose meaning is feedparser's to say."""


# By their names in lower case: feeds spell them in either.
_NAMESPACES = {
    "": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://search.yahoo.com/mrss": "media:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.w3.org/xml/1998/namespace": "xml:",
}
_PREFIXES = frozenset(prefix for prefix in _NAMESPACES.values() if prefix)
_MISLEADING = {"base", "lang", "mode"}  # attributes that feedparser takes for xml:base and the like
_HREFS = {"url", "uri", "href"}
_ATTRIBUTES = {"type", "rel", *_HREFS}
_TYPES = {"text": "text/plain", "plain": "text/plain", "html": "text/html", "xhtml": "application/xhtml+xml"}
_TEXT_TYPES = {"text/plain", "text/html"}
_HTML_TYPES = {"text/html", "application/xhtml+xml"}
_TOO_MANY_SLASHES = re.compile(r"^([A-Za-z][A-Za-z0-9+-.]*://)/+")
_BARE_NAME = re.compile(r"\s*[^\s/.:?#&]+\s*")
_PSEUDO_ENTITY = re.compile(r"&[A-Za-z0-9_]+;")
_MAYBE_HTML = re.compile(r"</\w+>|&#?\w+;")
_C1 = re.compile("[\x80-\x9f]")
# What Windows writes where Unicode has control characters.
_WINDOWS = {
    byte: letter
    for byte in range(0x80, 0xA0)
    if (letter := bytes([byte]).decode("cp1252", "replace")) != "\ufffd"
}


class Names:
    """What the elements of one feed are called: `title`, `dc:creator`, `other-geo:lat`; always in lower case."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, node: Node) -> str:
        """The name of an element. Raises UnsureError where its prefix belies its namespace."""
        tag = node.tag
        known = self._known.get(tag)
        if known is None:
            namespace, _, local = tag.rpartition("}")
            prefix = _NAMESPACES.get(namespace[1:].lower())
            if prefix is None:
                # Its own prefix is all that feedparser would know it by: it must not look like one of ours.
                prefix = f"{(node.prefix or '').lower()}:"
                if prefix == ":" or prefix in _PREFIXES:
                    raise UnsureError
                prefix = f"other-{prefix}"
            known = self._known[tag] = prefix + local.lower()
        return known

    def is_inert(self, node: Node, telling: frozenset[str]) -> bool:
        """Whether nothing below an element is of the kinds that matter."""
        return not len(node) or all(self.of(one) not in telling for one in node.iterdescendants())


@dataclass(frozen=True, slots=True)
class Scope:
    """What an element hands down: the base of relative addresses, and the language."""

    base: str
    language: str | None = None

    def within(self, node: Node) -> "Scope":
        """The scope inside an element. Raises UnsureError where its base is no web address."""
        if not node.attrib:
            return self
        attributes = node.attrib
        language = attributes.get("{http://www.w3.org/XML/1998/namespace}lang", self.language)
        base = attributes.get("{http://www.w3.org/XML/1998/namespace}base")
        if base is not None:
            base = _joined(self.base, base)
            if not base.startswith(("http://", "https://")):
                raise UnsureError
        return Scope(base or self.base, language or None)


def refuse_misleading(node: Node, *more: str) -> None:
    """Raise UnsureError where an attribute is one that feedparser takes for another."""
    for name in map(str, node.attrib):
        lower = name.lower()
        if lower in _MISLEADING or lower in more or (lower != name and lower in _ATTRIBUTES):
            raise UnsureError


def refuse_children(node: Node) -> None:
    """Raise UnsureError where there are elements in this one."""
    if len(node):
        raise UnsureError


def words_of(node: Node) -> str:
    """The text of an element that has nothing but text."""
    refuse_children(node)
    return _mended((node.text or "").strip())


def read_text(node: Node, kind: str, scope: Scope, *, is_atom: bool) -> tuple[str, Fields]:
    """A text and what it is: its `type`, `kind` where none is told, and the `base` and `language` of its place."""
    refuse_misleading(node)
    told = node.get("type", kind).lower()
    told = _TYPES.get(told, told)
    if told not in _TEXT_TYPES:
        raise UnsureError  # XML inside XML, or something encoded
    words = words_of(node)
    if told == "text/plain" and not is_atom and _looks_like_html(words):
        told = "text/html"
    scope = scope.within(node)
    return words, {"type": told, "base": scope.base, "language": scope.language}


def holds_entries(title: str) -> bool:
    """Whether a title goes on over the ends of entries: what was to end it is missing."""
    return "</item>" in title or "</entry>" in title


def keep_title(node: Node, holder: Fields, scope: Scope, *, is_atom: bool) -> None:
    """Keep the title of a feed or an entry, and what it is."""
    words, holder["title_detail"] = read_text(node, "text/plain", scope, is_atom=is_atom)
    if holds_entries(words):
        raise UnsureError
    holder["title"] = words


def keep_link(node: Node, holder: Fields, scope: Scope) -> None:
    """Keep a link of a feed or an entry, and where it leads if it is the one to be opened."""
    refuse_misleading(node)
    refuse_children(node)
    attributes = attributes_of(node)
    rel = attributes.get("rel", "alternate")
    kind = attributes.get("type", "application/atom+xml" if rel == "self" else "text/html")
    base = scope.within(node).base
    if attributes.keys() & _HREFS:
        address = _joined(base, target_of(attributes))
        if rel == "alternate" and _TYPES.get(kind, kind) in _HTML_TYPES:
            holder["link"] = address
    else:
        address = holder["link"] = address_in(node, base)
    link = {"rel": rel, "type": kind, "href": address}
    if language := attributes.get("hreflang"):
        link["hreflang"] = language
    holder.setdefault("links", []).append(link)


def address_in(node: Node, base: str) -> str:
    """The address that is an element's text, as seen from `base`; empty where there is none."""
    refuse_children(node)
    text = (node.text or "").strip()
    address = _mended(_joined(base, text)) if text else ""
    if _PSEUDO_ENTITY.search(address):
        raise UnsureError
    return address


def is_bare_name(guid: str) -> bool:
    """Whether a guid that nobody says is no address can be none all the same."""
    return _BARE_NAME.fullmatch(guid) is not None


def attributes_of(node: Node) -> dict[str, str]:
    """The attributes by their names in lower case, those that are words of the format in lower case too."""
    return {
        name: value.lower() if name in ("rel", "type") else value
        for name, value in ((str(key).lower(), str(value)) for key, value in node.attrib.items())
    }


def target_of(attributes: dict[str, str]) -> str:
    """Where an element points to, by whichever attribute it has for that."""
    target = next((attributes[name] for name in ("url", "uri", "href") if name in attributes), "")
    if not target:
        raise UnsureError
    return target


def _joined(base: str, address: str) -> str:
    try:
        return absolute(_TOO_MANY_SLASHES.sub(r"\1", address), base)
    except ValueError:
        return ""


def _mended(text: str) -> str:
    """UTF-8 that was taken for Latin-1 and encoded once more, and Windows' letters among the controls, put right."""
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return text.translate(_WINDOWS) if _C1.search(text) else text


def _looks_like_html(text: str) -> bool:
    """Whether words of no declared kind are HTML, by feedparser's own rule."""
    if not _MAYBE_HTML.search(text):
        return False
    from feedparser.api import StrictFeedParser

    return bool(StrictFeedParser.looks_like_html(text))
