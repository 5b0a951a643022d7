"""The sample newsletter as a workspace: what `digest demo` opens. Nothing of it needs the network."""

import shutil
from collections.abc import AsyncGenerator, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.desk.desk import Desk
from digest.desk.write.outline import item_of
from digest.model import (
    Article,
    ArticleState,
    Digest,
    DigestState,
    Item,
    Newsletter,
    Section,
    SourceStatus,
    now,
)
from digest.sample import Sample, SampleDigest, SampleItem, load_sample
from digest.store import Collected, FetchRecord, Store
from digest.workspace import Workspace

if TYPE_CHECKING:
    from digest.collect.fetch import FetchResult, FetchState

_HELD_BACK = timedelta(hours=2.5)
"""What the sample published since then arrives with the first fetch, unless it stands in the digest already."""


def open_demo(root: Path) -> Desk:
    """The sample newsletter in the folder `root`, as fresh as today. Its fetch needs no network."""
    sample = load_sample(now())
    return Desk.open(_make(root, sample), ask=_Publisher(sample).ask)


class _Publisher:
    """Answers a fetch in the sources' place: each of them with what the sample holds back for it."""

    def __init__(self, sample: Sample) -> None:
        self._sample = sample

    async def ask(self, states: Iterable["FetchState"], **_: object) -> AsyncGenerator["FetchResult", None]:
        """What `digest.collect.fetch.fetch_many` gives, without asking anybody."""
        from digest.collect.feeds.parse import Entry, Feed
        from digest.collect.fetch import FetchResult

        keys = {source.url: key for key, source in self._sample.sources.items()}
        held_back = _held_back(self._sample)
        for state in states:
            entries = [
                Entry(key, _article(self._sample, key))
                for key in held_back
                if self._sample.articles[key].source == keys.get(state.url) and not state.body_hash
            ]
            status = SourceStatus.UPDATED if entries else SourceStatus.UNCHANGED
            yield FetchResult(state, status, replace(state, body_hash="told"), Feed("", entries=entries))


def _held_back(sample: Sample) -> list[str]:
    standing = {item.article for digest in sample.digests for item in _items(digest)} | sample.states.keys()
    since = now() - _HELD_BACK
    return [
        key
        for key, entry in sample.articles.items()
        if key not in standing and entry.article.published and entry.article.published > since
    ]


def _article(sample: Sample, key: str) -> Article:
    from digest.collect.text.words import reading_minutes

    article = sample.articles[key].article
    return article.model_copy(update={"minutes": reading_minutes(article.text)})


def _make(root: Path, sample: Sample) -> Workspace:
    workspace = Workspace(root)
    workspace.create()
    workspace.toml.write_text(sample.newsletter_toml, encoding="utf-8")
    shutil.copytree(sample.images, workspace.images, dirs_exist_ok=True)
    newsletter = workspace.newsletter()
    store = Store(workspace.database)
    try:
        with store.transaction():
            ids = _keep_articles(store, sample)
            for digest in sample.digests:
                store.digests.add(_digest(digest, newsletter, sample, ids))
            for state in (ArticleState.SAVED, ArticleState.DISMISSED):
                store.articles.mark([ids[key] for key, kept in sample.states.items() if kept is state], state)
            picked = [ids[item.article] for digest in sample.digests for item in _items(digest)]
            store.articles.mark(picked, ArticleState.PICKED)
        store.index.update()
    finally:
        store.close()
    return workspace


def _keep_articles(store: Store, sample: Sample) -> dict[str, int]:
    """Put sources and articles on file, each story's together; the articles' ids by key."""
    sources: dict[str, int] = {}
    for key, source in sample.sources.items():
        sources[key] = store.sources.add(source)
        store.sources.record_fetch(
            FetchRecord(sources[key], checked=source.checked, status=SourceStatus.UPDATED, due=now())
        )
    held_back = set(_held_back(sample))
    # The oldest first, so that a higher id is a later article.
    keys = [key for key in reversed(sample.articles) if key not in held_back]
    ids: dict[str, int] = {}
    for key in keys:
        collected = Collected(key, _article(sample, key))
        ids[key] = store.articles.collect(sources[sample.articles[key].source], [collected]).new[0]
    for told in sample.stories.values():
        for key in told:
            store.stories.join(ids[key], ids[told[-1]])
    return ids


def _digest(digest: SampleDigest, newsletter: Newsletter, sample: Sample, ids: Mapping[str, int]) -> Digest:
    day = (digest.sent or now()).astimezone(ZoneInfo(newsletter.timezone)).date()
    return Digest(
        number=digest.number,
        date=day,
        subject=digest.subject,
        preheader=digest.preheader,
        intro=digest.intro,
        outro=digest.outro,
        state=DigestState.SENT if digest.sent else DigestState.DRAFT,
        sent=digest.sent,
        sections=[
            Section(
                title=section.title,
                kind=section.kind,
                items=[_item(item, sample, ids) for item in section.items],
            )
            for section in digest.sections
        ],
    )


def _item(item: SampleItem, sample: Sample, ids: Mapping[str, int]) -> Item:
    article = _article(sample, item.article).model_copy(update={"id": ids[item.article]})
    made = item_of(article, _other_outlets(article, sample.articles[item.article].story, sample))
    return made.model_copy(update={"headline": item.headline or article.title, "summary": item.summary})


def _other_outlets(article: Article, story: str | None, sample: Sample) -> list[str]:
    if story is None:
        return []
    told = (sample.articles[key].article.site for key in reversed(sample.stories[story]))
    return [site for site in dict.fromkeys(told) if site != article.site]


def _items(digest: SampleDigest) -> list[SampleItem]:
    return [item for section in digest.sections for item in section.items]
