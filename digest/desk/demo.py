"""The sample newsletter as a workspace: what `digest demo` opens. Nothing of it needs the network."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

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


def make_demo(root: Path) -> Workspace:
    """Fill the folder `root` with the sample newsletter, as fresh as today; its workspace."""
    workspace = Workspace(root)
    sample = load_sample(now())
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
        store.articles.index_pending()
    finally:
        store.close()
    return workspace


def _keep_articles(store: Store, sample: Sample) -> dict[str, int]:
    """Put sources and articles on file, each story's together; the articles' ids by key."""
    from digest.collect.words import reading_minutes

    sources: dict[str, int] = {}
    for key, source in sample.sources.items():
        sources[key] = store.sources.add(source)
        store.sources.record_fetch(
            FetchRecord(sources[key], checked=source.checked, status=SourceStatus.UPDATED, due=now())
        )
    ids: dict[str, int] = {}
    # The oldest first, so that a higher id is a later article.
    for key, entry in reversed(sample.articles.items()):
        article = entry.article.model_copy(update={"minutes": reading_minutes(entry.article.text)})
        ids[key] = store.articles.collect(sources[entry.source], [Collected(key, article)]).new[0]
    for keys in sample.stories.values():
        for key in keys:
            store.articles.join_story(ids[key], ids[keys[-1]])
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
    from digest.collect.words import reading_minutes

    entry = sample.articles[item.article]
    article = entry.article
    return Item(
        article_id=ids[item.article],
        headline=item.headline or article.title,
        summary=item.summary,
        credit=article.site,
        byline=article.byline,
        url=article.url,
        minutes=reading_minutes(article.text),
        language=article.language,
        image_url=article.image_url,
        image_alt=article.image_alt,
        also=_other_outlets(article, entry.story, sample),
    )


def _other_outlets(article: Article, story: str | None, sample: Sample) -> list[str]:
    if story is None:
        return []
    told = (sample.articles[key].article.site for key in reversed(sample.stories[story]))
    return [site for site in dict.fromkeys(told) if site != article.site]


def _items(digest: SampleDigest) -> list[SampleItem]:
    return [item for section in digest.sections for item in section.items]
