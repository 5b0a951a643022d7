"""Feeds as careless programs write them: letters in another encoding than told, entries that share a name or a page,
JSON that breaks off.
"""

import json

import pytest

from digest.collect.feeds.parse import Feed, NotAFeedError, parse_feed
from digest.collect.feeds.tolerant import read_by_feedparser
from digest.collect.feeds.xmlfeed import feed_of
from digest.collect.text.sniff import decode_text
from digest.model import Article

URL = "https://harbour.example/feed"
SAID = {
    "cp1252": "Über Größe: café “naïve” — 5 €",
    "cp1251": "Паром ушёл, и никто не знает куда",
    "gbk": "渡轮停运：港口的新消息",
    "shift_jis": "渡し船は今日も出なかった",
    "euc_kr": "나룻배는 오늘도 떠나지 않았다",
    "cp1256": "لم تغادر العبارة الميناء اليوم",
    "cp1253": "Το πλοίο δεν έφυγε σήμερα",
}


def feed(*items: str, declared: str = "") -> str:
    coding = f' encoding="{declared}"' if declared else ""
    entries = "".join(f"<item>{item}</item>" for item in items)
    head = "<title>The Harbour Post</title>"
    return f'<?xml version="1.0"{coding}?><rss version="2.0"><channel>{head}{entries}</channel></rss>'


def read(raw: str | bytes, kind: str | None = None) -> Feed:
    return parse_feed(raw.encode() if isinstance(raw, str) else raw, URL, kind)


def titles(found: Feed) -> list[str]:
    return [entry.article.title for entry in found.entries]


@pytest.mark.parametrize("encoding", SAID)
@pytest.mark.parametrize("declared", ["utf-8", ""])
def test_letters_in_another_encoding_than_told_are_guessed_and_that_is_said(
    encoding: str, declared: str
) -> None:
    found = read(feed(f"<title>{SAID[encoding]}</title>", declared=declared).encode(encoding))
    assert titles(found) == [SAID[encoding]]
    assert found.problem is not None and "guessed" in found.problem


def test_the_languages_of_latin_letters_are_told_by_what_the_feed_says() -> None:
    for encoding, language, words in [
        ("cp1250", "pl", "Zażółć gęślą jaźń"),
        ("cp1254", "tr", "Işıklı yeni güneş"),
    ]:
        raw = feed(f"<title>{words}</title>").replace("<item>", f"<language>{language}</language><item>")
        assert titles(read(raw.encode(encoding))) == [words]


def test_one_wrong_byte_costs_one_letter_and_not_all() -> None:
    raw = feed("<title>Fähre “weg”, der Kapitän schläft in X</title>", declared="utf-8").encode()
    found = read(raw.replace(b"X", "Köln".encode("cp1252")))
    assert titles(found) == ["Fähre “weg”, der Kapitän schläft in Köln"] and found.problem is not None
    page = "<meta charset=utf-8><p>Fähre “weg”, der Kapitän</p>".encode()
    assert decode_text(page + b"\xff") == decode_text(page)
    assert decode_text(page + "ö".encode()[:1]) == decode_text(page)


@pytest.mark.parametrize("encoding", ["iso-2022-jp", "utf-7", "euc-jp", "big5"])
def test_declared_encodings_are_taken_at_their_word(encoding: str) -> None:
    words = "東京 & 大阪"
    found = read(feed(f"<title>{words}</title>", declared=encoding).encode(encoding))
    assert titles(found) == [words]
    assert found.problem is not None and "guessed" not in found.problem  # of the ampersand


@pytest.mark.parametrize("declared", ["utf-16", "UTF-32", "ucs-2"])
def test_what_is_read_as_ascii_is_in_no_wide_encoding(declared: str) -> None:
    assert titles(read(feed("<title>Fähre weg</title>", declared=declared))) == ["Fähre weg"]
    assert decode_text(f"<meta charset={declared}>Fähre".encode()).endswith("Fähre")


