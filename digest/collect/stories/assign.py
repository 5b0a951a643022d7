"""Which articles tell the same story: the same address, the same text, or the same event within a few days.

Each new article is compared with what is there and joins at most one story; what has a story keeps it. An
event is known by what its reports tell (`telling`): an article is compared with a story's centre and with the
article that began it, never with its members one by one, so a chain of half-likenesses cannot grow into a heap.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import compress, islice

from digest.collect.stories.copies import Piece, form_between
from digest.collect.stories.sketches import share_text
from digest.collect.stories.telling import DAY, FIGURE, NUMBER, Telling, kind_of

__all__ = ["LIKENESS", "MOST", "WINDOW", "StoryInput", "assign"]

WINDOW = timedelta(days=4)
"""How long after its first article another can join a story by what it tells."""

LIKENESS = 0.3
"""The least likeness of a short report to a story's centre; it is about the cosine, and 1 for the same."""

MOST = 60
"""Articles in a story that was made by likeness alone."""

# Two short reports are alike by chance more easily than two long ones, so these need less likeness.
_SHORT, _LONGER_NEEDS_LESS = 20, 0.4
_BRIEF, _FEW_OF_BRIEF = 8, 4
_TO_FIRST = 0.5  # of that: the story may move on, but not away from where it began
_LEAST_SHARED, _FEW_SHARED, _LIKENESS_OF_FEW = 5, 3, 0.45
# What the cosine does not see: many words shared of two long reports, and the same rare figures in both.
_MANY_SHARED, _FOR_EACH, _MOST_FOR_EACH = 5, 0.005, 10
_FOR_NUMBER, _FOR_FIGURE, _MOST_NUMBERS = 0.05, 0.1, 2
_DISAGREEING = 0.6  # other days, other figures
_NUMBERS_AGREE = 0.3  # the share of the figures that two reports of one event have in common
_OFTEN = 50  # stories that a word may be in and still find one
_CANDIDATES = 12  # stories that are looked at closely
_TEXTS = 8  # articles with a part of the text that are


@dataclass(frozen=True, slots=True)
class StoryInput:
    """What is asked of an article: `day` it was published, `address` that is the same for all spellings of it,
    `sketch` of its text, `telling`, and the story that it has already (None for a new one).
    """

    id: int
    telling: Telling
    address: int | None = None
    language: str | None = None
    day: date | None = None
    sketch: frozenset[int] = frozenset()
    story_id: int | None = None


def assign(
    new: Iterable[StoryInput], recent: Iterable[StoryInput], piece_of: Callable[[int], Piece]
) -> Iterator[tuple[int, int]]:
    """The story of each new article, as it is found: article id and story id.

    `recent` are the articles that may be joined: those of the days around, and any older ones that have an
    address or a part of the text in common with a new one. A story's id is that of an existing one, or of
    the first article in it. `piece_of` gives an article's words by its id; it is asked for those alone that share
    most of their texts with one of another outlet.
    """
    coming = sorted(new, key=lambda one: (one.day or date.max, one.id))
    desk = _Desk(coming, piece_of)
    for article in recent:
        desk.place(article, article.id if article.story_id is None else article.story_id)
    for article in coming:
        story = desk.story_of(article)
        desk.place(article, story)
        yield article.id, story


@dataclass(slots=True)
class _Story:
    """A story: the earliest of its articles, all of them, and its centre, which is the sum of what they tell."""

    id: int
    first: StoryInput
    articles: list[StoryInput]
    _sum: defaultdict[int, float] | None = None

    def add(self, article: StoryInput) -> None:
        """Move the centre towards one more article."""
        if self._sum is None:
            self._sum = defaultdict(float, self.first.telling.words)
        for word, weight in article.telling.words.items():
            self._sum[word] += weight
        self.articles.append(article)

    @property
    def centre(self) -> Mapping[int, float]:
        """How much each word tells of the story, to no scale."""
        return self.first.telling.words if self._sum is None else self._sum


