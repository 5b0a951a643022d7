"""Which articles tell the same story: found for those that come in, and decided by the curator, which stays."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from digest.desk.words import counted, titled
from digest.model import Article, DeskError
from digest.store import Store, Told

if TYPE_CHECKING:
    from digest.collect.recognition import Recognised
    from digest.collect.stories import StoryInput

BACKLOG = timedelta(days=30)
"""What was published so long before the newest finds its story by its address and its text alone."""

WEIGHED = 1_000
"""New articles whose words are counted and weighed together."""

READ = 100
"""Articles whose texts are in memory together."""

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


def assign_stories(store: Store, article_ids: Sequence[int]) -> None:
    """Let each of these new articles join the story it tells, or begin one of its own.

    An article that has a story, because the curator placed it meanwhile, keeps it.
    """
    if not article_ids:
        return
    from digest.collect.stories import assign

    sketches = _recognise_these(store, article_ids)
    new = store.stories.told(sketches)
    recent = {one.id: one for one in _around(store, new)}
    # Any older one may share its address, or a part of its text.
    alike = store.stories.sketches_sharing(set().union(*sketches.values()))
    same = store.stories.at_addresses({one.address for one in new if one.address is not None})
    recent |= {one.id: one for one in store.stories.told({*alike, *same} - recent.keys())}
    joinable = [one for one in recent.values() if one.id not in sketches]
    stories = assign(
        [_input(one, sketches[one.id]) for one in new],
        [_input(one, alike.get(one.id, frozenset())) for one in joinable],
    )
    # What was added by hand may have stood alone until now.
    begun = {number: number for number in stories.values()}
    with store.transaction():
        store.stories.place_new(begun | stories)


def _around(store: Store, new: Sequence[Told]) -> list[Told]:
    """The articles of the days around the new ones; what each is recognised by is worked out where it was not."""
    from digest.collect.stories import WINDOW

    margin = WINDOW + timedelta(days=1)
    last = max(one.at for one in new)
    first = max(min(one.at for one in new), last - BACKLOG)
    around = store.stories.told_between(first - margin, last + margin)
    unknown = [one.id for one in around if not one.told]
    if not unknown:
        return around
    _recognise_these(store, unknown)
    return [*(one for one in around if one.told), *store.stories.told(unknown)]


def _recognise_these(store: Store, ids: Sequence[int]) -> dict[int, frozenset[int]]:
    sketches: dict[int, frozenset[int]] = {}
    for part in _in_parts(ids, WEIGHED):
        # Their texts are read a hundred at a time: all at once would fill the memory.
        sketches |= recognise(
            store, (one for some in _in_parts(part, READ) for one in store.articles.many(some))
        )
    return sketches


def recognise(store: Store, articles: Iterable[Article]) -> dict[int, frozenset[int]]:
    """Work out and keep what each of these articles is recognised by: its address in one spelling, its telling
    words, the fingerprint of its text, which is given back.
    """
    from digest.collect.canonical import address_code
    from digest.collect.recognition import Recognised, recognise_all
    from digest.collect.telling import weigh

    found: dict[int, Recognised] = {}
    heads: dict[int, tuple[str, str]] = {}
    addresses: dict[int, int] = {}
    for part in _in_parts(articles, READ):
        found |= zip(
            (one.id for one in part),
            recognise_all([(one.title, one.blurb, one.text) for one in part]),
            strict=True,
        )
        heads |= {one.id: (one.title, one.site) for one in part}
        addresses |= {one.id: address_code(one.url) for one in part if one.url}
    codes = {code for one in found.values() for code in one.emphasis}
    sketches = {number: one.sketch for number, one in found.items()}
    with store.transaction():
        _count(store, found)
        seen, reports = store.stories.words_seen(codes)
        tellings = {
            number: weigh(one.emphasis, seen, reports, title=heads[number][0], site=heads[number][1])
            for number, one in found.items()
        }
        store.stories.keep_tellings({number: one.to_bytes() for number, one in tellings.items()})
        store.stories.keep_addresses(addresses)
        store.stories.keep_sketches(sketches)
    return sketches


def _count(store: Store, found: "Mapping[int, Recognised]") -> None:
    """Count the words of these articles; of a large archive, those of every eighth, which says enough."""
    _, before = store.stories.words_seen(())
    counted = [one for number, one in found.items() if before < COUNTED_WHOLE or number % 8 == 0]
    store.stories.count_words(Counter(code for one in counted for code in one.emphasis), len(counted))


def _in_parts(whole: Iterable[_T], size: int) -> Iterator[list[_T]]:
    rest = iter(whole)
    while part := list(islice(rest, size)):
        yield part


def _input(told: Told, sketch: frozenset[int]) -> "StoryInput":
    from digest.collect.stories import StoryInput
    from digest.collect.telling import Telling

    return StoryInput(
        id=told.id,
        telling=Telling.from_bytes(told.told) if told.told else Telling({}),
        address=told.address,
        language=told.language,
        day=told.at.date(),
        sketch=sketch,
        story_id=told.story_id,
    )
