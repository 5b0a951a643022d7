"""The lists that Read can show: what is new, saved, picked, dismissed, of a tag or a source, or found."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.desk import ArticleFilter, ArticleRow, Desk, SavedSearch, Tally
from digest.model import ArticleState


@dataclass(frozen=True)
class View:
    """One list: its title, which articles it wants, what it says when it is empty (keys by their actions' ids).

    A list that is being worked through wants what is `kept`: dismissed articles leave it, while saved and
    picked ones stay, so that its rows keep their places.
    """

    title: str
    wanted: ArticleFilter
    empty: str

    @property
    def as_search(self) -> str:
        """What a person would type to find just this in the archive."""
        wanted = self.wanted
        fields = [f"is:{wanted.state}"] if wanted.state else []
        if wanted.tag is not None:
            fields.append(f'tag:"{wanted.tag}"')
        if wanted.source_id is not None:
            fields.append(f'site:"{self.title}"')
        return " ".join([*fields, wanted.search]).strip()

    def keeps(self, state: ArticleState) -> bool:
        """Whether an article in this state belongs to the list."""
        if self.wanted.kept:
            return state is not ArticleState.DISMISSED
        return self.wanted.state in (None, state)

    def first(self, desk: Desk, limit: int) -> list[ArticleRow]:
        """The newest rows that are found in a moment."""
        return desk.articles.at_once(self.wanted, limit)

    def ids(self, desk: Desk) -> "array[int]":
        """Every id, newest first. Slow with a large archive."""
        return desk.articles.ids(self.wanted)

    def tally(self, desk: Desk) -> Tally | None:
        """How much of it is new and how much is decided; None of a list that is not being worked through."""
        return desk.articles.tally(self.wanted) if self.wanted.kept else None


def new_view(since: datetime | None, last: int | None) -> View:
    """What came in since the last digest; everything, before the first."""
    if since is None or last is None:
        return View(
            "New", ArticleFilter(kept=True, folded=True), "Nothing new yet. {read.fetch} fetches all sources."
        )
    title = f"New since No. {last}, {since.astimezone():%A}"
    return View(
        title,
        ArticleFilter(kept=True, folded=True, since=since),
        "Nothing new. {read.fetch} fetches all sources.",
    )


def state_view(state: ArticleState) -> View:
    """The saved, the picked, or the dismissed articles."""
    title, empty = {
        ArticleState.SAVED: ("Saved", "Nothing saved. {read.save} saves an article for later."),
        ArticleState.PICKED: ("Picked", "Nothing picked. {read.pick} picks an article into the digest."),
        ArticleState.DISMISSED: (
            "Dismissed",
            "Nothing dismissed. {read.drop} dismisses an article, and brings it back.",
        ),
    }[state]
    return View(title, ArticleFilter(state=state), empty)


def all_view() -> View:
    """The whole archive."""
    return View(
        "All articles", ArticleFilter(), "No articles yet. {read.add} adds a source, {read.fetch} fetches."
    )


def tag_view(tag: str, since: datetime | None) -> View:
    """What is new from the sources with a tag."""
    empty = f"Nothing new from {tag}. {{read.fetch}} fetches all sources."
    return View(tag, ArticleFilter(kept=True, folded=True, tag=tag, since=since), empty)


def source_view(source_id: int, name: str, since: datetime | None) -> View:
    """What is new from one source."""
    empty = f"Nothing new from {name}. {{read.fetch}} fetches all sources."
    return View(name, ArticleFilter(kept=True, folded=True, source_id=source_id, since=since), empty)


def search_view(typed: str) -> View:
    """What is found in the whole archive."""
    return View("Found", ArticleFilter(search=typed), "Nothing found. A word finds the words it begins.")


def filtered_view(base: View, typed: str) -> View:
    """What is found in a list."""
    wanted = replace(base.wanted, search=f"{base.wanted.search} {typed}".strip())
    return View(base.title, wanted, "Nothing in this list is like that. {read.search} searches everything.")


def saved_view(saved: SavedSearch, wanted: ArticleFilter) -> View:
    """What a saved search finds."""
    return View(saved.name, wanted, f"Nothing found for: {saved.search}")


def position(ids: Sequence[int], article_id: int, near: int) -> int | None:
    """Where an id stands in a list: looked for around `near` first, for a list may be a million long."""
    for offset in range(256):
        for at in (near + offset, near - offset):
            if 0 <= at < len(ids) and ids[at] == article_id:
                return at
    try:
        return ids.index(article_id)
    except ValueError:
        return None
