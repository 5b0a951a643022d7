"""Which picture leads an article, and how large it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.feeds.parse import parse_feed
from digest.collect.pages.page import extract_page
from digest.collect.pages.pictures import lead_picture
from digest.collect.text.html import parse_html
from digest.collect.text.pictures import LEAST_SIDE, Picture, first_picture, pixels
from digest.model import ImageSize

BASE = "https://harbour.example/news/"


def page(head: str = "", body: str = "") -> tuple[str, tuple[int | None, int | None], str] | None:
    tree = parse_html(f"<html><head>{head}</head><body>{body}<p>Words.</p></body></html>")
    assert tree is not None
    picture, _ = lead_picture(tree, BASE)
    if picture is None:
        return None
    return picture.url.removeprefix(BASE), (picture.width, picture.height), picture.alt


def og(**values: str) -> str:
    return "".join(
        f'<meta property="og:image{":" + name if name != "image" else ""}" content="{value}">'
        for name, value in values.items()
    )


FIGURE = "<figure><img src=b.jpg width=800 height=600 alt='A boat'><figcaption>The boat</figcaption></figure>"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (og(image="a.jpg", width="1200", height="630", alt="A"), "", ("a.jpg", (1200, 630), "A")),
        (og(image="a.jpg", secure_url=f"{BASE}a.jpg", width="1200"), "", ("a.jpg", (1200, None), "")),
        (og(url="a.jpg", width="1200px", height="630.0"), "", ("a.jpg", (1200, 630), "")),
        (og(image="dot.png", width="1", height="1") + og(image="a.jpg"), "", ("a.jpg", (None, None), "")),
        (og(image="face.jpg", width="96", height="96"), FIGURE, ("b.jpg", (800, 600), "A boat")),
        (og(image="banner.jpg", width="728", height="90"), "", None),
        (og(image="/img/pixel.gif"), FIGURE, ("b.jpg", (800, 600), "A boat")),
        (og(width="500", height="400", image="a.jpg"), "", ("a.jpg", (None, None), "")),
        ('<meta name="twitter:image" content="t.jpg"><meta name="twitter:image:alt" content="T">', "",
         ("t.jpg", (None, None), "T")),
        # What the metadata does not tell, the page shows.
        (og(image="b.jpg"), FIGURE, ("b.jpg", (800, 600), "A boat")),
        (og(image="b.jpg"), "<p><img src='/news/b.jpg' style='width: 640px; height: 480px'></p>",
         ("b.jpg", (640, 480), "")),
        (og(image="c.jpg"), FIGURE, ("c.jpg", (None, None), "A boat")),
        ("", FIGURE.replace("800", "100%"), ("b.jpg", (None, 600), "A boat")),
        ("", FIGURE.replace("600", "1"), None),
        ("", "<figure><img data-src=b.jpg src='data:image/gif;base64,R0'><figcaption>C</figcaption></figure>",
         ("b.jpg", (None, None), "")),
        ("", "", None),
    ],
)  # fmt: skip
def test_the_picture_of_a_page(
    head: str, body: str, expected: tuple[str, tuple[int | None, int | None], str] | None
) -> None:
    assert page(head, body) == expected


def test_a_size_needs_both_sides() -> None:
    assert Picture("a.jpg", width=800, height=600).size == ImageSize(800, 600)
    assert Picture("a.jpg", width=800).size is Picture("a.jpg").size is None


@pytest.mark.parametrize(
    ("told", "expected"),
    [("800", 800), (" 800px ", 800), ("12.5", 12), ("100%", None), ("", None), (None, None), ("auto", None),
     ("-3", None), ("٨٠٠", None), ("999999", None), ("1e3", None)],
)  # fmt: skip
def test_sides_as_attributes_tell_them(told: str | None, expected: int | None) -> None:
    assert pixels(told) == expected


@given(st.text(max_size=40))
def test_any_attribute_is_a_number_of_pixels_or_none(told: str) -> None:
    side = pixels(told)
    assert side is None or 0 <= side <= 20_000


def test_the_first_picture_worth_a_look_in_a_body() -> None:
    body = (
        "<p><img src=smile.png width=72 height=72><img src=/t/1x1.gif><img src=far.png style='height:1px'>"
        "<img src=boat.jpg width=1024 height=512></p>"
    )
    tree = parse_html(body)
    assert tree is not None
    assert first_picture(tree, BASE) == Picture(f"{BASE}boat.jpg", "", 1024, 512)


def test_a_feeds_pictures_with_their_sizes() -> None:
    feed = parse_feed(
        b"<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>T</title>"
        b"<item><title>A</title><guid>1</guid>"
        b"<media:content url='/l.jpg' medium='image' width='900' height='450'/></item>"
        b"<item><title>B</title><guid>2</guid><media:thumbnail url='/t.jpg' width='75' height='75'/>"
        b"<description>&lt;img src='/b.jpg' width='640' height='480'&gt; Words.</description></item>"
        b"<item><title>C</title><guid>3</guid><media:thumbnail url='/t.jpg' width='75' height='75'/></item>"
        b"</channel></rss>",
        "https://harbour.example/feed",
    )
    told = [(entry.article.image_url, entry.image_size) for entry in feed.entries]
    assert told == [
        ("https://harbour.example/l.jpg", ImageSize(900, 450)),
        ("https://harbour.example/b.jpg", ImageSize(640, 480)),
        (None, None),
    ]


def test_a_page_gives_the_size_beside_its_article() -> None:
    words = "The harbour master counted the cranes again on Tuesday, and again he came to nine of them. " * 4
    read = extract_page(
        f"<html><head><title>Cranes</title>{og(image='a.jpg', width='1200', height='630')}</head>"
        f"<body><article><h1>Cranes</h1><p>{words}</p></article></body></html>",
        f"{BASE}cranes",
    )
    assert (read.article.image_url, read.image_size) == (f"{BASE}a.jpg", ImageSize(1200, 630))


def test_the_least_side_is_an_edge() -> None:
    side = str(LEAST_SIDE)
    assert page(og(image="a.jpg", width=side, height=side)) is not None
    assert page(og(image="a.jpg", width=side, height=str(LEAST_SIDE - 1))) is None
