"""Which articles tell the same story: found for those that come in, and decided by the curator, which stays."""

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from digest.desk.words import counted, titled
from digest.model import DeskError
from digest.store import Store, Told

if TYPE_CHECKING:
    from digest.collect.stories.assign import StoryInput
    from digest.collect.stories.copies import Piece
    from digest.collect.stories.recognition import Recognised
    from digest.collect.stories.telling import Rarity

PLACED, SPAN = 1_000, timedelta(days=30)
"""New articles that are compared with what is there together, and the time in which they were published."""

WEIGHED = 1_000
"""New articles whose words are counted and weighed together."""

READ = 50
"""Articles that are read at a time."""

WRITTEN, WORDS_WRITTEN = 50, 4_000
"""Articles, and words, written in one transaction: some milliseconds, so that a curator's act never waits long."""

_T = TypeVar("_T")

COUNTED_WHOLE = 5_000
"""Articles of which every word is counted. Later fewer are: each of the words would be a page to write."""


class Stories:
    """What the curator decides of stories. What comes in later never changes it: it finds a place beside."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def join(self, ids: Sequence[int]) -> str:
        """Make one story of those that these articles tell. One act; its words.

        The story that begins first goes on, and who leads it leads. Raises DeskError when they are of one
        story already.
        """
        shelf = self._store.stories
        told = sorted(set(shelf.of(ids).values()))
        members = [shelf.members(story) or [story] for story in told]
        if len(told) < 2:
            raise DeskError("These articles are of one story already: mark two that are not.")
        label = f"joined {counted(sum(map(len, members)), 'article')} into one story"
        with self._store.history.act(label):
            leads = shelf.leads([number for those in members for number in those])
            going_on = next((those for those in members if leads.intersection(those)), members[0])
            shelf.lead_no_longer([number for number in leads if number not in going_on])
            for those in members:
                for number in those:
                    shelf.join(number, told[0])
        return label

    def split(self, ids: Sequence[int]) -> str:
        """Take articles out of their stories: each tells its own from now on. One act; its words.

        Raises DeskError where none of them tells its story with others.
        """
        shelf = self._store.stories
        out = [number for number, story in shelf.of(ids).items() if len(shelf.members(story)) > 1]
        if not out:
            raise DeskError("No other article tells this story: there is nothing to take it out of.")
        what = self._title(out[0]) if len(out) == 1 else counted(len(out), "article")
        label = f"took {what} out of {'its story' if len(out) == 1 else 'their stories'}"
        with self._store.history.act(label):
            shelf.lead_no_longer(out)
            for number in out:
                self._take_out(number)
        return label

    def _take_out(self, article_id: int) -> None:
        shelf = self._store.stories
        story = shelf.of([article_id])[article_id]
        staying = [number for number in shelf.members(story) if number != article_id]
        if story == article_id:
            # It gave the story its number; those that stay need another, which no other story can have.
            for number in staying:
                shelf.join(number, min(staying))
        shelf.join(article_id, article_id)

    def lead(self, article_id: int) -> str:
        """Let an article lead its story. One act; its words. Raises DeskError where no other tells it."""
        shelf = self._store.stories
        if len(shelf.members(shelf.of([article_id]).get(article_id, article_id))) < 2:
            raise DeskError("No other article tells this story: it leads already.")
        label = f"let {self._title(article_id)} lead its story"
        with self._store.history.act(label):
            shelf.lead(article_id)
        return label

    def _title(self, article_id: int) -> str:
        return titled(self._store.articles.rows([article_id])[0].title)


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
    for found in _in_parts(assign(new, recent, partial(_piece, store)), WRITTEN):
        if stop.is_set():
            return
        with store.transaction():
            shelf.place_new(found)


def _piece(store: Store, article_id: int) -> "Piece":
    from digest.collect.stories.copies import Piece

    return next((Piece(one.title, one.text) for one in store.stories.reports([article_id])), Piece())


def recognise(store: Store, ids: Iterable[int], stop: threading.Event) -> None:
    """Work out and keep what each of these articles is recognised by: its address in one spelling, its telling
    words, the fingerprint of its text. Ends early once `stop` is set.
    """
    for found in _in_parts(_read(store, ids, stop), WEIGHED):
        if stop.is_set():
            return
        _count(store, found)
        rarity = _rarity(store, found)
        for read in _in_parts(found, WRITTEN):
            if stop.is_set():
                return
            _keep(store, read, rarity)


@dataclass(frozen=True, slots=True)
class _Read:
    """What is left of a report once its text was read."""

    id: int
    title: str
    site: str
    address: int | None
    recognised: "Recognised"


def _read(store: Store, ids: Iterable[int], stop: threading.Event) -> Iterator[_Read]:
    """What each of these articles is recognised by; no more of them once `stop` is set."""
    from digest.collect.addresses.canonical import address_code
    from digest.collect.stories.recognition import recognise_all

    heads: deque[Callable[[Recognised], _Read]] = deque()

    def batches() -> Iterator[list[tuple[str, str, str]]]:
        for some in _in_parts(ids, READ):
            if stop.is_set():
                return
            reports = store.stories.reports(some)
            for one in reports:
                address = address_code(one.url) if one.url else None
                heads.append(partial(_Read, one.id, one.title, one.site, address))
            yield [(one.title, one.blurb, one.text) for one in reports]

    for found in recognise_all(batches()):
        yield from (heads.popleft()(one) for one in found)


def _count(store: Store, found: Sequence[_Read]) -> None:
    """Count the words of these articles; of a large archive, those of every eighth, which says enough.

    Where the program ends before they are kept, they are counted twice: that is little of the whole.
    """
    is_small = store.stories.counted() < COUNTED_WHOLE
    counted = [one for one in found if is_small or one.id % 8 == 0]
    words = Counter(code for one in counted for code in one.recognised.emphasis.codes)
    with store.transaction():
        store.stories.count_words((), len(counted))
    # In the order of the table, whose pages are many.
    for some in _in_parts(sorted(words.items()), WORDS_WRITTEN):
        with store.transaction():
            store.stories.count_words(some)


def _rarity(store: Store, found: Sequence[_Read]) -> "Rarity":
    """How much the words of these articles tell by being rare."""
    from digest.collect.stories.telling import Rarity

    codes = frozenset[int]().union(*(one.recognised.emphasis.codes for one in found))
    return Rarity.of(store.stories.words_seen(codes), store.stories.counted())


def _keep(store: Store, found: Sequence[_Read], rarity: "Rarity") -> None:
    """Put on file what these articles are recognised by."""
    from digest.collect.stories.telling import weigh

    tellings = {
        one.id: weigh(one.recognised.emphasis, rarity, title=one.title, site=one.site).kept for one in found
    }
    with store.transaction():
        store.stories.keep_tellings(tellings)
        store.stories.keep_addresses({one.id: one.address for one in found if one.address is not None})
        store.stories.keep_sketches({one.id: one.recognised.sketch for one in found})


def _in_parts(whole: Iterable[_T], size: int) -> Iterator[list[_T]]:
    rest = iter(whole)
    while part := list(islice(rest, size)):
        yield part


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
