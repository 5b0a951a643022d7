"""Gmail hides what is beyond 102 KB: a full morning briefing must be far below it."""

from datetime import date

import pytest

from digest.model import Digest, Item, Newsletter, Section, SectionKind
from digest.render.digest import render_digest
from digest.render.templates import names
from tests.render.samples import sample

SENTENCE = "The standard applies from 2028 and covers batteries that are sold separately."


def weight(stories: int, briefs: int, template: str = "ledger") -> int:
    def items(count: int) -> list[Item]:
        return [
            Item(
                headline=f"Ministers agree common charger rules for bicycles, part {number:03d}",
                summary=SENTENCE * (3 if count == stories else 1),
                credit="Coast Post",
                byline="Ann Lee" if count == stories else "",
                minutes=4,
                url=f"https://coastpost.example/2026/11/22/charger-rules-{number:03d}",
            )
            for number in range(count)
        ]

    newsletter, _ = sample("english")
    sections = [
        Section(title="Must read", kind=SectionKind.STORIES, items=items(stories)),
        Section(title="Latest news", kind=SectionKind.BRIEFS, items=items(briefs)),
    ]
    digest = Digest(number=1, date=date(2026, 11, 22), subject="Chargers", sections=sections)
    newsletter = Newsletter.model_validate(newsletter.model_dump() | {"template": template})
    return len(render_digest(newsletter, digest).html.encode())


def test_five_stories_and_thirty_briefs_stay_below_60_kb() -> None:
    assert weight(5, 30) < 60 * 1024


@pytest.mark.parametrize("template", names([]))
def test_one_more_brief_weighs_less_than_700_bytes(template: str) -> None:
    assert weight(5, 31, template) - weight(5, 30, template) < 700
