"""One entry of a well-formed feed, to the fields that feedparser would give of it."""

import re
from collections.abc import Callable

from digest.collect.feeds.feednodes import (
    Fields,
    Names,
    Node,
    Scope,
    UnsureError,
    address_in,
    attributes_of,
    is_bare_name,
    keep_link,
    keep_title,
    read_text,
    refuse_children,
    refuse_misleading,
    target_of,
    words_of,
)
from digest.collect.text.dates import read_exactly

# Elements of an entry that say nothing we ask for, whatever is in them.
_IDLE = {
    "category", "comments", "contributor", "copyright", "keywords", "rights", "dc:contributor",
    "dc:format", "dc:identifier", "dc:publisher", "dc:rights", "dc:source", "dc:subject", "dc:type",
    "dcterms:subject", "itunes:block", "itunes:category", "itunes:duration", "itunes:episode", "itunes:episodetype",
    "itunes:explicit", "itunes:keywords", "itunes:order", "itunes:season", "itunes:subtitle",
    "media:category", "media:community", "media:copyright", "media:credit", "media:keywords", "media:license",
    "media:player", "media:rating", "media:restriction", "media:statistics", "media:text",
}  # fmt: skip
_WELL_KNOWN = re.compile(r"\S+@\S+\s+\([^()@<>]+\)|[^<>@()]+?\s*<\S+@\S+>|\S+@\S+")


def _title_of(source: Node) -> str:
    """The title of the feed that an entry came from: RSS has it as the element's words, Atom in one within."""
    within = next(source.iterchildren("{*}title"), None)
    if within is None and len(source):
        return ""
    return words_of(source if within is None else within)


