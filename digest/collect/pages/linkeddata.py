"""What a page says of its article in JSON-LD (schema.org) and in microdata."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from digest.collect.text.html import html_to_text
from digest.collect.text.pictures import Picture, pixels
from digest.model import clean_line

# How the names of the types end.
_ARTICLES = ("Article", "Posting", "Report", "Review", "Recipe", "CreativeWork")
_LIMIT = 500_000  # characters of one script
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What is said of the article, as it was written; empty where it is not said. `site` is its publisher."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    site: str = ""
    section: str = ""
    description: str = ""
    language: str = ""
    body: str = ""
    picture: Picture = field(default_factory=Picture)


def read_linked_data(tree: HtmlElement) -> LinkedData:
    """What the page says of the first article in its JSON-LD, else in its microdata."""
    nodes = [node for document in _documents(tree) for node in _nodes(document)]
    named = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    for node in nodes:
        if any(kind.endswith(_ARTICLES) for kind in map(str, _listed(node.get("@type")))):
            return LinkedData(
                headline=_line(node.get("headline")),
                authors=tuple(filter(None, (_name(one, named) for one in _listed(node.get("author"))))),
                published=_line(node.get("datePublished") or node.get("dateCreated")),
                site=_name(next(iter(_listed(node.get("publisher"))), None), named),
                section=_line(next(iter(_listed(node.get("articleSection"))), None)),
                description=_line(node.get("description")),
                language=_line(node.get("inLanguage")),
                body=_prose(node.get("articleBody")),
                picture=_picture(node.get("image")),
            )
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


def _picture(image: Any) -> Picture:
    first = next(iter(_listed(image)), "")
    if not isinstance(first, dict):
        return Picture(_line(first))
    sides = pixels(first.get("width")), pixels(first.get("height"))
    return Picture(_line(first.get("url") or first.get("contentUrl")), "", *sides)


def _prose(value: Any) -> str:
    return html_to_text(value) if isinstance(value, str) else ""


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

    def first(name: str) -> str:
        return next(map(_value, told.get(name, [])), "")

    return LinkedData(
        headline=first("headline"),
        authors=tuple(filter(None, authors)),
        published=first("datePublished"),
        picture=Picture(first("image")),
    )


def _value(node: HtmlElement) -> str:
    told = node.get("content") or node.get("datetime") or node.get("src") or node.get("href")
    told = told or (node.get("title") if node.tag == "abbr" else None)
    return clean_line(told or " ".join(node.itertext()))
