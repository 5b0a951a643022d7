"""Pages as people copy them: invented papers, in every order and language that the parser knows."""

import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.collect.pages.page import Page
from digest.collect.pages.textpage import parse_text_page
from digest.model import DeskError

PAGES = Path(__file__).parent / "copied"

BODY = [
    "The last wooden ferry on the Selm estuary made its final crossing on Sunday, watched from both banks by "
    "some four hundred people and one brass band that had not been asked.",
    "Latest news of the sale reached the crew only on Friday, when the notice was nailed to the ticket hut, and "
    "the captain, who has steered the boat since 1998, read it aloud to the passengers.",
    "“We were told nothing,” said Odile Marrant, the purser. “Related services will go on, they wrote. There "
    "are no related services.”",
    "The council answered on Monday that the boat would be kept, ashore, and that nobody had ever meant to break "
    "it up for its timber.",
]
LATEST = [
    (
        "Nine cranes counted in the old port again",
        "The tenth has been missing since the storm of February, and nobody...",
    ),
    (
        "Lighthouse keeper wins the marmalade prize",
        "For the third year in a row the jury of Port Selm could not...",
    ),
    (
        "Who moved the market clock?",
        "It stood at the corner of Fish Lane for ninety years, until on Tuesday morning…",
    ),
]
MUST = [("Tides: what the tables leave out", "A retired pilot explains why high water comes late on...")]


def page(*blocks: str) -> Page:
    return parse_text_page("\n\n".join(blocks))


def pairs(*teasers: tuple[str, str]) -> list[str]:
    return [line for pair in teasers for line in pair]


def assert_clean(read: Page, body: list[str] = BODY, without: tuple[str, ...] = ()) -> None:
    assert read.article.text.split("\n\n") == body
    for words in without:
        assert words not in read.article.text


