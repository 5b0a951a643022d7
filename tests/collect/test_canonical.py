import pytest

from digest.collect.canonical import article_url, identity

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
        ("https://h.example/?id=3", "https://h.example/?id=4"),
        ("https://h.example/ferry", "https://h.example/ferry-2"),
        ("https://h.example/a", "https://g.example/a"),
        ("https://git.example/compare?ref=main", "https://git.example/compare?ref=next"),
        ("https://h.example/Ferry", "https://h.example/ferry"),
        ("https://m.example/a", "https://example/a"),
        ("https://h.example/app#!/a", "https://h.example/app#!/b"),
        ("https://h.example:8080/a", "https://h.example/a"),
        ("https://h.example/camp", "https://h.example/c"),
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
