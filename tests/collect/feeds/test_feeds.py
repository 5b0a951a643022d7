"""Feeds as they are in the wild, of invented papers: what was put in comes out."""

import json
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect.feeds.parse import NotAFeedError
from digest.collect.text.dates import read_date
from tests.collect.feeds.reading import URL, channel, read, titles


@pytest.mark.parametrize("version", ["0.90", "0.91", "0.92", "0.93", "0.94", "2.0"])
def test_rss_of_every_age(version: str) -> None:
    feed = read(channel("<item><title>Ferry sold</title><link>/ferry</link></item>", version))
    assert (feed.title, feed.site_url, feed.problem) == ("The Harbour Post", "https://harbour.example/", None)
    article = feed.entries[0].article
    assert (article.title, article.url, article.site) == (
        "Ferry sold",
        "https://harbour.example/ferry",
        feed.title,
    )


def test_rdf_with_dublin_core_and_content() -> None:
    feed = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        '<channel rdf:about="https://harbour.example/"><title>Harbour</title>'
        "<link>https://harbour.example/</link></channel>"
        '<item rdf:about="urn:1"><title>Ferry sold</title><link>https://harbour.example/ferry</link>'
        "<description>In short.</description><dc:creator>Tamsin Okoro</dc:creator>"
        "<dc:date>2026-11-20T11:00:00+01:00</dc:date>"
        "<content:encoded><![CDATA[<p>First.</p><p>Second.</p>]]></content:encoded></item></rdf:RDF>"
    )
    (entry,) = feed.entries
    article = entry.article
    assert (article.title, article.byline, article.blurb) == ("Ferry sold", "Tamsin Okoro", "In short.")
    assert article.text == "First.\n\nSecond."
    assert article.published == datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert not entry.partial


@pytest.mark.parametrize("namespace", ["http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"])
def test_atom_of_both_ages(namespace: str) -> None:
    feed = read(
        f'<feed xmlns="{namespace}" xml:lang="pt-br" xml:base="https://harbour.example/base/"><title>Porto</title>'
        '<link rel="self" href="/feeds/all"/><link rel="alternate" href="https://harbour.example/"/>'
        '<entry><id>urn:ferry</id><title type="html">Ferry &amp;amp; &lt;b&gt;crane&lt;/b&gt;</title>'
        '<link rel="replies" href="r"/><link rel="alternate" href="ferry"/>'
        "<author><name>Rui Bettencourt</name></author><issued>2026-11-20T10:00:00Z</issued>"
        "<published>2026-11-20T10:00:00Z</published>"
        "<updated>2026-11-21T10:00:00Z</updated>"
        '<summary>In short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p>'
        '<p>Two <img src="a.png" alt="A boat"/></p></div></content></entry></feed>'
    )
    (entry,) = feed.entries
    article = entry.article
    assert entry.key == "urn:ferry"
    assert article.title == "Ferry & crane"
    assert article.url == "https://harbour.example/base/ferry"
    assert (article.byline, article.blurb, article.language) == ("Rui Bettencourt", "In short.", "pt-BR")
    assert article.text == "One.\n\nTwo"
    assert (article.image_url, article.image_alt) == ("https://harbour.example/base/a.png", "A boat")
    assert article.published == datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize("version", ["1", "1.1"])