def told(read: Page) -> dict[str, list[tuple[str, str]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for teaser in read.teasers:
        groups.setdefault(teaser.group, []).append((teaser.title, teaser.blurb))
    return groups


def test_a_whole_page_as_it_is_copied_from_a_browser() -> None:
    read = parse_text_page((PAGES / "whole-page.txt").read_text(encoding="utf-8"))
    article = read.article
    assert article.title == "Selm and Ostrand Not Natural Allies"
    assert article.section_label == "Ostrand General News"
    assert article.byline == "Jorun Katterby"
    assert article.caption == "Selm Harbour Warden Tamsin Okoro and Ostrand Harbour Master Aldous Pell"
    assert article.text.startswith("Selm has recently been voicing")
    assert article.text.endswith("in opposition to each other's kitchens.”")
    assert len(article.text.split("\n\n")) == 10
    for words in (article.title, article.caption, "Katterby", "Latest news", "Must read", "RELATED", "..."):
        assert words not in article.text
    groups = told(read)
    assert {name: len(teasers) for name, teasers in groups.items()} == {"Latest news": 6, "Must read": 2}
    assert all(title and blurb.endswith("...") for teasers in groups.values() for title, blurb in teasers)
    assert groups["Must read"][1] == (
        "Ostrand: Lessons learned",
        "Quay wire: In 1978, the office of weights assigned me...",
    )


def test_label_run_together_with_the_title_then_caption_and_byline() -> None:
    read = page(
        "Harbour and CoastLast Ferry Leaves the Selm",
        "Last Ferry Leaves the Selm",
        "The ferry Aurora at the north quay",
        "By Tamsin Okoro",
        *BODY,
        "Latest news",
        *pairs(*LATEST),
        "Must read",
        *pairs(*MUST),
        "You might also likeRELATED",
        "Recommended to you",
    )
    article = read.article
    assert (article.title, article.section_label) == ("Last Ferry Leaves the Selm", "Harbour and Coast")
    assert (article.byline, article.caption) == ("Tamsin Okoro", "The ferry Aurora at the north quay")
    assert_clean(read, without=("Tamsin", "Aurora", "RELATED"))
    assert told(read) == {"Latest news": LATEST, "Must read": MUST}


def test_title_alone_and_nothing_else() -> None:
    read = page("Last Ferry Leaves the Selm", *BODY)
    assert read.article.title == "Last Ferry Leaves the Selm"
    assert read.article.section_label == read.article.byline == read.article.caption == ""
    assert read.teasers == []
    assert_clean(read)


def test_a_short_piece_of_short_sentences() -> None:
    body = ["The ferry left at nine on Sunday.", "It did not come back.", "Nobody waved, said the purser."]
    read = page("Ferry gone", "By Tamsin Okoro", *body, "Latest news", *pairs(*LATEST))
    assert (read.article.title, read.article.byline) == ("Ferry gone", "Tamsin Okoro")
    assert_clean(read, body)
    assert told(read) == {"Latest news": LATEST}
    plain = page("Ferry gone", "It left at nine", "and did not come back")
    assert plain.article.title == "Ferry gone"
    assert_clean(plain, ["It left at nine", "and did not come back"])


def test_byline_first_then_date_then_caption_with_its_credit() -> None:
    read = page(
        "Transport",
        "Last ferry leaves the Selm after a century",
        "By TAMSIN OKORO and Rui Bettencourt",
        "Published: 17 November 2026, 08:15",
        "Photo: the Aurora on Sunday. Ilse Brandt/Coast Pictures",
        *BODY,
        "Related",
        *pairs(*LATEST),
    )
    article = read.article
    assert (article.title, article.section_label) == (
        "Last ferry leaves the Selm after a century",
        "Transport",
    )
    assert article.byline == "TAMSIN OKORO and Rui Bettencourt"
    assert article.published is not None and article.published.isoformat() == "2026-11-17T08:15:00+00:00"
    assert article.caption == "Photo: the Aurora on Sunday. Ilse Brandt/Coast Pictures"
    assert_clean(read)
    assert told(read) == {"Related": LATEST}


def test_byline_and_date_on_one_line_and_a_standfirst() -> None:
    read = page(
        "Last ferry leaves the Selm",
        "After a century of crossings, the council has sold the boat that everyone said could not be sold.",
        "By Tamsin Okoro | November 17, 2026",
        *BODY,
        "More from The Harbour Post",
        *pairs(*LATEST),
    )
    article = read.article
    assert (article.byline, article.title) == ("Tamsin Okoro", "Last ferry leaves the Selm")
    assert article.published is not None and article.published.day == 17
    assert article.blurb.startswith("After a century of crossings")
    assert_clean(read)
    assert told(read) == {"More from The Harbour Post": LATEST}


def test_breadcrumb_site_in_the_title_line_and_the_buttons_of_the_page() -> None:
    read = page(
        "Skip to content",
        "Home > News > Coast",
        "Last ferry leaves the Selm | The Harbour Post",
        "Last ferry leaves the Selm",
        "17 November 2026",
        "Share",
        "Facebook",
        *BODY[:2],
        "Advertisement",
        *BODY[2:],
        "Tags: ferries, Selm",
        "Recommended for you",
        *pairs(*LATEST),
        "© 2026 The Harbour Post. All rights reserved.",
        "Privacy policy",
    )
    assert (read.article.title, read.article.site) == ("Last ferry leaves the Selm", "The Harbour Post")
    assert read.article.section_label == "Coast"
    assert_clean(read)
    assert told(read) == {"Recommended for you": LATEST}


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Coast NewsLast Ferry Leaves the Selm", "Coast News"),
        ("Last Ferry Leaves the SelmLast Ferry Leaves the Selm", ""),
        ("Letters and ParcelsLast Ferry Leaves the SelmLast Ferry Leaves the Selm", "Letters and Parcels"),
        ("Last Ferry Leaves the Selm Last Ferry Leaves the Selm", ""),
    ],
)
def test_label_and_title_run_together_on_the_one_line(line: str, label: str) -> None:
    read = page(line, "By Tamsin Okoro", *BODY, "Latest news", *pairs(*LATEST))
    assert (read.article.title, read.article.section_label) == ("Last Ferry Leaves the Selm", label)
    assert_clean(read)


