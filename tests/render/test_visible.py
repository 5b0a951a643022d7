"""Whatever is written in any field, a subscriber reads it as it was written, in both parts."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.model import Digest, Item, Newsletter, Section, SectionKind, clean_line
from digest.render.digest import render_digest
from digest.render.templates import names
from digest.write.markdown import visible
from tests.render.reading import body_text, fold, page, shown

PIECES = [
    "</mj-text><mj-button href='x'>b</mj-button><mj-text>",
    "</p></div></td></tr></table>",
    "<!--[if mso]>",
    "<![endif]-->",
    "<![CDATA[",
    "]]>",
    "<?php",
    "{{ mail }}",
    "{% for x in y %}",
    "{# c #}",
    "&amp;",
    "&nbsp;",
    "&#x200c;",
    "\\u{200c}",
    "\\n",
    "می‌شود",
    "e\u0301\u0302",
    "\u00a0",
    "👩‍🚀",
    "\uff76\uff9e",
    "\ue000",
    '" onload="x',
    "'",
    "=?utf-8?q?x?=",
    "<mj-include path='/etc/passwd'/>",
    "  \n  ",
    "*",
    "_",
    "`",
    "[x](https://a.example/)",
    "-- ",
    "-->",
    "<!--[if !mso]><!-->",
    "</mj-raw></mj-text></mj-column>",
    "&zwnj;",
    "\udc80",
    "\u202e",
    "\u00ad",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "Z͑ͫ̓ͪ̂ͫ̽A̴̵̜̰͔ͫ͗͢",
    "w" * 300,
    "*|UNSUB|*",
]
TEXT = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=5).map(" ".join)


def squeezed(text: str) -> str:
    """Text without its white space and the marks that only turn a line's direction."""
    return "".join(text.split()).replace("\u200e", "").replace("\u200f", "")


def letter(template: str, **fields: str) -> tuple[Newsletter, Digest]:
    newsletter = Newsletter(
        name=clean_line(fields["name"]) or "Letter", tagline=fields["tagline"], template=template
    )
    item = Item(
        headline=fields["headline"],
        summary=fields["summary"],
        credit=fields["credit"],
        byline=fields["byline"],
        url="https://paper.example/a?b=1&c=%22",
        image_url="https://paper.example/a.png",
        image_alt=fields["alt"],
        also=[fields["also"]],
    )
    sections = [Section(title=fields["title"], kind=kind, items=[item]) for kind in SectionKind]
    digest = Digest(
        number=1,
        date=date(2026, 11, 22),
        subject=fields["subject"],
        preheader=fields["preheader"],
        intro=fields["intro"],
        outro=fields["outro"],
        sections=sections,
    )
    return newsletter, digest


FIELDS = [
    "name",
    "tagline",
    "headline",
    "summary",
    "credit",
    "byline",
    "alt",
    "also",
    "title",
    "subject",
    "preheader",
    "intro",
    "outro",
]


@pytest.mark.parametrize("template", names([]))
@settings(max_examples=8)
@given(st.fixed_dictionaries(dict.fromkeys(FIELDS, TEXT)))
@example({field: " ".join(PIECES) for field in FIELDS})
@example(dict.fromkeys(FIELDS, ""))
def test_what_was_written_is_what_is_read(template: str, fields: dict[str, str]) -> None:
    newsletter, digest = letter(template, **fields)
    rendered = render_digest(newsletter, digest)
    tree = page(rendered.html)
    item = digest.items[0]
    seen, read = squeezed(body_text(rendered.html)), squeezed(rendered.text)
    assert tree.findtext(".//title") == (digest.subject or newsletter.name)
    assert shown(tree.find(".//h1")) == fold(newsletter.name)
    for heading in tree.iter("h3"):
        assert shown(heading) == fold(item.headline)
    for picture in tree.iter("img"):
        assert not item.image_alt or picture.get("alt") == item.image_alt
    for link in tree.iter("a"):
        assert link.get("href", "").startswith(("https://", "mailto:"))
    told = (item.headline, item.credit, item.byline, item.also[0]) if item.headline or item.summary else ()
    for text in (newsletter.tagline, *told):
        assert squeezed(text) in seen
        assert squeezed(text) in read
    for markdown in (item.summary, digest.intro, digest.outro):
        for line in visible(markdown).split("\n"):
            assert squeezed(line) in seen
    assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} <= ALLOWED
    assert render_digest(newsletter, digest) == rendered


ALLOWED = {
    "html",
    "head",
    "title",
    "meta",
    "style",
    "body",
    "div",
    "table",
    "tbody",
    "tr",
    "td",
    "img",
    "h1",
    "h2",
    "h3",
    "p",
    "a",
    "em",
    "strong",
    "s",
    "code",
    "br",
    "ul",
    "ol",
    "li",
    "blockquote",
    "span",
}
