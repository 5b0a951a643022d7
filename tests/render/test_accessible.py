"""The rules of the Email Markup Consortium, over every template and over hostile digests."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from digest.model import Digest, Newsletter
from digest.render.digest import render_digest
from digest.render.templates import names
from tests.render.reading import outlook, page, shown
from tests.render.samples import SAMPLES, sample
from tests.render.test_visible import FIELDS, PIECES, letter

VAGUE = {"click here", "here", "link", "read more", "more", "this"}


def violations(tree: HtmlElement) -> Iterator[str]:
    """What the rules forbid, a line each."""
    body = tree.find("body")
    assert body is not None
    for element in (tree, *body.xpath("./div")[:1]):
        if not element.get("lang") or element.get("dir") not in ("ltr", "rtl"):
            yield f"<{element.tag}> without lang and dir"
    if not (tree.findtext(".//title") or "").strip():
        yield "no title"
    yield from (
        f"table without role: {table.attrib}"
        for table in tree.iter("table")
        if table.get("role") != "presentation"
    )
    yield from (
        f"img without alt: {image.get('src')}" for image in tree.iter("img") if image.get("alt") is None
    )
    for link in tree.iter("a"):
        text = shown(link)
        if not text or not link.get("href"):
            yield f"a link without text or address: {link.attrib}"
        if text.casefold() in VAGUE:
            yield f"a link that says only {text!r}"
    levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"not one h1, first: {levels}"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield f"a level of headings is left out: {levels}"
    identities = [element.get("id") for element in tree.iter() if element.get("id")]
    if len(identities) != len(set(identities)):
        yield f"an id is given twice: {identities}"
    for viewport in tree.xpath('.//meta[@name="viewport"]/@content'):
        if "user-scalable=no" in viewport or "maximum-scale" in viewport:
            yield "zooming is switched off"


WRONG = """\
<html lang="en"><head><title> </title><meta name="viewport" content="user-scalable=no"></head><body><div>
<table><tr><td><img src="x.png"></td></tr></table><h2 id="a">x</h2><h1>x</h1><h3 id="a">x</h3>
<a href="x"><img src="x" alt=""></a><a href="x">Read more</a></div></body></html>"""


def test_every_rule_can_be_broken() -> None:
    told = "\n".join(violations(page(WRONG)))
    for complaint in (
        "<html> without lang and dir",
        "<div> without lang and dir",
        "no title",
        "table without role",
        "img without alt",
        "a link without text",
        "a link that says only 'Read more'",
        "not one h1, first: [2, 1, 3]",
        "a level of headings is left out",
        "an id is given twice",
        "zooming is switched off",
    ):
        assert complaint in told


def check(newsletter: Newsletter, digest: Digest, images: Path | None) -> None:
    html = render_digest(newsletter, digest, images=images).html
    for reading in (page, outlook):
        assert list(violations(reading(html))) == []


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("template", names([]))
def test_no_template_breaks_a_rule(template: str, name: str, images: Path) -> None:
    newsletter, digest = sample(name)
    check(newsletter.model_copy(update={"template": template}), digest, images)


@pytest.mark.parametrize("template", names([]))
@pytest.mark.parametrize("text", ["", " ", *PIECES[:4], " ".join(PIECES)])
def test_no_digest_can_make_a_template_break_one(template: str, text: str) -> None:
    check(*letter(template, **dict.fromkeys(FIELDS, text)), None)


@pytest.mark.parametrize("template", names([]))
def test_headlines_below_no_title_leave_no_level_out(template: str, images: Path) -> None:
    check(*letter(template, **(dict.fromkeys(FIELDS, "x") | {"title": ""})), images)


@pytest.mark.parametrize("template", names([]))
def test_nothing_is_loaded_from_elsewhere(template: str, images: Path) -> None:
    newsletter, digest = sample("english")
    html = render_digest(newsletter.model_copy(update={"template": template}), digest, images=images).html
    tree = outlook(html)
    assert not list(tree.iter("link", "script", "iframe", "object", "embed", "form"))
    assert "@import" not in html
    assert "url(" not in html
    for image in tree.iter("img"):
        assert image.get("src") == "images/street.png"
        assert int(image.get("width", "0")) > 50


def test_the_language_and_direction_of_an_item_are_its_own(images: Path) -> None:
    tree = page(render_digest(*sample("english"), images=images).html)
    heading = next(heading for heading in tree.iter("h3") if "کتابخانه" in shown(heading))
    box = heading.getparent()
    assert box is not None
    assert (box.get("lang"), box.get("dir")) == ("fa", "rtl")
