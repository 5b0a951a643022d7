"""What articles are recognised by: worked out of what they say, weighed by how rare it is, and put on file."""

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from digest.store import Store

if TYPE_CHECKING:
    from digest.collect.stories.recognition import Recognised
    from digest.collect.stories.telling import Rarity

WEIGHED = 500
"""Articles whose words are counted and weighed together."""

READ = 50
"""Articles that are read at a time."""

WRITTEN, WORDS_WRITTEN = 50, 4_000
"""Articles, and words, written in one transaction: some milliseconds, so that a curator's act never waits long."""

COUNTED_WHOLE = 5_000
"""Articles of which every word is counted. Later fewer are: each of the words would be a page to write."""

_T = TypeVar("_T")


def recognise(store: Store, ids: Iterable[int], stop: threading.Event) -> None:
    """Work out and keep what each of these articles is recognised by: its address in one spelling, its telling
    words, the fingerprint of its text. Ends early once `stop` is set.
    """
    for found in in_parts(_read(store, ids, stop), WEIGHED):
        if stop.is_set():
            return
        _count(store, found)
        rarity = _rarity(store, found)
        for read in in_parts(found, WRITTEN):
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
        for some in in_parts(ids, READ):
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
    words = Counter(chain.from_iterable(one.recognised.emphasis.codes for one in counted))
    with store.transaction():
        store.stories.count_words((), len(counted))
    # In the order of the table, whose pages are many.
    for some in in_parts(sorted(words.items()), WORDS_WRITTEN):
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


def in_parts(whole: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """The whole in lists of so many, as they are asked for."""
    rest = iter(whole)
    while part := list(islice(rest, size)):
        yield part
