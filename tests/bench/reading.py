"""Article pages: how much of each is found, beside trafilatura.

`python -m tests.collect.pages.gold.score` tells more.
"""

from collections.abc import Iterator

from tests.bench.table import Line
from tests.collect.pages.gold.score import average, ours, plainly, scores

_TOLD = {
    "f1": "words found and no others (F1)",
    "title": "titles exact",
    "day": "days exact",
    "byline": "bylines exact",
}


def readings() -> Iterator[Line]:
    """The lines about the gold set; more is better."""
    found = scores(ours)
    here, there = average(found), average(scores(plainly))
    for name, told in _TOLD.items():
        yield Line(f"{len(found)} pages: {told}", 100 * there[name], 100 * here[name], "%")
