"""The stories that a newsletter links to: each headline, what is said beside it, and where it leads."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from itertools import islice
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml.html import HtmlElement

from digest.collect.addresses.canonical import article_url, identity
from digest.collect.pages.phrases import NOISE, folded
from digest.collect.text.words import blurb_of
from digest.model import Teaser, clean_line

_MOST = 100
_LONGEST_TITLE = 200
_LEAST_TITLE = 16  # characters: less than that is a button
_WIDE = 0x2E80  # from here on a character says as much as two
_LEVELS = 5  # around a link that its headline may stand
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "strong", "b")
_HTTP_IN_BASE64, _OBJECT_IN_BASE64 = "aHR0c", "eyJ"
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_REFERENCE = re.compile(
    r"^[ \t]*[\[(]?(?P<number>\d{1,3})[\]).]{1,2}:?[ \t]*<?(?P<url>https?://[^\s<>]+)>?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LEADING = re.compile(r"^[ \t*]*\[(?P<number>\d{1,3})\][ \t]*(?P<title>\S[^\n\[]*)$", re.MULTILINE)
_REFERRED = re.compile(r"[\[(](\d{1,3})[\])]")
_MAIL_ADDRESS = re.compile(r"<?\S+@\S+>?")
_AROUND = " \t.,;:!?()[]<>*•–—-→»>"
_HOUSEKEEPING = re.compile(
    "unsubscribe|preferences|view in browser|view this email|view online|manage your|privacy|forward to a friend"
    "|abmelden|abbestellen|désabonner|désinscrire|darse de baja|cancelar|لغو|إلغاء|退订|在浏览器中|配信停止|수신거부",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    "logo|follow us|facebook|instagram|linkedin|twitter|youtube|whatsapp|app store|google play", re.IGNORECASE
)


def linked_stories(tree: HtmlElement, group: str) -> list[Teaser]:
    """The stories of a letter in HTML, each address once, in its order; `group` is whose letter it is.

    Of several links to one story that which is a headline tells it best, then a button under one, then a picture.
    """
    found: dict[str, tuple[int, Teaser]] = {}
    for link in tree.iter("a"):
        address = _story_url(link.get("href") or "")
        said = clean_line(" ".join(link.itertext()), 300)
        if address is None or _is_housekeeping(said):
            continue
        worth, title = _told_by(link, said, address)
        name = identity(address)
        if worth > found.get(name, (0,))[0]:
            found[name] = (
                worth,
                Teaser(title=title, blurb=_beside(link, title, said), url=address, group=group),
            )
        if len(found) >= _MOST:
            break
    return [teaser for _, teaser in found.values()]


def _told_by(link: HtmlElement, said: str, address: str) -> tuple[int, str]:
    """The headline that a link has, and how sure it is to be its own; 0 where it has none."""
    if _is_headline(said):
        return 3, said
    if said:
        title = _headline_above(link)
        return (2, title) if _is_headline(title) and not _is_housekeeping(title) else (0, "")
    shown = (clean_line(picture.get("alt") or "", 300) for picture in link.iter("img"))
    title = next((alt for alt in shown if _is_headline(alt) and not _FURNITURE.search(alt)), "")
    return (1, title) if title and urlsplit(address).path.strip("/") else (0, "")


def written_stories(text: str, group: str) -> list[Teaser]:
    """The stories of a letter in plain text: an address, and the headline on its line or on the one before."""
    found: dict[str, Teaser] = {}
    above = ""
    for line in filter(None, map(str.strip, _with_references(text).split("\n"))):
        written = _ADDRESS.search(line)
        title = (line[: written.start()] if written else line).strip(_AROUND)
        address = _story_url(written.group().rstrip(_AROUND)) if written else None
        headline = title if _is_headline(title) else above
        above = "" if written else title
        if address is None or not _is_headline(headline) or any(map(_is_housekeeping, (title, headline))):
            continue
        found.setdefault(identity(address), Teaser(title=headline, url=address, group=group))
    return list(islice(found.values(), _MOST))


def _with_references(text: str) -> str:
    """A text whose addresses stand at its end ("[1] https://…"), with each where it is referred to."""
    listed = {found["number"]: found["url"] for found in _REFERENCE.finditer(text)}
    if not listed:
        return text
    text = _LEADING.sub(r"\g<title> [\g<number>]", _REFERENCE.sub("", text))
    return _REFERRED.sub(lambda found: f" {listed.get(found[1], found[0])} ", text)


def _is_headline(title: str) -> bool:
    said = len(title) + sum(ord(char) >= _WIDE for char in title)
    return said >= _LEAST_TITLE and len(title) <= _LONGEST_TITLE and not _MAIL_ADDRESS.fullmatch(title)


def _is_housekeeping(title: str) -> bool:
    return folded(title) in NOISE or _HOUSEKEEPING.search(title) is not None


def _headline_above(link: HtmlElement) -> str:
    """The last heading before a button in the blocks around it, where no other link stands between them."""
    for node in islice(link.iterancestors(), _LEVELS):
        if before := [heading for heading in node.iter(*_HEADINGS) if _stands_before(heading, link)]:
            return clean_line(" ".join(before[-1].itertext()), 300)
    return ""


def _stands_before(heading: HtmlElement, link: HtmlElement) -> bool:
    """Whether a heading of no link stands before a link, and no other link between them."""
    for node in _from(heading):
        if node is link:
            return True
        if node.tag == "a" and node.get("href"):
            return False
    return False


def _from(heading: HtmlElement) -> Iterator[HtmlElement]:
    """What stands in and after an element, in the document's order."""
    yield from heading.iter("a")
    node: HtmlElement | None = heading
    while node is not None:
        for after in node.itersiblings():
            yield from after.iter("a")
        node = node.getparent()


def _story_url(href: str) -> str | None:
    """Where a link of a letter leads; out of a click counter that carries its target, plain or in base64."""
    url = article_url(href)
    if url is None:
        return None
    parts = urlsplit(url)
    told = [*map(unquote, parts.path.split("/")), *(value for _, value in parse_qsl(parts.query))]
    told += [_decoded(part) for part in told if part.startswith(_HTTP_IN_BASE64)]
    told += [_in_json(part) for part in told if part.startswith(_OBJECT_IN_BASE64)]
    carried = (article_url(value) for value in told if value.startswith(("http://", "https://")))
    return next(filter(None, carried), url)


def _in_json(part: str) -> str:
    """The one address in an object, as letters and signed tokens carry it; empty where there is none, or several."""
    addresses = set(_ADDRESS.findall(_decoded(part.partition(".")[0])))
    return addresses.pop() if len(addresses) == 1 else ""


def _decoded(part: str) -> str:
    try:
        return urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode()
    except ValueError:
        return ""


def _beside(link: HtmlElement, title: str, said: str) -> str:
    """The words after a linked headline, in the smallest block around it that has any of its own."""
    node: HtmlElement | None = link
    for _ in range(4):
        node = node.getparent() if node is not None else None
        if node is None or sum(1 for _ in node.iter("a")) > 3:
            break
        words = clean_line(" ".join(node.itertext()), 2_000)
        after = words.partition(title)[2].removesuffix(said).strip(" :–—-")
        if len(after) > 30:
            return blurb_of(after)
    return ""