def test_json_feed_of_both_ages(version: str) -> None:
    author = {"name": "Tamsin Okoro"}
    item: dict[str, object] = {
        "id": 17,
        "url": "https://harbour.example/ferry?a=1&b=2",
        "title": "Q&A: R&D",
        "content_html": "<p>One.</p><p>Two.</p>",
        "summary": "In short.",
        "image": "/boat.jpg",
        "date_published": "2026-11-20T11:00:00+01:00",
        "language": "en-gb",
    }
    item |= {"author": author} if version == "1" else {"authors": [author]}
    feed = read(
        json.dumps(
            {"version": f"https://jsonfeed.org/version/{version}", "title": "Harbour", "items": [item, {}, 5]}
        )
    )
    assert feed.title == "Harbour" and len(feed.entries) == 1
    entry = feed.entries[0]
    article = entry.article
    assert entry.key == "17"
    assert (article.title, article.url) == ("Q&A: R&D", "https://harbour.example/ferry?a=1&b=2")
    assert (article.byline, article.blurb, article.text) == ("Tamsin Okoro", "In short.", "One.\n\nTwo.")
    assert (article.image_url, article.language) == ("https://harbour.example/boat.jpg", "en-GB")
    assert article.published == datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        "<html><body><p>No feed</p></body></html>",
        "{}",
        '{"version": "2"}',
        "[1",
        "plain words",
        "",
        "<xml/>",
        "\x00\x01\x02",
        "{" * 20_000,
    ],
)
def test_what_is_no_feed_is_refused_in_one_sentence(raw: str) -> None:
    with pytest.raises(NotAFeedError) as refused:
        read(raw)
    assert URL in str(refused.value) and "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Q&amp;A: R&amp;D", "Q&A: R&D"),
        ("Q&A: R&D", "Q&A: R&D"),
        ("caf&eacute; &amp; bar", "café & bar"),
        ("Double &amp;amp; done", "Double & done"),
        ("x &lt; y and y &gt; z", "x < y and y > z"),
        ("<![CDATA[Tom & <i>Jerry</i>]]>", "Tom & Jerry"),
        ("<![CDATA[5 < 6 & 7]]>", "5 < 6 & 7"),
        ("How to use &lt;script&gt; well", "How to use <script> well"),
        ("What ?a=1&amp;copy=2 does", "What ?a=1&copy=2 does"),
        ("A\x07 bell", "A bell"),
        ("Two\n  lines", "Two lines"),
        ("Le cafÃ© fermÃ©", "Le café fermé"),
    ],
)
def test_titles_are_exact(written: str, meant: str) -> None:
    assert titles(read(channel(f"<item><title>{written}</title><guid>1</guid></item>"))) == [meant]


@pytest.mark.parametrize("written", ["?a=1&amp;b=2", "?a=1&b=2"])
def test_addresses_are_exact(written: str) -> None:
    feed = read(channel(f"<item><title>A</title><link>https://harbour.example/x{written}</link></item>"))
    assert feed.entries[0].article.url == "https://harbour.example/x?a=1&b=2"


@pytest.mark.parametrize(
    "broken", ["", "<item>&nbsp;</item>"]
)  # as the quick reader reads it, and the patient one
def test_what_a_feed_has_gathered_is_of_the_outlet_that_it_names(broken: str) -> None:
    told = (
        ("Crane sold - Selm Gazette", "<source url='https://g.example/'>Selm Gazette</source>"),
        ("Crane sold - at last", "<source url='https://g.example/'>Selm Gazette</source>"),
        ("Crane sold - The Harbour Post", ""),
        ("Crane sold", "<source>https://g.example/feed</source>"),
        ("Crane sold", "<source url='https://g.example/'/>"),
    )
    items = "".join(
        f"<item><title>{title}</title><link>https://g.example/{n}</link>{source}</item>"
        for n, (title, source) in enumerate(told)
    )
    found = [(one.article.title, one.article.site) for one in read(channel(items + broken)).entries[:5]]
    here = "The Harbour Post"
    assert found == [
        ("Crane sold", "Selm Gazette"),
        ("Crane sold - at last", "Selm Gazette"),
        ("Crane sold - The Harbour Post", here),
        ("Crane sold", here),
        ("Crane sold", here),
    ]


@pytest.mark.parametrize(
    ("source", "site"), [("<title>Selm Gazette</title>", "Selm Gazette"), ("", "Planet Selm")]
)
def test_an_atom_feed_names_the_feed_that_it_has_an_entry_from(source: str, site: str) -> None:
    (entry,) = read(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Planet Selm</title><entry><title>Crane sold</title>"
        f"<id>urn:1</id><link href='https://g.example/1'/><source><id>urn:g</id>{source}</source></entry></feed>"
    ).entries
    assert (entry.article.title, entry.article.site) == ("Crane sold", site)


