"""Which articles tell the same event, and which only sound like it."""

import math
import random
import tomllib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.addresses.canonical import address_code
from digest.collect.stories.assign import MOST, StoryInput, assign
from digest.collect.stories.copies import Piece, form_between
from digest.collect.stories.sketches import sketch
from digest.collect.stories.telling import KEPT, Emphasis, Rarity, Telling, codes_of, emphasis, kind_of, weigh
from digest.sample import load_sample

DAY = date(2026, 11, 20)
EVENTS = Path(__file__).parent / "events"
WORDS = [f"{a}{b}{c}" for a in "bdfgkl" for b in "aeiou" for c in ("rin", "sto", "mal", "vek", "nd", "lu")]


def text(seed: int, words: int = 300) -> str:
    source = random.Random(seed)
    return " ".join(source.choice(WORDS) for _ in range(words))


WHOLE = text(1)
"""What those say whose sketches alone matter: where they share it, it is what they are about."""


def report(
    number: int, title: str, url: str | None = None, *, site: str = "", day: date | None = DAY
) -> StoryInput:
    """A report of which nothing is known but its title; all its words are equally rare."""
    telling = weigh(emphasis(title), Rarity.of({}, 0), title=title, site=site)
    return StoryInput(number, telling, address_code(url) if url else None, "en", day)


def stories_of(
    new: Sequence[StoryInput],
    recent: Sequence[StoryInput] = (),
    piece_of: Callable[[int], Piece] = lambda _: Piece(text=WHOLE),
) -> dict[int, int]:
    return dict(assign(new, recent, piece_of))


def told(*titles: str, site: str = "", apart: int = 0) -> dict[int, int]:
    return stories_of(
        [
            report(n, title, site=site, day=DAY + timedelta(days=apart * n))
            for n, title in enumerate(titles, 1)
        ]
    )


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
    old = report(1, "One", "https://h.example/a?utm_source=x", day=DAY - timedelta(days=90))
    near = report(3, "Three", "https://www.h.example/b/amp")
    new = [report(2, "Two", "https://h.example/b"), report(4, "Four", "https://h.example/a?utm_medium=x")]
    assert stories_of(new, [old, near]) == {2: 3, 4: 1}


def test_a_copy_with_another_headline_and_half_the_length_is_found_even_in_another_language() -> None:
    whole = text(1)
    half = " ".join(whole.split()[60:210])
    recent = [
        replace(report(1, "Ferry sold", day=DAY - timedelta(days=30)), sketch=sketch(whole), story_id=1)
    ]
    new = [
        replace(report(2, "Boot verkauft"), language="de", sketch=sketch(half + " Mehr im Heft.")),
        replace(report(3, "Ferry not sold"), sketch=sketch(text(2))),
    ]
    assert stories_of(new, recent) == {2: 1, 3: 3}


def test_languages_stay_apart_when_only_the_titles_are_alike() -> None:
    title = "Aurora Selm Port Brandt Okoro"
    one, other = report(1, title), report(2, title + " Marrant")
    assert len(set(stories_of([one, replace(other, language="de-AT")]).values())) == 2
    same = [replace(one, language="en-GB"), replace(other, language="en-US")]
    assert len(set(stories_of(same).values())) == 1


def test_a_chain_of_half_likenesses_does_not_grow_into_a_heap() -> None:
    source = random.Random(3)
    names = [word.title() for word in WORDS]
    source.shuffle(names)
    chain = ["the day " + " ".join(names[n : n + 6]) + " went there again" for n in range(0, 150, 3)]
    sizes = list(told(*chain).values())
    assert max(sizes.count(story) for story in set(sizes)) <= 4


def test_a_story_is_never_larger_than_a_person_can_look_through() -> None:
    new = [
        report(n, "Ferry Aurora sold to breakers, council of Selm admits", site=f"Outlet {n}")
        for n in range(1, 90)
    ]
    sizes = Counter(stories_of(new).values())
    assert max(sizes.values()) == MOST


