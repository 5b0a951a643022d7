"""OPML 1.0 to 2.0 in and out; folders are tags. Entities and DTDs are not followed.

A page that is followed by its links has their selector in `cssSelector`, an attribute that other readers skip.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from digest.collect.addresses.typed import typed_address
from digest.collect.feeds.mend import mend
from digest.collect.text.sniff import decode_text
from digest.model import DeskError, Source, clean_line

_ENTRY_LIMIT = 20_000
_SELECTOR_LIMIT = 500
_OLD_SCHEME = re.compile("^feed://(?!https?:)", re.IGNORECASE)
_FEEDS = ("rss", "atom")  # the types of outlines whose `url` is a feed's


@dataclass(frozen=True, slots=True)
class OpmlEntry:
    """A feed that the file lists, with the folders it is in as tags."""

    url: str
    title: str = ""
    site_url: str | None = None
    tags: tuple[str, ...] = ()
    selector: str | None = None


def read_opml(data: bytes, name: str = "The file") -> list[OpmlEntry]:
    """The feeds of an OPML file, each address once; one that is listed in two folders has both as tags.

    Raises DeskError when it is no OPML. `name` says in the message which file it was.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(mend(decode_text(data)).encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or _name(root) != "opml":
        raise DeskError(f"{name} is no OPML file; export one from your feed reader.")
    found: dict[str, OpmlEntry] = {}
    for entry in islice(_entries(root), _ENTRY_LIMIT):
        known = found.setdefault(entry.url, entry)
        found[entry.url] = replace(known, tags=tuple(dict.fromkeys(known.tags + entry.tags)))
    return list(found.values())


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""


def _entries(root: etree._Element) -> Iterator[OpmlEntry]:
    waiting: list[tuple[etree._Element, tuple[str, ...]]] = [(root, ())]
    while waiting:
        node, folders = waiting.pop()
        kind = _name(node)
        if kind not in ("opml", "body", "outline"):
            continue
        told = (
            {str(key).lower(): str(value) for key, value in node.attrib.items()} if kind == "outline" else {}
        )
        title = clean_line(told.get("title") or told.get("text") or "", 300)
        is_feed = told.get("type", "").lower() in _FEEDS
        address = told.get("xmlurl") or (told.get("url") if is_feed else None)
        if address and (url := _web(address)):
            yield _entry(url, title, folders, told)
        inner = folders if address or not title else (*folders, title)
        waiting += [(child, inner) for child in reversed(node)]


def _entry(url: str, title: str, folders: tuple[str, ...], told: Mapping[str, str]) -> OpmlEntry:
    """What an outline tells of a source by its attributes, under the folders that it stands in."""
    categories = (clean_line(part.strip("/"), 80) for part in told.get("category", "").split(","))
    tags = tuple(dict.fromkeys((*folders, *filter(None, categories))))
    selector = clean_line(told.get("cssselector", ""), _SELECTOR_LIMIT) or None
    return OpmlEntry(url, title, _web(told.get("htmlurl") or ""), tags, selector)


def _web(address: str) -> str | None:
    try:
        return typed_address(_OLD_SCHEME.sub("http://", address.strip()))
    except DeskError:
        return None


def write_opml(sources: Iterable[Source], title: str) -> str:
    """An OPML 2.0 document of the sources: one in a folder for each of its tags, untagged ones beside them."""
    opml = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(opml, "head"), "title").text = title
    body = etree.SubElement(opml, "body")
    folders: dict[str, etree._Element] = {}
    for source in sources:
        for tag in source.tags or [""]:
            parent = body
            if tag:
                parent = folders.get(tag) or etree.SubElement(body, "outline", text=tag, title=tag)
                folders[tag] = parent
            _outline(parent, source)
    etree.indent(opml)
    return etree.tostring(opml, encoding="unicode") + "\n"


def _outline(parent: etree._Element, source: Source) -> None:
    title = source.title or source.url
    node = etree.SubElement(parent, "outline", type="rss", text=title, title=title, xmlUrl=source.url)
    if source.site_url:
        node.set("htmlUrl", source.site_url)
    if source.selector:
        node.set("cssSelector", source.selector)
