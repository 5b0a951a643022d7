"""Where things are kept: one SQLite file. Every SQL statement of the project lives in this room.

`Store` opens the file and holds the shelves: articles and their index, texts, stories, sources, digests, searches,
history, memory.
"""

from contextlib import AbstractContextManager
from pathlib import Path

from digest.store.articles import ArticleRow, ArticleShelf, Collected, CollectOutcome, Tally
from digest.store.database import Database, TellDone
from digest.store.digests import DigestRow, DigestShelf
from digest.store.history import Act, History
from digest.store.hits import Hit, Hits
from digest.store.index import SearchIndex
from digest.store.listing import ArticleFilter
from digest.store.memory import Memory
from digest.store.retention import Retention
from digest.store.search import SEARCH_FIELDS, SEARCH_STATES
from digest.store.searches import SavedSearch, SearchShelf
from digest.store.sources import Counts, FetchRecord, SourceShelf
from digest.store.stories import StoryRows, StoryShelf, Told
from digest.store.texts import WHOLE_SHARE, TextShelf
from digest.store.versions import ArticleVersion, VersionShelf

__all__ = [
    "SEARCH_FIELDS",
    "SEARCH_STATES",
    "WHOLE_SHARE",
    "Act",
    "ArticleFilter",
    "ArticleRow",
    "ArticleVersion",
    "CollectOutcome",
    "Collected",
    "Counts",
    "DigestRow",
    "FetchRecord",
    "Hit",
    "Hits",
    "SavedSearch",
    "Store",
    "StoryRows",
    "Tally",
    "TellDone",
    "Told",
]


class Store:
    """The database of one workspace. Safe to use from several threads at once.

    `migrating` is told, in per cent, how far it is where the file is brought to this version and that takes longer.
    """

    def __init__(self, path: Path, migrating: TellDone | None = None) -> None:
        self._database = Database(path, migrating)
        self.history = History(self._database)
        self.articles = ArticleShelf(self._database)
        self.index = SearchIndex(self._database)
        self.texts = TextShelf(self._database)
        self.versions = VersionShelf(self._database)
        self.retention = Retention(self._database)
        self.stories = StoryShelf(self._database)
        self.sources = SourceShelf(self._database)
        self.digests = DigestShelf(self._database)
        self.searches = SearchShelf(self._database)
        self.memory = Memory(self._database)

    def close(self) -> None:
        """Close every connection; reads that run in other threads are stopped first."""
        self._database.close()

    def interrupt(self, thread: int) -> None:
        """Stop what the thread of this number reads: it raises `digest.model.Interrupted` there. Writes go on."""
        self._database.interrupt(thread)

    def data_version(self) -> int:
        """A number that changes whenever anything was written, by this program or by another."""
        return self._database.data_version()

    def transaction(self) -> AbstractContextManager[object]:
        """A write that is no act of the curator, as what the network told; an act inside commits with it.

        Nobody else writes until it ends.
        """
        return self._database.transaction()