class EntryReader:
    """Reads the entries of one feed, one after the other."""

    def __init__(self, names: Names, *, is_atom: bool) -> None:
        self._names = names
        self._is_atom = is_atom
        self._has_content = False
        self._has_source = False
        self._summary_depth: int | None = None

    def read(self, node: Node, scope: Scope) -> Fields:
        """What the entry says. Raises UnsureError when feedparser is to read the feed."""
        refuse_misleading(node, "href", "lastmod")
        self._has_content = self._has_source = False
        self._summary_depth = None
        entry: Fields = {}
        if about := node.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"):
            entry["id"] = about
        self._children(node, entry, scope.within(node), 0)
        return entry

    def _children(self, node: Node, entry: Fields, scope: Scope, depth: int) -> None:
        for child in node:
            name = self._names.of(child)
            read = _READERS.get(name)
            if read is not None:
                read(self, child, entry, scope)
            elif name in _DESCRIPTIONS:
                self._description(child, entry, scope, _DESCRIPTIONS[name], depth)
            elif name in _MEDIA:
                self._media(child, name, entry, scope, depth)
            elif name in ("title", "media:title"):
                self._title(child, name, entry, scope)
            elif name == "source":
                self._has_source = True  # it has a title and links of its own
                entry["source"] = {"title": _title_of(child)}
            elif name not in _IDLE and not (
                name.startswith("other-") and self._names.is_inert(child, _SPOKEN)
            ):
                raise UnsureError

    def _title(self, node: Node, name: str, entry: Fields, scope: Scope) -> None:
        if name == "title" and "title" not in entry:
            keep_title(node, entry, scope, is_atom=self._is_atom)
        elif name == "title" or not entry.get("title") or self._has_source or len(node):
            raise UnsureError  # which of two titles holds is feedparser's to say

    def _description(self, node: Node, entry: Fields, scope: Scope, kind: str, depth: int) -> None:
        """A second description is the content, where there is none yet: feeds put the long one after the short."""
        if "summary" in entry and not self._has_content:
            self._content(node, entry, scope, "text/plain")
            return
        words, detail = read_text(node, kind, scope, is_atom=self._is_atom)
        if self._summary_depth is None or depth <= self._summary_depth:
            entry["summary"], self._summary_depth = words, depth
        entry["summary_detail"] = detail

    def _content(self, node: Node, entry: Fields, scope: Scope, kind: str) -> None:
        self._has_content = True
        words, detail = read_text(node, kind, scope, is_atom=self._is_atom)
        entry.setdefault("content", []).append(detail | {"value": words})
        entry.setdefault("summary", words)

    def _atom_content(self, node: Node, entry: Fields, scope: Scope) -> None:
        self._content(node, entry, scope, "text/plain")

    def _encoded(self, node: Node, entry: Fields, scope: Scope) -> None:
        self._content(node, entry, scope, "text/html")

    def _guid(self, node: Node, entry: Fields, scope: Scope) -> None:
        refuse_misleading(node)
        if attributes_of(node).get("ispermalink", "true") == "true":
            entry["id"] = address_in(node, scope.within(node).base)
            if is_bare_name(node.text or ""):
                entry["is_named"] = True
            else:
                entry.setdefault("link", entry["id"])
        else:
            entry["id"] = words_of(node)

    def _link(self, node: Node, entry: Fields, scope: Scope) -> None:
        keep_link(node, entry, scope)

    def _told_beside(self, node: Node, entry: Fields, _: Scope) -> None:
        """What stands for a title or a description where there is none."""
        entry[_BESIDE[self._names.of(node)]] = words_of(node)

    def _original(self, node: Node, entry: Fields, _: Scope) -> None:
        if node.attrib:
            raise UnsureError
        entry["feedburner_origlink"] = words_of(node)

    def author(self, node: Node, holder: Fields) -> None:
        """Keep who wrote a feed or an entry. Raises UnsureError when feedparser is to read the feed."""
        self._author(node, holder, Scope(""))

    def _author(self, node: Node, entry: Fields, _: Scope) -> None:
        refuse_misleading(node)
        people = entry.setdefault("authors", [])
        if len(node):
            if "author" in entry:
                raise UnsureError  # feedparser mixes up the two ways to name people
            people.append(self._person(node))
            return
        name = words_of(node)
        if "@" in name and not _WELL_KNOWN.fullmatch(name):
            raise UnsureError  # feedparser takes the name from around the address
        entry["author"] = name
        people.append({"name": name})

    def _person(self, node: Node) -> Fields:
        told: Fields = {}
        if any((text or "").strip() for text in (node.text, *(child.tail for child in node))):
            raise UnsureError
        for child in node:
            name = self._names.of(child)
            if len(child) or (name in ("name", "email") and name in told):
                raise UnsureError
            if name in ("name", "email"):
                told[name] = (child.text or "").strip()
            elif name not in ("uri", "url", "homepage") and not name.startswith("other-"):
                raise UnsureError
        return told

    def _date(self, name: str, node: Node, entry: Fields) -> None:
        words = words_of(node)
        if any(char.isdigit() for char in words) and read_exactly(words) is None:
            raise UnsureError
        entry[name] = words

    def _enclosure(self, node: Node, entry: Fields, _: Scope) -> None:
        refuse_misleading(node)
        refuse_children(node)
        attributes = attributes_of(node)
        link = {"type": attributes.get("type", ""), "href": target_of(attributes), "rel": "enclosure"}
        entry.setdefault("links", []).append(link)

    def _picture(self, node: Node, entry: Fields, _: Scope) -> None:
        refuse_children(node)
        if href := node.get("href") or node.get("url"):
            entry["image"] = {"href": href}

    def _media(self, node: Node, name: str, entry: Fields, scope: Scope, depth: int) -> None:
        refuse_misleading(node)
        if name == "media:content":
            entry.setdefault("media_content", []).append(attributes_of(node))
        elif name == "media:thumbnail":
            refuse_children(node)
            attributes = attributes_of(node)
            if not attributes.get("url"):
                raise UnsureError
            entry.setdefault("media_thumbnail", []).append(attributes)
        if len(node):
            self._children(node, entry, scope.within(node), depth + 1)


def _dated(name: str) -> "_Read":
    return lambda reader, node, entry, _: reader._date(name, node, entry)


_Read = Callable[[EntryReader, Node, Fields, Scope], None]
_MEDIA = {"media:content", "media:group", "media:thumbnail"}
# Those that describe an entry, and what their words are where nobody says.
_DESCRIPTIONS = {
    "description": "text/html",
    "summary": "text/plain",
    "itunes:summary": "text/plain",
}
_BESIDE = {"itunes:title": "itunes_title", "media:description": "media_about"}
_READERS: dict[str, _Read] = {
    **dict.fromkeys(_BESIDE, EntryReader._told_beside),
    "link": EntryReader._link,
    "guid": EntryReader._guid,
    "id": EntryReader._guid,
    "feedburner:origlink": EntryReader._original,
    "content": EntryReader._atom_content,
    "content:encoded": EntryReader._encoded,
    "author": EntryReader._author,
    "dc:author": EntryReader._author,
    "dc:creator": EntryReader._author,
    "itunes:author": EntryReader._author,
    "enclosure": EntryReader._enclosure,
    "itunes:image": EntryReader._picture,
    **dict.fromkeys(("pubdate", "published", "issued", "dcterms:issued"), _dated("published")),
    **dict.fromkeys(("updated", "modified", "dc:date", "dcterms:modified"), _dated("updated")),
    **dict.fromkeys(("created", "dcterms:created"), _dated("created")),
}
_SPOKEN = frozenset((*_READERS, *_DESCRIPTIONS, *_MEDIA, "title", "media:title", "source", "item", "entry"))
