"""Which bytes are text, in which letters, and which text is a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.text.sniff import decode_text, read_bytes
from digest.model import DeskError

WORDS = "Die Fähre “Aurora” läuft nicht mehr aus, sagte Frau Brandt am Sonntag."


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        b"%PDF-1.7\n" + bytes(range(32)) * 90,
        b"PK\x03\x04" + bytes(200),
        b"\x00" * 50,
    ],
)
def test_a_file_that_is_not_text_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(DeskError) as refused:
        read_bytes(data, "photo.png")
    assert str(refused.value).startswith("photo.png is not text") and "\n" not in str(refused.value)


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(DeskError, match=r"page\.txt is empty"):
        read_bytes(data, "page.txt")


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>x",
        "\n<!-- saved -->\n<html lang=en>",
        "<p>One</p><p>Two</p>",
        "<?xml version='1.0'?><html/>",
        "x <p>a</p> <p>b</p> <p>c</p>",
    ],
)
def test_pages_are_told_from_texts(text: str) -> None:
    assert read_bytes(text.encode(), "x").kind == "html"
    assert read_bytes(f"A text that speaks of {text[:4]} and no more.".encode(), "x").kind == "text"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_letters_without_a_declaration(encoding: str) -> None:
    assert decode_text((WORDS * 4).encode(encoding)) == WORDS * 4


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "utf-8", "latin1"])
def test_a_declaration_that_lies_gives_way_to_the_bytes(charset: str) -> None:
    page = f'<meta charset="{charset}">{WORDS}'
    assert decode_text(page.encode("cp1252")) == page


def test_the_transports_charset_comes_first() -> None:
    assert decode_text("Паром ушёл".encode("koi8-r"), "koi8-r") == "Паром ушёл"
    assert decode_text("渡轮停运".encode("gbk"), "gb2312") == "渡轮停运"
    assert decode_text(WORDS.encode(), "no-such-charset") == WORDS
    assert decode_text(WORDS.encode(), "base64") == WORDS


def test_letters_encoded_twice_are_read_once_where_all_of_them_are() -> None:
    words = WORDS.replace("”", "“") * 2
    assert decode_text(words.encode().decode("cp1252").encode()) == words
    assert decode_text(words.encode().decode("latin-1").encode()) == words
    for odd in ("Why “Ã¼” means ü: Ã¤ and Ã¶ are the same.", "SÃO PAULO, PAIXÃO"):
        assert decode_text(odd.encode()) == odd


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1251", "windows-1256"])
def test_letters_that_are_all_utf_8_are_no_others(charset: str) -> None:
    assert decode_text(WORDS.encode(), charset) == WORDS
    assert decode_text("Fähre".encode("latin-1"), "iso-8859-1") == "Fähre"


def test_the_letters_of_mainframes_are_refused_by_name() -> None:
    with pytest.raises(DeskError, match=r"ferry\.txt is in EBCDIC"):
        read_bytes("The ferry left the harbour at nine.".encode("cp500"), "ferry.txt")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        assert read_bytes(data, "x").text.strip()
    except DeskError as error:
        assert str(error).startswith("x is ")


@pytest.mark.parametrize(
    "text",
    [
        "<rss version='2.0'><channel/></rss>",
        "<?xml version='1.0'?>\n<?xml-stylesheet href='x'?><!-- by hand -->\n<feed xmlns='x'/>",
        "<?xml version='1.0'?><urlset/>",
        "<rss><channel>"
        + "<item><title>One</title><description><![CDATA[<p>Words</p>]]></description></item>" * 3,
    ],
)
def test_a_feed_is_no_article(text: str) -> None:
    with pytest.raises(DeskError, match="is a feed and no article"):
        read_bytes(text.encode(), "x")


def test_data_is_no_article_and_a_text_in_brackets_is_one() -> None:
    for text in ('{"a": 1}', "[1, 2]"):
        with pytest.raises(DeskError, match="data for programs"):
            read_bytes(text.encode(), "x")
    for text in ("[Orm] The ferry is late.", "{Sic} it said."):
        assert read_bytes(text.encode(), "x").kind == "text"
