"""Where a search's words stand: found in the text as the index finds them, whatever the text."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.model import Article
from digest.store import ArticleFilter, Hits, Store

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def marked(typed: str, text: str, column: str = "") -> str:
    """The text with brackets around the hits."""
    for start, end in reversed(Hits(typed).find(text, column)):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("cafe", "A [Café], two [CAFÉS]"),
        ("ete", "l'[été]"),
        ("stra", "die [Straße]"),
        ("chairs count", "[Chairs] that [count]"),
        ('"cafe owners"', "[Café, owners] and a café"),
        ('"own"', "to [own] it, owners"),
        ("-owners cafe", "[Café] owners"),
        ("كتابهاي", "[کتاب‌های] تازه"),
        ("1405", "سال [۱۴۰۵]"),
        ("東京", "[東京]都の京"),
        ("c++", "[C]++ and cats"),
        ("e-bike", "an [e-bike], an ebike"),
        ("lang:fa is:new longer:2", "lang is new"),
        ("", "nothing"),
        ("[/b]", "a [b], bold"),
        ("йод", "[Йод] и иод"),
        ("ежик", "[Ёжик] и [ежик]"),
        ("strasse", "die [Straße], die [STRASSE]"),
        ("lodz", "do [Łodzi]"),
        ("oresund", "[Øresund] og [Öresund]"),
        ("istanbul", "[İstanbul], [ISTANBUL], [ıstanbul]"),
        ("οδος", "[ΟΔΟΣ], [οδός], [ὁδὸς]"),
        ("2026", "[２０２６] and [२०२६]"),
        ("bold", "[𝗕𝗼𝗹𝗱] and [Ｂｏｌｄ]"),
        ("カタ", "[ｶﾀ]ﾛｸﾞ"),
        ("ガ", "[ｶﾞ]ｽ"),
        ("서울", "대[서울]에서"),
        ("שלום", "[שָׁלוֹם]"),
        ("п'ять", "[пʼять] і [п'ять]"),
        ("السلام", "[ﺍﻟﺴﻼﻡ]"),
        ("می شود", "[می‌شود] و [می] [شود]"),
        ("کتابها", "[کتاب ها] و [کتاب‌های] نو"),
        ("กรุงเทพ", "ใน[กรุงเทพ]มหานคร"),
        ("दिल", "[दिल्ली] और दल"),
    ],
)
def test_hits_stand_where_the_word_is(typed: str, text: str) -> None:
    assert marked(typed, text.replace("[", "").replace("]", "")) == text


def test_a_field_is_looked_for_in_its_own_text() -> None:
    assert marked("by:ada title:tea", "Ada on tea", "title") == "Ada on [tea]"
    assert marked("by:ada title:tea", "Ada on tea", "byline") == "[Ada] on tea"
    assert marked("by:ada title:tea", "Ada on tea", "text") == "Ada on tea"


@given(ANY, ANY)
def test_any_search_in_any_text_gives_parts_of_it_in_order(typed: str, text: str) -> None:
    hits = Hits(typed).find(text)
    assert all(0 <= start < end <= len(text) for start, end in hits)
    assert all(before[1] < after[0] for before, after in pairwise(hits))


WORDS = st.text("aeéßñøłıİæΆςΣκλйёиکگيىآهש\u05b8ِ東京がかｶﾞ서울١۲２१ b-_.'’ʼ", min_size=1, max_size=12)


@given(WORDS, WORDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_what_the_index_finds_is_marked(store: Store, word: str, title: str) -> None:
    with store.transaction():
        number = store.articles.add(Article(title=title))
    store.index.update()
    article = store.articles.get(number)
    assert article is not None
    is_found = number in store.articles.ids(ArticleFilter(search=f"title:{word}"))
    if is_found and Hits(f"title:{word}"):
        assert Hits(f"title:{word}").find(article.title, "title")
