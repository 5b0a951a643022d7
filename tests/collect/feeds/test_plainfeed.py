"""The fast reader against feedparser: where it reads a feed at all, both must say the same of it."""

from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr, unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect.feeds.parse import Feed
from digest.collect.feeds.plainfeed import UnsureError, read_plain_feed
from digest.collect.feeds.tolerant import read_by_feedparser
from digest.collect.feeds.xmlfeed import feed_of

URL = "https://harbour.example/feeds/all"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" '
    'xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
)


def rss(items: str, head: str = "<title>Harbour</title><link>https://harbour.example/</link>") -> str:
    spaces = f'{SPACES} xmlns:atom="http://www.w3.org/2005/Atom"'
    return f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel>{head}{items}</channel></rss>'


def atom(entries: str, head: str = "<title>Harbour</title><link href='/'/>", attributes: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {SPACES} {attributes}>{head}{entries}</feed>'


def rdf(items: str) -> str:
    channel = "<channel rdf:about='x'><title>Harbour</title><link>/</link><items><rdf:Seq/></items></channel>"
    return f'<rdf:RDF xmlns="http://purl.org/rss/1.0/" {SPACES}>{channel}{items}</rdf:RDF>'


def fast(text: str, content_type: str | None = None) -> Feed:
    return feed_of(read_plain_feed(text.encode(), URL, content_type), URL)


def slow(text: str, content_type: str | None = None) -> Feed:
    return feed_of(read_by_feedparser(text.encode(), URL, content_type)[0], URL)


LONG = "&lt;p&gt;The tenth crane was &amp;amp; is not there.&lt;/p&gt;&lt;img src='a.png' alt='A crane'&gt;"
READ = {
    "rss": rss(
        "<item><title>Q&amp;A: R&amp;D</title><link>/a?a=1&amp;b=2</link><guid isPermaLink='false'>7</guid>"
        f"<pubDate>Fri, 20 Nov 2026 10:00:00 +0330</pubDate><description>{LONG}</description>"
        "<dc:creator>Ida Vance</dc:creator><category>Port</category><comments>/c</comments>"
        "<slash:comments>3</slash:comments>"
        "<enclosure url='/e.jpg' type='image/jpeg' length='1'/></item>"
    ),
    "wordpress": rss(
        "<item><title>Crane</title><link>/a</link><description><![CDATA[Short [&#8230;]]]></description>"
        "<content:encoded><![CDATA[<p>Long <b>text</b></p>]]></content:encoded><guid>/?p=7</guid></item>",
        "<title>Harbour</title><atom:link href='/feed' rel='self' type='application/rss+xml'/><link>/</link>"
        "<language>pt_br</language><ttl>60</ttl><image><url>/i</url><title>I</title><link>/l</link></image>",
    ),
    "content before its summary": rss(
        f"<item><guid>1</guid><content:encoded>{LONG}</content:encoded><description>Short</description></item>"
    ),
    "two descriptions": rss(
        f"<item><description>Short</description><description>{LONG}</description></item>"
    ),
    "a link that is no link": rss(
        "<item><title>A</title><link></link><guid>https://h.example/7</guid></item>"
    ),
    "no link but a guid": rss("<item><title>A</title><guid>https://h.example/7?a=1&amp;b=2</guid></item>"),
    "feedburner": rss(
        "<item><title>A</title><link>https://f.example/~r/x</link>"
        "<feedburner:origLink>https://h.example/x</feedburner:origLink></item>"
    ),
    "podcast": rss(
        "<item><title>Ep. 1</title><itunes:title>One</itunes:title><itunes:author>Rui</itunes:author>"
        "<itunes:summary>What it is about</itunes:summary>"
        "<itunes:image href='/i.jpg'/><itunes:duration>9</itunes:duration>"
        "<enclosure url='/e.mp3' type='audio/mpeg' length='1'/></item>",
        "<title>Harbour</title><itunes:owner><itunes:name>N</itunes:name><itunes:email>e@x.example</itunes:email>"
        "</itunes:owner><itunes:image href='/c.jpg'/>"
        "<itunes:category text='News'><itunes:category text='L'/></itunes:category>",
    ),
    "media": rss(
        "<item><title>A</title><media:title>B</media:title><description>Short</description>"
        "<media:content url='/s.jpg' medium='image' width='100'>"
        "<media:description>A quay</media:description></media:content>"
        "<media:content url='/l.jpg' TYPE-X='no' type='IMAGE/jpeg' width='900'/>"
        "<media:credit role='p'>I. B.</media:credit>"
        "<media:group><media:thumbnail url='/t.jpg'/></media:group></item>"
    ),
    "authors": rss(
        "<item><title>A</title><author>x@h.test (Rui Bettencourt)</author>"
        "<dc:creator>By Ida Vance</dc:creator></item>"
        "<item><title>B</title><author>Rui &lt;x@h.test&gt;</author></item>"
        "<item><title>C</title><author>x@h.test</author></item>"
    ),
    "html in titles": rss(
        "<item><title>A &amp;lt;b&amp;gt; c</title></item><item><title>&lt;i&gt;A&lt;/i&gt; b</title></item>"
        "<item><title>How &lt;script&gt;s&lt;/script&gt; work</title></item><item><title>5 &lt; 6</title></item>"
    ),
    "letters": rss(
        "<item><title>Le cafÃ© fermÃ©</title></item><item><title>Itâ\x80\x99s \x93so\x94</title></item>"
        "<item><title>خبر‌ها</title></item><item><title>Fähre “weg”</title></item>"
    ),
    "atom": atom(
        "<entry><id>urn:1</id><title type='html'>A &amp;amp; &lt;b&gt;b&lt;/b&gt;</title><link rel='replies' href='r'/>"
        "<link href='a'/><link rel='enclosure' href='/e.png' type='image/png'/><author><name>Rui</name><uri>/u</uri>"
        "<email>x@h.test</email></author><published>2026-11-20T10:00:00Z</published><updated>2026-11-21T10:00:00+01:00"
        f"</updated><summary>In short.</summary><content type='html' xml:lang='pt-br'>{LONG}</content></entry>",
        attributes="xml:lang='en' xml:base='https://harbour.example/base/'",
    ),
    "atom without a link": atom(
        "<entry><id>https://h.example/7</id><title>A</title><content>Plain</content></entry>"
    ),
    "atom with a base in its content": atom(
        f"<entry xml:base='/b/'><id>1</id><title>A</title><content type='html' xml:base='c/'>{LONG}</content></entry>"
    ),
    "video": atom(
        "<entry><id>yt:video:1</id><title>A</title><link rel='alternate' href='/w?v=1'/>"
        "<media:group><media:title>A</media:title>"
        "<media:content url='/v' type='application/x-shockwave-flash' width='640'/>"
        "<media:thumbnail url='/t.jpg' width='480'/>"
        "<media:description>Words</media:description><media:community><media:starRating count='1'/></media:community>"
        "</media:group></entry>"
    ),
    "source": atom(
        "<entry><id>1</id><title>A</title><link href='/a'/><source><id>2</id><title>B</title><link href='/b'/></source>"
        "<updated>2026-11-20T10:00:00Z</updated></entry>"
    ),
    "rdf": rdf(
        "<image rdf:about='i'><title>I</title><url>/i</url><link>/l</link></image>"
        "<item rdf:about='urn:1'><title>A</title><link>/a</link><description>Short</description>"
        "<dc:creator>Ida</dc:creator>"
        "<dc:date>2026-11-20T11:00:00+01:00</dc:date><dc:subject>Port</dc:subject>"
        f"<content:encoded>{LONG}</content:encoded></item>"
        "<textinput rdf:about='t'><title>T</title><name>q</name></textinput>"
    ),
    "nothing in it": rss("<item></item><item><category>Port</category></item>"),
}


@pytest.mark.parametrize("name", READ)
def test_what_feeds_are_made_of_is_read_as_feedparser_reads_it(name: str) -> None:
    assert fast(READ[name]) == slow(READ[name])


def test_both_are_compared_in_more_than_nothing() -> None:
    article = fast(READ["atom"]).entries[0].article
    assert (article.title, article.byline, article.language) == ("A & b", "Rui", "pt-BR")
    assert article.url == "https://harbour.example/base/a"
    assert article.image_url == "https://harbour.example/e.png"
    assert article.published == datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert article.text == "The tenth crane was & is not there."


LEFT = {
    "not well-formed": rss("<item><title>A & B</title></item>"),
    "a document type": '<!DOCTYPE rss [<!ENTITY e "x">]>' + rss("").removeprefix('<?xml version="1.0"?>'),
    "another encoding": rss("").replace("?>", " encoding='iso-8859-1'?>", 1),
    "an undeclared prefix": rss("<item><geo:lat>1</geo:lat></item>"),
    "two titles": rss("<item><title>A</title><title>B</title></item>"),
    "a title of the picture first": rss("<item><media:title>A</media:title><title>B</title></item>"),
    "tags in a text": rss("<item><description>A <p>b</p></description></item>"),
    "xhtml": atom(
        "<entry><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A</div></content></entry>"
    ),
    "base64": atom("<entry><content type='image/png'>AAAA</content></entry>"),
    "a date in words": rss("<item><pubDate>20 novembre 2026</pubDate></item>"),
    "an element without a meaning": rss("<item><headline>A</headline></item>"),
    "a picture of its own": rss("<item><image><url>/i</url></image></item>"),
    "an item in an item": rss("<item><item/></item>"),
    "items beside the channel": rss("").replace("</rss>", "<item><title>A</title></item></rss>"),
    "a web page": "<html><body/></html>",
    "another vocabulary": "<feed xmlns='urn:other'><entry/></feed>",
    "nothing": "",
}


@pytest.mark.parametrize("name", LEFT)
def test_what_it_is_not_sure_of_is_left_to_feedparser(name: str) -> None:
    with pytest.raises(UnsureError):
        fast(LEFT[name])


def test_an_encoding_that_the_server_names_is_left_to_feedparser() -> None:
    assert fast(READ["rss"], "text/xml; charset=UTF-8") == slow(READ["rss"], "text/xml; charset=UTF-8")
    with pytest.raises(UnsureError):
        fast(READ["rss"], "text/xml; charset=cp1252")


# Any mixture of what feeds are made of, in any order.

WORDS = st.sampled_from([
    "", " A crane ", "A &amp; B", "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;", "café", "cafÃ©",
    "<![CDATA[<b>x</b> & y]]>", "x &lt; y", "&amp;eacute;t&amp;eacute;", "خبر", "渡し船",
    "&lt;div&gt;<!-- c -->d&lt;/div&gt;",
])  # fmt: skip
ADDRESSES = st.sampled_from([
    "", "/a", "b?x=1&amp;y=2", "https://h.example/c#d", " https://h.example/e; ", "http:////h.example/f", "urn:g",
    "javascript:x()", "//h.example/h?", "https://h.example/ä ö", "mailto:x@h.test",
])  # fmt: skip
DATES = st.sampled_from([
    "", "2026-11-20T10:00:00Z", "2026-11-20", "Fri, 20 Nov 2026 10:00:00 GMT", "20 Nov 2026 10:00 -0500", "soon",
    "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Feb 2026 10:00:00 GMT", "۱ آذر ۱۴۰۵",
])  # fmt: skip
RELATIONS = st.sampled_from(
    ["", "rel='alternate' type='text/html'", "rel='self'", "rel='enclosure' type='image/png'"]
)


def leaf(names: list[str], values: st.SearchStrategy[str], *attributes: str) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, value, told: f"<{name} {told}>{value}</{name}>",
        st.sampled_from(names),
        values,
        st.sampled_from(["", *attributes]),
    )


