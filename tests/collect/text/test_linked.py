"""Links behind words: what is marked where a text is laid out comes out of it at the same words."""

from html import escape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.feeds.jsonfeed import read_json_feed
from digest.collect.feeds.xmlfeed import read_xml_feed
from digest.collect.mail.message import parse_mail
from digest.collect.pages.extract import extract
from digest.collect.text.html import parse_html, tree_to_text
from digest.collect.text.linked import MOST_LINKS, take_out, without_marks
from digest.model import TextLink, clean_prose
from tests.collect.prose import prose

BASE = "https://quay.example/stories/crane"


def read(markup: str, own: str | None = None) -> tuple[str, list[TextLink]]:
    tree = parse_html(markup)
    assert tree is not None
    return take_out(tree_to_text(tree, BASE), own)


def told(text: str, links: list[TextLink]) -> list[tuple[str, str]]:
    return [(text[link.start : link.end], link.url) for link in links]


@pytest.mark.parametrize(
    ("markup", "text", "links"),
    [
        (
            "<p>The <a href='/m'>minutes</a> say so.</p>",
            "The minutes say so.",
            [("minutes", "https://quay.example/m")],
        ),
        (
            "<p>The<a href='m?utm_source=x&a=1'> old\n minutes </a>say so.</p>",
            "The old minutes say so.",
            [("old minutes", "https://quay.example/stories/m?a=1")],
        ),
        (
            "<ul><li><a href=/a>One</a><li><a href=/b><b>Two</b> <i>three</i></a>, four</ul>",
            "• One\n• Two three, four",
            [("One", "https://quay.example/a"), ("Two three", "https://quay.example/b")],
        ),
        (
            "<a href=/card><div><h3>A card</h3><p>is one link.</p></div></a>",
            "A card\n\nis one link.",
            [("A card", "https://quay.example/card")],
        ),
        (
            "<p><a href=/a>One <a href=/b>two</a> three</p>",
            "One two three",
            [("One", "https://quay.example/a"), ("two", "https://quay.example/b")],
        ),
        (
            "<p>گزارش <a href='/خبر'>می‌گوید</a> که <a href=/b>ک\u0301</a></p>",
            "گزارش می‌گوید که ک\u0301",
            [("می‌گوید", "https://quay.example/%D8%AE%D8%A8%D8%B1"), ("ک\u0301", "https://quay.example/b")],
        ),
        (
            "<p>By <a href='https://www.google.com/url?q=https://b.example/x'>way</a> of a search.</p>",
            "By way of a search.",
            [("way", "https://b.example/x")],
        ),
    ],
)
def test_a_link_is_kept_at_its_words(markup: str, text: str, links: list[tuple[str, str]]) -> None:
    found, kept = read(markup)
    assert (found, told(found, kept)) == (text, links)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>A <a href='#note'>note</a>, a <a href='crane#note'>place</a>, a <a name=x>name</a>.</p>",
        "<p><a href='javascript:alert(1)'>Run</a> <a href='mailto:a@b.example'>write</a> <a href=''>nothing</a></p>",
        "<p><a href='https://u:p@b.example/'>user</a> <a href='file:///etc/passwd'>file</a> <a href='http://'>no</a></p>",
        "<p>A picture: <a href='/big.png'><img src=small.png></a> <a href=/x> </a></p>",
        "<p>Seen: <script><a href=/x>y</a></script><button><a href=/x>y</a></button></p>",
        f"<p><a href='https://b.example/{'x' * 5_000}'>long</a></p>",
    ],
)
def test_what_leads_nowhere_is_no_link(markup: str) -> None:
    text, links = read(markup, BASE)
    assert links == []
    assert text.isprintable()


def test_words_that_cleaning_changes_are_no_link_and_shift_no_other() -> None:
    text, links = read("<p>e<a href=/a>\u0301</a> and <a href=/b>b</a>, <a href=/c>c</a></p>")
    assert text == "é and b, c"
    assert all(text[link.start : link.end] in "bc" for link in links)


def test_the_signs_of_a_mark_in_a_page_do_no_harm() -> None:
    text, links = read(
        "<p>\2javascript:alert(1)\3x\4 y \4\2<a href=/b>b</a>\3 &#2;z &#xFDD0;e\u0301\u00ad</p>"
    )
    assert told(text, links) == [("b", "https://quay.example/b")]
    assert not set(text) & set("\2\3\4")