def test_utf_16_may_break_off_within_a_letter() -> None:
    raw = feed(*(f"<title>Fähre {n}</title><link>https://harbour.example/{n}</link>" for n in range(5)))
    whole = raw[: raw.index("<link>https://harbour.example/4")].encode("utf-16")
    for cut in (whole, whole[:-1]):
        found = read(cut)
        assert titles(found) == [f"Fähre {n}" for n in range(4)] and found.problem is not None


def test_halves_of_characters_are_joined() -> None:
    odd = "a&#xD83D;&#xDE00;b&#55357;&#56832;c&#xD83D;d&#xDE00;e&#55000;"
    assert titles(read(feed(f"<title>{odd}</title>"))) == ["a😀b😀cde\ud6d8"]


def test_named_characters_of_a_document_type_elsewhere_are_not_lost() -> None:
    kind = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://harbour.example/rss.dtd">'
    raw = feed("<title>Caf&eacute; &amp; Th&eacute;</title>").replace("<rss", f"{kind}<rss")
    assert titles(read(raw)) == ["Café & Thé"]
    assert titles(read(raw, "text/xml; charset=utf-8")) == ["Café & Thé"]


def test_entries_that_share_a_guid_are_each_an_article() -> None:
    link = "<link>https://harbour.example/{0}</link>"
    for guid in ("0", "https://harbour.example/"):
        items = [f"<title>{n}</title><guid>{guid}</guid>{link.format(n)}" for n in "AB"]
        keys = {entry.key for entry in read(feed(*items)).entries}
        assert len(keys) == 2 and keys == {entry.key for entry in read(feed(*items)).entries}
    again = "<title>A</title><guid>0</guid><link>https://harbour.example/a</link>"
    assert len({entry.key for entry in read(feed(again, again)).entries}) == 1


def test_entries_that_share_a_page_are_places_on_it() -> None:
    items = [
        f"<title>Part {n}</title><guid isPermaLink='false'>{n}</guid><link>https://harbour.example/show</link>"
        for n in range(3)
    ]
    found = read(feed(*items)).entries
    assert len({entry.article.url for entry in found}) == len({entry.address for entry in found}) == 3
    assert all((entry.article.url or "").startswith("https://harbour.example/show#") for entry in found)
    changes = [f"<title>Version {n}</title><link>https://harbour.example/news#v{n}</link>" for n in range(3)]
    found = read(feed(*changes)).entries
    assert [entry.article.url for entry in found] == [f"https://harbour.example/news#v{n}" for n in range(3)]
    assert len({entry.address for entry in found}) == len({entry.key for entry in found}) == 3
    # Two of one address may be one article whose headline was changed.
    assert len({entry.address for entry in read(feed(*changes[:2])).entries}) == 1


def test_an_address_may_stand_in_the_guid_alone() -> None:
    found = read(
        feed("<title>A</title><link></link><guid isPermaLink='false'>https://harbour.example/a</guid>")
    )
    assert found.entries[0].article.url == "https://harbour.example/a"
    assert read(feed("<title>A</title><guid isPermaLink='false'>tag:a</guid>")).entries[0].article.url is None
    assert found.site_url is None  # the feed names none


def test_what_a_program_adds_to_each_blurb_is_left_out() -> None:
    said = (
        "<p>The ferry is late again [&#8230;]</p><p>The post <a>Ferry</a> appeared first on <a>Post</a>.</p>"
    )
    found = read(feed(f"<title>Ferry</title><description><![CDATA[{said}]]></description>"))
    assert found.entries[0].article.blurb == "The ferry is late again"


ITEMS = [{"id": str(n), "title": f"Number {n}", "url": f"https://harbour.example/{n}"} for n in range(5)]
JSON = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Post", "items": ITEMS}
)


@pytest.mark.parametrize("keep", [0.4, 0.6, 0.8, 0.99])
def test_a_json_feed_that_breaks_off_gives_the_entries_that_came_whole(keep: float) -> None:
    cut = JSON[: int(len(JSON) * keep)]
    found = read(cut)
    assert titles(found) == [f"Number {n}" for n in range(cut.count("},") + cut.count("}]"))]
    assert found.title == "The Harbour Post" and found.problem is not None