def test_a_caption_that_is_there_twice_is_no_title() -> None:
    caption = "The ferry Aurora at the north quay on Sunday"
    read = page("Last Ferry Leaves the Selm", caption, caption, "By Tamsin Okoro", *BODY)
    assert (read.article.title, read.article.caption) == ("Last Ferry Leaves the Selm", caption)
    assert_clean(read)


def test_byline_under_the_body() -> None:
    read = page("Last ferry leaves the Selm", *BODY, "By Tamsin Okoro", "Most read", *pairs(*LATEST))
    assert read.article.byline == "Tamsin Okoro"
    assert_clean(read)


def test_an_inset_of_teasers_does_not_end_the_article() -> None:
    long = BODY[3] + " " + BODY[0] + " " + BODY[1]
    read = page(
        "Last ferry leaves the Selm",
        *BODY[:3],
        "Read more",
        *pairs(*LATEST[:2]),
        long,
        "Latest",
        *pairs(*MUST),
    )
    assert_clean(read, [*BODY[:3], long])
    assert told(read) == {"Read more": LATEST[:2], "Latest": MUST}


def test_a_line_that_only_begins_like_a_heading_stays_in_the_body() -> None:
    line = "Latest news from the boatyard was no better."
    short = "Latest news is bad news"
    read = page(
        "Last ferry leaves the Selm", *BODY, line, short, BODY[0] + " Again.", "Latest news", *pairs(*LATEST)
    )
    assert_clean(read, [*BODY, line, short, BODY[0] + " Again."])
    assert told(read) == {"Latest news": LATEST}


@pytest.mark.parametrize(
    "heading",
    [
        "By the same author", "Vom selben Autor", "Du même auteur", "Del mismo autor", "از همین نویسنده",
        "در همین زمینه:", "للكاتب نفسه", "Dans le même dossier",
    ],
)  # fmt: skip
def test_what_the_same_author_wrote_is_beside_the_article(heading: str) -> None:
    read = page("Last ferry leaves the Selm", *BODY, heading, *pairs(*LATEST))
    assert read.article.text.split("\n\n") == list(BODY)
    assert {teaser.group for teaser in read.teasers} == {heading.rstrip(":")}


def test_a_heading_within_the_body_stays_there() -> None:
    read = page("Last ferry leaves the Selm", BODY[0], "What the council says", *BODY[1:])
    assert_clean(read, [BODY[0], "What the council says", *BODY[1:]])


def test_single_line_breaks_and_wrapped_lines() -> None:
    close = parse_text_page(
        "\n".join(["Last ferry leaves the Selm", "By Tamsin Okoro", *BODY, "Latest news", *pairs(*LATEST)])
    )
    assert_clean(close)
    assert told(close) == {"Latest news": LATEST}
    wrapped = parse_text_page(
        "\n\n".join(textwrap.fill(block, 72) for block in ("Last ferry leaves the Selm", *BODY))
    )
    assert_clean(wrapped)


def test_headlines_without_blurbs_and_with_dates_between() -> None:
    titles = [title for title, _ in LATEST]
    bare = page("Last ferry leaves the Selm", *BODY, "Latest news", *titles)
    assert told(bare) == {"Latest news": [(title, "") for title in titles]}
    lines = [
        line
        for title, blurb in LATEST
        for line in ("November 16, 2026", title, "By Rui Bettencourt", blurb, "3 hours ago")
    ]
    dated = page("Last ferry leaves the Selm", *BODY, "Latest news", *lines)
    assert told(dated) == {"Latest news": LATEST}


def test_addresses_among_the_lines_are_taken_up() -> None:
    read = page(
        "https://harbour.example/ferry?utm_source=mail",
        "Last ferry leaves the Selm",
        *BODY,
        "Latest news",
        LATEST[0][0],
        LATEST[0][1],
        "https://harbour.example/cranes",
    )
    assert read.article.url == "https://harbour.example/ferry"
    assert read.teasers[0].url == "https://harbour.example/cranes"
    assert_clean(read)