PEOPLE = st.sampled_from(
    ["Ida Vance", "", "By Rui", "Ida Vance, Rui", "x@h.test (Ida)", "Ida &lt;x@h.test&gt;"]
)
PART = st.one_of(
    leaf(["title"], WORDS, "type='html'", "type='text'", "xml:lang='fr'"),
    leaf(["description", "summary", "itunes:summary", "content", "content:encoded", "media:description"], WORDS,
         "type='html'", "type='text'", "xml:lang='de_at'", "xml:base='/base/'"),
    leaf(["link", "feedburner:origLink", "comments"], ADDRESSES),
    st.builds(lambda url, told: f"<link href={quoteattr(unescape(url))} {told}/>", ADDRESSES, RELATIONS),
    leaf(["guid", "id"], ADDRESSES, "isPermaLink='false'", "isPermaLink='true'"),
    leaf(["pubDate", "published", "updated", "dc:date", "dcterms:issued", "issued", "modified", "created"], DATES),
    leaf(["author", "dc:creator", "itunes:author"], PEOPLE),
    st.just("<author><name>Ida Vance</name><email>x@h.test</email></author>"),
    st.just("<author><email>x@h.test</email></author>"),
    leaf(["category", "dc:subject", "itunes:duration", "slash:comments", "rights", "media:credit"], WORDS),
    st.sampled_from([
        "<enclosure url='/e.jpg' type='image/jpeg'/>", "<enclosure url='/e.mp3' type='audio/mpeg'/>",
        "<media:content url='/m.png' medium='image' width='9'/>", "<media:thumbnail url='/t.png'/>",
        "<media:group><media:content url='/g.png' type='image/png'><media:title>M</media:title></media:content>"
        "<media:description>From the group</media:description></media:group>",
        "<itunes:image href='/i.jpg'/>", "<media:title>From the picture</media:title>",
        "<source url='/s'>S</source>", "<source><title>S</title><id>s</id></source>",
    ]),
)  # fmt: skip
ENTRY = st.lists(PART, max_size=9).map("".join)


