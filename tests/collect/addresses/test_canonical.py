"""The many addresses of one article are one, and those of different articles are not."""

from base64 import urlsafe_b64encode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from digest.collect.addresses.canonical import address_code, article_url, identity, is_detour


def news_link(address: str) -> str:
    """A link as Google's news once were: the address in it, behind its length in seven bits a byte."""
    size = len(address)
    length = bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7])
    return urlsafe_b64encode(b'\x08\x13"' + length + address.encode() + b"\xd2\x01\x00").decode().rstrip("=")


NEWS_LINK = news_link("https://h.example/ferry")
LONG_NEWS_LINK = news_link(f"https://h.example/{'long-' * 30}ferry")
REAL = "https://harbour.example/2026/ferry?id=3"


@pytest.mark.parametrize(
    "other",
    [
        "http://harbour.example/2026/ferry?id=3",
        "https://www.harbour.example/2026/ferry/?id=3",
        "https://m.harbour.example/2026/ferry?id=3",
        "https://amp.harbour.example/2026/ferry?id=3",
        "https://harbour.example/2026/ferry/amp/?id=3",
        "https://harbour.example/2026/ferry.amp?id=3",
        "https://harbour.example/amp/2026/ferry?id=3",
        "https://harbour.example/2026/ferry?id=3&amp=1",
        "https://harbour.example/2026/ferry?utm_source=rss&id=3&fbclid=x",
        "https://harbour.example/2026/ferry?id=3&ref=rss_feed",
        "https://harbour.example/2026/ferry?id=3#comments",
        "https://harbour.example:443/2026//ferry?id=3",
        "https://www.google.com/amp/s/harbour.example/2026/ferry?id=3",
        "https://harbour-example.cdn.ampproject.org/c/s/harbour.example/2026/ferry?id=3",
        "https://www.google.com/url?sa=t&q=https%3A%2F%2Fharbour.example%2F2026%2Fferry%3Fid%3D3&usg=x",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fharbour.example%2F2026%2Fferry%3Fid%3D3&h=x",
        "https://feeds.feedblitz.com/~/123/0/harbour~https%3A%2F%2Fharbour.example%2F2026%2Fferry%3Fid%3D3",
    ],
)
def test_other_addresses_of_the_same_article(other: str) -> None:
    assert identity(other) == identity(REAL)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "https://www.theharbour.example/world/2026/nov/22/ferry-sold",
            "https://amp.theharbour.example/world/2026/nov/22/ferry-sold",
        ),
        (
            "https://www.theharbour.example/world/ferry-sold",
            "https://www.theharbour.example/world/ferry-sold?amp",
        ),
        (
            "https://www.theharbour.example/world/ferry-sold",
            "https://www.theharbour.example/world/ferry-sold?CMP=share_btn_tw",
        ),
        (
            "https://h.example/news/articles/c123",
            "https://www.h.example/news/articles/c123?at_medium=RSS&at_campaign=rss",
        ),
        ("https://h.example/news/articles/c123", "https://h.example/news/articles/c123.amp"),
        (
            "https://h.example/2026/11/22/us/ferry.html",
            "https://h.example/2026/11/22/us/ferry.html?partner=rss&emc=rss",
        ),
        (
            "https://h.example/2026/11/22/us/ferry.html",
            "https://h.example/2026/11/22/us/ferry.html?smid=tw-share&referringSource=articleShare",
        ),
        ("https://h.example/2026/11/22/us/ferry.html", "https://h.example/2026/11/22/us/ferry.amp.html"),
        ("https://h.example/a-story-12345", "https://h.example/a-story-12345?wpisrc=nl_headlines"),
        ("https://h.example/a-story-12345", "https://h.example/a-story-12345?mod=rss_markets_main"),
        ("https://h.example/a-story-12345", "https://h.example/a-story-12345?__twitter_impression=true"),
        (
            "https://h.example/a-story-12345",
            "https://h.example/a-story-12345?gaa_at=eafs&gaa_n=x&gaa_ts=1&gaa_sig=y",
        ),
        ("https://h.example/a-story-12345", "https://h.example/a-story-12345?sh=3f2&traffic_source=rss"),
        ("https://h.example/a-story-12345", "https://h.example/a-story-12345?ref=hackernoon.com"),
        ("https://h.example/a-story-12345", "https://h.example/a-story-12345?ref=news.harbour.example"),
        (
            "https://h.substack.example/p/ferry",
            "https://h.substack.example/p/ferry?r=abc12&utm_medium=ios&triedRedirect=true&publication_id=3",
        ),
        (
            "https://h.substack.example/p/ferry",
            "https://h.substack.example/p/ferry?isFreemail=true&post_id=14&token=ey",
        ),
        (
            "https://medium.example/@ada/ferry-1a2b3c",
            "https://medium.example/@ada/ferry-1a2b3c?source=rss----abc---4",
        ),
        ("https://h.example/ferry", "https://h.example/ferry?mc_cid=1&mc_eid=2"),
        ("https://h.example/ferry", "https://h.example/ferry?_hsenc=1&hsCtaTracking=2"),
        ("https://h.example/ferry", "https://h.example/ferry/#respond"),
        ("https://h.example/ferry", "https://h.example/ferry?replytocom=12#respond"),
        ("https://h.example/ferry", "https://h.example/ferry/?share=twitter&nb=1"),
        ("https://h.example/ferry", "https://h.example/ferry/?print=1"),
        ("https://h.example/ferry", "https://h.example/ferry/?print=print"),
        ("https://h.example/ferry", "https://h.example/ferry/?output=amp"),
        ("https://h.example/ferry", "https://h.example/ferry/?noamp=mobile"),
        ("https://h.example/ferry", "https://h.example/ferry/?amp=1&usqp=mq331AQ&_js_v=0.1"),
        ("https://h.example/ferry", "https://h.example/ferry/?fb_comment_id=1&__tn__=x"),
        ("https://h.example/ferry", "https://h.example/ferry?ncid=txtlnkusaolp&guccounter=1"),
        ("https://h.example/ferry", "https://h.example/ferry?xtor=AL-32280270"),
        ("https://h.example/ferry", "https://h.example/ferry?wt_mc=rss.red.ho.x"),
        ("https://h.example/ferry", "https://h.example/ferry?wt_zmc=koop.ext.zonaudev"),
        ("https://h.example/ferry", "https://h.example/ferry?icid=list"),
        ("https://h.example/ferry", "https://h.example/ferry?maca=en-rss-en-all-1573-rdf"),
        ("https://h.example/ferry", "https://h.example/ferry?traffic_source=rss"),
        ("https://h.example/ferry", "https://h.example/ferry?utm%5Fsource=rss"),
        ("https://h.example/ferry", "https://h.example/ferry?UTM_SOURCE=x"),
        ("https://h.example/ferry", "https://h.example/ferry?gad_source=1&gclid=x"),
        ("https://h.example/ferry", "https://h.example/ferry?rss=1"),
        ("https://h.example/ferry", "https://h.example/ferry?from=rss"),
        ("https://h.example/ferry", "https://h.example/ferry?via=rss"),
        ("https://h.example/ferry", "https://h.example/ferry?feature=emb_title"),
        ("https://h.example/ferry", "https://mobile.h.example/ferry"),
        ("https://h.example/ferry", "https://touch.h.example/ferry"),
        ("https://de.h.example/ferry", "https://de.m.h.example/ferry"),
        ("https://h.example/caf%C3%A9", "https://h.example/café"),
        ("https://h.example/caf%c3%a9", "https://h.example/caf%C3%A9"),
        ("https://h.example/a%7Eb", "https://h.example/a~b"),
        ("https://h.example/a/../ferry", "https://h.example/ferry"),
        ("https://h.example/./ferry", "https://h.example/ferry"),
        ("https://h.example./ferry", "https://h.example/ferry"),
        ("https://h.example/ferry?a=1&b=2", "https://h.example/ferry?b=2&a=1"),
        ("https://h.example/ferry?a=1&b=2", "https://h.example/ferry?a=1&amp;b=2"),
        ("https://h.example/ferry", "https://h.example/ferry?"),
        ("https://h.example/", "https://h.example/index.php"),
        ("https://h.example/ferry?page=2", "https://h.example/ferry?page=2&utm_source=x"),
        ("https://h.example/ferry", "https://feedproxy.google.com/~r/Harbour/~3/https://h.example/ferry"),
        (
            "https://h.example/ferry",
            "https://www.google.com/url?rct=j&sa=t&url=https://h.example/ferry&ct=ga&usg=x",
        ),
        ("https://h.example/ferry", "https://flipboard.com/redirect?url=https%3A%2F%2Fh.example%2Fferry"),
        ("https://h.example/ferry", "https://getpocket.com/redirect?url=https%3A%2F%2Fh.example%2Fferry"),
        ("https://h.example/ferry", "https://r.search.yahoo.com/x/RU=https%3a%2f%2fh.example%2fferry/RK=2"),
        (
            "https://h.example/ferry",
            "https://h-example.cdn.ampproject.org/v/s/h.example/ferry?amp_js_v=a6&usqp=mq&amp_gsa=1",
        ),
        ("https://h.example/ferry", "https://h-example.cdn.ampproject.org/c/s/h.example/ferry/amp"),
        ("https://h.example/ferry", "https://www.bing.com/amp/s/h.example/ferry"),
        ("https://h.example/ferry", "https://h.example/ferry?outputType=amp"),
        ("https://h.example/ferry", "https://h.example/ferry?amp;utm_source=x"),
        ("https://h.example/amp/ferry", "https://h.example/ferry"),
        ("https://h.example/news/amp/ferry", "https://h.example/news/ferry"),
        ("https://h.example/news/ferry.html", "https://h.example/news/ferry.html/amp"),
        ("https://h.example/news/ferry/amp/", "https://h.example/news/ferry"),
        ("https://h.example/ferry", "https://web.archive.org/web/20261122000000/https://h.example/ferry"),
        ("https://www.youtube.com/watch?v=abc", "https://youtu.be/abc?si=xyz"),
        ("https://www.youtube.com/watch?v=abc", "https://m.youtube.com/watch?v=abc&feature=share&t=10"),
        ("https://h.example/ferry", "https://h.example/ferry#:~:text=sold"),
        ("https://h.example/ferry", "http://h.example:80/ferry"),
        ("https://h.example/ferry;jsessionid=ABC123", "https://h.example/ferry"),
        ("https://h.example/ferry?PHPSESSID=1", "https://h.example/ferry"),
        ("https://h.example/story.html?id=3", "https://h.example/story.html?id=3&cid=rss"),
        (
            "https://www.youtube.com/watch?v=abcdef12345",
            "https://youtube.com/shorts/abcdef12345?feature=share",
        ),
        ("https://h.example/ferry", "https://h.example/ferry?wt.mc_id=1&ftag=x&ito=1490&mbid=social_x"),
        ("https://h.example/ferry", "https://h.example/ferry?s=09"),
        ("https://h.example/ferry", "https://h.example/ferry?view=amp"),
        ("https://h.example/ferry", "https://h.example/ferry#!"),
        (
            "https://h.example/ferry",
            "https://h.example/ferry?li_source=LI&li_medium=x&dicbo=v2&sfmc_sub=1&_kx=2",
        ),
        ("https://h.example/ferry", "https://h.example/ferry?feedType=RSS&feedName=topNews"),
        ("https://x.com/ada/status/12", "https://twitter.com/ada/status/12?s=20&t=abc"),
        ("https://x.com/ada/status/12", "https://mobile.twitter.com/i/web/status/12/photo/1"),
        ("https://h.example/ferry", "https://www.google.co.uk/amp/s/h.example/ferry"),
        ("https://h.example/ferry", "https://www.google.de/url?q=https://h.example/ferry&sa=U"),
        ("https://h.example/ferry", "https://feeds.feedburner.com/~r/H/~3/a/https://h.example/ferry"),
        ("https://h.example/ferry", "https://l.threads.com/?u=https%3A%2F%2Fh.example%2Fferry&e=x"),
        ("https://h.example/ferry", "https://vk.com/away.php?to=https%3A%2F%2Fh.example%2Fferry"),
        ("https://h.example/ferry", "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fh.example%2Fferry&rut=x"),
        (
            "https://h.example/ferry?a=1",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fh.example%2Fferry%3Fa%3D1&data=x",
        ),
        (
            "https://h.example/a_ferry",
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__h.example_a-5Fferry&d=x",
        ),
        ("https://h.example/ferry?a=1", "https://urldefense.com/v3/__https://h.example/ferry?a=1__;!!x$"),
        ("https://h.example/ferry", f"https://news.google.com/rss/articles/{NEWS_LINK}?oc=5"),
        (f"https://h.example/{'long-' * 30}ferry", f"https://news.google.com/articles/{LONG_NEWS_LINK}"),
        ("https://h.example/ferry", "https://h.example/ferry?wprov=sfti1&leadSource=wall&sref=x"),
    ],
)
def test_the_same_article_in_the_addresses_of_the_world(one: str, other: str) -> None:
    assert identity(one) == identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://h.example/?id=3", "https://h.example/?id=4"),
        ("https://h.example/ferry", "https://h.example/ferry-2"),
        ("https://h.example/a", "https://g.example/a"),
        ("https://git.example/compare?ref=main", "https://git.example/compare?ref=next"),
        ("https://h.example/Ferry", "https://h.example/ferry"),
        ("https://m.example/a", "https://example/a"),
        ("https://h.example/app#!/a", "https://h.example/app#!/b"),
        ("https://h.example:8080/a", "https://h.example/a"),
        ("https://h.example/camp", "https://h.example/c"),
        ("https://h.example/story?ref=main", "https://h.example/story?ref=next"),
        ("https://h.example/tree?ref=v1.2", "https://h.example/tree?ref=v1.3"),
        ("https://h.example/?p=12", "https://h.example/?p=13"),
        ("https://h.example/news?source=bbc", "https://h.example/news?source=dw"),
        ("https://h.example/view.php?src=12", "https://h.example/view.php?src=13"),
        ("https://h.example/show?at=12", "https://h.example/show?at=13"),
        ("https://h.example/show?feature=ferry", "https://h.example/show?feature=fire"),
        ("https://h.example/show?output=12", "https://h.example/show?output=13"),
        ("https://h.example/mobile", "https://h.example/"),
        ("https://h.example/amp", "https://h.example/"),
        ("https://h.example/?s=ferry", "https://h.example/?s=fire"),
        ("https://h.example/item?id=1", "https://h.example/item?id=2"),
        ("https://h.example/camp/amp-up", "https://h.example/camp/up"),
        ("https://h.example/news.html#a", "https://h.example/other.html#a"),
        ("https://h.example/issue/12", "https://h.example/issue/1"),
        ("https://edition.example/a", "https://example/a"),
        ("https://a.b.example/x", "https://b.example/x"),
        ("https://h.example/watch?v=a", "https://h.example/watch?v=b"),
        ("https://h.example/r/1", "https://h.example/r/2"),
        ("https://h.example/default.html", "https://h.example/defaults.html"),
        ("https://h.example/ferry?page=1", "https://h.example/ferry?page=2"),
        ("https://h.example/ferry?lang=de", "https://h.example/ferry?lang=fr"),
        ("https://h.example/pp?r=1", "https://h.example/pp?r=2"),
        ("https://h.example/calendar?from=2026-11-01", "https://h.example/calendar?from=2026-11-08"),
        ("https://h.example/a?from=xavier", "https://h.example/a?from=xenia"),
        ("https://h.example/a?s=12", "https://h.example/a?s=13"),
        ("https://h.example/a?view=map", "https://h.example/a?view=list"),
        ("https://x.com/ada/status/12", "https://x.com/ada/status/13"),
        ("https://x.com/ada", "https://x.com/eve"),
        (
            "https://news.google.com/rss/articles/CBMiAVU5eXFM",
            "https://news.google.com/rss/articles/CBMiAVU5eXFN",
        ),
        ("https://news.google.com/rss/articles/CBMia", "https://news.google.com/rss/articles/CBMib"),
        ("https://guitars.example/tube-amp.html", "https://guitars.example/tube.html"),
    ],
)
def test_different_articles_stay_different(one: str, other: str) -> None:
    assert identity(one) != identity(other)


