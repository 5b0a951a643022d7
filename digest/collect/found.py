"""What is behind an address that a curator typed, where that is not one feed. Imports nothing heavy."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import DeskError


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page names: `kind` is its format ("RSS", "Atom", "JSON Feed"), empty where it was not told."""

    url: str
    title: str = ""
    kind: str = ""

    def __str__(self) -> str:
        """`Sport (RSS) https://paper.example/sport.xml`."""
        kind = f" ({self.kind})" if self.kind else ""
        return f"{self.title or 'untitled'}{kind} {self.url}"


class SeveralFeedsError(DeskError):
    """A page names several `feeds`, and a curator has to say which."""

    def __init__(self, url: str, feeds: Sequence[FoundFeed]) -> None:
        listed = "; ".join(map(str, feeds))
        super().__init__(f"{url} names {len(feeds)} feeds; follow one by its own address: {listed}")
        self.feeds = list(feeds)


class NoFeedError(DeskError):
    """Nothing at `url` can be followed, but for the links of the page there."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url} is neither a feed nor a page that names one, and has no news sitemap; give the address "
            "of a feed, or a CSS selector that finds the page's links, like --selector 'h2 a'."
        )
        self.url = url
