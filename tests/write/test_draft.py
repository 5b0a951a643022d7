"""Summaries that are drawn from an article."""

from hypothesis import given
from hypothesis import strategies as st

from digest.model import Article
from digest.write.draft import propose, sentences
from digest.write.markdown import visible

TEXT = (
    "The harbour wall was opened to walkers on Monday. It had been shut for nine years. "
    "“We came every week to look,” said Dr. Ana Ruiz. Boats follow in May.\n\nThe council paid for it."
)


def test_sentences_of_many_scripts() -> None:
    assert sentences("Dr. Ruiz said “no.” Then she left.\n\nEnd") == [
        "Dr. Ruiz said “no.”",
        "Then she left.",
        "End",
    ]
    assert sentences("آیا؟ بله۔ آری.") == ["آیا؟", "بله۔", "آری."]
    assert sentences("日本語。そうですか？「はい。」次。") == [
        "日本語。",
        "そうですか？",
        "「はい。」",
        "次。",
    ]


def test_numbers_and_initials_end_no_sentence() -> None:
    assert len(sentences("It rose 3.5 percent for J. Smith and the U.S. team.")) == 1


def test_the_page_speaks_first_then_the_text_then_round_again() -> None:
    article = Article(
        title="Harbour wall", blurb="The wall that kept walkers out is open at last.", text=TEXT
    )
    drafts = [propose(article, nth) for nth in range(4)]
    assert drafts == [
        "The wall that kept walkers out is open at last.",
        "The harbour wall was opened to walkers on Monday. It had been shut for nine years.",
        "“We came every week to look,” said Dr. Ana Ruiz.",
        drafts[0],
    ]


def test_a_blurb_that_is_cut_off_gives_way_to_the_text() -> None:
    article = Article(
        title="Harbour wall", blurb="The wall that kept walkers out of the old har...", text=TEXT
    )
    assert propose(article).startswith("The harbour wall was opened")


def test_a_blurb_that_repeats_the_title_gives_way_too() -> None:
    title = "The harbour wall is open at last, after nine years."
    article = Article(title=title, blurb=title, text=TEXT)
    assert propose(article).startswith("The harbour wall was opened")


def test_no_text_is_no_draft_and_a_cut_blurb_is_better_than_none() -> None:
    assert propose(Article(title="x")) == ""
    assert propose(Article(title="x", blurb="Only this…")) == "Only this…"


def test_persian_and_japanese() -> None:
    told = "دیوار بندر روز دوشنبه به روی مردم باز شد. آن دیوار نه سال تمام بسته بود! قایق‌ها در بهار می‌آیند."
    assert propose(Article(title="x", text=told)) == told.partition(" قایق")[0]
    japanese = Article(
        title="x",
        text="港の壁は月曜日に歩行者に開放されました。九年間ずっと閉じられていました。船は五月に来る予定です。",
    )
    assert propose(japanese) == "港の壁は月曜日に歩行者に開放されました。九年間ずっと閉じられていました。"


@given(st.text(max_size=300), st.text(max_size=100), st.integers(0, 7))
def test_a_draft_shows_the_words_of_the_article_and_nothing_else(text: str, blurb: str, nth: int) -> None:
    article = Article(title="x", text=text, blurb=blurb)
    shown = "".join(visible(propose(article, nth)).split())
    assert shown in "".join(article.text.split()) or shown == "".join(article.blurb.split())
