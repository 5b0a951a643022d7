"""What was put into a feed comes out of it, in each format, whatever it says."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import clean_line
from tests.collect.feeds.reading import read


def looks_encoded_twice(line: str) -> bool:
    """`cafÃ©`: UTF-8 that somebody took for Latin-1, which feedparser mends."""
    try:
        return line.encode("latin-1").decode() != line
    except UnicodeError:
        return False


LINES = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=60)
    .map(clean_line)
    .filter(lambda line: line and not looks_encoded_twice(line))
)


PLAIN = LINES.filter(lambda line: not any(char in line for char in "<>&"))


MOMENTS = st.datetimes(datetime(2001, 1, 1), datetime(2026, 11, 20)).map(
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)


ENTRIES = st.lists(
    st.tuples(LINES, st.integers(1, 10**9), MOMENTS, st.lists(PLAIN, min_size=1, max_size=4)), max_size=5
)


Told = tuple[str, int, datetime, list[str]]


SPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)


def body(paragraphs: list[str]) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)


def as_atom(name: str, entries: list[Told]) -> str:
    items = "".join(
        f"<entry><id>urn:{n}:{number}</id><title type='text'>{escape(title)}</title>"
        f"<link href='https://h.example/?id={number}&amp;n={n}'/><published>{at.isoformat()}</published>"
        f"<content type='html'>{escape(body(paragraphs))}</content></entry>"
        for n, (title, number, at, paragraphs) in enumerate(entries)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(name)}</title>{items}</feed>'


def as_rss(name: str, entries: list[Told]) -> str:
    # What a title of RSS is nobody says: it is HTML, as most readers have it.
    items = "".join(
        f"<item><guid isPermaLink='false'>urn:{n}:{number}</guid><title>{escape(escape(title))}</title>"
        f"<link>https://h.example/?id={number}&amp;n={n}</link><pubDate>{format_datetime(at)}</pubDate>"
        f"<content:encoded><![CDATA[{body(paragraphs)}]]></content:encoded></item>"
        for n, (title, number, at, paragraphs) in enumerate(entries)
    )
    title = f"<title>{escape(escape(name))}</title>"
    return f'<rss version="2.0" {SPACES}><channel>{title}{items}</channel></rss>'


def as_rdf(name: str, entries: list[Told]) -> str:
    items = "".join(
        f"<item rdf:about='urn:{n}:{number}'><title>{escape(escape(title))}</title>"
        f"<link>https://h.example/?id={number}&amp;n={n}</link><dc:date>{at.isoformat()}</dc:date>"
        f"<content:encoded>{escape(body(paragraphs))}</content:encoded></item>"
        for n, (title, number, at, paragraphs) in enumerate(entries)
    )
    head = f"<channel rdf:about='urn:all'><title>{escape(escape(name))}</title></channel>"
    return f'<rdf:RDF xmlns="http://purl.org/rss/1.0/" {SPACES}>{head}{items}</rdf:RDF>'


def as_json(name: str, entries: list[Told]) -> str:
    items = [
        {
            "id": f"urn:{n}:{number}",
            "url": f"https://h.example/?id={number}&n={n}",
            "title": title,
            "date_published": at.isoformat(),
            "content_html": body(paragraphs),
        }
        for n, (title, number, at, paragraphs) in enumerate(entries)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": name, "items": items})


@pytest.mark.parametrize("write", [as_atom, as_rss, as_rdf, as_json])
@settings(max_examples=50)
@given(entries=ENTRIES, name=LINES)
def test_a_generated_feed_comes_out_as_it_went_in(
    write: Callable[[str, list[Told]], str], entries: list[Told], name: str
) -> None:
    feed = read(write(name, entries))
    assert (feed.title, feed.problem) == (name, None)
    for n, (entry, (title, number, at, paragraphs)) in enumerate(zip(feed.entries, entries, strict=True)):
        assert entry.key == f"urn:{n}:{number}"
        assert entry.article.title == title
        assert entry.article.url == f"https://h.example/?id={number}&n={n}"
        assert entry.article.published == at
        assert entry.article.text == "\n\n".join(paragraphs)
