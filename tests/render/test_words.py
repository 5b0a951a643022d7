"""A newsletter's own fixed words: of a language that does not ship, or other ones than those that do."""

from datetime import date
from pathlib import Path

import pytest

from digest.model import DeskError, Digest, Item, Newsletter, Section, SectionKind
from digest.render.digest import render_digest
from digest.render.words import has_words, languages, planned_sections, words, words_to_translate

SWEDISH = """\
date = "EEEE 'den' d MMMM y"
test = "Prov"
issue = "Nr {number}"
byline = "Av {name}"
also = "Även i {sites}"
list_separator = ", "
read_story = "Läs hela artikeln"
read_story_at = "Läs hela artikeln i {site}"
web_version = "Visa i webbläsaren"
unsubscribe = "Avsluta prenumerationen"
preferences = "Inställningar"
footer = "Du får brevet för att du prenumererar på {name}."
picture = "Bild: {headline}"
minutes = { one = "{count} minuts läsning", other = "{count} minuters läsning" }
stories = { one = "en artikel", other = "{count} artiklar" }
sections = { lead = "Dagens", stories = "Läs", briefs = "Kort", cards = "Mer" }
"""


def refusal(folder: Path, text: str, tag: str = "sv") -> str:
    """What is said of a file of words."""
    (folder / f"{tag}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DeskError) as caught:
        words(tag, folder)
    assert str(caught.value).startswith(f"{folder / f'{tag}.toml'}")
    return str(caught.value)


def test_a_language_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "sv.toml").write_text(SWEDISH, encoding="utf-8")
    assert "sv" in languages(tmp_path)
    assert has_words("sv-FI", tmp_path)
    assert not has_words("sv")
    assert words_to_translate("sv", tmp_path) is None
    english = words_to_translate("sv")
    assert english and "Read the full story" in english.read_text(encoding="utf-8")
    assert [section.title for section in planned_sections("sv", tmp_path)] == ["Dagens", "Läs", "Kort", "Mer"]
    item = Item(headline="H", credit="Kusten", minutes=1, url="https://a.example/")
    section = Section(title="Läs", kind=SectionKind.STORIES, items=[item])
    digest = Digest(number=7, date=date(2026, 11, 22), sections=[section])
    rendered = render_digest(Newsletter(name="Brevet", language="sv"), digest, languages=tmp_path)
    assert "Nr 7 · söndag den 22 november 2026 · en artikel, 1 minuts läsning\n" in rendered.text
    assert ">Läs hela artikeln i Kusten</a>" in rendered.html


def test_other_words_than_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "en.toml"
    own.write_text('issue = "No. {number}"\n[sections]\nbriefs = "In short"\n', encoding="utf-8")
    changed, shipped = words("en", tmp_path), words("en")
    assert (changed.issue, changed.sections.briefs) == ("No. {number}", "In short")
    assert (changed.footer, changed.sections.lead, changed.minutes) == (
        shipped.footer,
        shipped.sections.lead,
        shipped.minutes,
    )


def test_every_mistake_is_named(tmp_path: Path) -> None:
    told = refusal(
        tmp_path,
        SWEDISH.replace("{number}", "{nummer}")
        .replace("byline", "bylin")
        .replace("EEEE", "bbb")
        .replace("{count} minuters", "minuters"),
    )
    assert "date: a date in the letters of CLDR was expected" in told
    assert "issue: a phrase with {number} in it was expected, not 'Nr {nummer}'" in told
    assert "byline is missing" in told
    assert "bylin is not a key here (did you mean byline?)" in told
    assert "minutes.other: a phrase with {count} in it was expected" in told
    assert "\n" not in told


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("issue = ", "is no TOML file"),
        ('calendar = "persian"', "months: the twelve months of the calendar were expected"),
        *((f'date = "{pattern}"', "date: a date in the letters") for pattern in ("bbb", "HH:mm", "dddd")),
        ('digits = "0123"', "digits"),
        ('footer = "{name} {nmae}"', "footer: a phrase with {name} in it was expected"),
        ('sections = "none"', "sections"),
    ],
)
def test_a_mistake_in_words_that_ship(tmp_path: Path, text: str, complaint: str) -> None:
    assert complaint in refusal(tmp_path, text, "en")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(DeskError, match="is no TOML file"):
        words("en", tmp_path)