def test_json_as_careless_programs_write_it() -> None:
    for raw in (
        JSON.replace("}]", "},]"),
        JSON.replace("Number 0", "Number\t0"),
        "\ufeff" + JSON,
        JSON.encode("utf-16"),
        JSON.encode("utf-16-le"),
    ):
        assert titles(read(raw)) == [f"Number {n}" for n in range(5)]


@pytest.mark.parametrize(
    "item",
    [
        "<title>Q&A: R&D</title><link>https://harbour.example/?a=1&b=2&copy=3</link>",
        "<title>Caf&eacute; &amp; Th&eacute;</title><guid>https://harbour.example/?a=1&b</guid>",
        "<title>A\x08 bell</title><description><![CDATA[R&D <b>&eacute;</b>]]></description>",
        "<title>A &lt;b&gt;</title><author>a@h.example (Q&A)</author>",
    ],
)
def test_what_was_not_well_formed_is_read_the_same_quickly_and_by_feedparser(item: str) -> None:
    raw = feed(item)
    slowly, problem = read_by_feedparser(raw.encode(), URL, None)
    found = read(raw)
    assert found == feed_of(slowly, URL, problem) and found.problem is not None


def one(item: str, *namespaces: str) -> Article:
    """The article of a feed with this one item."""
    declared = " ".join(f'xmlns:{name}="{NAMESPACES[name]}"' for name in namespaces)
    raw = feed(item).replace("<rss", f"<rss {declared}", 1)
    (entry,) = read(raw).entries
    return entry.article


NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
SLOWLY = "<headline/>"
"""An element without a meaning: what holds it is read by the slower of the two ways."""


@pytest.mark.parametrize("also", ["", SLOWLY])
def test_what_a_picture_shows_is_not_what_an_entry_says(also: str) -> None:
    shown = "<media:description type='plain'>A boat</media:description>"
    picture = f"<media:content url='/i.png' type='image/png'>{shown}</media:content>"
    said = "<description>&lt;p&gt;It left at nine.&lt;/p&gt;</description>"
    for item in (said + picture, picture + said):
        article = one(f"<link>/1</link>{item}{also}", "media")
        assert (article.title, article.blurb, article.text) == ("It left at nine.", "It left at nine.", "")
    assert one(f"<title>A</title>{picture}{also}", "media").blurb == "A boat"  # better than nothing


@pytest.mark.parametrize("also", ["", SLOWLY])
def test_a_guid_that_is_a_mere_name_is_no_address(also: str) -> None:
    sound = "<enclosure url='https://cdn.example/9.mp3' type='audio/mpeg'/>"
    assert one(f"<title>A</title><guid>episode-9</guid>{sound}{also}").url == "https://cdn.example/9.mp3"
    assert one(f"<title>A</title><guid>episode-9</guid>{also}").url is None
    page = f"<link/><guid>https://show.example/9</guid>{sound}{also}"
    assert one(page).url == "https://show.example/9"


@pytest.mark.parametrize("also", ["", SLOWLY])
def test_the_titles_and_names_of_podcasts_and_programs(also: str) -> None:
    assert one(f"<itunes:title>Episode 9</itunes:title><link>/9</link>{also}", "itunes").title == "Episode 9"
    assert (
        one(f"<title>A</title><dc:creator>Ida Van&amp;eacute;</dc:creator>{also}", "dc").byline == "Ida Vané"
    )
    linked = "<dc:creator>&lt;a href='/ida'&gt;Ida Vance&lt;/a&gt;</dc:creator>"
    assert one(f"<title>A</title>{linked}", "dc").byline == "Ida Vance"
    assert one(f"<title>A</title><dc:language>pt-br</dc:language>{also}", "dc").language == "pt-BR"


