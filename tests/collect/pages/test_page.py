"""What is taken of an HTML page: its text, what it says of itself, and its teasers."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.collect.pages.extract import extract
from digest.collect.pages.page import Page, extract_page
from digest.model import Article, DeskError
from tests.collect.prose import prose

PAGES = Path(__file__).parent / "copied"
URL = "https://www.harbour.example/2026/ferry?utm_source=mail"


@pytest.fixture(autouse=True)
def _fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T09:00:00Z")


def read(name: str, url: str | None = URL) -> Page:
    return extract((PAGES / name).read_text(encoding="utf-8"), url, name)


def test_a_page_with_its_metadata() -> None:
    article = read("ferry.html").article
    assert article.title == "Last ferry leaves the Selm"
    assert (article.byline, article.site) == ("Tamsin Okoro", "The Harbour Post")
    assert (article.section_label, article.language) == ("Coast", "en-GB")
    assert article.published == datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert article.blurb == "After a century the boat is sold."
    assert article.url == "https://www.harbour.example/2026/ferry"
    assert article.image_url == "https://www.harbour.example/img/ferry.jpg"
    assert article.image_alt == "A ferry at a quay"
    assert article.caption == "The Aurora at the north quay. Photo: I. Brandt"
    assert article.minutes == 1


def test_a_pages_text_is_the_article_and_nothing_beside_it() -> None:
    text = read("ferry.html").article.text
    assert text.startswith("The last wooden ferry on the Selm estuary")
    assert text.endswith("break it up for its timber.")
    assert "• The boat is kept ashore.\n• Nobody meant to break it up." in text
    for words in ("Tamsin", "Photo:", "Nine cranes", "Home", "©", "Last ferry leaves"):
        assert words not in text


def test_a_pages_teasers_have_their_addresses_and_blurbs() -> None:
    told = [(one.group, one.title, one.blurb, one.url) for one in read("ferry.html").teasers]
    site = "https://www.harbour.example"
    cranes = ("Nine cranes counted in the old port", "The tenth has been missing since the storm...")
    lamp = ("Lighthouse keeper wins the prize", "For the third year in a row the jury could not...")
    assert told == [
        ("Latest news", *cranes, f"{site}/cranes"),
        ("Latest news", *lamp, f"{site}/lamp"),
        ("More from The Harbour Post", "Tides: what the tables leave out", "", f"{site}/tides"),
    ]


def test_the_hour_comes_from_a_time_of_the_same_day() -> None:
    page = (PAGES / "ferry.html").read_text(encoding="utf-8")
    bare = page.replace(
        'property="article:published_time" content="2026-11-20T11:00:00+01:00"', 'name="x" content="x"'
    )
    clock = '<time datetime="2026-11-22T08:00:00Z">now</time>'
    dated = bare.replace(
        "<article>", f'<p>{clock}</p><article><time datetime="2026-11-20T07:30:00Z">Friday</time>'
    )
    dated = dated.replace(
        "</head>",
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-11-20"}</script></head>',
    )
    assert extract(dated, URL, "x").article.published == datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


def test_a_saved_file_has_no_address_but_what_it_says_itself() -> None:
    article = read("ferry.html", None).article
    assert article.url is None and article.image_url is None
    absolute = (
        (PAGES / "ferry.html")
        .read_text(encoding="utf-8")
        .replace('href="/2026', 'href="https://h.example/2026')
    )
    assert extract(absolute, None, "x").article.url == "https://h.example/2026/ferry"


def test_a_page_cannot_pass_itself_off_as_another_sites() -> None:
    page = (
        (PAGES / "ferry.html")
        .read_text(encoding="utf-8")
        .replace('href="/2026', 'href="https://bank.example/2026')
    )
    assert extract(page, URL, "x").article.url == "https://www.harbour.example/2026/ferry"


@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_copied_page_put_into_bare_tags_is_read_by_its_shape(tag: str) -> None:
    lines = (PAGES / "fr.txt").read_text(encoding="utf-8").split("\n\n")
    page = extract("".join(f"<{tag}>{line.strip()}</{tag}>" for line in lines), None, "x")
    assert page.article.title == "Le dernier bac quitte la Selm"
    assert page.article.byline == "Odile Marrant"
    assert len(page.teasers) == 2


@pytest.mark.parametrize("markup", ["", "<html></html>", "<p></p>", "<!-- -->", "<body><script>x()</script>"])
def test_a_page_without_an_article_is_said_to_have_none(markup: str) -> None:
    with pytest.raises(DeskError, match="no article"):
        extract(markup, URL, "The page")


def test_reading_is_given_up_in_time_and_the_next_page_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.collect.pages.page.PAGE_SECONDS", 0.01)
    with pytest.raises(DeskError, match="too much to read"):
        extract_page("<p>words and words</p>" * 80_000, URL, "The page")
    monkeypatch.undo()
    assert (
        extract_page((PAGES / "ferry.html").read_bytes(), URL).article.title == "Last ferry leaves the Selm"
    )


PROSE = "".join(
    f"<p>The tenth crane of quay {number} was counted, and counted again.</p>" for number in range(12)
)


def test_an_article_is_no_box_whatever_it_is_called() -> None:
    page = f"<div class='related newsletter share'><h2>Cranes</h2>{PROSE}</div><a href='/'>Home</a>"
    assert extract(page, URL, "x").article.text.count("counted again") == 12


def test_a_quote_is_left_out_only_where_the_text_has_it_too() -> None:
    quote = "<blockquote class='pull-quote'>{}</blockquote>"
    said = "Nobody but the gulls knows where it went."
    page = f"<article><h1>Cranes</h1>{PROSE}{quote.format(said)}{quote.format('The tenth crane of quay 3')}</article>"
    text = extract(page, URL, "x").article.text
    assert said in text and text.count("The tenth crane of quay 3") == 1


@pytest.mark.parametrize(
    "script",
    [
        "{", "[[[[", "[" * 50_000, "null", '{"@type": 7}', '{"@type": "Article", "author": [null, 5, {"name": {}}]}',
        '{"@type": ["Article"], "datePublished": [], "image": [{}]}',
    ],
)  # fmt: skip
def test_linked_data_that_makes_no_sense_say_nothing(script: str) -> None:
    page = f"<script type='application/ld+json'>{script}</script><article><h1>Cranes</h1>{PROSE}</article>"
    article = extract(page, URL, "x").article
    assert (article.title, article.byline, article.image_url) == ("Cranes", "", None)


HOSTILE = ["<div>" * 100_000 + "x", "<a href=x>" * 5_000, "<p>" * 50_000, "<table><tr><td>" * 20_000,
           "<div class=share>" * 20_000 + "x" * 20_000]  # fmt: skip


@pytest.mark.parametrize("markup", HOSTILE)
def test_hostile_pages_are_read_or_refused_within_the_bounds(markup: str) -> None:
    try:
        extract_page(markup, URL, "The page")
    except DeskError as error:
        assert "The page" in str(error)


# What is told of an article, in pages that tell little


def told(body: str, head: str = "", url: str | None = URL) -> Article:
    words = "".join(f"<p>{text}</p>" for text in prose(5, 0))
    return extract(
        f"<html><head><title>Nine cranes counted</title>{head}</head><body><article><h1>Nine cranes counted</h1>"
        f"{words}{body}</article></body></html>",
        url,
        "The page",
    ).article


@pytest.mark.parametrize(
    "body",
    [
        "<p>See <a href='https://x.example/2019/05/04/report.pdf'>the report</a> of that year.</p>",
        "<p>© 2024 The Quay</p>",
        "<p>In 1998 there were twelve. On 12 May 2003 one of them was sold.</p>",
        "<abbr itemprop='datePublished' title='09:12'>09:12</abbr>",
        "<p class='time'>9:12 am</p>",
    ],
)
def test_no_date_is_made_of_what_is_none(body: str) -> None:
    assert told(body).published is None


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("Sunday, 22 November 2026", None),
        ("Sunday, 22 November 2026 08:15", 22),
        ("15 November 2026", 15),
        ("In 1998 there were 12 of them", None),
    ],
)
def test_a_date_above_the_headline_is_the_articles_unless_it_may_be_the_papers(
    above: str, day: int | None
) -> None:
    page = (
        f"<html><head><title>Nine cranes counted</title></head><body><div>{above}</div><nav><a href=/>Home</a></nav>"
        f"<h1>Nine cranes counted</h1>{'<p>'.join(['', *prose(5, 0)])}</body></html>"
    )
    published = extract(page, URL, "The page").article.published
    assert (published.day if published else None) == day


@pytest.mark.parametrize(
    ("head", "site"),
    [
        ("<title>Nine cranes counted | The Quay</title>", "The Quay"),
        ("<title>Nine cranes counted</title>", "harbour.example"),
        ("<title>Nine cranes counted - Port - The Quay</title>", "The Quay"),
        (
            '<title>Nine cranes counted – Quay</title><script type="application/ld+json">'
            '{"@type": "Article", "publisher": {"name": "The Quay Daily"}}</script>',
            "The Quay Daily",
        ),
        (
            '<title>Nine cranes counted – Quay</title><meta property="og:site_name" content="The Quay">',
            "The Quay",
        ),
    ],
)
def test_the_outlet_is_named_as_its_page_names_it(head: str, site: str) -> None:
    page = f"<html><head>{head}</head><body><h1>Nine cranes counted</h1>{'<p>'.join(['', *prose(5, 0)])}</body></html>"
    assert extract(page, URL, "The page").article.site == site


def test_a_caption_is_that_of_the_picture_that_leads() -> None:
    figures = (
        "<figure><img src=/lead.jpg alt='The lead'></figure><p>Words.</p>"
        "<figure><img src=/other.jpg alt='Another'><figcaption>Another picture</figcaption></figure>"
    )
    article = told(figures)
    assert (article.image_url, article.image_alt, article.caption) == (
        "https://www.harbour.example/lead.jpg", "The lead", "",
    )  # fmt: skip
    captioned = told(
        figures.replace("'></figure><p>", "'><figcaption>The lead's own</figcaption></figure><p>", 1)
    )
    assert captioned.caption == "The lead's own"


def test_words_that_only_linked_data_have_are_the_text() -> None:
    body = "\\n\\n".join(prose(4, 0))
    data = f'{{"@type": "NewsArticle", "headline": "Dues to rise", "articleSection": "Port", "articleBody": "{body}"}}'
    script = f'<script type="application/ld+json">{data}</script>'
    page = f"<html><head><meta charset=utf-8><title>App</title>{script}</head><body><div id=root></div></body></html>"
    article = extract(page, URL, "The page").article
    assert (article.title, article.section_label) == ("Dues to rise", "Port")
    assert article.text.split("\n\n") == prose(4, 0)
