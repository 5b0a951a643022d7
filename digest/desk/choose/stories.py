"""Which articles tell the same story, as the curator decides it. Every change here is an act."""

from collections.abc import Sequence

from digest.desk.words import counted, titled
from digest.model import DeskError
from digest.store import Store


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
