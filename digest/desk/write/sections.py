"""The sections of a digest: their titles, their kinds, their order. Every change here is an act."""

from digest.desk.words import titled
from digest.desk.write.digests import Digests
from digest.desk.write.outline import must_be_open, section_of
from digest.model import Section, SectionKind, clean_line
from digest.store import Store


class Sections:
    """What the digests are divided into."""

    def __init__(self, store: Store, digests: Digests) -> None:
        self._store = store
        self._digests = digests

    def add(
        self, number: int, title: str, kind: SectionKind = SectionKind.STORIES, *, after: int | None = None
    ) -> Section:
        """Add an empty section after the section of that id, or at the end."""
        digest = self._digests.get(number)
        must_be_open(digest)
        order = [section.id for section in digest.sections]
        place = order.index(after) + 1 if after in order else len(order)
        section = Section(title=clean_line(title) or "Untitled", kind=kind)
        with self._store.history.act(f"added the section {titled(section.title)}"):
            section_id = self._store.digests.add_section(number, section)
            order.insert(place, section_id)
            self._store.digests.order_sections(order)
        return section.model_copy(update={"id": section_id})

    def write(
        self,
        section_id: int,
        *,
        title: str | None = None,
        kind: SectionKind | None = None,
        typing: bool = False,
    ) -> Section:
        """Rename a section, or let it show its items in another way. With `typing`, what follows is the same act."""
        digest = self._digests.holding_section(section_id)
        must_be_open(digest)
        values: dict[str, str] = {}
        if title is not None and clean_line(title):
            values["title"] = clean_line(title)
        if kind is not None:
            values["kind"] = kind
        if values:
            name = titled(values.get("title") or section_of(digest, section_id).title)
            label = f"called a section {name}" if kind is None else f"showed the section {name} as {kind}"
            with self._store.history.act(label, f"section:{section_id}" if typing else None):
                self._store.digests.write_section(section_id, **values)
        return section_of(self._digests.get(digest.number), section_id)

    def move(self, section_id: int, by: int) -> str:
        """Move a section `by` places down (up when negative)."""
        digest = self._digests.holding_section(section_id)
        must_be_open(digest)
        order = [section.id for section in digest.sections]
        place = order.index(section_id)
        order.insert(max(0, min(len(order) - 1, place + by)), order.pop(place))
        label = f"moved the section {titled(section_of(digest, section_id).title)}"
        with self._store.history.act(label):
            self._store.digests.order_sections(order)
        return label

    def remove(self, section_id: int) -> str:
        """Take a section out with its items; what was done, in words."""
        digest = self._digests.holding_section(section_id)
        must_be_open(digest)
        section = section_of(digest, section_id)
        label = f"removed the section {titled(section.title)}"
        with self._store.history.act(label):
            self._store.digests.remove_section(section_id)
            self._digests.release([item.article_id for item in section.items])
        return label