@dataclass(frozen=True)
class Expected:
    title: str
    byline: str
    label: str
    teasers: dict[str, str]
    """The headline under each heading."""


LANGUAGES = {
    "de": Expected(
        "Letzte Fähre verlässt die Selm",
        "Ilse Brandt",
        "Wirtschaft",
        {
            "Das könnte Sie auch interessieren": "Neun Kräne im alten Hafen",
            "Lesen Sie auch": "Leuchtturmwärter gewinnt Preis",
        },
    ),
    "fr": Expected(
        "Le dernier bac quitte la Selm",
        "Odile Marrant",
        "",
        {"À lire aussi": "Neuf grues au vieux port", "Vous aimerez aussi": "Le gardien du phare primé"},
    ),
    "es": Expected(
        "El último transbordador deja el Selm",
        "Rui Bettencourt",
        "Sociedad",
        {
            "Lo más leído": "Nueve grúas en el puerto viejo",
            "También te puede interesar": "El farero gana el premio",
        },
    ),
    "fa": Expected(
        "آخرین کشتی سلم را ترک کرد",
        "پریسا کاویان",
        "اقتصاد",
        {"آخرین اخبار": "نه جرثقیل در بندر کهنه", "شاید بپسندید": "نگهبان فانوس دریایی جایزه گرفت"},
    ),
    "ar": Expected(
        "آخر عبّارة تغادر نهر سلم",
        "ليلى الحداد",
        "",
        {"اقرأ أيضا": "تسع رافعات في الميناء القديم", "قد يعجبك أيضاً": "حارس المنارة يفوز بالجائزة"},
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shape_in_other_languages(language: str) -> None:
    text = (PAGES / f"{language}.txt").read_text(encoding="utf-8")
    expected = LANGUAGES[language]
    read = parse_text_page(text)
    assert read.article.title == expected.title
    assert (read.article.byline, read.article.section_label) == (expected.byline, expected.label)
    assert read.article.language == language
    assert {teaser.group: teaser.title for teaser in read.teasers} == expected.teasers
    assert all(teaser.blurb.endswith(("...", "…")) for teaser in read.teasers)
    paragraphs = read.article.text.split("\n\n")
    assert len(paragraphs) == 2
    assert all(paragraph in text and len(paragraph) > 80 for paragraph in paragraphs)


HEADS = {
    "label": "Harbour News",
    "caption": "The ferry Aurora at the north quay",
    "byline": "By Tamsin Okoro",
    "date": "17 November 2026",
}


@settings(max_examples=50)
@given(
    st.sets(st.sampled_from(sorted(HEADS))),
    st.permutations(["caption", "byline", "date"]),
    st.booleans(),
    st.sampled_from(
        ["Latest news", "Must read", "MUST READ", "Related:", "You might also like", "Recommended"]
    ),
)
def test_any_part_of_the_head_may_be_missing_and_they_stand_in_any_order(
    parts: set[str], order: list[str], twice: bool, heading: str
) -> None:
    title = "Last ferry leaves the Selm after a hundred years"
    head = [HEADS["label"]] if "label" in parts else []
    head += [title, title] if twice else [title]
    head += [HEADS[name] for name in order if name in parts]
    read = page(*head, *BODY, heading, *pairs(*LATEST))
    assert read.article.title == title
    assert read.article.section_label == (HEADS["label"] if "label" in parts else "")
    assert read.article.caption == (HEADS["caption"] if "caption" in parts else "")
    assert read.article.byline == ("Tamsin Okoro" if "byline" in parts else "")
    assert (read.article.published is not None) == ("date" in parts)
    assert_clean(read)
    assert list(told(read).values()) == [LATEST]


TITLES = [
    "By the river, a city wakes up to its last ferry",
    "2026 budget: what changes for ferries",
    "Who moved the market clock?",
    "“We were told nothing,” says purser of last ferry",
    "Ferries: latest news from the Selm estuary",
    "Opinion | The ferry was never ours",
    "Related parties: who owned the ferry?",
    "U.S. ferry deal falls through",
    "Breaking: ferry sinks.",
]
BYLINES = [
    "By Tamsin Okoro",
    "BY TAMSIN OKORO",
    "Written by Tamsin Okoro",
    "By: Tamsin Okoro",
    "Text: Tamsin Okoro",
    "By Tamsin Okoro in Selm",
    "By Tamsin Okoro for The Harbour Post",
    "By Tamsin Okoro, 17 November 2026",
    "Tamsin Okoro | November 17, 2026",
    "Tamsin Okoro · 17 Nov 2026 · 5 min read",
    "Tamsin Okoro - Published on 17 November 2026",
]
DATES = [
    "17 November 2026",
    "November 17th, 2026",
    "Tuesday, November 17, 2026 at 8:15 AM",
    "Tue 17 Nov 2026 08.15 GMT",
    "17.11.2026",
    "Last updated: 17 November 2026, 08:15",
    "Published on November 17, 2026 by admin",
]
CAPTIONS = [
    "The ferry Aurora at the north quay",
    "The Aurora on Sunday (AP Photo/Ilse Brandt)",
    "The Aurora on Sunday. Photograph: Ilse Brandt/Coast Pictures",
    "The Aurora, seen from the north quay on Sunday. © Coast Pictures",
]
LABELS = ["", "Transport", "Harbour News", "Coast and Country", "BUSINESS"]
TRAPS = [
    "Latest news of the sale reached the crew only on Friday, when the notice was nailed to the ticket hut.",
    "Must read, said the notice, and nobody did.",
    "More from the council was not to be had.",
    "You might also like the old ferry better, the mayor said.",
    "Recommended by no guidebook, the crossing was loved all the same.",
    "See also the tide tables, which nobody did.",
    "In case you missed it, the last boat left at nine.",
]


@settings(max_examples=60)
@given(
    st.sampled_from(LABELS),
    st.sampled_from(TITLES),
    st.booleans(),
    st.permutations([BYLINES, DATES, CAPTIONS]),
    st.data(),
)
def test_heads_as_papers_write_them_and_bodies_that_begin_like_headings(
    label: str, title: str, twice: bool, parts: list[list[str]], data: st.DataObject
) -> None:
    said = {id(part): data.draw(st.sampled_from(part)) for part in parts if data.draw(st.booleans())}
    traps = data.draw(st.lists(st.sampled_from(TRAPS), unique=True, max_size=3))
    body = [BODY[0], *traps, *BODY[1:]]
    head = [*filter(None, [label]), title, *([title] if twice else []), *said.values()]
    read = page(*head, *body, "Latest news", *pairs(*LATEST), "Must read", *pairs(*MUST))
    assert (read.article.title, read.article.section_label) == (title, label)
    assert (read.article.byline.title() == "Tamsin Okoro") == (id(BYLINES) in said)
    assert (read.article.published is not None) == (id(DATES) in said or "2026" in said.get(id(BYLINES), ""))
    assert read.article.caption == said.get(id(CAPTIONS), "")
    assert_clean(read, body)
    assert told(read) == {"Latest news": LATEST, "Must read": MUST}


def test_a_short_title_is_no_label_where_the_byline_or_a_caption_follows() -> None:
    signed = page("Ferry gone", "By Tamsin Okoro", "The Aurora at the north quay", *BODY)
    credited = page("Ferry gone", "17 November 2026", "Photo: the Aurora on Sunday", *BODY)
    for read, caption in (
        (signed, "The Aurora at the north quay"),
        (credited, "Photo: the Aurora on Sunday"),
    ):
        assert (read.article.title, read.article.caption) == ("Ferry gone", caption)
        assert read.article.section_label == ""


def test_an_outlet_beside_the_date_is_no_byline() -> None:
    read = page("Last ferry leaves the Selm", "Harbour Post · 17 November 2026", *BODY)
    assert (read.article.site, read.article.byline) == ("Harbour Post", "")
    assert read.article.published is not None


@settings(max_examples=100)
@given(st.text(max_size=400))
@example("1000")  # a year and nothing else
@example("")
def test_any_text_at_all_is_read_or_refused_in_words(text: str) -> None:
    try:
        read = parse_text_page(text)
    except DeskError as error:
        assert "no article" in str(error)
    else:
        assert read.article.title


def test_a_huge_text_is_read_in_time() -> None:
    body = [f"{BODY[0]} Number {number}." for number in range(2_000)]
    assert len(page("Last ferry leaves the Selm", *body).article.text.split("\n\n")) == 2_000


@pytest.mark.parametrize("heading", ["", "Latest news"])
def test_a_huge_heap_of_short_lines_is_read_in_time(heading: str) -> None:
    heap = [f"“Line {number} of the heap”" for number in range(10_000)]
    read = page("Last ferry leaves the Selm", *BODY, *filter(None, [heading]), *heap)
    assert len(read.teasers if heading else read.article.text.split("\n\n")) >= 10_000


FERRY = "Last ferry leaves the Selm after a hundred years"
SIGNED = [FERRY, "By Tamsin Okoro"]
TEASED = ["Latest news", *pairs(*LATEST)]


@pytest.mark.parametrize(
    "lines",
    [
        ["Home", "World", "Politics", "Sport", "Subscribe", "Transport", *SIGNED, *BODY],
        ["Home World Politics Sport Opinion", "The Harbour Post", "Transport", FERRY, *SIGNED, *BODY],
        ["BREAKING", "Trending: ferry, tides, marmalade", "Transport", *SIGNED, *BODY],
        ["Transport", *SIGNED, "3 hours ago", "5 min read", "1.2K shares", *BODY],
        ["Transport", *SIGNED, BODY[0], "Sign up for our newsletter", "Get tides in your inbox every day.", *BODY[1:]],
        ["Transport", *SIGNED, BODY[0], "“We were told nothing,”", *BODY[1:]],
        ["Transport", *SIGNED, *BODY, "Tamsin Okoro is the transport correspondent.", "Follow her on Mastodon."],
        ["Transport", *SIGNED, *BODY, "3 Comments", "anna: I loved that boat. " * 20, "bert: Me too."],
    ],
)  # fmt: skip
def test_what_stands_around_an_article_on_its_page_is_no_part_of_it(lines: list[str]) -> None:
    read = page(*lines, *TEASED)
    article = read.article
    assert (article.title, article.section_label, article.byline) == (FERRY, "Transport", "Tamsin Okoro")
    assert article.caption == ""
    assert_clean(read)
    assert told(read) == {"Latest news": LATEST}


@pytest.mark.parametrize(
    ("line", "group"),
    [
        ("Read more: Nine cranes counted in the old port again", "Read more"),
        ("ALSO READ | Nine cranes counted in the old port again", "ALSO READ"),
        ("Related: Nine cranes counted in the old port again", "Related"),
        ("Lesen Sie auch: Nine cranes counted in the old port again", "Lesen Sie auch"),
    ],
)
def test_a_pointer_within_the_text_is_a_teaser(line: str, group: str) -> None:
    read = page(*SIGNED, BODY[0], line, *BODY[1:])
    assert_clean(read)
    assert told(read) == {group: [("Nine cranes counted in the old port again", "")]}


@pytest.mark.parametrize(
    "line",
    ["Read more: the purser did, and was sorry.", "Related: so the two boats were.", "Read also, she said"],
)
def test_a_sentence_that_begins_like_a_pointer_stays_in_the_body(line: str) -> None:
    read = page(*SIGNED, BODY[0], line, *BODY[1:])
    assert_clean(read, [BODY[0], line, *BODY[1:]])


def test_outlets_and_picture_texts_beside_headlines_are_no_headlines() -> None:
    titles = [title for title, _ in LATEST]
    lines = [line for title in titles for line in (title, title, "The Harbour Post", "2 hours ago")]
    read = page(*SIGNED, *BODY, "Latest news", *lines, "About us", "Contact", "© 2026 The Harbour Post")
    assert told(read) == {"Latest news": [(title, "") for title in titles]}


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("سياسةلماذا بقيت منارة أورم مطفأة", "سياسة"),
        ("أخبار العالمالمجلس يبيع آخر ترام", "أخبار العالم"),
        ("سياسة البيع في المجالس المحلية", ""),
    ],
)
def test_in_arabic_a_label_ends_where_no_word_goes_on(line: str, label: str) -> None:
    read = page(
        line,
        "بقلم هانا أورم",
        "بيع آخر ترام في أورمستاد يوم الخميس لجامع تحف في التلال، ولم يخبر أحد السائق.",
    )
    assert (read.article.section_label, read.article.title) == (
        label,
        line.removeprefix(label) if label else line,
    )
    assert read.article.byline == "هانا أورم"


