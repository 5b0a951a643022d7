"""Reads the sample's files: `newsletter.toml`, `digest.toml`, one file of articles for each outlet, `images/`.

The files say how many hours ago things happened, so that the sample is fresh whenever it is opened.
Articles are named by string keys, sources by the name of their file; ids are for a database to give.
"""

import tomllib
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from digest.model import (
    Article,
    ArticleState,
    ImageRef,
    Line,
    Prose,
    SectionKind,
    Source,
    SourceStatus,
    WebUrl,
)

_FOLLOWED = timedelta(days=90)
_CHECKED = timedelta(minutes=6)
_COLLECTED_WITHIN = 26
"""Minutes: an article is collected less than this long after it was published."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SampleArticle(_Part):
    """An article, the key of its source, and the name of the story that it tells with others.

    `article.minutes` is 0, its ids are unset and its state is `new`: those are the workspace's to say.
    """

    source: str
    story: str | None
    article: Article


class SampleItem(_Part):
    """An article's place in a digest; a headline or a summary that is empty has not been written yet."""

    article: str
    headline: Line = ""
    summary: Prose = ""


class SampleSection(_Part):
    """A section and the items in it, in order."""

    title: Line
    kind: SectionKind
    items: list[SampleItem]


class SampleDigest(_Part):
    """One edition; `sent` is None for the one that is being written."""

    number: int = Field(ge=1)
    sent: datetime | None
    subject: Line
    preheader: Line
    intro: Prose
    outro: Prose
    sections: list[SampleSection]


class Sample(_Part):
    """The whole sample. `sources`, `articles` and `states` are by key; articles come newest first.

    `states` holds what was saved or dismissed; what is picked stands in a digest. `images` is the folder
    of the pictures that articles name as `images/NAME`.
    """

    newsletter_toml: str
    sources: dict[str, Source]
    articles: dict[str, SampleArticle]
    states: dict[str, ArticleState]
    digests: list[SampleDigest]
    images: Path

    @property
    def stories(self) -> dict[str, list[str]]:
        """The keys of the articles that tell each story, newest first."""
        stories: dict[str, list[str]] = {}
        for key, entry in self.articles.items():
            if entry.story is not None:
                stories.setdefault(entry.story, []).append(key)
        return stories


class _SourceEntry(_Part):
    """`[source]` of an outlet's file."""

    url: WebUrl
    title: Line
    site_url: WebUrl
    language: Line
    tags: list[Line]

    def source(self, now: datetime) -> Source:
        return Source(
            **self.model_dump(), added=now - _FOLLOWED, checked=now - _CHECKED, status=SourceStatus.UPDATED
        )


class _ArticleEntry(_Part):
    """`[[articles]]` of an outlet's file; the key is also the end of the article's address."""

    key: str = Field(pattern=r"[a-z0-9]+(?:-[a-z0-9]+)*")
    hours_ago: float = Field(gt=0, le=240)
    story: str | None = None
    title: Line
    byline: Line
    section_label: Line
    blurb: Prose
    text: Prose = ""
    image: ImageRef | None = None
    image_alt: Line = ""
    caption: Line = ""

    def article(self, source: _SourceEntry, now: datetime) -> Article:
        published = _before(now, self.hours_ago)
        # Told by the key, so that it differs from article to article and never from load to load.
        delay = timedelta(minutes=4 + sum(self.key.encode()) % (_COLLECTED_WITHIN - 4))
        return Article(
            url=source.site_url + self.key,
            title=self.title,
            byline=self.byline,
            site=source.title,
            section_label=self.section_label,
            published=published,
            collected=min(published + delay, now),
            language=source.language,
            blurb=self.blurb,
            text=self.text,
            image_url=self.image,
            image_alt=self.image_alt,
            caption=self.caption,
        )


class _Outlet(_Part):
    source: _SourceEntry
    articles: list[_ArticleEntry]


class _DigestEntry(_Part):
    number: int
    sent_hours_ago: float | None = None
    subject: Line
    preheader: Line
    intro: Prose
    outro: Prose
    sections: list[SampleSection]

    def digest(self, now: datetime) -> SampleDigest:
        sent = None if self.sent_hours_ago is None else _before(now, self.sent_hours_ago)
        return SampleDigest(sent=sent, **self.model_dump(exclude={"sent_hours_ago"}))


class _Desk(_Part):
    states: dict[ArticleState, list[str]]
    digests: list[_DigestEntry]


def load_sample(now: datetime) -> Sample:
    """The sample as it stands at `now` (UTC). A key that names nothing raises ValueError."""
    folder = Path(str(files(__package__)))
    outlets = {
        path.stem: _Outlet.model_validate(_toml(path))
        for path in sorted((folder / "articles").glob("*.toml"))
    }
    desk = _Desk.model_validate(_toml(folder / "digest.toml"))
    sample = Sample(
        newsletter_toml=(folder / "newsletter.toml").read_text(encoding="utf-8"),
        sources={key: outlet.source.source(now) for key, outlet in outlets.items()},
        articles=_articles(outlets, now),
        states={key: state for state, keys in desk.states.items() for key in keys},
        digests=[entry.digest(now) for entry in desk.digests],
        images=folder / "images",
    )
    _check_keys(sample)
    return sample


def _articles(outlets: dict[str, _Outlet], now: datetime) -> dict[str, SampleArticle]:
    entries = [(key, outlet.source, entry) for key, outlet in outlets.items() for entry in outlet.articles]
    entries.sort(key=lambda found: found[2].hours_ago)
    articles = {
        entry.key: SampleArticle(source=key, story=entry.story, article=entry.article(source, now))
        for key, source, entry in entries
    }
    if len(articles) < len(entries):
        raise ValueError("two articles of the sample have the same key")
    return articles


def _check_keys(sample: Sample) -> None:
    items = {item.article for edition in sample.digests for part in edition.sections for item in part.items}
    unknown = (items | sample.states.keys()) - sample.articles.keys()
    if unknown:
        raise ValueError(f"the sample's digest.toml names no article with {', '.join(sorted(unknown))}")


def _toml(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _before(now: datetime, hours: float) -> datetime:
    """A moment that many hours ago, to the second."""
    return (now - timedelta(hours=hours)).replace(microsecond=0)