def test_a_story_keeps_its_id_and_one_run_or_two_give_the_same() -> None:
    titles = [
        "Ferry Aurora sold to breakers in Selm",
        "Selm ferry Aurora sold, breakers say",
        "Breakers buy Selm ferry Aurora",
    ]
    new = [report(n, title) for n, title in enumerate(titles, 7)]
    at_once = stories_of(new)
    first = stories_of(new[:2])
    recent = [replace(one, story_id=first[one.id]) for one in new[:2]]
    assert at_once == {**first, **stories_of(new[2:], recent)} == {7: 7, 8: 7, 9: 7}


def test_sketches_are_the_same_in_every_run_and_fit_a_database() -> None:
    once = sketch(text(5))
    assert once == sketch(text(5).upper() + "!")
    assert all(-(2**63) <= one < 2**63 for one in once)
    assert sketch("") == sketch("too few words here") == frozenset()


def test_what_an_outlet_tells_itself_stays_apart_and_what_two_tell_does_not() -> None:
    titles = ("Storm Odile: harbour of Selm shut", "Storm Odile: Selm harbour is shut for ferries")
    assert len(set(told(*titles, site="Gazette").values())) == 2
    assert len(set(told(*titles).values())) == 1


def test_one_article_of_an_outlet_by_two_ways_is_one_story_and_a_title_used_every_day_is_not() -> None:
    title = "Storm Odile: harbour of Selm shut for ferries"
    assert len(set(told(title, title, site="Gazette").values())) == 1
    assert len(set(told(title, title, site="Gazette", apart=1).values())) == 2


def test_a_text_that_an_outlet_uses_for_all_joins_nothing_and_a_copy_elsewhere_does() -> None:
    form = sketch(text(4))
    mine = [
        replace(report(n, title, site="Gazette"), sketch=form) for n, title in ((1, "Crane"), (2, "Gulls"))
    ]
    theirs = replace(report(3, "A crane at the quay", site="Radio"), sketch=form)
    assert stories_of([*mine, theirs]) == {1: 1, 2: 2, 3: 1}
    again = replace(report(4, "Crane", site="Gazette"), sketch=form)
    assert stories_of([again], [replace(mine[0], story_id=1)]) == {4: 1}


FORM = text(7, 90)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Piece("Fog in Lidd", f"Fog will lie over Lidd until ten on Tuesday.\n{FORM}"),
         Piece("Ice", f"Ice at noon.\n{FORM}")),
        (Piece("Kites", f"{FORM}\nKites on the mole."), Piece("Puppets", f"{FORM}\nPuppets in Vell, with a wolf.")),
        (Piece("Market report", f"Herring costs 96 crowns a barrel in Carrow tonight.\n{FORM}"),
         Piece("Market report", f"The crown rose by a quarter of a percent to 7.31.\n{FORM}")),
    ],
)  # fmt: skip
def test_two_pieces_over_one_form_are_no_copies_and_the_forms_words_tell_nothing(
    one: Piece, other: Piece
) -> None:
    form = form_between(one, other)
    assert form is not None and {*codes_of(FORM)} == form == form_between(other, one)
    number = {1: one, 2: other}
    new = [
        replace(
            report(at, piece.title, site=f"Outlet {at}"),
            telling=weigh(emphasis(piece.title, "", piece.text), Rarity.of({}, 0), title=piece.title),
            sketch=sketch(piece.text),
        )
        for at, piece in number.items()
    ]
    assert stories_of(new, piece_of=number.__getitem__) == {1: 1, 2: 2}


@pytest.mark.parametrize(
    ("title", "copied"),
    [
        ("Boot verkauft", WHOLE),
        ("Boot verkauft", " ".join(WHOLE.split()[:120])),
        ("What a night", " ".join(WHOLE.split()[150:]) + " Mehr im Heft."),
        (" ".join(WHOLE.split()[100:106]), f"Our own man was there. {WHOLE}"),
    ],
)
def test_a_copy_is_one_whatever_its_headline_and_length(title: str, copied: str) -> None:
    original = Piece("Ferry sold", WHOLE)
    assert (
        form_between(original, Piece(title, copied)) is form_between(Piece(title, copied), original) is None
    )


