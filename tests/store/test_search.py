"""Search: any string is safe, spellings meet, fields and dates bound it."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.model import Article
from digest.store import ArticleFilter, Store
from digest.store.search import MAX_CHARACTERS, MAX_TERMS, parse
from tests.store.conftest import collected

TEXTS: dict[int, dict[str, object]] = {
    1: {
        "title": "Café owners count chairs",
        "text": "A phrase stands here in order.",
        "byline": "Ada Example",
    },
    2: {"title": "کتاب‌های تازه در راه است", "text": "سال ۱۴۰۵"},
    3: {"title": "東京都の新しい図書館", "text": "本を読む"},
    4: {"title": "C++ and other letters", "text": "order in stands phrase", "site": "Gazette"},
    5: {"title": "Old chairs", "text": "chairs", "published": datetime(2020, 1, 1, tzinfo=UTC)},
    6: {"title": "Große Straße in Łódź", "text": "Smørrebrød, ꜱmall ægis, Þórsmörk, ﬁne print"},
    7: {"title": "Οδός Αθηνάς", "text": "ΣΟΦΟΣ, ὁ ἄνθρωπος"},
    8: {"title": "Işıklı İzmir", "text": "ＴＯＫＹＯ ２０２６, ०९ and ｶﾞｿﾘﾝ; 𝗕𝗼𝗹𝗱"},
    9: {"title": "서울시립도서관", "text": "Зелёный пʼятниця שָׁלוֹם ﺍﻟﺴﻼﻡ"},
    10: {"title": "نامه ها باز می شوند", "text": "دانش آموزان از ما نمی‌پرسند"},
    11: {"title": "ข่าวจากกรุงเทพมหานครPBS", "text": "ຂ່າວຈາກວຽງຈັນ ព័ត៌មានពីភ្នំពេញ ရန်ကုန်မြို့သတင်း"},
    12: {"title": "दिल्ली की ख़बरें", "text": "வணக்கம் দেশের"},
}


@pytest.fixture
def filled(store: Store) -> Store:
    with store.transaction():
        store.articles.collect(1, [collected(number, **values) for number, values in TEXTS.items()])
    store.index.update()
    return store


def found(store: Store, search: str) -> set[int]:
    return set(store.articles.ids(ArticleFilter(search=search)))


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("cafe", {1}),
        ("CAFÉ", {1}),
        ("cha", {1, 5}),
        ("chairs count", {1}),
        ('"stands here in order"', {1}),
        ('"order in stands"', {4}),
        ('"stands he', set()),
        ("chairs -old", {1}),
        ("-chairs", {*TEXTS} - {1, 5}),
        ("by:ada", {1}),
        ("site:gazette", {4}),
        ("title:phrase", set()),
        ("كتابهاي", {2}),
        ("1405", {2}),
        ("東京", {3}),
        ("京東", set()),
        ("strasse", {6}),
        ("STRASSE", {6}),
        ("grosse straße", {6}),
        ('"große strasse in lodz"', {6}),
        ("lodz", {6}),
        ("ŁÓDŹ", {6}),
        ("smorrebrod", {6}),
        ("smörrebröd", {6}),
        ("aegis", {6}),
        ("ÆGIS", {6}),
        ("thorsmork", {6}),
        ("fine", {6}),
        ("ΑΘΗΝΑΣ", {7}),
        ("οδος", {7}),
        ("σοφός", {7}),
        ("ανθρωποσ", {7}),
        ("isikli", {8}),
        ("ISIKLI", {8}),
        ("ışıklı", {8}),
        ("izmir", {8}),
        ("tokyo", {8}),
        ("ｔｏｋｙｏ", {8}),
        ("2026", {8}),
        ("09", {8}),
        ("ガソリン", {8}),
        ("bold", {8}),
        ("도서관", {9}),
        ("зеленый", {9}),
        ("п'ятниця", {9}),
        ("שלום", {9}),
        ("السلام", {9}),
        ("c++", {4}),
        ("کتاب ها", {2}),
        ("کتاب های", {2}),
        ("کتابها", {2}),
        ('"کتاب های تازه"', {2}),
        ("نامه‌ها", {10}),
        ("نامهها", {10}),
        ("می‌شوند", {10}),
        ("میشوند", {10}),
        ('"باز می‌شوند"', {10}),
        ("دانش‌آموز", {10}),
        ("نمی پرسند", {10}),
        ("نمی پر سند", set()),
        ("-می‌شوند کتاب", {2}),
        ("title:می‌شوند", {10}),
        ("กรุงเทพ", {11}),
        ("เทพมหา", {11}),
        ("กรังเทพ", set()),
        ("pbs", {11}),
        ("ວຽງຈັນ", {11}),
        ("ភ្នំពេញ", {11}),
        ("မြို့", {11}),
        ("दिल्ली", {12}),
        ("दिल", {12}),
        ("दाल", set()),
        ("खबर", {12}),
        ("வணக்கம்", {12}),
        ("দেশ", {12}),
        ("chairs before:2021-01-01", {5}),
        ("chairs after:2021-01-01", {1}),
        ("chairs before:nonsense", set()),
        ("nowhere", set()),
    ],
)
def test_what_is_found(filled: Store, typed: str, hits: set[int]) -> None:
    assert found(filled, typed) == hits


@pytest.mark.parametrize(
    "typed",
    ["", " ", "-", '"', '""', "(", "🙂", "*", "^", ":", "- -", "lang:", 'tag:"', "-is:", 'by:""', "site:"],
)
def test_signs_alone_ask_for_nothing(filled: Store, typed: str) -> None:
    assert found(filled, typed) == set(TEXTS)


@pytest.mark.parametrize(
    "typed", ['"open', "AND (", "a OR", "NEAR(a b)", "{title}:x", "site:", 'a"b"c', "x" * 9_999]
)
def test_signs_of_the_index_are_words_here(filled: Store, typed: str) -> None:
    assert found(filled, typed) <= set(TEXTS)


@pytest.mark.parametrize("piece", ["a", "ab ", '"', "- ", '"a b ', "東", "title:", "x:y "])
def test_of_a_pasted_book_the_beginning_is_looked_at(piece: str) -> None:
    query = parse(piece * 300_000)
    assert len(query.terms) <= MAX_TERMS
    assert len(query.wanted) <= 4 * MAX_CHARACTERS


@given(st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_string_is_safe(filled: Store, typed: str) -> None:
    assert found(filled, typed) <= set(TEXTS)


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=30))
def test_a_word_becomes_one_string_of_the_index(word: str) -> None:
    for wanted in parse(word).wanted.strip("()").split(" OR "):
        assert wanted == "" or (
            wanted.startswith('"') and wanted.endswith(('"', '" *')) and wanted.count('"') == 2
        )


def test_the_index_follows_changes_undo_and_redo(filled: Store) -> None:
    with filled.history.act("added one"):
        number = filled.articles.add(Article(title="Unmistakable"))
    filled.index.update()
    assert found(filled, "unmistakable") == {number}
    filled.history.undo()
    assert found(filled, "unmistakable") == set()
    filled.history.redo()
    filled.index.update()
    assert found(filled, "unmistakable") == {number}
    with filled.transaction():
        filled.articles.collect(1, [collected(1, title="Teapots only")])
    filled.index.update()
    assert found(filled, "teapots") == {1}
    assert found(filled, "cafe") == set()