def test_the_address_that_is_kept_is_one_that_opens() -> None:
    assert article_url("https://m.harbour.example/a/amp/?id=1") == "https://m.harbour.example/a/amp/?id=1"
    assert article_url("../b?utm_medium=x", "https://h.example/a/c") == "https://h.example/b"
    assert (
        article_url("https://www.google.com/url?q=javascript:alert(1)")
        == "https://www.google.com/url?q=javascript:alert(1)"
    )
    assert article_url("mailto:a@h.example") is None
    assert article_url("javascript:alert(1)", "https://h.example/") is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_address_has_one_code_wherever_a_reader_came_from(path: str, query: str) -> None:
    url = article_url(f"https://h.example/{path.partition('#')[0]}?id=1&{query.partition('#')[0]}")
    assume(url is not None)
    assert url is not None
    for noise in ("utm_source=x", "amp=1", "ref=rss"):
        assert address_code(f"{url}&{noise}") == address_code(url)
    assert -(2**63) <= address_code(url) < 2**63


@pytest.mark.parametrize("inside", ["http://[::", "http://", "https:/", "http://a:b@c/d", "https://x:99999/"])
def test_a_kept_copy_of_what_is_no_address_is_itself(inside: str) -> None:
    assert identity(f"https://web.archive.org/web/20260101/{inside}").startswith("web.archive.org/")


@pytest.mark.parametrize(
    "url",
    [
        "https://amp.post.example/quay/crane",
        "https://m.post.example/quay/crane",
        "https://post.example/quay/crane/amp",
        "https://post.example/quay/crane.amp.html",
        "https://post.example/quay/crane?outputType=amp",
        "https://post.example/quay/crane?ref=rss",
        "https://post.example/quay/crane;jsessionid=4F2A",
        "https://post.example/quay/crane?print=1",
    ],
)
def test_other_ways_to_an_article_are_known(url: str) -> None:
    assert is_detour(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.post.example/quay/crane",
        "http://post.example/quay/crane.html",
        "https://edition.post.example/quay/crane?id=4",
        "https://amp.example/quay",
        "https://post.example/amplifier/m",
        "https://post.example/quay?ref=v2.1",
    ],
)
def test_a_sites_own_spelling_is_no_detour(url: str) -> None:
    assert not is_detour(url)
