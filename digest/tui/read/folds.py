"""Which articles of a list are folded under which: those that tell the same story, under the one that leads."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from digest.desk import ArticleFilter, Desk, StoryRows
from digest.model import ARRAY_OF_IDS
from digest.tui.read.views import position

READ_AT_ONCE = 10_000
"""Articles whose stories are asked for together: of a million at once the screen would stand still meanwhile."""


@dataclass(frozen=True)
class Fold:
    """How a row stands to its story: over `under` others, unfolded or not, or `inside` an unfolded one."""

    under: int = 0
    unfolded: bool = False
    inside: bool = False


class Folds:
    """Reads what is folded under the rows in view, and remembers which stories were unfolded."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._wanted = ArticleFilter()
        self._told: dict[int, StoryRows] = {}
        self._unfolded: dict[int, list[int]] = {}

    @property
    def has_any(self) -> bool:
        """Whether the list folds stories at all; one that does not shows every article."""
        return self._wanted.folded and not self._wanted.search

    def begin(self, wanted: ArticleFilter) -> None:
        """Another list: all its stories are folded."""
        self._wanted = wanted
        self._told.clear()
        self._unfolded.clear()

    def read(self, ids: Sequence[int]) -> None:
        """Learn what is folded under these rows."""
        if self.has_any:
            self._told |= self._desk.articles.folds(ids, self._wanted)

    def of(self, article_id: int) -> Fold:
        """How a row that was read stands to its story."""
        if article_id in self._unfolded:
            return Fold(len(self._unfolded[article_id]), unfolded=True)
        inside = any(article_id in others for others in self._unfolded.values())
        return Fold(len(self._told[article_id].folded) if article_id in self._told else 0, inside=inside)

    def with_folded(self, ids: Sequence[int]) -> list[int]:
        """These articles, and after each of them what is folded under it."""
        told: dict[int, StoryRows] = {}
        for start in range(0, len(ids) if self.has_any else 0, READ_AT_ONCE):
            told |= self._desk.articles.folds(ids[start : start + READ_AT_ONCE], self._wanted)
        folded = {lead: rows.folded for lead, rows in told.items() if lead not in self._unfolded}
        return [number for lead in ids for number in (lead, *folded.get(lead, ()))]

    def toggle(self, article_id: int) -> int | None:
        """Unfold the story that an article leads, or fold the one that it leads or is inside of.

        Who leads it; None where there is no such story.
        """
        for lead, others in self._unfolded.items():
            if article_id == lead or article_id in others:
                del self._unfolded[lead]
                return lead
        if article_id not in self._told:
            return None
        self._unfolded[article_id] = self._told[article_id].others
        return article_id

    def shown(self, listed: "array[int]", near: int) -> "array[int]":
        """The list as it is shown: under each unfolded lead the others of its story. `near`: where the cursor is.

        Where another article leads the story by now, the story is still unfolded.
        """
        before, self._unfolded = self._unfolded, {}
        self._told.clear()
        ids = listed[:] if before else listed
        for lead, others in before.items():
            places = ((number, position(ids, number, near)) for number in (lead, *others))
            self.read([number for number, at in places if at is not None])
            now_lead = next((number for number in (lead, *others) if number in self._told), None)
            if now_lead is not None:
                self._unfold(now_lead, ids, near)
        return ids

    def _unfold(self, lead: int, ids: "array[int]", near: int) -> None:
        others = self._unfolded[lead] = self._told[lead].others
        # One that is saved or picked stands in a place of its own while the story is folded.
        places = (position(ids, number, near) for number in others)
        for own in sorted((at for at in places if at is not None), reverse=True):
            del ids[own]
        at = position(ids, lead, near)
        if at is not None:
            ids[at + 1 : at + 1] = array(ARRAY_OF_IDS, others)
