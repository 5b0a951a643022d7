"""Which stories the newly collected articles tell."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from digest.store import Store, Told

if TYPE_CHECKING:
    from digest.collect.stories import StoryInput


def assign_stories(store: Store, article_ids: Sequence[int]) -> None:
    """Let each of these articles join the story it tells, or begin one of its own."""
    if not article_ids:
        return
    from digest.collect.sketches import sketch
    from digest.collect.stories import WINDOW, assign

    articles = store.articles.many(article_ids)
    sketches = {article.id: sketch(article.text) for article in articles}
    told = store.stories.told(article_ids)
    first, last = min(one.at for one in told), max(one.at for one in told)
    margin = WINDOW + timedelta(days=1)
    alike = store.stories.sketches_sharing(set().union(*sketches.values()))
    fresh = set(article_ids)
    # Those of the days around, and any older one that shares a part of its text.
    near = {one.id: one for one in store.stories.told_between(first - margin, last + margin)}
    far = store.stories.told([number for number in alike if number not in near])
    recent = [
        _input(one, alike.get(one.id, frozenset())) for one in [*near.values(), *far] if one.id not in fresh
    ]
    stories = assign([_input(one, sketches[one.id]) for one in told], recent)
    with store.transaction():
        store.stories.keep_sketches(sketches)
        for article_id, story_id in stories.items():
            store.stories.join(article_id, story_id)


def _input(told: Told, sketch: frozenset[int]) -> "StoryInput":
    from digest.collect.stories import StoryInput

    return StoryInput(
        id=told.id,
        title=told.title,
        url=told.url,
        language=told.language,
        day=told.at.date(),
        sketch=sketch,
        story_id=told.story_id,
    )
