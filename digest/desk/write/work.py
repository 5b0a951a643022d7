"""The digest in work: the one that every place shows and that picks go into, until another is opened."""

from digest.desk.write.digests import Digests
from digest.model import DeskError, Digest, DigestState, Section
from digest.store import Store

_REMEMBERED = "digest in work"


class Work:
    """Which digest is in work on this desk.

    A draft that was opened is remembered in the workspace: a desk that opens there later begins with it,
    one that is open already keeps its own. One that has gone out can be opened to be read, for this session.
    Where nothing was opened, or what was is gone, the newest draft is in work.
    """

    def __init__(self, store: Store, digests: Digests) -> None:
        self._store = store
        self._digests = digests
        self._opened: int | None = None
        self._is_to_read = False
        self._has_remembered = False
        self.openings = 0
        """How often a digest was opened: what a desk shows changes with it though nothing is written."""

    def digest(self) -> Digest | None:
        """The digest in work, or None where there is none."""
        if not self._has_remembered:
            self._has_remembered = True
            self._opened = int(self._store.memory.get(_REMEMBERED) or 0) or None
        opened = None if self._opened is None else self._find(self._opened)
        if opened is not None and (self._is_to_read or opened.state is not DigestState.SENT):
            return opened
        return self._digests.draft()

    def use(self, digests: Digests) -> None:
        """Go on with these: the same digests, of a newsletter whose settings have changed."""
        self._digests = digests

    def number(self) -> int | None:
        """Its number."""
        digest = self.digest()
        return digest.number if digest else None

    def standing(self) -> frozenset[int]:
        """The articles that stand in it."""
        digest = self.digest()
        return digest.article_ids if digest else frozenset()

    def sections(self) -> list[Section]:
        """Its sections, or those that the first pick would begin it with, which have no ids yet."""
        return (self.digest() or self._digests.planned()).sections

    def open(self, number: int) -> Digest:
        """Put a digest in work. Raises DeskError where there is none of this number."""
        digest = self._digests.get(number)
        self._has_remembered = True
        self._opened, self._is_to_read = number, digest.state is DigestState.SENT
        self.openings += 1
        if not self._is_to_read:
            self._store.memory.keep(_REMEMBERED, str(number))
        return digest

    def begin(self) -> Digest:
        """Begin a digest with the planned sections, and put it in work."""
        return self.open(self._digests.new().number)

    def begin_alike(self) -> Digest:
        """Begin a digest with the frame of the one in work, or else of the newest there is, and put it in work.

        Raises DeskError where there is none yet.
        """
        like = self.number() or next((row.number for row in self._digests.rows()), None)
        if like is None:
            raise DeskError("There is no digest yet whose frame another could have: begin the first one.")
        return self.open(self._digests.new(like=like).number)

    def _find(self, number: int) -> Digest | None:
        try:
            return self._digests.get(number)
        except DeskError:  # it was removed, here or elsewhere
            return None