@pytest.mark.parametrize(
    "title",
    [
        "Por qué el faro de Orm estuvo apagado nueve días",
        "Por fin llega el tranvía a las colinas de Orm",
        "Par temps de pluie, le tramway ne sonne plus",
        "Von wegen leise: die neue Bahn von Orm",
        "By the sea, a tram that nobody rides",
    ],
)
def test_a_headline_that_begins_like_a_byline_is_a_headline(title: str) -> None:
    read = page(title, "Hanna Orm, la alcaldesa, y el conductor", *BODY)
    assert (read.article.title, read.article.byline) == (title, "")


@pytest.mark.parametrize(
    "name", ["Hanna Orm", "Peer von der Lund", "Ana de la Orm y Peer Lund", "Émile d'Orm"]
)
def test_names_with_small_words_are_names(name: str) -> None:
    assert page("Last ferry leaves the Selm", f"Por {name}", *BODY).article.byline == name


def test_dates_that_say_what_they_are_stand_beside_headlines() -> None:
    read = page(
        "Last ferry leaves",
        "By Ada Orm",
        *BODY,
        "Lesen Sie auch",
        LATEST[0][0],
        "Stand: 20.11.2026 10:15 Uhr",
    )
    assert [one.title for one in read.teasers] == [LATEST[0][0]]


