"""Hostile feeds: read, or refused by name; bounded either way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect.feeds.parse import NotAFeedError, parse_feed
from tests.collect.feeds.reading import URL, channel, read, titles

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10))
    + "]>"
)


@pytest.mark.parametrize(
    "head",
    [
        LAUGHS.replace("&lol0;", "&lol;"),
        f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY lol9 "{"a" * 50_000}">]>',
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY lol9 SYSTEM "file:///etc/passwd">]>',
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;]>',
    ],
    ids=["billion laughs", "quadratic", "external file", "external parameter"],
)
def test_entities_are_not_expanded_and_nothing_is_opened(head: str) -> None:
    body = channel(
        "<item><title>Before</title></item><item><title>" + "&lol9;" * 3 + "</title><guid>2</guid></item>"
    )
    feed = read(head + body.removeprefix('<?xml version="1.0"?>'))
    assert titles(feed)[0] == "Before"
    assert all(
        len(entry.article.title) < 3_000 and "root:" not in entry.article.title for entry in feed.entries
    )


NESTED = "<div>" * 200_000 + "words" + "</div>" * 200_000


@pytest.mark.parametrize(
    "items",
    [
        NESTED,
        f"<item><title>A</title><description>{NESTED}</description></item>",
        f"<item><title>A & B</title><description>{NESTED}</description></item>",
        f"<item><title>A & B</title></item>{'<a>' * 200_000}",
    ],
    ids=["between the entries", "in an entry", "not well-formed", "never closed"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_tags_nested_without_end_are_refused_without_following_them(
    items: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("digest.collect.feeds.tolerant._parse")  # a minute of work
    text = channel(items).replace("?>", f' encoding="{encoding}"?>', 1)
    with pytest.raises(NotAFeedError, match="nested thousands deep"):
        read(text.encode(encoding))


def test_tags_that_html_never_closes_are_not_nested() -> None:
    lines = "One line.<br><img src='a.png'>" * 2_500
    feed = read(channel(f"<item><title>A & B</title><description>{lines}</description></item>"))
    assert titles(feed) == ["A & B"]


def test_a_feed_of_too_many_entries_that_is_not_well_formed_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(NotAFeedError, match="more than 50,000 entries"):
        read(channel("<item/>" * 50_001 + "A & B"))
    monkeypatch.setattr("digest.collect.feeds.tolerant._ENTRIES_READ", 3)
    few = "<item><title>A & B</title></item>"
    assert titles(read(channel(few * 3))) == ["A & B"] * 3
    with pytest.raises(NotAFeedError, match="more than 3 entries"):
        read(channel(few * 4))


def test_tags_without_number_are_refused_where_they_are_not_well_formed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = "<item><title>A & B</title><description><![CDATA[<p>One</p><p>Two</p>]]></description></item>"
    number = channel(entry).count("<") - 6  # what stands in a text is none, nor what begins it, and the file
    monkeypatch.setattr("digest.collect.feeds.tolerant._TAGS_READ", number)
    assert titles(read(channel(entry))) == ["A & B"]
    with pytest.raises(NotAFeedError, match=f"more than {number} tags"):
        read(channel(entry + "<a "))
    monkeypatch.undo()
    monkeypatch.delattr("digest.collect.feeds.tolerant._parse")  # half a minute of work
    with pytest.raises(NotAFeedError, match="more than 800,000 tags"):
        read(channel("<item>" + "<a " * 1_000_000))


def test_a_body_nested_without_end_is_read() -> None:
    feed = read(
        channel(
            f"<item><title>Deep</title><description><![CDATA[{'<div>' * 50_000}words]]></description></item>"
        )
    )
    assert titles(feed) == ["Deep"] and feed.entries[0].article.blurb == "words"


def test_a_huge_entry_is_cut_to_what_is_kept() -> None:
    feed = read(channel(f"<item><title>Huge</title><description>{'word ' * 800_000}</description></item>"))
    assert titles(feed) == ["Huge"] and 1_000_000 < len(feed.entries[0].article.text) <= 2_000_000


@settings(max_examples=150)
@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: channel(f"<item>{text}</item>").encode())
)
def test_no_bytes_break_the_reader(body: bytes) -> None:
    try:
        feed = parse_feed(body, URL)
    except NotAFeedError:
        return
    assert all(entry.article.title and entry.key for entry in feed.entries)
