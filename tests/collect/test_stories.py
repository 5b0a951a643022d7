import random
from datetime import date, timedelta

from digest.collect.stories import StoryInput, assign, sketch

DAY = date(2026, 11, 20)
WORDS = [f"{a}{b}{c}" for a in "bdfgkl" for b in "aeiou" for c in ("rin", "sto", "mal", "vek", "nd", "lu")]


def text(seed: int, words: int = 300) -> str:
    source = random.Random(seed)
    return " ".join(source.choice(WORDS) for _ in range(words))


def told(*titles: str, language: str | None = "en", apart: int = 0) -> dict[int, int]:
    days = (DAY + timedelta(days=apart * n) for n in range(len(titles)))
    new = [
        StoryInput(n, title, language=language, day=day)
        for n, (title, day) in enumerate(zip(titles, days, strict=True), 1)
    ]
    return assign(new, [])


def test_one_event_in_the_words_of_several_papers_is_one_story() -> None:
    stories = told(
        "Ferry Aurora sold to breakers, council of Selm admits",
        "Council of Selm admits sale of the ferry Aurora",
        "Why the ferry Aurora was sold by Selm's council",
        "Marmalade prize goes to lighthouse keeper",
    )
    assert stories == {1: 1, 2: 1, 3: 1, 4: 4}


def test_titles_that_share_only_what_any_title_may_have_stay_apart() -> None:
    assert len(set(told("Council approves harbour budget", "Council rejects school budget").values())) == 2
    assert (
        len(
            set(
                told(
                    "How to bake bread at home", "How to mend shoes at home", "How to write at home"
                ).values()
            )
        )
        == 3
    )


def test_weekly_columns_and_series_stay_apart() -> None:
    titles = ["Weekly links: ferries and tides", "Weekly links: ferries and cranes", "Weekly links"]
    assert len(set(told(*titles).values())) == 3
    assert len(set(told("Tides at Port Selm, 20 November", "Tides at Port Selm, 21 November").values())) == 2
    assert len(set(told("Harbour letter no. 12", "Harbour letter no. 13").values())) == 2


def test_the_same_words_a_week_later_are_another_story() -> None:
    title = "Ferry Aurora sold to breakers in Selm"
    assert len(set(told(title, title + " again", apart=3).values())) == 1
    assert len(set(told(title, title + " again", apart=7).values())) == 2


def test_the_same_address_in_another_spelling_is_one_story_at_any_time() -> None:
    old = StoryInput(1, "One", "https://h.example/a?utm_source=x", day=DAY - timedelta(days=90), story_id=1)
    near = StoryInput(3, "Three", "https://www.h.example/b/amp", day=DAY, story_id=3)
    new = [
        StoryInput(2, "Two", "https://h.example/b", day=DAY),
        StoryInput(4, "Four", "https://h.example/a?utm_source=x", day=DAY),
    ]
    assert assign(new, [old, near]) == {2: 3, 4: 1}


def test_a_copy_with_another_headline_and_half_the_length_is_found_even_in_another_language() -> None:
    whole = text(1)
    half = " ".join(whole.split()[60:210])
    other = text(2)
    recent = [
        StoryInput(
            1, "Ferry sold", language="en", day=DAY - timedelta(days=30), sketch=sketch(whole), story_id=1
        )
    ]
    new = [
        StoryInput(2, "Boot verkauft", language="de", day=DAY, sketch=sketch(half + " Mehr im Heft.")),
        StoryInput(3, "Ferry not sold", language="en", day=DAY, sketch=sketch(other)),
    ]
    assert assign(new, recent) == {2: 1, 3: 3}


def test_languages_stay_apart_when_only_the_titles_are_alike() -> None:
    title = "Aurora Selm Port Brandt Okoro"
    new = [
        StoryInput(1, title, language="en", day=DAY),
        StoryInput(2, title + " Marrant", language="de-AT", day=DAY),
    ]
    assert len(set(assign(new, []).values())) == 2
    same = [
        StoryInput(1, title, language="en-GB", day=DAY),
        StoryInput(2, title + " Marrant", language="en-US", day=DAY),
    ]
    assert len(set(assign(same, []).values())) == 1


def test_a_chain_of_half_likenesses_does_not_grow_into_a_heap() -> None:
    source = random.Random(3)
    names = [word.title() for word in WORDS]
    source.shuffle(names)
    chain = ["the day " + " ".join(names[n : n + 6]) + " went there again" for n in range(0, 150, 3)]
    sizes = list(told(*chain).values())
    assert max(sizes.count(story) for story in set(sizes)) <= 4


def test_a_story_keeps_its_id_and_one_run_or_two_give_the_same() -> None:
    titles = [
        "Ferry Aurora sold to breakers in Selm",
        "Selm ferry Aurora sold, breakers say",
        "Breakers buy Selm ferry Aurora",
    ]
    new = [StoryInput(n, title, day=DAY) for n, title in enumerate(titles, 7)]
    at_once = assign(new, [])
    first = assign(new[:2], [])
    recent = [StoryInput(one.id, one.title, day=DAY, story_id=first[one.id]) for one in new[:2]]
    assert at_once == {**first, **assign(new[2:], recent)} == {7: 7, 8: 7, 9: 7}


def test_sketches_are_the_same_in_every_run_and_fit_a_database() -> None:
    once = sketch(text(5))
    assert once == sketch(text(5).upper() + "!")
    assert all(-(2**63) <= one < 2**63 for one in once)
    assert sketch("") == sketch("too few words here") == frozenset()