def test_an_address_that_lacks_its_scheme() -> None:
    assert one("<title>A</title><link>www.harbour.example/a</link>").url == "https://www.harbour.example/a"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("&amp;lt;p&amp;gt;It left &amp;amp;amp; came.&amp;lt;/p&amp;gt;", "It left & came."),
        ("&amp;lt;p&amp;gt; begins a paragraph.", "<p> begins a paragraph."),
        ("Write &amp;lt;b&amp;gt;so&amp;lt;/b&amp;gt;.", "Write <b>so</b>."),
    ],
)
def test_a_body_that_was_escaped_once_too_often(body: str, text: str) -> None:
    assert one(f"<title>A</title><description>{body}</description>").blurb == text


@pytest.mark.parametrize("also", ["", SLOWLY])
def test_what_an_atom_feed_says_for_its_entries(also: str) -> None:
    links = "".join(
        f'<link rel="alternate" type="text/html" hreflang="{tag}" href="/{tag}"/>' for tag in ("de", "en")
    )
    found = read(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Harbour Post</title>'
        f"<author><name>Ida Vance</name></author><entry><id>1</id><title>A</title>{links}</entry>"
        '<entry xml:lang="de"><id>2</id><title>B</title><author><name>Rui</name></author>'
        f'<link rel="http://www.iana.org/assignments/relation/alternate" href="/b"/></entry>{also}</feed>'
    )
    told = [(entry.article.byline, entry.article.url, entry.article.language) for entry in found.entries]
    base = URL.rpartition("/feed")[0]
    assert told == [("Ida Vance", f"{base}/en", "en"), ("Rui", f"{base}/b", "de")]


def test_a_feed_encoded_twice_is_read_once_and_that_is_said() -> None:
    words = ["Größe der Fähre", "Schön – für alle", "Straße gesperrt"]
    raw = feed(*(f"<title>{word}</title>" for word in words), declared="utf-8")
    found = read(raw.encode().decode("cp1252").encode())
    assert titles(found) == words
    assert found.problem is not None and "encoded twice" in found.problem
    for declared in ("iso-8859-1", "windows-1252", "koi8-r"):
        assert titles(read(raw.replace("utf-8", declared))) == words


def test_a_feed_of_a_mainframe_is_refused_by_name() -> None:
    with pytest.raises(NotAFeedError, match="is in EBCDIC"):
        read(feed("<title>Nine cranes</title>", declared="cp037").encode("cp037"))


@pytest.mark.parametrize(
    "broken",
    [
        "<title><![CDATA[Nine</title><link>/1</link>",
        "<title>Nine<link>/1</link>",
    ],
)
def test_an_entry_that_closes_nothing_takes_no_other_with_it(broken: str) -> None:
    whole = (
        "<title><![CDATA[<b>Ten</b>]]></title><link>/2</link><description><![CDATA[<p>A</p>]]></description>"
    )
    found = read(feed(broken, whole))
    assert titles(found) == ["Nine", "Ten"] and found.problem is not None
    assert [entry.article.url for entry in found.entries] == [f"{URL.rpartition('/')[0]}/{n}" for n in (1, 2)]
    assert found.entries[1].article.blurb == "A"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Nine&lt;br&gt;cranes", "Nine cranes"),
        ("Nine<br/>cranes", "Nine cranes"),
        ("&lt;img src='/i.png'&gt;Nine", "Nine"),
        ("What &lt;br&gt; means", "What <br> means"),
        ("Using List&lt;String&gt; well", "Using List<String> well"),
    ],
)
def test_tags_in_a_title_are_told_from_words_about_them(written: str, meant: str) -> None:
    assert one(f"<title>{written}</title><link>/1</link>").title == meant


@pytest.mark.parametrize("tail", ["Read more...", "Lire la suite", "ادامه مطلب »"])
def test_an_invitation_to_read_on_is_not_in_the_blurb(tail: str) -> None:
    assert (
        one(f"<title>A</title><description>It left at nine. {tail}</description>").blurb == "It left at nine."
    )


def test_a_json_entry_whose_id_is_its_address() -> None:
    address = "https://harbour.example/1"
    items = [{"id": address, "title": "A"}]
    found = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}))
    assert [entry.article.url for entry in found.entries] == [address]
