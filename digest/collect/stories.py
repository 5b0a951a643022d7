"""Which articles tell the same story: the same address, the same text, or titles alike within a few days.

Each new article is compared with what is there and joins at most one story. Titles are compared with a
story's centre, never with its members one by one, so a chain of half-likenesses cannot grow into a heap.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta

from digest.collect.canonical import identity
from digest.collect.sketches import names, share_text, sketch, telling_words

__all__ = ["LIKENESS", "WINDOW", "StoryInput", "assign", "sketch"]

WINDOW = timedelta(days=4)
"""How long after its first article another can join a story by its title."""

LIKENESS = 0.34
"""The least cosine between a title and a story's centre."""

_LEAST_TITLES = 400  # as many as it takes for rarity to mean something; fewer count as so many
_OFTEN = 50  # titles that a word may be in and still find a story
_CANDIDATES = 40
_ROUND_UP = re.compile(
    r"\b(?:weekly|daily|monthly|morning|evening|weekend|sunday|friday|monday|this week'?s?)\b.{0,20}"
    r"\b(?:links?|digest|brief(?:ing)?|round-?up|recap|wrap|newsletter|thread|edition|reads?)\b"
    r"|\blinks (?:for|of|round-?up)\b|\bopen thread\b|\bwhat we(?:'|’)re reading\b|\b(?:issue|episode|no\.) ?#?\d+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StoryInput:
    """What is asked of an article: `sketch` is `sketches.sketch` of its text, `day` the day it was published,
    `story_id` the story it has already (None for a new one).
    """

    id: int
    title: str
    url: str | None = None
    language: str | None = None
    day: date | None = None
    sketch: frozenset[int] = frozenset()
    story_id: int | None = None


def assign(new: Sequence[StoryInput], recent: Iterable[StoryInput]) -> dict[int, int]:
    """The story of each new article: article id to story id.

    `recent` are the articles that may be joined: those of the days before, and any older ones that share an
    address or a part of the text. A story's id is that of an existing one, or of the first article in it.
    """
    days = [article.day for article in new if article.day]
    earliest = min(days, default=date.min)
    desk = _Desk(new)
    for article in recent:
        desk.remember(
            article, near=article.day is None or article.day >= earliest - min(WINDOW, earliest - date.min)
        )
    desk.weigh(new)
    assigned: dict[int, int] = {}
    for article in sorted(new, key=lambda one: (one.day or date.max, one.id)):
        story = desk.story_of(article)
        assigned[article.id] = story
        desk.join(article, story)
    return assigned


@dataclass(slots=True)
class _Story:
    """A story's centre: how often each word is in its titles, and the day of its first article."""

    id: int
    first: date | None
    language: str | None
    words: Counter[str] = field(default_factory=Counter)
    titles: list[str] = field(default_factory=list)


class _Desk:
    """All that is known while stories are being assigned."""

    def __init__(self, new: Sequence[StoryInput]) -> None:
        self._wanted = frozenset[int]().union(*(article.sketch for article in new))
        self._slugs = {_slug(article.url) for article in new if article.url}
        self._by_address: dict[str, int] = {}
        self._by_hash: defaultdict[int, list[tuple[frozenset[int], int]]] = defaultdict(list)
        self._stories: dict[int, _Story] = {}
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._seen_in: Counter[str] = Counter()
        self._titles = _LEAST_TITLES

    def remember(self, article: StoryInput, near: bool) -> None:
        """An article that has its story. Only one that is `near` in time can be joined by its title."""
        story = article.id if article.story_id is None else article.story_id
        self._index(article, story)
        if near:
            words = telling_words(article.title)
            self._count(words)
            self._centre(article, story, words)

    def weigh(self, new: Sequence[StoryInput]) -> None:
        """Count the new titles' words too, before the first of them is compared."""
        for article in new:
            self._count(telling_words(article.title))

    def _count(self, words: list[str]) -> None:
        self._seen_in.update(set(words))
        self._titles += 1

    def join(self, article: StoryInput, story: int) -> None:
        """Put the article into the story: its address, its text and its title are found from now on."""
        self._index(article, story)
        self._centre(article, story, telling_words(article.title))

    def _centre(self, article: StoryInput, story: int, words: list[str]) -> None:
        if _ROUND_UP.search(article.title):
            return
        known = self._stories.get(story)
        if known is None:
            known = self._stories[story] = _Story(story, article.day, _primary(article.language))
        elif article.day and (known.first is None or article.day < known.first):
            known.first = article.day
        known.words.update(words)
        known.titles.append(article.title)
        for word in words:
            self._by_word[word].add(story)

    def _index(self, article: StoryInput, story: int) -> None:
        # Most of what is remembered has nothing in common with what is new: two cheap looks say so.
        if article.url and _slug(article.url) in self._slugs:
            self._by_address.setdefault(identity(article.url), story)
        for one in article.sketch & self._wanted:
            self._by_hash[one].append((article.sketch, story))

    def story_of(self, article: StoryInput) -> int:
        """The story that the article tells: one that is there, or its own."""
        if article.url and (story := self._by_address.get(identity(article.url))) is not None:
            return story
        if (story := self._with_text(article)) is not None:
            return story
        return self._with_title(article)

    def _with_text(self, article: StoryInput) -> int | None:
        met = Counter((other, story) for one in article.sketch for other, story in self._by_hash.get(one, ()))
        for (other, story), _ in met.most_common(8):
            if share_text(article.sketch, other):
                return story
        return None

    def _with_title(self, article: StoryInput) -> int:
        own = Counter(telling_words(article.title))
        if not own or _ROUND_UP.search(article.title):
            return article.id
        length = self._length(own)
        best, best_likeness = article.id, LIKENESS
        for id_ in self._nearest(own):
            story = self._stories[id_]
            shared = own.keys() & story.words.keys()
            dot = sum(own[word] * story.words[word] * self._rarity(word) ** 2 for word in shared)
            likeness = dot / (length * self._length(story.words))
            if likeness > best_likeness and _may_join(article, story, shared):
                best, best_likeness = id_, likeness
        return best

    def _nearest(self, words: Counter[str]) -> list[int]:
        """The stories that share two words with these at least, those with the rarest first. A word that is
        in very many titles finds no story by itself.
        """
        often = max(_OFTEN, self._titles // 50)
        shared: Counter[int] = Counter()
        weight: defaultdict[int, float] = defaultdict(float)
        for word in words:
            if self._seen_in[word] <= often:
                rarity = self._rarity(word) ** 2
                for story in self._by_word.get(word, ()):
                    shared[story] += 1
                    weight[story] += rarity
        found = [story for story, count in shared.items() if count > 1]
        return sorted(found, key=lambda story: (-weight[story], story))[:_CANDIDATES]

    def _rarity(self, word: str) -> float:
        return math.log((1 + self._titles) / (1 + self._seen_in[word]))

    def _length(self, words: Counter[str]) -> float:
        return math.sqrt(sum((count * self._rarity(word)) ** 2 for word, count in words.items())) or 1.0


def _may_join(article: StoryInput, story: _Story, shared: Set[str]) -> bool:
    """Whether an article can be of a story at all: near in time, of its language, and alike in more than a
    word or two. Titles that differ in their numbers alone are a series, not a story.
    """
    if article.day and story.first and abs(article.day - story.first) > WINDOW:
        return False
    language = _primary(article.language)
    if language and story.language and language != story.language:
        return False
    if len(shared) == 2 and not any(shared & names(title) for title in (article.title, *story.titles[:5])):
        return False
    own = set(telling_words(article.title))
    differences = (own ^ set(telling_words(title)) for title in story.titles[:20])
    return not any(words and all(word.isdigit() for word in words) for words in differences)


def _slug(url: str) -> str:
    """The longest part of an address's path: what all the spellings of one address have in common."""
    parts = [part for part in url.partition("?")[0].split("/")[3:] if part != "amp"]
    return max(parts, key=len, default="").partition(".")[0]


def _primary(language: str | None) -> str | None:
    return language.partition("-")[0].lower() if language else None