class _Desk:
    """All that is known while stories are being assigned."""

    def __init__(self, new: Sequence[StoryInput], piece_of: Callable[[int], Piece]) -> None:
        self._piece_of = piece_of
        self._wanted_hashes = frozenset[int]().union(*(article.sketch for article in new))
        self._wanted_words = frozenset[int]().union(*(article.telling.codes for article in new))
        self._by_address: dict[int, int] = {}
        self._by_hash: defaultdict[int, list[int]] = defaultdict(list)
        self._with_hashes: dict[int, tuple[StoryInput, int]] = {}
        self._stories: list[_Story] = []
        self._scales = array("f")
        self._places: dict[int, int] = {}
        # The places of the stories that have a word in their first articles, and in the last eight bits how much
        # it tells there.
        self._by_word: defaultdict[int, array[int]] = defaultdict(lambda: array("Q"))

    def place(self, article: StoryInput, story_id: int) -> None:
        """Put an article into its story: its address, its text and what it tells are found from now on."""
        if article.address is not None:
            self._by_address.setdefault(article.address, story_id)
        for one in article.sketch & self._wanted_hashes:
            self._by_hash[one].append(article.id)
            self._with_hashes[article.id] = article, story_id
        if not len(article.telling):
            return
        place = self._places.setdefault(story_id, len(self._stories))
        if place == len(self._stories):
            self._stories.append(_Story(story_id, article, [article]))
            self._scales.append(article.telling.scale)
            self._index(article, place)
            return
        story = self._stories[place]
        story.add(article)
        if article.day and (story.first.day is None or article.day < story.first.day):
            story.first = article
            self._scales[place] = article.telling.scale
            self._index(article, place)

    def _index(self, first: StoryInput, place: int) -> None:
        codes = first.telling.codes
        wanted = map(self._wanted_words.__contains__, codes)
        for word, weight in compress(zip(codes, first.telling.weights, strict=True), wanted):
            self._by_word[word].append(place << 8 | weight)

    def story_of(self, article: StoryInput) -> int:
        """The story that the article tells: one that is there, or its own."""
        if article.address is not None and (story := self._by_address.get(article.address)) is not None:
            return story
        story, form = self._with_text(article)
        if story is not None:
            return story
        return self._with_event(replace(article, telling=article.telling.without(form)) if form else article)

    def _with_text(self, article: StoryInput) -> tuple[int | None, Set[int]]:
        """The story of an article with the same text, where there is one; else the words of the forms under which it
        stands, which tell nothing of what it is about.
        """
        met = Counter(other for one in article.sketch for other in self._by_hash.get(one, ()))
        forms: set[int] = set()
        for number, _ in met.most_common(_TEXTS):
            other, story = self._with_hashes[number]
            if not share_text(article.sketch, other.sketch) or _is_outlets_form(
                article.telling, other.telling
            ):
                continue
            form = form_between(self._piece_of(article.id), self._piece_of(number))
            if form is None:
                return story, forms
            forms |= form
        return None, forms

    def _with_event(self, article: StoryInput) -> int:
        joinable = (story for story in self._nearest(article.telling) if _may_join(article, story))
        best, best_likeness = article.id, 1.0
        for story in islice(joinable, _CANDIDATES):
            likeness = _likeness(article.telling, story)
            if likeness > best_likeness:
                best, best_likeness = story.id, likeness
        return best

    def _nearest(self, telling: Telling) -> Iterator[_Story]:
        """The stories whose first articles have most in common with a report, the nearest first.

        The words that tell least are in most of the stories: they find none by themselves, as many of them as
        together cannot make up half of what is needed.
        """
        half = _least(len(telling)) * _TO_FIRST / 2
        often = max(_OFTEN, len(self._stories) // 20)
        near: defaultdict[int, float] = defaultdict(float)
        rest = 1.0
        for word, weight in telling.words.items():
            if rest < half * half:
                break
            rest -= weight * weight
            there = self._by_word.get(word, ())
            if len(there) <= often:
                for one in there:
                    near[one >> 8] += weight * (one & 255)
        scales = self._scales
        nearest = [(-value * scales[at], at) for at, value in near.items() if value * scales[at] > half]
        return (self._stories[place] for _, place in sorted(nearest))


def _few(words: int) -> int:
    """How many words two reports must share at the least, of which the shorter has so many: two that are hardly more
    than a title name one team, and two of its matches.
    """
    return _FEW_OF_BRIEF if words <= _BRIEF else _FEW_SHARED


def _least(words: int) -> float:
    """The likeness that a report of so many words needs at the least."""
    return LIKENESS / math.pow(max(words / _SHORT, 1.0), _LONGER_NEEDS_LESS)


def _likeness(telling: Telling, story: _Story) -> float:
    """How surely a report tells of a story's event: from 1 on it does."""
    words, first, centre = telling.words, story.first.telling.words, story.centre
    least = _least(min(len(words), len(first)))
    if sum(words[word] * first[word] for word in words.keys() & first) < _TO_FIRST * least:
        return 0.0
    shared = [word for word in words if word in centre and kind_of(word) != DAY]
    numbers = sorted((kind_of(word) for word in shared if kind_of(word) in (NUMBER, FIGURE)), reverse=True)
    cosine = sum(words[word] * centre[word] for word in shared) / math.hypot(*centre.values())
    few = len(shared) < _LEAST_SHARED and FIGURE not in numbers and cosine < _LIKENESS_OF_FEW
    if len(shared) < _few(min(len(words), len(first))) or few:
        return 0.0
    likeness = cosine + _FOR_EACH * min(max(0, len(shared) - _MANY_SHARED), _MOST_FOR_EACH)
    likeness += sum(_FOR_FIGURE if kind == FIGURE else _FOR_NUMBER for kind in numbers[:_MOST_NUMBERS])
    return likeness * math.pow(_DISAGREEING, _disagreements(words, centre)) / least


def _disagreements(one: Mapping[int, float], other: Mapping[int, float]) -> int:
    """0 to 2: whether the days differ of which two reports speak, and whether their figures do."""
    days, other_days = ({word for word in words if kind_of(word) == DAY} for words in (one, other))
    numbers, other_numbers = (
        {word for word in words if kind_of(word) in (NUMBER, FIGURE)} for words in (one, other)
    )
    least = min(len(numbers), len(other_numbers))
    return bool(days and other_days and days.isdisjoint(other_days)) + bool(
        least >= 2 and len(numbers & other_numbers) < _NUMBERS_AGREE * least
    )


def _may_join(article: StoryInput, story: _Story) -> bool:
    """Whether an article can be of a story at all: near in time, of its language, and not the next of a series.

    An outlet seldom tells an event twice, and often things that are alike: its own articles stay apart, but for one
    that comes by two ways on one day, as from its own feed and from one that gathers from many.
    """
    first, site = story.first, article.telling.site
    if len(story.articles) >= MOST:
        return False
    if site and any(one.telling.site == site and not _is_again(article, one) for one in story.articles):
        return False
    if article.day and first.day and abs(article.day - first.day) > WINDOW:
        return False
    language, other = _primary(article.language), _primary(first.language)
    if language and other and language != other:
        return False
    return not any(_is_series(article.telling, one.telling) for one in story.articles)


def _is_again(article: StoryInput, other: StoryInput) -> bool:
    """Whether two articles of one outlet are the same one: of one title, and of one day."""
    return article.telling.title == other.telling.title != 0 and article.day == other.day is not None


def _is_outlets_form(one: Telling, other: Telling) -> bool:
    """Whether a text that two reports share is a form of their outlet, under which each has its own title."""
    return one.site != 0 and one.site == other.site and one.title != other.title


def _is_series(one: Telling, other: Telling) -> bool:
    """Whether two reports are numbers of one series: their titles differ in numbers and days alone."""
    return one.frame != 0 and one.frame == other.frame and one.title != other.title


def _primary(language: str | None) -> str | None:
    return language.partition("-")[0].lower() if language else None
