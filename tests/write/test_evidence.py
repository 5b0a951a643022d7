"""What a summary says that its article does not: marked, and nothing else is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.write.evidence import Evidence

ARTICLE = (
    "Port Halden rests at half past twelve. Ambulance calls fell by 14 per cent in two summers, and 1,312 canopies "
    "were counted on 3 March, of which forty-one were torn. The fund of 2.5 million euros ends in 2028.\n\n"
    "“We thought we would lose the lunch trade,” said Inés Robledo. “We found the evening.”"
)
EVIDENCE = Evidence(ARTICLE)


def doubted(summary: str) -> list[str]:
    return [doubt.text for doubt in EVIDENCE.doubts(summary)]


@pytest.mark.parametrize(
    "summary",
    [
        "Calls fell by 14 %, in 2 summers.",
        "1312 canopies, 41 torn; 1.312 or 1 312 as others write it.",
        "2,5 million euros until 2028.",
        "On 3 March, at 12.",
        "“We found the evening”, she said.",
        "The rule “shade first” is too short to be a quotation.",
        "She said “we thought we would lose the lunch trade”.",
        "[The audit](https://audits.example/2031/99) and https://a.example/77",
        "1. a list\n2. and a second\n3) and a third",
        "They may march on. May we?",
        "",
    ],
)
def test_what_the_article_says_is_not_doubted(summary: str) -> None:
    assert doubted(summary) == []


@pytest.mark.parametrize(
    ("summary", "text", "instead"),
    [
        ("Calls fell by **40 %** there.", "40 %", "14 per cent"),
        ("It counted 1,412 canopies.", "1,412 canopies", "1,312 canopies"),
        ("In the year 2029.", "2029", ""),
        ("On a Tuesday.", "Tuesday", ""),
        ("It was in April.", "April", ""),
        ("On 3 May.", "May", ""),
        (
            "“We thought we might lose the lunch trade”, she said.",
            "“We thought we might lose the lunch trade”",
            "“We thought we would lose the lunch trade,”",
        ),
        ('She said "the town will never be the same".', "“the town will never be the same”", ""),
    ],
)
def test_what_it_does_not_say_is_marked_with_what_it_has(summary: str, text: str, instead: str) -> None:
    (doubt,) = EVIDENCE.doubts(summary)
    assert doubt.text == text
    assert doubt.instead.strip("“”,") == instead.strip("“”,")
    assert summary[doubt.start : doubt.end].strip('“”"') in text


def test_digits_of_other_scripts_are_the_same_numbers() -> None:
    evidence = Evidence("تماس‌ها ۱۴ درصد کم شد و ۱٬۳۱۲ سایبان شمرده شد.")
    assert evidence.doubts("۱۴ درصد و ۱۳۱۲ سایبان، 14 درصد") == []
    (doubt,) = evidence.doubts("۴۰ درصد")
    assert doubt.instead == "14 درصد"


def test_a_translated_quotation_is_left_to_the_translator() -> None:
    assert Evidence("Sie sagte: „Wir haben den Abend gefunden.“").doubts("“We found the evening.”") == []


def test_the_words_of_a_doubt_say_what_the_article_has() -> None:
    (doubt,) = EVIDENCE.doubts("40 %")
    assert doubt.words == "40 %: the article has 14 per cent"


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_texts_are_taken_and_every_mark_lies_in_the_summary(source: str, summary: str) -> None:
    for doubt in Evidence(source).doubts(summary):
        assert 0 <= doubt.start < doubt.end <= len(summary)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_the_articles_own_words_are_never_doubted_in_numbers(source: str) -> None:
    numbers = [doubt for doubt in Evidence(source).doubts(source) if doubt.text[:1].isdecimal()]
    assert numbers == []


@pytest.mark.parametrize(
    "nasty", ["1,234" * 4_000, "“" * 20_000, "](" * 10_000, '"a b c ' * 3_000, "9" * 20_000]
)
def test_nasty_texts_take_no_time(nasty: str) -> None:
    evidence = Evidence(ARTICLE * 300)
    evidence.doubts("")
    began = time.thread_time()
    evidence.doubts(nasty)
    assert time.thread_time() - began < 10  # what goes over a text again and again takes minutes