def generated(entries: list[str], shape: str) -> str:
    if shape == "atom":
        return atom("".join(f"<entry>{entry}</entry>" for entry in entries))
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    return rss(items) if shape == "rss" else rdf(items)


@settings(max_examples=150)
@given(st.lists(ENTRY, max_size=2), st.sampled_from(["rss", "atom", "rdf"]))
def test_any_mixture_is_read_as_feedparser_reads_it_or_left_to_it(entries: list[str], shape: str) -> None:
    text = generated(entries, shape)
    try:
        read = fast(text)
    except UnsureError:
        return
    assert read == slow(text)


LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=40)
MOMENTS = st.datetimes(datetime(2001, 1, 1), datetime(2026, 11, 20)).map(
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)


def usual(shape: str, title: str, body: str, name: str, path: str, at: datetime) -> str:
    told = f"<title>{escape(title)}</title><dc:creator>{escape(name.replace('@', ''))}</dc:creator>"
    if shape == "atom":
        content = f"<content type='html'>{escape(body)}</content><link href={quoteattr(f'/{path}')}/>"
        return f"{told}<published>{at.isoformat()}</published>{content}"
    date = (
        f"<pubDate>{format_datetime(at)}</pubDate>"
        if shape == "rss"
        else f"<dc:date>{at.isoformat()}</dc:date>"
    )
    return f"{told}{date}<description>{escape(body)}</description>"


@settings(max_examples=100)
@given(
    st.lists(st.tuples(LINES, LINES, LINES, LINES, MOMENTS), max_size=3),
    st.sampled_from(["rss", "atom", "rdf"]),
)
def test_a_usual_feed_of_any_words_is_read_by_it_and_as_feedparser_reads_it(
    told: list[tuple[str, str, str, str, datetime]], shape: str
) -> None:
    text = generated([usual(shape, *entry) for entry in told], shape)
    assert fast(text) == slow(text)
