"""The sample is whole, fresh at any time, and what the demo promises."""

import re
import tomllib
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from digest.model import ArticleState, Newsletter
from digest.sample import Sample, load_sample

NOW = datetime(2031, 2, 28, 7, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample() -> Sample:
    return load_sample(NOW)


def test_four_sources_in_two_languages_one_of_them_right_to_left(sample: Sample) -> None:
    assert sorted(source.language or "" for source in sample.sources.values()) == ["en", "en", "en", "fa"]
    for key in sample.sources:
        assert sum(entry.source == key for entry in sample.articles.values()) >= 25
    assert len(sample.articles) == 120


def test_every_article_is_of_the_last_ten_days_and_collected_soon_after(sample: Sample) -> None:
    for entry in sample.articles.values():
        published, collected = entry.article.published, entry.article.collected
        assert published is not None
        assert collected is not None
        assert NOW - timedelta(days=10) <= published < NOW
        assert published < collected <= min(NOW, published + timedelta(minutes=30))


def test_articles_come_newest_first_and_move_with_the_clock(sample: Sample) -> None:
    times = [entry.article.published for entry in sample.articles.values()]
    assert times == sorted(times, key=lambda moment: moment or NOW, reverse=True)
    later = load_sample(NOW + timedelta(days=400))
    assert list(later.articles) == list(sample.articles)
    for key, entry in sample.articles.items():
        assert entry.article.published is not None
        assert later.articles[key].article.published == entry.article.published + timedelta(days=400)


def test_no_two_articles_share_an_address_or_a_title_and_no_host_is_real(sample: Sample) -> None:
    articles = [entry.article for entry in sample.articles.values()]
    assert len({article.url for article in articles}) == len(articles)
    assert len({article.title for article in articles}) == len(articles)
    addresses = [article.url for article in articles]
    addresses += [address for source in sample.sources.values() for address in (source.url, source.site_url)]
    for address in addresses:
        assert urlsplit(address or "").hostname is not None
        assert str(urlsplit(address or "").hostname).endswith(".example")
    written = sample.newsletter_toml + repr(sample.digests) + repr(articles)
    for address in re.findall(r"https?://[\w.-]+|[\w.]+@[\w.-]+", written):
        assert address.rstrip(".").endswith(".example")


def test_every_source_has_something_fresh_that_nobody_has_looked_at(sample: Sample) -> None:
    looked_at = sample.states.keys() | {
        item.article for edition in sample.digests for part in edition.sections for item in part.items
    }
    fresh = {
        entry.source
        for key, entry in sample.articles.items()
        if key not in looked_at
        and entry.story is None
        and entry.article.published
        and entry.article.published > NOW - timedelta(hours=2.5)
    }
    assert fresh == sample.sources.keys()


def test_lengths_vary_from_a_blurb_to_a_long_read(sample: Sample) -> None:
    paragraphs = [
        len(entry.article.text.split("\n\n")) if entry.article.text else 0
        for entry in sample.articles.values()
    ]
    assert sum(count == 0 for count in paragraphs) >= 15
    assert sum(3 <= count <= 8 for count in paragraphs) >= 60
    assert sum(count >= 12 for count in paragraphs) >= 4
    assert all(entry.article.blurb and entry.article.byline for entry in sample.articles.values())


def test_events_are_told_by_several_outlets_some_in_both_languages(sample: Sample) -> None:
    stories = {name: [sample.articles[key].article for key in keys] for name, keys in sample.stories.items()}
    assert len(stories) >= 8
    for articles in stories.values():
        assert len({article.site for article in articles}) >= 2
        texts = [article.text for article in articles if article.text]
        assert len(set(texts)) == len(texts)
    assert sum({"en", "fa"} == {article.language for article in told} for told in stories.values()) >= 3


def test_every_picture_is_there_small_and_described(sample: Sample) -> None:
    pictures = {path.name for path in sample.images.iterdir()}
    shown = [entry.article for entry in sample.articles.values() if entry.article.image_url]
    assert {f"images/{name}" for name in pictures} == {article.image_url for article in shown}
    assert all(article.image_alt for article in shown)
    assert all(path.stat().st_size <= 25 * 1024 for path in sample.images.iterdir())


def test_the_newsletter_is_valid_and_plans_the_sections_that_the_digests_have(sample: Sample) -> None:
    newsletter = Newsletter.model_validate(tomllib.loads(sample.newsletter_toml))
    assert newsletter.postal_address
    assert newsletter.unsubscribe_url
    assert newsletter.sender.email
    planned = [(section.title, section.kind) for section in newsletter.sections]
    for edition in sample.digests:
        assert [(section.title, section.kind) for section in edition.sections] == planned


def test_one_digest_went_out_and_the_next_is_half_written(sample: Sample) -> None:
    sent, draft = sample.digests
    assert (sent.number, draft.number, draft.sent) == (42, 43, None)
    assert sent.sent == NOW - timedelta(days=7)
    for section in sent.sections:
        for item in section.items:
            collected = sample.articles[item.article].article.collected
            assert collected is not None
            assert collected < sent.sent
    items = [item for section in draft.sections for item in section.items]
    assert 12 <= len(items) <= 14
    assert 4 <= sum(not item.summary for item in items) <= 8
    assert draft.subject
    assert draft.preheader
    assert draft.intro


def test_what_was_picked_was_not_dismissed(sample: Sample) -> None:
    items = {item.article for edition in sample.digests for part in edition.sections for item in part.items}
    assert set(sample.states.values()) == {ArticleState.SAVED, ArticleState.DISMISSED}
    assert not items & sample.states.keys()


def test_persian_is_spelt_with_half_spaces_and_its_own_letters_and_digits(sample: Sample) -> None:
    words = "\n".join(
        f"{article.title}\n{article.blurb}\n{article.text}"
        for article in (entry.article for entry in sample.articles.values())
        if article.language == "fa"
    )
    assert words.count("\u200c") > 400
    assert not re.search("[يك٠-٩]", words)
    assert not re.search(r"[0-9]", words.replace("LC-4", ""))
    # But for one, in the article on losing half-spaces.
    assert re.findall(r"(?<![\w\u200c])ن?می [\w]+", words) == ["می خواهم"]
    assert not re.search(r"\u200c(?:\s|[،؛.؟«»])", words)
