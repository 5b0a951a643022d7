"""What a page says of its article in JSON-LD (schema.org) and in microdata."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from digest.model import clean_line

_ARTICLES = (
    "Article",
    "Posting",
    "Report",
    "Review",
    "Recipe",
    "CreativeWork",
)  # how the names of the types end
_LIMIT = 500_000  # characters of one script
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class LinkedData:
    """Who wrote the article, when it was published and its picture, as they were written; empty where not said."""

    authors: tuple[str, ...] = ()
    published: str = ""
    image: str = ""


def read_linked_data(tree: HtmlElement) -> LinkedData:
    """What the page says of the first article in its JSON-LD, else in its microdata."""
    nodes = [node for document in _documents(tree) for node in _nodes(document)]
    named = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    for node in nodes:
        if any(kind.endswith(_ARTICLES) for kind in map(str, _listed(node.get("@type")))):
            authors = (_name(one, named) for one in _listed(node.get("author")))
            published = node.get("datePublished") or node.get("dateCreated") or ""
            return LinkedData(tuple(filter(None, authors)), _line(published), _address(node.get("image")))
    return _microdata(tree)


def _documents(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and len(script.text or "") < _LIMIT:
            try:
                yield json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue  # what cannot be read says nothing


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object in a document, the outer ones first."""
    if depth > _DEPTH:
        return
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nodes(inner, depth + 1)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name(author: Any, named: dict[str, dict[str, Any]]) -> str:
    if isinstance(author, dict):
        author = author.get("name") or named.get(str(author.get("@id")), {}).get("name")
    return _line(author)


def _address(image: Any) -> str:
    first = next(iter(_listed(image)), "")
    return _line(first.get("url") or first.get("contentUrl") if isinstance(first, dict) else first)


def _line(value: Any) -> str:
    return clean_line(value) if isinstance(value, str) else ""


def _microdata(tree: HtmlElement) -> LinkedData:
    item = next((node for node in tree.iter() if (node.get("itemtype") or "").endswith(_ARTICLES)), None)
    if item is None:
        return LinkedData()
    told: dict[str, list[HtmlElement]] = {}
    for node in item.iter():
        if name := node.get("itemprop"):
            told.setdefault(name, []).append(node)
    authors = []
    for author in told.get("author", []):
        named = next((node for node in author.iter() if node.get("itemprop") == "name"), author)
        authors.append(_value(named))
    published = next(map(_value, told.get("datePublished", [])), "")
    return LinkedData(tuple(filter(None, authors)), published, next(map(_value, told.get("image", [])), ""))


def _value(node: HtmlElement) -> str:
    told = node.get("content") or node.get("datetime") or node.get("src") or node.get("href")
    return clean_line(told or " ".join(node.itertext()))