def test_what_cleaning_takes_out_shifts_no_link() -> None:
    text, links = read("<p>Hafen\u00admeister <a href=/a>za\u0308hlt</a> und\u200b <a href=/b>zählt</a></p>")
    assert text == "Hafenmeister zählt und zählt"
    assert told(text, links) == [("zählt", "https://quay.example/a"), ("zählt", "https://quay.example/b")]


def test_links_are_bounded() -> None:
    text, links = read("".join(f"<p><a href=/{n}>{n}</a></p>" for n in range(MOST_LINKS + 50)))
    assert len(links) == MOST_LINKS
    assert str(MOST_LINKS + 49) in text


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="<>&\0\1\r"), max_size=12)
PIECES = st.lists(st.tuples(WORDS, st.sampled_from(["", "/a", "/b?c=1", "#d"])), max_size=8)


@given(st.lists(PIECES, max_size=4))
def test_marks_change_no_word(paragraphs: list[list[tuple[str, str]]]) -> None:
    markup = "".join(
        "<p>"
        + "".join(
            f'<a href="{href}">{escape(words)}</a>' if href else escape(words) for words, href in pieces
        )
        for pieces in paragraphs
    )
    tree = parse_html(f"<div>{markup}</div>")
    assert tree is not None
    plain = without_marks(tree_to_text(tree))
    assert clean_prose(without_marks(tree_to_text(tree, BASE))) == clean_prose(plain)
    text, links = take_out(tree_to_text(tree, BASE))
    assert all(0 <= link.start < link.end <= len(text) for link in links)
    assert all(one.end <= other.start for one, other in pairwise(links))


# Where texts come from


def test_a_feeds_text_keeps_its_links() -> None:
    body = escape(
        f"<p>{prose(1, 0)[0]} <a href='/m'>The minutes</a> tell.</p>"
        f"<p>The post <a href='{BASE}'>Crane</a> appeared first on <a href='/'>Quay</a>.</p>"
    )
    feed = (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Quay</title>"
        f"<item><title>Crane</title><link>{BASE}</link><content:encoded>{body}</content:encoded></item>"
        "</channel></rss>"
    )
    (entry,) = read_xml_feed(feed.encode(), "https://quay.example/feed", None).entries
    assert entry.article.text.endswith("The minutes tell.")
    assert told(entry.article.text, entry.links) == [("The minutes", "https://quay.example/m")]


def test_a_json_feeds_text_keeps_its_links_and_plain_text_has_none() -> None:
    items = (
        f'{{"id": "1", "url": "{BASE}", "content_html": "<p>See <a href=\\"/m\\">these</a>.</p>"}},'
        f'{{"id": "2", "url": "{BASE}2", "content_text": "See <a href=/m>these</a>."}}'
    )
    body = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "items": [{items}]}}'
    first, second = read_json_feed(body.encode(), "https://quay.example/feed.json").entries
    assert told(first.article.text, first.links) == [("these", "https://quay.example/m")]
    assert second.links == []


def test_a_page_keeps_the_links_of_its_article_alone() -> None:
    body = prose(6, 0)
    linked = [f"{text} <a href='../papers/{n}.pdf'>Paper {n}</a> has it." for n, text in enumerate(body)]
    menu = "".join(f"<li><a href=/{name}>{name}</a>" for name in ("News", "Sport", "Weather", "Tides"))
    page = extract(
        f"<html><head><title>Nine cranes | Quay</title></head><body><nav><ul>{menu}</ul></nav>"
        "<article><h1>Nine cranes</h1>"
        f"<p class=byline>By <a href=/ida>Ida Vance</a></p>{''.join(f'<p>{text}</p>' for text in linked)}"
        "<p>Read more: <a href=/ferry>The ferry that went to court</a></p></article></body></html>",
        BASE,
        "The page",
    )
    assert told(page.article.text, page.links) == [
        (f"Paper {n}", f"https://quay.example/papers/{n}.pdf") for n in range(6)
    ]


def test_a_newsletter_by_mail_keeps_its_links() -> None:
    mail = (
        "From: Quay <q@quay.example>\nSubject: This week\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
        "<p>The <a href='https://quay.example/m'>minutes</a> are out, and nobody has read them yet.</p>"
    )
    page = parse_mail(mail.encode())
    assert told(page.article.text, page.links) == [("minutes", "https://quay.example/m")]