def test_two_titles_that_name_one_team_alone_are_not_one_match() -> None:
    titles = ("Selm Rovers 1-0 Brandt: report", "Selm Rovers 2-2 Ellery: report", "Selm Rovers win again")
    assert len(set(told(*titles).values())) == 3


def tellings() -> st.SearchStrategy[Telling]:
    """Any: of words of all kinds, of days alone, whose words are in every report, of none."""
    words = st.dictionaries(st.integers(1, 40), st.sampled_from((0.0, 0.2, 1.0, 4.0)), max_size=20)
    seen = st.dictionaries(st.integers(1, 40), st.integers(0, 400))
    return st.builds(
        lambda told, often, title, site: weigh(
            Emphasis(array("I", told), array("f", told.values())),
            Rarity.of(often, 400),
            title=title,
            site=site,
        ),
        words,
        seen,
        st.sampled_from(("", "One", "No. 1", "No. 2")),
        st.sampled_from(("", "Gazette", "Radio")),
    )


def inputs(*, first: int, story_ids: st.SearchStrategy[int | None]) -> st.SearchStrategy[list[StoryInput]]:
    one = st.builds(
        StoryInput,
        id=st.just(0),
        telling=tellings(),
        address=st.none() | st.integers(1, 9),
        language=st.none() | st.sampled_from(("en", "en-GB", "de", "")),
        day=st.none() | st.dates(DAY, DAY + timedelta(days=9)),
        sketch=st.frozensets(st.integers(1, 6)),
        story_id=story_ids,
    )
    return st.lists(one, max_size=12).map(
        lambda found: [replace(article, id=first + number) for number, article in enumerate(found)]
    )


@given(inputs(first=100, story_ids=st.none()), inputs(first=1, story_ids=st.none() | st.integers(1, 12)))
def test_every_report_has_a_story_that_is_there_or_that_it_begins(
    new: list[StoryInput], recent: list[StoryInput]
) -> None:
    stories = stories_of(new, recent)
    assert stories.keys() == {one.id for one in new}
    there = {one.story_id or one.id for one in recent}
    assert all(story in there or stories[story] == story for story in stories.values())
    apart = [replace(one, address=None, sketch=frozenset()) for one in new]
    told = stories_of(apart)
    for one, other in combinations(apart, 2):
        if told[one.id] == told[other.id] and one.telling.site == other.telling.site != 0:
            assert (one.telling.title, one.day) == (other.telling.title, other.day)


# What a report is recognised by


def test_a_report_of_which_every_word_is_in_every_report_stands_for_itself() -> None:
    words = emphasis("The bridge opens on Monday", "", "The bridge opens.")
    rarity = Rarity.of(dict.fromkeys(words.codes, 400), 400)
    told = weigh(words, rarity, title="The bridge opens on Monday")
    assert words.codes and not told.words and told.title


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300), st.integers(0, 900), st.data())
def test_any_report_has_a_telling_that_can_be_kept(
    title: str, blurb: str, body: str, reports: int, data: st.DataObject
) -> None:
    words = emphasis(title, blurb, body)
    seen = {code: data.draw(st.integers(0, reports)) for code in words.codes}
    telling = weigh(words, Rarity.of(seen, reports), title=title, site=blurb)
    assert len(telling) == len(telling.words) <= KEPT
    assert list(telling.codes) == list(telling.words) and telling.words.keys() <= {*words.codes}
    assert sorted(telling.words.values(), reverse=True) == list(telling.words.values())
    assert not telling.words or math.hypot(*telling.words.values()) == pytest.approx(1, abs=1e-6)
    assert Telling(telling.kept) == telling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2,316 owners", "2.316 owners"),
        ("۲۳۱۶ نامه", "2316 نامه"),
        ("The Selm’s ferry", "the selm ferries ferrys"),
        ("Ferries", "FERRIES"),
    ],
)
def test_one_word_has_one_code_however_it_is_spelt(one: str, other: str) -> None:
    assert {*emphasis(one).codes} <= {*emphasis(other).codes}


def test_a_rare_figure_tells_by_itself_and_a_year_does_not() -> None:
    kinds = {
        word: [kind_of(code) for code in emphasis(word).codes]
        for word in ("2,316", "1.4", "2026", "12", "7", "700")
    }
    assert kinds == {"2,316": [2], "1.4": [1], "2026": [1], "12": [1], "7": [], "700": [1]}


