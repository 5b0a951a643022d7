"""The gold set: how well pages are read, and better than by trafilatura alone.

The floors are what was measured. They only ever rise: a page that is read worse than before is a defect.
"""

from datetime import UTC, datetime

import pytest

from tests.collect.pages.gold.page import pages
from tests.collect.pages.gold.score import Score, average, f1, ours, plainly, scores

FLOORS = {"f1": 0.998, "title": 1.0, "day": 1.0, "byline": 1.0, "image": 1.0, "address": 1.0}
LEAST = 0.98
"""The F1 that every single page has at least."""


@pytest.fixture(scope="module", autouse=True)
def _fixed_clock() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIGEST_NOW", "2026-11-22T09:00:00Z")
        yield


@pytest.fixture(scope="module")
def read() -> dict[str, Score]:
    return scores(ours)


def test_the_set_is_large_and_no_two_pages_are_of_one_name(read: dict[str, Score]) -> None:
    assert len(read) == len(list(pages())) >= 30


def test_pages_are_read_as_well_as_they_ever_were(read: dict[str, Score]) -> None:
    reached = average(read)
    assert {name: reached[name] for name in FLOORS if reached[name] < FLOORS[name]} == {}
    assert {name: one.f1 for name, one in read.items() if one.f1 < LEAST} == {}


@pytest.mark.slow  # it reads every page by trafilatura too
def test_pages_are_read_better_than_by_trafilatura_alone(read: dict[str, Score]) -> None:
    ours_, theirs = average(read), average(scores(plainly))
    assert ours_["f1"] >= theirs["f1"]
    assert ours_["title"] > theirs["title"] and ours_["day"] > theirs["day"]


def test_the_hour_is_kept_where_the_page_tells_it() -> None:
    moments = {page.name: ours(page).published for page in pages()}
    assert moments["AMP"] == datetime(2026, 11, 13, 3, 10, tzinfo=UTC)
    assert moments["Persian, a date of its own calendar"] == datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    assert moments["a title with dashes of its own"] == datetime(2026, 11, 22, 4, 30, tzinfo=UTC)


def test_the_score_counts_what_is_missing_and_what_is_too_much() -> None:
    assert f1("one two three", "one two three") == 1
    assert f1("one two three four", "one two") == pytest.approx(2 / 3)
    assert f1("one two", "one two three four") == pytest.approx(2 / 3)
    assert f1("one", "") == f1("one", "two") == 0
