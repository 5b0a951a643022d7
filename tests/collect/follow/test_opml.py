"""Lists of feeds as other programs write them, whole or broken, and as they are written here."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect.follow.opml import OpmlEntry, read_opml, write_opml
from digest.model import DeskError, Source, clean_line

NESTED = b"""<?xml version="1.0" encoding="iso-8859-1"?>
<opml version="1.0"><head><title>x</title></head><body>
  <outline text="K\xfcste">
    <outline text="H\xe4fen"><outline type="rss" text="Post" xmlUrl="https://h.example/feed" htmlUrl="https://h.example/"/></outline>
    <outline text="Same again" xmlurl="https://h.example/feed"/>
    <outline text="Bad" xmlUrl="javascript:alert(1)"/>
  </outline>
  <outline title="Alone" xmlUrl="feed://a.example/rss" category="/boats,/tides/"/>
</body></opml>"""


def test_folders_are_tags_and_an_address_is_listed_once() -> None:
    assert read_opml(NESTED) == [
        OpmlEntry("https://h.example/feed", "Post", "https://h.example/", ("Küste", "Häfen")),
        OpmlEntry("http://a.example/rss", "Alone", None, ("boats", "tides")),
    ]


def test_a_file_that_is_cut_off_or_not_well_formed_is_read_as_far_as_it_goes() -> None:
    cut = NESTED[: NESTED.index(b"Same again")]
    assert [entry.url for entry in read_opml(cut)] == ["https://h.example/feed"]
    bare = b'<opml version="2.0"><body><outline text="R&D" xmlUrl="https://h.example/?a=1&b=2"></body></opml>'
    assert [(one.url, one.title) for one in read_opml(bare)] == [("https://h.example/?a=1&b=2", "R&D")]
    named = (
        b'<opml><body><outline text="Caf&eacute; &amp; Th\xe9" xmlUrl="https://h.example/"/></body></opml>'
    )
    assert read_opml(named)[0].title == "Café & Thé"


@pytest.mark.parametrize(
    "raw",
    [
        '<OPML><BODY><OUTLINE TEXT="Post" XMLURL="https://h.example/"/></BODY></OPML>',
        '<opml><outline text="Post" xmlUrl="https://h.example/"/></opml>',
        '<opml xmlns="https://opml.example/"><body><outline text="Post" xmlUrl="https://h.example/"/></body></opml>',
        '<opml><body><outline text="Post" type="rss" url="https://h.example/"/></body></opml>',
        '<opml><body><outline text="Post" xmlUrl="feed:https://h.example/"/></body></opml>',
        '<opml><body><outline text="Post" xmlUrl="h.example/"/></body></opml>',
        '\n<?xml version="1.0" encoding="utf-16"?><opml><body><outline text="Post" xmlUrl=" https://h.example/ "/>',
    ],
)
def test_opml_as_other_programs_write_it(raw: str) -> None:
    assert read_opml(raw.encode()) == [OpmlEntry("https://h.example/", "Post")]


@pytest.mark.parametrize("data", [b"", b"plain", b"<html/>", b"{}", b"\x00\x01", b"<rss><channel/></rss>"])
def test_what_is_no_opml_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(DeskError, match=r"list\.xml is no OPML file"):
        read_opml(data, "list.xml")


def test_entities_and_depth_do_no_harm() -> None:
    laughs = (
        b'<!DOCTYPE o [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    entries = read_opml(
        laughs + b'<opml><body><outline text="&b;" xmlUrl="https://h.example/"/></body></opml>'
    )
    assert [entry.url for entry in entries] == ["https://h.example/"]
    deep = b"<opml><body>" + b'<outline text="f">' * 5_000 + b'<outline xmlUrl="https://h.example/"/>'
    assert len(read_opml(deep)) <= 1


NAMES = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=30)
    .map(clean_line)
    .filter(bool)
)


@settings(max_examples=60)
@given(st.dictionaries(st.integers(0, 9**9), st.tuples(NAMES, st.sets(NAMES, max_size=3)), max_size=6), NAMES)
def test_what_is_written_is_read_again(sources: dict[int, tuple[str, set[str]]], title: str) -> None:
    given_sources = [
        Source(
            url=f"https://h.example/{number}?a=1&b=2",
            title=name,
            site_url="https://h.example/",
            tags=sorted(tags),
        )
        for number, (name, tags) in sources.items()
    ]
    written = write_opml(given_sources, title)
    again = {entry.url: entry for entry in read_opml(written.encode())}
    assert set(again) == {source.url for source in given_sources}
    for source in given_sources:
        assert again[source.url].title == source.title
        assert set(again[source.url].tags) == set(source.tags)