def test_an_entry_without_title_link_id_or_date_still_makes_an_article() -> None:
    feed = read(
        channel(
            "<item><description>Only a description, and no title at all. It goes on for a while.</description></item>"
            "<item><link>https://harbour.example/2026/last-ferry-sold</link></item>"
            "<item><title>Only a title</title></item>"
            "<item><enclosure url='https://harbour.example/a.mp3' type='audio/mpeg' length='1'/></item>"
            "<item></item>"
        )
    )
    assert titles(feed) == [
        "Only a description, and no title at all. It goes on for a while.",
        "last ferry sold",
        "Only a title",
        "a.mp3",
    ]
    assert len({entry.key for entry in feed.entries}) == 4
    assert all(entry.article.published is None for entry in feed.entries)


def test_keys_stay_the_same_when_the_entry_changes_around_them() -> None:
    one = read(
        channel(
            "<item><guid>g1</guid><title>A</title></item>"
            "<item><title>B</title><link>https://h.example/b</link></item>"
        )
    )
    two = read(
        channel(
            "<item><title>B!</title><link>http://h.example/b?utm_source=x</link></item>"
            "<item><guid>g1</guid><title>A!</title></item>"
        )
    )
    assert {entry.key for entry in one.entries} == {entry.key for entry in two.entries}


def test_pictures_from_media_enclosure_and_body() -> None:
    media = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    feed = read(
        channel(
            "<item><guid>1</guid><title>A</title><media:content url='/s.jpg' medium='image' width='100'/>"
            "<media:content url='/l.jpg' medium='image' width='900'/>"
            "<media:content url='/v.mp4' type='video/mp4'/></item>"
            "<item><guid>2</guid><title>B</title><enclosure url='/e.png' type='image/png' length='1'/></item>"
            "<item><guid>3</guid><title>C</title><media:thumbnail url='/t.jpg'/></item>"
            "<item><guid>4</guid><title>D</title><itunes:image href='/i.jpg'/></item>"
            "<item><guid>5</guid><title>E</title><description>&lt;img src='/pixel.gif' width='1'/&gt;"
            "&lt;img data-src='/d.webp'"
            " src='data:image/gif;base64,R0' alt='Lamp'/&gt;</description></item>"
            "<item><guid>6</guid><title>F</title><enclosure url='/e.mp3' type='audio/mpeg' length='1'/></item>",
            namespaces=media,
        )
    )
    found = [
        (entry.article.image_url or "").removeprefix("https://harbour.example") for entry in feed.entries
    ]
    assert found == ["/l.jpg", "/e.png", "/t.jpg", "/i.jpg", "/d.webp", ""]
    assert feed.entries[4].article.image_alt == "Lamp"


def test_a_stub_is_a_blurb_and_a_long_description_is_the_text() -> None:
    long = "".join(
        f"<p>Paragraph {number} of the story about the ferry and its crew.</p>" for number in range(40)
    )
    feed = read(
        channel(
            "<item><guid>1</guid><description>A stub. [&amp;#8230;]</description></item>"
            f"<item><guid>2</guid><description>{escape(long)}</description></item>"
        )
    )
    stub, full = (entry.article for entry in feed.entries)
    assert (stub.blurb, stub.text, stub.minutes) == ("A stub.", "", 0)
    assert len(full.text.split("\n\n")) == 40 and full.minutes == 2
    assert len(full.blurb) <= 300 and full.text.startswith(full.blurb.split(".")[0])


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1", "gb2312", "shift_jis", "koi8-r"]
)
def test_declared_encodings(encoding: str) -> None:
    words = {"gb2312": "渡轮停运", "shift_jis": "渡し船", "koi8-r": "Паром ушёл"}.get(encoding, "Fähre weg")
    name = encoding.removesuffix("-sig")
    text = channel(f"<item><title>{words}</title></item>").replace("?>", f' encoding="{name}"?>', 1)
    assert titles(read(text.encode(encoding))) == [words]


def test_encodings_that_are_not_what_they_say() -> None:
    text = channel("<item><title>Fähre “weg”</title></item>")
    called_utf8 = text.replace("?>", ' encoding="utf-8"?>', 1).encode("cp1252")
    assert titles(read(called_utf8)) == ["Fähre “weg”"]
    assert titles(read(text.encode("utf-16-le"))) == ["Fähre “weg”"]
    assert titles(read(text.encode("gb18030"), "application/rss+xml; charset=gb2312")) == ["Fähre “weg”"]
    assert titles(read(text.encode(), "text/xml")) == ["Fähre “weg”"]
    assert titles(read(b"\n  " + text.encode())) == ["Fähre “weg”"]


