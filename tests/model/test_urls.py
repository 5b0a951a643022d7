"""Addresses: one spelling, no tracking, and nothing that is not a plain web address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from digest.model import ImageRef, WebUrl, image_ref, web_url
from digest.model.urls import asked_url


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("https://news.example/a?a=1&b=2", "https://news.example/a?a=1&b=2"),
        ("HTTPS://News.Example:443/A", "https://news.example/A"),
        ("http://news.example:8080", "http://news.example:8080/"),
        ("https://news.example/?utm_source=x&id=7&fbclid=9", "https://news.example/?id=7"),
        ("https://news.example/?ref=front&page=2", "https://news.example/?ref=front&page=2"),
        ("https://bücher.example/ä b", "https://xn--bcher-kva.example/%C3%A4%20b"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://news.example/%D8%A7", "https://news.example/%D8%A7"),
        ("https://[2001:DB8::1]/x", "https://[2001:db8::1]/x"),
    ],
)
def test_one_spelling(raw: str, clean: str) -> None:
    assert web_url(raw) == clean


@pytest.mark.parametrize(
    "raw",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://news.example/",
        "//news.example/",
        "https://",
        "https://[fe80::1%25eth0]/",
        "https://[fe80::1%é]/",
        "https://user@news.example/",
        "https://user:secret@news.example/",
        "https://news.example\\@evil.example/",
        "https://news.example:port/",
        "https://exa mple/",
        'https://"onload=x/',
        "https://news.example/" + "a" * 5_000,
        "",
    ],
)
def test_refused(raw: str) -> None:
    with pytest.raises(ValueError):
        web_url(raw)
    with pytest.raises(ValidationError):
        TypeAdapter(WebUrl).validate_python(raw)


@given(st.text(st.sampled_from("abXY09./-_~%:=&+!$,;'@()*[]é"), max_size=30))
def test_what_needs_no_change_is_read_as_what_is_changed(path: str) -> None:
    try:
        changed = web_url(f"http://a.example/{path}?utm_source=feed")
    except ValueError:
        return
    assert web_url(f"http://a.example/{path}") == changed


_PIECES = [
    "?",
    "&",
    "=",
    "#",
    "a",
    "utm_source",
    "UTM_x",
    "fbclid",
    "é",
    "%75",
    "+",
    "[",
    "|",
    "/",
    ".",
    "'",
    ";",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_parameters_and_fragments_come_out_as_they_do_the_long_way(rest: str) -> None:
    assert web_url(f"http://a.example/{rest}") == web_url(f"HTTP://a.example/{rest}")


@pytest.mark.parametrize(
    ("raw", "asked"),
    [
        ("https://news.example/feed", "https://news.example/feed"),
        (
            "HTTPS://News.Example:443/A b?q=ü&utm_source=x#part",
            "https://news.example/A%20b?q=%C3%BC&utm_source=x",
        ),
        ("http://news.example:8080?a&&b=", "http://news.example:8080/?a&&b="),
        ("https://bücher.example", "https://xn--bcher-kva.example/"),
    ],
)
def test_a_server_is_asked_in_ascii_for_all_but_the_fragment(raw: str, asked: str) -> None:
    assert asked_url(raw) == asked


@given(st.text())
def test_what_is_an_address_can_be_asked_for_and_nothing_else_can(text: str) -> None:
    for address in (text, f"https://{text}", f"https://news.example/{text}"):
        try:
            shown = web_url(address)
        except ValueError:
            with pytest.raises(ValueError, match=r"address|host"):
                asked_url(address)
            continue
        asked = asked_url(address)
        assert asked.isascii() and asked_url(asked) == asked
        assert asked.isprintable() and not set(asked) & set(' <>"`#')
        assert web_url(asked) == shown.partition("#")[0]


@given(st.text())
def test_reading_twice_changes_nothing_and_nothing_opens_markup(text: str) -> None:
    try:
        url = web_url(f"https://news.example/{text}")
    except ValueError:
        return
    assert web_url(url) == url
    assert not set(url) & set('<>"` \n')


@given(
    st.from_regex(r"https?://([a-z0-9-]{1,5}\.){1,3}[a-z0-9]{1,5}/[A-Za-z0-9/._~%-]{0,20}", fullmatch=True)
)
def test_what_is_as_it_should_be_comes_out_as_it_does_the_long_way(text: str) -> None:
    try:
        long_way = web_url(f"{text}#")
    except ValueError:
        with pytest.raises(ValueError, match="host"):
            web_url(text)
    else:
        assert web_url(text) == long_way


@pytest.mark.parametrize(
    "raw", ["images/../x.png", "images/a/b.png", "/images/a.png", "images/a.svg", "images/.png"]
)
def test_images_stay_in_their_folder(raw: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(ImageRef).validate_python(raw)


def test_images() -> None:
    assert image_ref("images/canopy-1.jpg") == "images/canopy-1.jpg"
    assert image_ref("https://pictures.example/a.svg") == "https://pictures.example/a.svg"
