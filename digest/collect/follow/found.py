"""What is behind an address that a curator typed, where that is not one feed. Imports nothing heavy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import DeskError

_FORMAT = re.compile(r"\b(?:rss|atom|json|rdf|xml|feed)\b|\b[0-9](?:\.[0-9]+)?\b|[\W_]+", re.IGNORECASE)


def own_words(title: str) -> str:
    """The letters of a feed's title that are not those of its format, in one case."""
    return _FORMAT.sub("", title).casefold()


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page names: `kind` is its format ("RSS", "Atom", "JSON Feed"), empty where it was not told."""

    url: str
    title: str = ""
    kind: str = ""

    @property
    def name(self) -> str:
        """Its title; "" where that tells no more than "Feed" or "RSS 2.0", for the feed knows its own."""
        return self.title if own_words(self.title) else ""

    def __str__(self) -> str:
        """`Sport (RSS) https://paper.example/sport.xml`."""
        kind = f" ({self.kind})" if self.kind else ""
        return f"{self.title or 'untitled'}{kind} {self.url}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Links of a page that look alike: the selector that finds them, how many it finds, the first few titles."""

    selector: str
    links: int
    titles: tuple[str, ...] = ()


class SeveralFeedsError(DeskError):
    """A page names several `feeds`, and a curator has to say which."""

    def __init__(self, url: str, feeds: Sequence[FoundFeed]) -> None:
        listed = "; ".join(map(str, feeds))
        super().__init__(f"{url} names {len(feeds)} feeds; follow one by its own address: {listed}")
        self.feeds = list(feeds)


class NoFeedError(DeskError):
    """Nothing at `url` can be followed, but for the links of the page there: `proposals` are those that look
    like headlines, the likeliest first. `dead` says of a feed that the page names that there is none.
    """

    def __init__(self, url: str, proposals: Sequence[Proposal] = (), dead: str = "") -> None:
        told = f"{url} is neither a feed nor a page that names one, and has no news sitemap; "
        if dead:
            told = f"{dead.rstrip('.')}, and {url} has no other and no news sitemap; "
        if proposals:
            best = proposals[0]
            told += (
                f"--selector '{best.selector}' would follow {best.links} links of the page "
                f"(“{best.titles[0][:60]}”)."
            )
        else:
            told += (
                "give the address of a feed, or a CSS selector that finds the page's links, "
                "like --selector 'h2 a'."
            )
        super().__init__(told)
        self.url = url
        self.proposals = list(proposals)