@pytest.mark.parametrize("keep", [0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_feed_cut_off_in_the_middle_gives_the_entries_that_came_whole(keep: float) -> None:
    whole = channel(
        "".join(
            f"<item><title>Number {n}</title><link>https://harbour.example/{n}</link></item>"
            for n in range(50)
        )
    )
    cut = whole[: int(len(whole) * keep)]
    feed = read(cut)
    assert titles(feed) == [f"Number {n}" for n in range(cut.count("</item>"))]
    assert feed.problem is not None and feed.problem.endswith(".")


def test_a_feed_that_is_not_well_formed_is_read_and_said_to_be_so() -> None:
    feed = read(
        channel(
            "<item><title>A & B</title><link>https://h.example/?a=1&b=2</link></item><item><title>C<br>D</title></item>"
        )
    )
    assert titles(feed)[0] == "A & B" and len(feed.entries) == 2
    assert feed.problem is not None
    assert read(channel("<item><title>A</title></item>")).problem is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Fri, 20 Nov 2026 10:00:00 GMT", "2026-11-20T10:00"),
        ("Fri, 20 Nov 2026 10:00:00 +0330", "2026-11-20T06:30"),
        ("Fri, 20 Nov 2026 10:00:00 CET", "2026-11-20T09:00"),
        ("Fri, 20 Nov 2026 10:00:00 EST", "2026-11-20T15:00"),
        ("20 Nov 2026 10:00", "2026-11-20T10:00"),
        ("Fri Nov 20 2026 10:00:00 GMT+0100 (Central European Standard Time)", "2026-11-20T09:00"),
        ("Fri, 20 Nov 2026 10:00:00 UTC+1", "2026-11-20T09:00"),
        ("Fri, 20 Nov 2026 10:00:00 GMT-05:00", "2026-11-20T15:00"),
        ("2026-11-20T10:00:00 01:00", "2026-11-20T09:00"),
        ("2026-11-20T10:00:00+01:00[Europe/Berlin]", "2026-11-20T09:00"),
        ("November 2026", None),
        ("7", None),
        ("Friday 10:00", None),
        ("2026-11-20", "2026-11-20T00:00"),
        ("2026-11-20T10:00:00.123Z", "2026-11-20T10:00"),
        ("2026-11-20 10:00:00 +0100", "2026-11-20T09:00"),
        ("20.11.2026 10:00", "2026-11-20T10:00"),
        ("November 20, 2026 10:00 AM", "2026-11-20T10:00"),
        ("20 novembre 2026", "2026-11-20T00:00"),
        ("20 de noviembre de 2026", "2026-11-20T00:00"),
        ("20. November 2026", "2026-11-20T00:00"),
        ("۲۰ نوامبر ۲۰۲۶", "2026-11-20T00:00"),
        ("۱ آذر ۱۴۰۵", "2026-11-22T00:00"),
        ("یکشنبه ۱ آذر ۱۴۰۵ - ۱۱:۳۰", "2026-11-22T08:00"),
        ("۱۴۰۳/۱۲/۳۰", "2025-03-20T00:00"),
        ("1399/01/01 12:00", "2020-03-20T08:30"),
        ("1795168800", "2026-11-20T10:00"),
        ("1795168800.25", "2026-11-20T10:00"),
        ("1795168800000", "2026-11-20T10:00"),
        ("999999999", "2001-09-09T01:46"),
        ("20261120", "2026-11-20T00:00"),
        ("202611201000", "2026-11-20T10:00"),
        ("20261120100000", "2026-11-20T10:00"),
        ("1700", None),
        ("9999999999999", None),
        ("0001-01-01T00:00:00Z", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("2099-01-01", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_in_every_form(written: str, meant: str | None) -> None:
    feed = read(channel(f"<item><title>A</title><pubDate>{written}</pubDate></item>"))
    found = feed.entries[0].article.published
    assert (found.isoformat()[:16] if found else None) == meant


@settings(max_examples=15)
@given(st.text(max_size=60))
def test_no_date_string_breaks_the_reader(text: str) -> None:
    read_date(text)