# Labelled reports


def labelled(*names: str) -> list[dict[str, str]]:
    """The reports of these files, each with the form under it that it names."""
    found = []
    for name in names:
        file = tomllib.loads((EVENTS / name).read_text(encoding="utf-8"))
        forms = {"": "", **file.get("forms", {})}
        for one in file["articles"]:
            form = forms[one.get("form", "")]
            found.append(
                {**one, "text": f"{form}\n\n{one['text']}" if "above" in one else f"{one['text']}\n\n{form}"}
            )
    return found


def assigned(reports: Sequence[Mapping[str, str]]) -> dict[int, int]:
    """The stories of the reports, by their place in the list; how rare a word is, they say themselves."""
    words = [emphasis(one["title"], one["blurb"], one["text"]) for one in reports]
    rarity = Rarity.of(Counter(code for found in words for code in found.codes), len(words))
    return stories_of(
        [
            StoryInput(
                number,
                weigh(words[number], rarity, title=one["title"], site=one["outlet"]),
                language=one.get("language", "en"),
                day=DAY + timedelta(hours=int(one["hours"])),
                sketch=sketch(one["text"]),
            )
            for number, one in enumerate(reports)
        ],
        piece_of=lambda number: Piece(reports[number]["title"], reports[number]["text"]),
    )


def pairs(reports: Sequence[Mapping[str, str]], of: str) -> set[tuple[int, int]]:
    return {
        pair for pair in combinations(range(len(reports)), 2) if reports[pair[0]][of] == reports[pair[1]][of]
    }


def undecided(reports: Sequence[Mapping[str, str]]) -> set[tuple[int, int]]:
    """Pairs of which nobody can say whether they tell one event: what came of it, what somebody thinks of it."""
    named = [{one["event"], one.get("matter", one["event"])} for one in reports]
    return {pair for pair in combinations(range(len(reports)), 2) if named[pair[0]] & named[pair[1]]}


FILES = ("first.toml", "second.toml", "third.toml", "fourth.toml", "fifth.toml")


@pytest.mark.parametrize("names", [*((name,) for name in FILES), FILES[:2], FILES])
def test_reports_of_one_event_are_found_and_others_are_left_alone(names: Iterable[str]) -> None:
    reports = labelled(*names)
    stories = assigned(reports)
    same = pairs(reports, "event")
    found = {pair for pair in combinations(range(len(reports)), 2) if stories[pair[0]] == stories[pair[1]]}
    found -= undecided(reports) - same
    assert max(Counter(stories.values()).values()) <= 8
    assert len(same) + len(pairs(reports, "topic") - same) > 30
    assert len(found & same) >= 0.97 * len(found)
    assert len(found & same) >= 0.9 * len(same)


def test_of_the_sample_no_articles_are_joined_that_tell_of_different_events() -> None:
    """Its outlets are of one town, and tell an event from sides so different that not every story is found."""
    sample = load_sample(datetime(2026, 11, 22, 12, tzinfo=UTC))
    keys = [*reversed(sample.articles)]
    articles = [sample.articles[key] for key in keys]
    words = [emphasis(one.article.title, one.article.blurb, one.article.text) for one in articles]
    rarity = Rarity.of(Counter(code for found in words for code in found.codes), len(words))
    stories = stories_of(
        [
            StoryInput(
                number,
                weigh(words[number], rarity, title=one.article.title, site=one.article.site),
                language=one.article.language,
                day=one.article.published.date() if one.article.published else None,
            )
            for number, one in enumerate(articles)
        ]
    )
    found = [pair for pair in combinations(range(len(keys)), 2) if stories[pair[0]] == stories[pair[1]]]
    apart = {
        frozenset((keys[one], keys[other]))
        for one, other in found
        if articles[one].story is None or articles[one].story != articles[other].story
    }
    # The bridge is closed, and its bearings are cast: one matter, though the sample does not call it a story.
    assert apart <= {frozenset(("bike-bridge-bearings", "bridge-bearings-cast"))}
    assert len(found) - len(apart) >= 6
