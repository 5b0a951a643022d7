"""One story as papers of six languages print it, copied in fourteen shapes: each part is told from the others."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from digest.collect.pages.page import Page
from digest.collect.pages.textpage import parse_text_page

STORY = Path(__file__).parent / "copied" / "bridge.toml"
Teasers = list[tuple[str, str]]


class Paper(BaseModel):
    """The pieces of one paper's page."""

    label: str
    section: str
    title: str
    standfirst: str
    caption: str
    credit: str
    byline: str
    name: str
    role: str
    date: str
    short_date: str
    updated: str
    reading_time: str
    latest: str
    also: str
    more: str
    related: str
    tags: str
    crumbs: str
    body: list[str]
    teasers: Teasers

    def told(self, *numbers: int) -> list[str]:
        """Some of the teasers as lines."""
        return [line for number in numbers for line in self.teasers[number]]


PAPERS = {
    language: Paper.model_validate(told)
    for language, told in tomllib.loads(STORY.read_text(encoding="utf-8")).items()
}
NOTHING: dict[str, Any] = {"label": "", "byline": "", "caption": "", "day": None, "groups": {}}


def shapes(p: Paper) -> Iterator[tuple[list[str], dict[str, Any]]]:
    """The pages, and what is to be read of each; the rest as in NOTHING."""
    first, second, third = p.body
    whole = f"{second} {third} {first}"
    signed = {"byline": p.name, "day": 14}
    two = p.teasers[:2]
    glued = p.label + p.title
    pictured = {"label": p.label, "byline": p.name, "caption": p.caption, "groups": {p.latest: two}}
    latest = [p.latest, *p.told(0, 1)]
    yield [glued, p.title, p.caption, p.byline, *p.body, *latest], pictured
    yield [glued, p.caption, p.byline, *p.body, *latest], pictured
    yield (
        [p.section + p.title, p.byline, p.date, *p.body, p.also, *p.told(0, 1)],
        {**signed, "label": p.section, "groups": {p.also: two}},
    )
    yield (
        [p.label, p.title, p.byline, *p.body, p.latest, *p.told(0), p.also, *p.told(1, 2)],
        {"label": p.label, "byline": p.name, "groups": {p.latest: p.teasers[:1], p.also: p.teasers[1:]}},
    )
    yield [p.title, *p.body], {}
    credited = f"{p.caption}. {p.credit}"
    yield (
        [
            p.section,
            p.title,
            p.standfirst,
            p.byline,
            p.date,
            p.updated,
            credited,
            *p.body,
            p.related,
            *p.told(0, 1),
        ],
        {
            **signed,
            "label": p.section,
            "caption": credited,
            "blurb": p.standfirst,
            "groups": {p.related: two},
        },
    )
    yield (
        [p.title, f"{p.byline} | {p.short_date}", *p.body, p.more, *p.told(0, 1)],
        {**signed, "groups": {p.more: two}},
    )
    yield (
        [p.crumbs, p.title, p.date, p.name, *p.body, *latest],
        {**signed, "label": p.crumbs.rpartition(" › ")[2], "groups": {p.latest: two}},
    )
    titles = [title for title, _ in p.teasers]
    yield (
        [p.section, p.title, p.byline, p.short_date, p.reading_time, *p.body, p.tags, p.latest, *titles],
        {**signed, "label": p.section, "groups": {p.latest: [(title, "") for title in titles]}},
    )
    inset = {p.related: [(titles[0], "")], p.latest: p.teasers[1:]}
    yield (
        [p.title, p.byline, first, p.related, titles[0], whole, third, p.latest, *p.told(1, 2)],
        {"byline": p.name, "body": [first, whole, third], "groups": inset},
    )
    yield (
        [p.title, p.byline, first, f"{p.related}: {titles[0]}", second, third, p.latest, *p.told(1, 2)],
        {"byline": p.name, "groups": inset},
    )
    yield (
        [
            p.label,
            p.title,
            p.title,
            p.role,
            p.short_date,
            p.caption,
            p.credit,
            *p.body,
            p.also,
            *p.told(0, 1),
        ],
        {**signed, "label": p.label, "caption": p.caption, "groups": {p.also: two}},
    )
    yield (
        ["\n".join([p.title, p.byline, *p.body, *latest])],
        {"byline": p.name, "groups": {p.latest: two}},
    )
    yield (
        [glued, p.title, p.byline, *p.body, p.latest + p.also, *p.told(0)],
        {"label": p.label, "byline": p.name, "groups": {p.latest: p.teasers[:1]}},
    )


def parts(read: Page) -> dict[str, Any]:
    article = read.article
    groups: dict[str, Teasers] = {}
    for teaser in read.teasers:
        groups.setdefault(teaser.group, []).append((teaser.title, teaser.blurb))
    return {
        "title": article.title,
        "label": article.section_label,
        "byline": article.byline,
        "caption": article.caption,
        "day": article.published.day if article.published else None,
        "body": article.text.split("\n\n"),
        "blurb": article.blurb,
        "groups": groups,
        "language": article.language,
    }


@pytest.mark.parametrize("language", PAPERS)
@pytest.mark.parametrize("shape", range(14))
def test_each_part_of_a_copied_page_is_told_from_the_others(language: str, shape: int) -> None:
    paper = PAPERS[language]
    lines, meant = list(shapes(paper))[shape]
    read = parts(parse_text_page("\n\n".join(lines)))
    expected = NOTHING | {"title": paper.title, "body": paper.body, "language": language} | meant
    assert {name: read[name] for name in expected} == expected
