"""The text part: its lines, its width, its directions."""

import subprocess
import sys
from datetime import date

import pytest

from digest.model import Digest, Item, Newsletter, Section, SectionKind
from digest.render.text import WIDTH, render_text
from digest.write.wrap import cells
from tests.render.samples import SAMPLES, sample


def one(item: Item, kind: SectionKind = SectionKind.STORIES, language: str = "en") -> str:
    newsletter = Newsletter(name="Letter", language=language)
    section = Section(title="Must read", kind=kind, items=[item])
    return render_text(newsletter, Digest(number=3, date=date(2026, 11, 22), sections=[section]))


def test_the_whole_edition() -> None:
    newsletter = Newsletter.model_validate(
        {
            "name": "The Harbour Ledger",
            "archive_url": "https://ledger.example/archive/",
            "unsubscribe_url": "https://ledger.example/leave",
            "postal_address": "12 Sample Quay\nSampleton",
        }
    )
    item = Item(
        headline="Cities rewrite the afternoon",
        summary="Read [the audit](https://audit.example/x).",
        credit="The Meridian",
        byline="Inés Robledo",
        minutes=9,
        url="https://meridian.example/heat",
        also=["Coast Post", "Daily Anchor"],
    )
    digest = Digest(
        number=142,
        date=date(2026, 11, 22),
        intro="Good morning.",
        sections=[Section(title="The lead", kind=SectionKind.LEAD, items=[item]), Section(title="Empty")],
    )
    assert render_text(newsletter, digest) == (
        "The Harbour Ledger\n"
        "Issue 142 · Sunday 22 November 2026 · 1 story, 9 min read\n"
        "View in your browser:\n"
        "https://ledger.example/archive/digest-142.html\n"
        "\n"
        "Good morning.\n"
        "\n"
        "\n"
        "The lead\n"
        "========\n"
        "\n"
        "1. Cities rewrite the afternoon\n"
        "The Meridian | By Inés Robledo | 9 min read | Also in Coast Post, Daily\n"
        "Anchor\n"
        "\n"
        "Read the audit [1].\n"
        "\n"
        "[1] https://audit.example/x\n"
        "\n"
        "https://meridian.example/heat\n"
        "\n"
        "-- \n"
        "You receive this mail because you subscribed to The Harbour Ledger.\n"
        "Unsubscribe:\n"
        "https://ledger.example/leave\n"
        "View in your browser:\n"
        "https://ledger.example/archive/digest-142.html\n"
        "\n"
        "12 Sample Quay\n"
        "Sampleton\n"
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_no_line_is_wider_than_the_page_but_for_a_word_that_is(name: str) -> None:
    for line in render_text(*sample(name)).split("\n"):
        assert cells(line) <= WIDTH or max(len(word) for word in line.split()) > WIDTH - 4


def test_japanese_and_emoji_fill_the_width_that_they_take() -> None:
    text = one(Item(headline="港の壁" * 20, summary="👩‍🚀 と " + "船" * 60))
    assert max(cells(line) for line in text.split("\n")) in (WIDTH - 1, WIDTH)


def test_a_quotation_names_its_speaker() -> None:
    text = one(Item(summary="We kept asking.", byline="M. Laurent", credit="Far Field"), SectionKind.QUOTE)
    assert "  We kept asking.\n  — M. Laurent, Far Field\n" in text


def test_a_persian_line_that_begins_with_a_latin_name_still_runs_right_to_left() -> None:
    text = one(Item(headline="Kestrel 3 وارد مرحلهٔ تازه‌ای شد و همه شادند", language="fa"), language="fa")
    assert "\n\u200f۱. Kestrel 3 وارد" in text


def test_an_outlet_in_another_script_does_not_turn_the_line() -> None:
    item = Item(headline="Seeds on loan", credit="جهان نو", byline="Ann Lee", minutes=4, also=["Coast Post"])
    assert "\n\u200eجهان نو\u200e | By Ann Lee | 4 min read | Also in Coast Post\n" in one(item)
    item = Item(headline="یک خبر", credit="3 Quarks (UK)", minutes=4, language="fa")
    assert "\n\u200f\u200e3 Quarks (UK)\u200e\u200f | ۴ دقیقه مطالعه\n" in one(item, language="fa")


def test_persian_counts_in_its_own_calendar_and_digits() -> None:
    assert "شمارهٔ ۱۴۲ · یکشنبه ۱ آذر ۱۴۰۵ · ۷ خبر، ۳۸ دقیقه مطالعه" in render_text(*sample("persian"))


def test_an_english_item_in_a_persian_mail_speaks_english() -> None:
    text = render_text(*sample("persian"))
    assert "\nWire One (UK) | By Ann Lee | 4 min read\n" in text


def test_a_language_without_words_keeps_its_dates_and_counts_as_english_does() -> None:
    text = one(Item(headline="港の壁", credit="港新聞", minutes=1, language="ja"), language="ja")
    assert "\nIssue 3 · 2026年11月22日日曜日 · 1 story, 1 min read\n" in text


def test_it_loads_neither_the_template_engine_nor_mjml() -> None:
    program = (
        "import sys; from tests.render.samples import sample; from digest.render.text import render_text;"
        "render_text(*sample('english')); print([m for m in ('jinja2', 'mjml', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_persian_mail_numbers_its_notes_in_its_own_digits() -> None:
    newsletter = Newsletter(name="دفتر", language="fa")
    summary = "ببینید [این](https://a.example/) و [آن](https://b.example/)."
    item = Item(headline="یک خبر", summary=summary)
    section = Section(title="خبرها", items=[item])
    text = render_text(newsletter, Digest(number=1, date=date(2026, 11, 22), sections=[section]))
    assert "این [۱] و آن [۲]." in text
    assert "[۱] https://a.example/\n" in text
    assert "[۲] https://b.example/\n" in text
