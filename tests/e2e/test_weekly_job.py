"""The weekly job takes no more keys than it should, and ends with a digest that can go out."""

from pathlib import Path

import pytest

from digest.model import Severity
from digest.write.draft import sentences
from tests.e2e.weekly_job import TARGET, do_the_week


@pytest.mark.slow
def test_twelve_of_three_hundred_articles_become_a_digest_with_few_keys(tmp_path: Path) -> None:
    week = do_the_week(tmp_path / "tide")
    assert week.keys.total() <= TARGET
    assert [len(section.items) for section in week.digest.sections] == [1, 5, 6, 0]
    assert [len(sentences(item.summary)) for item in week.digest.items] == [2] * 12
    assert not any(item.draft or not item.headline for item in week.digest.items)
    assert week.digest.subject and week.digest.preheader and week.digest.intro
    assert Severity.ERROR not in [finding.severity for finding in week.findings]
    assert week.files == {".html", ".txt", ".eml", ".mjml"}
