"""A mail read the way a subscriber, or a program that reads aloud, gets it."""

import re

from lxml import html as lxml_html
from lxml.html import HtmlElement

_CONDITIONAL = re.compile(r"<!--\[if mso.*?<!\[endif\]-->", re.DOTALL)


def page(html: str) -> HtmlElement:
    """The HTML as a tree, without what only Outlook reads."""
    return lxml_html.document_fromstring(_CONDITIONAL.sub("", html))


def outlook(html: str) -> HtmlElement:
    """The HTML as Outlook on Windows reads it: its conditional comments opened."""
    html = re.sub(r"<!--\[if !mso.*?<!--<!\[endif\]-->", "", html, flags=re.DOTALL)
    opened = re.sub(r"<!--\[if (?:mso|lte mso|gte mso)[^\]]*\]>", "", html)
    opened = re.sub(r"<!\[endif\]-->|<noscript>.*?</noscript>", "", opened, flags=re.DOTALL)
    return lxml_html.document_fromstring(opened)


def shown(element: HtmlElement) -> str:
    """The visible text of an element, its white space folded."""
    return fold("".join(element.itertext()))


def fold(text: str) -> str:
    """Text with its white space folded, as a browser draws it."""
    return " ".join(text.split())


def body_text(html: str) -> str:
    """All visible text of a mail's body."""
    body = page(html).find("body")
    assert body is not None
    for hidden in body.xpath('.//*[contains(@style, "display:none")]'):
        hidden.drop_tree()
    for comment in body.xpath(".//comment()"):
        comment.drop_tree()
    return shown(body)
