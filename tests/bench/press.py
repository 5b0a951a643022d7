"""Two hundred invented outlets and what they print."""

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from digest.model import Article, ArticleState
from digest.store import Collected
from tests.bench.tongues import Tongue, tongues

OUTLETS = 200
RETOLD = 0.055
"""The share of articles that tell again what another told: with those they follow, a tenth of all."""

_REMEMBERED = 400  # articles back: a story is retold within days
_BODY = range(80, 401)
_BODY_WEIGHTS = list(accumulate(1 / (words - _BODY.start + 20) for words in _BODY))
_TITLE = (5, 12)
_BLURB = 300
_TAGS = ("climate", "courts", "science", "cities", "technology", "press", "health", "energy", "arts", "water")
_WORDS_A_MINUTE = 220


@dataclass(frozen=True)
class Outlet:
    """A publication: its language, who writes for it and under which headings."""

    source_id: int
    name: str
    host: str
    tongue: Tongue
    authors: list[str]
    labels: list[str]
    tags: list[str]


@dataclass(frozen=True)
class Printed:
    """An article off the press, and the source that published it."""

    source_id: int
    collected: Collected


@dataclass(frozen=True)
class _Told:
    language: str
    words: list[str]
    story: int


class Press:
    """Prints one article after another; the same seed prints the same.

    Ids count from 1, as they do in a new workspace: the sources' and, in the order of printing, the articles'.
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(f"press {seed}")
        spoken = tongues(seed)
        shares = [tongue.share for tongue in spoken]
        self.outlets = [
            self._found(number, self._random.choices(spoken, shares)[0]) for number in range(1, OUTLETS + 1)
        ]
        self._output = list(accumulate(1 / (rank + 5) for rank in range(OUTLETS)))
        self._speaking: defaultdict[str, list[Outlet]] = defaultdict(list)
        for outlet in self.outlets:
            self._speaking[outlet.tongue.language].append(outlet)
        self._recent: deque[_Told] = deque(maxlen=_REMEMBERED)
        self._printed = 0

    def print(self, at: datetime, state: ArticleState) -> Printed:
        """The next article, published at that time (UTC)."""
        random = self._random
        self._printed += 1
        told = random.choice(self._recent) if self._recent and random.random() < RETOLD else None
        if told is None:
            outlet = random.choices(self.outlets, cum_weights=self._output)[0]
        else:
            outlet = random.choice(self._speaking[told.language])
        words = self._title(outlet.tongue, told)
        story = told.story if told else self._printed
        self._recent.append(_Told(outlet.tongue.language, words, story))
        article = self._article(outlet, words, at, story, state)
        return Printed(outlet.source_id, Collected(str(self._printed), article))

    def _found(self, number: int, tongue: Tongue) -> Outlet:
        random = self._random
        return Outlet(
            source_id=number,
            name=tongue.line(tongue.draw(random, 2)),
            host=f"outlet-{number}.example",
            tongue=tongue,
            authors=[tongue.line(random.choices(tongue.words, k=2)) for _ in range(12)],
            labels=[tongue.line(random.choices(tongue.words, k=1)) for _ in range(8)],
            tags=random.sample(_TAGS, random.randint(0, 2)),
        )

    def _title(self, tongue: Tongue, told: _Told | None) -> list[str]:
        count = self._random.randint(*_TITLE)
        if told is None:
            return tongue.draw(self._random, count)
        kept = [word for word in told.words if self._random.random() < 0.6]
        return (kept + tongue.draw(self._random, count))[: max(count, 5)]

    def _article(
        self, outlet: Outlet, words: list[str], at: datetime, story: int, state: ArticleState
    ) -> Article:
        random, tongue = self._random, outlet.tongue
        length = random.choices(_BODY, cum_weights=_BODY_WEIGHTS)[0]
        text = tongue.prose(random, tongue.draw(random, length))
        picture = f"https://{outlet.host}/pictures/{self._printed}.jpg" if random.random() < 0.4 else None
        # Not validated: these words are clean as they are made, and there may be a million of them.
        return Article.model_construct(
            url=f"https://{outlet.host}/{at:%Y/%m}/{self._printed}",
            title=tongue.line(words),
            byline=random.choice(outlet.authors) if random.random() < 0.8 else "",
            site=outlet.name,
            section_label=random.choice(outlet.labels),
            published=at,
            collected=at + timedelta(seconds=random.randint(60, 1_800)),
            language=tongue.language,
            blurb=text[:_BLURB].partition("\n")[0],
            text=text,
            image_url=picture,
            minutes=max(1, round(length / _WORDS_A_MINUTE)),
            story_id=story,
            state=state,
        )
