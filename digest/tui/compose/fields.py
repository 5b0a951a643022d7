"""Where words are typed: each field by name, what is stored in it, and how two versions are kept."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from digest.model import Digest, Item, Section, clean_line, clean_prose

Owner = Literal["digest", "section", "item"]

_PROSE = {"intro", "outro", "summary"}


class SpotKind(StrEnum):
    """What an entry of the outline stands for."""

    INTRO = "intro"
    SECTION = "section"
    ITEM = "item"
    OUTRO = "outro"


@dataclass(frozen=True)
class Spot:
    """An entry of the outline: `id` is the section's or the item's, 0 for the intro and the outro."""

    kind: SpotKind
    id: int = 0


INTRO = Spot(SpotKind.INTRO)
OUTRO = Spot(SpotKind.OUTRO)


@dataclass(frozen=True)
class Field:
    """One field that a curator types in: `id` is the digest's number or the section's or item's id."""

    owner: Owner
    id: int
    name: str

    @property
    def is_prose(self) -> bool:
        """Whether it holds Markdown of several lines; else it is one line."""
        return self.name in _PROSE

    def clean(self, text: str) -> str:
        """What the desk keeps of `text` in this field."""
        return clean_prose(text) if self.is_prose else clean_line(text)

    def stored(self, digest: Digest) -> str | None:
        """The text that `digest` holds in this field; None where the digest has no such place any more."""
        holder = self._holder(digest)
        return None if holder is None else str(getattr(holder, self.name) or "")

    def keep(self, digest: Digest, text: str) -> None:
        """Put `text` into `digest`, the copy that is shown, as the desk has put it into the workspace."""
        holder = self._holder(digest)
        if holder is not None:
            setattr(holder, self.name, text)

    def _holder(self, digest: Digest) -> Digest | Section | Item | None:
        if self.owner == "digest":
            return digest if digest.number == self.id else None
        things: list[Section] | list[Item] = digest.sections if self.owner == "section" else digest.items
        return next((thing for thing in things if thing.id == self.id), None)

    def both(self, mine: str, theirs: str) -> str:
        """`mine` with `theirs` after it, each whole, for the curator to choose from."""
        if not mine:
            return theirs
        if not self.is_prose:
            return f"{mine} ‖ {theirs}"
        return f"{mine}\n\n‖ the other version:\n\n{theirs}"