@pytest.mark.parametrize(
    "lines",
    [
        [FERRY, "Tamsin Okoro", "Transport correspondent", *BODY],
        [FERRY, "By Tamsin Okoro, Harbour Radio", *BODY],
        [FERRY, "17 November 2026", "Tamsin Okoro", *BODY],
        [FERRY, "By Tamsin Okoro", "November 17, 2026 9:14 AM GMT+1 · Updated 4 hours ago", *BODY],
        [FERRY, "By Tamsin Okoro", *BODY, "Tamsin Okoro"],
        [FERRY, "By Tamsin Okoro", *BODY, "Reporting by Tamsin Okoro; editing by Ilse Brandt"],
        [FERRY, "By Tamsin Okoro", *BODY, "About the author", "Tamsin Okoro", "Has written on boats since 1998"],
        [FERRY, "By Tamsin Okoro", *BODY, "Explore more on these topics", "Ferries", "Selm"],
    ],
)  # fmt: skip
def test_who_wrote_it_and_what_the_paper_adds_are_no_part_of_the_text(lines: list[str]) -> None:
    read = page(*lines)
    assert (read.article.title, read.article.byline, read.article.caption) == (FERRY, "Tamsin Okoro", "")
    assert (read.article.published is not None) == any("2026" in line for line in lines)
    assert_clean(read)
    assert read.teasers == []


def test_of_two_labels_the_narrower_is_the_articles() -> None:
    for lines in (["Economy", "Ports"], ["News|Ports"], ["Category: Ports"]):
        read = page(*lines, FERRY, "By Tamsin Okoro", *BODY)
        assert (read.article.title, read.article.section_label) == (FERRY, "Ports")


def test_of_two_lines_under_the_title_the_credited_one_is_the_caption() -> None:
    read = page(
        FERRY, "Nobody was told", "By Tamsin Okoro", "The Aurora on Sunday (Photo: Ilse Brandt)", *BODY
    )
    assert (read.article.caption, read.article.blurb) == (
        "The Aurora on Sunday (Photo: Ilse Brandt)",
        "Nobody was told",
    )
    assert_clean(read)
