"""The words of a digest, read from and written to the desk field by field."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.model import DeskError, Digest, Item, Section
from digest.tui.compose.fields import Field

if TYPE_CHECKING:
    from digest.desk import Desk


@dataclass(frozen=True)
class DeskKeeper:
    """What autosave writes through, for the fields of digest `number`."""

    desk: "Desk"
    number: int

    def alone(self) -> AbstractContextManager[object]:
        """Until the block ends nobody else writes."""
        return self.desk.alone()

    def read(self, field: Field) -> str | None:
        """The stored text of `field`; None when its place is gone."""
        try:
            return field.stored(self.desk.digests.get(self.number))
        except DeskError:  # the digest itself was removed
            return None

    def write(self, field: Field, text: str) -> str:
        """Store `text` as typing, which makes one act of a run of keys; gives back what was kept."""
        words: dict[str, Any] = {field.name: text}  # which of its words, only `field` knows
        if field.owner == "digest":
            kept: Digest | Section | Item = self.desk.digests.write(field.id, typing=True, **words)
        elif field.owner == "section":
            kept = self.desk.sections.write(field.id, typing=True, **words)
        else:
            kept = self.desk.items.write(field.id, typing=True, **words)
        return str(getattr(kept, field.name) or "")
