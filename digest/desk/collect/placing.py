"""Which story each article tells that comes in: one of those there are, or its own."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from digest.desk.collect.recognising import WRITTEN, in_parts, recognise
from digest.store import Store, Told

if TYPE_CHECKING:
    from digest.collect.stories.assign import StoryInput
    from digest.collect.stories.copies import Piece

PLACED, SPAN = 2_000, timedelta(days=30)
"""New articles that are compared with what is there together, and the time in which they were published."""


def assign_stories(store: Store, article_ids: Iterable[int], stop: threading.Event | None = None) -> None:
    """Let every article that has no story yet join the one it tells, or begin one of its own: these new ones, and
    those that an earlier call left when it was stopped or its program ended.

    An article that has a story, because the curator placed it meanwhile, keeps it. Ends early once `stop` is set.
    """
    stop = stop or threading.Event()
    unrecognised = dict.fromkeys([*article_ids, *store.stories.unrecognised()])
    if unrecognised:  # often there is nothing new, and no need to load what reads it
        recognise(store, unrecognised, stop)
    for part in _parts(store.stories.unplaced()):
        if stop.is_set():
            return
        _place(store, part, stop)


def _parts(unplaced: Sequence[tuple[int, datetime]]) -> Iterator[Sequence[tuple[int, datetime]]]:
    """These articles in parts that are small and span few days: each is compared with the days around it alone."""
    begin = 0
    for end in range(1, len(unplaced) + 1):
        if end == len(unplaced) or end - begin == PLACED or unplaced[end][1] - unplaced[begin][1] > SPAN:
            yield unplaced[begin:end]
            begin = end


def _place(store: Store, part: Sequence[tuple[int, datetime]], stop: threading.Event) -> None:
    """Find the stories of these articles; they are in the order in which they were published."""
    from digest.collect.stories.assign import WINDOW, assign

    shelf = store.stories
    margin = WINDOW + timedelta(days=1)
    first, last = part[0][1] - margin, part[-1][1] + margin
    recognise(store, shelf.unrecognised_between(first, last), stop)
    sketches = shelf.sketches(number for number, _ in part)
    told = shelf.told(number for number, _ in part)
    new = [_input(one, sketches.get(one.id)) for one in told if one.story_id is None]
    # Any older one may share its address, or a part of its text.
    alike = shelf.sketches_sharing(frozenset().union(*sketches.values()))
    recent = [_input(one, alike.get(one.id)) for one in shelf.told_between(first, last)]
    same = shelf.at_addresses({one.address for one in new if one.address is not None})
    older = shelf.told({*alike, *same}.difference(one.id for one in recent))
    recent += [_input(one, alike.get(one.id)) for one in older if one.story_id is not None]
    for found in in_parts(assign(new, recent, partial(_piece, store)), WRITTEN):
        if stop.is_set():
            return
        with store.transaction():
            shelf.place_new(found)


def _piece(store: Store, article_id: int) -> "Piece":
    from digest.collect.stories.copies import Piece

    return next((Piece(one.title, one.text) for one in store.stories.reports([article_id])), Piece())


def _input(told: Told, sketch: frozenset[int] | None) -> "StoryInput":
    from digest.collect.stories.assign import StoryInput
    from digest.collect.stories.telling import Telling

    return StoryInput(
        id=told.id,
        telling=Telling(told.told) if told.told else Telling(),
        address=told.address,
        language=told.language,
        day=told.at.date(),
        sketch=sketch or frozenset(),
        story_id=told.story_id,
    )
