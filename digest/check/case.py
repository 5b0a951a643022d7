"""What a rule looks at, and how a finding names its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from digest.model import Digest, Item, Newsletter, Section


@dataclass(frozen=True)
class Case:
    """A digest to be checked.

    `html_bytes` is the size of its HTML in UTF-8 and `mail_bytes` that of the whole message, None where it is not
    drawn yet; `loose_pictures` are those that could not be embedded, by address, and why; `words_to_translate` is
    the file of English words that stand in for those of a language that has none.
    """

    newsletter: Newsletter
    digest: Digest
    html_bytes: int | None = None
    mail_bytes: int | None = None
    loose_pictures: Mapping[str, str] = field(default_factory=dict)
    words_to_translate: Path | None = None

    def places(self) -> Iterator[tuple[Section, Item]]:
        """Every item with its section, in the order in which a subscriber reads them."""
        for section in self.digest.sections:
            for item in section.items:
                yield section, item


def named(section: Section, item: Item) -> str:
    """An item as a curator knows it: by its headline, or by where it stands."""
    if item.headline:
        return f"“{item.headline}”"
    place = next(index for index, other in enumerate(section.items, 1) if other is item)
    return f"item {place} of {section.title or section.kind.value}"
