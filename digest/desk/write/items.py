"""The items of a digest: their words, their order. Every change here is an act that can be undone."""

from digest.desk.words import placed, titled
from digest.desk.write.digests import Digests
from digest.desk.write.outline import must_be_open, section_for, step
from digest.model import Article, DeskError, Digest, Item, clean_line, clean_prose, image_ref, web_url
from digest.store import Store


class Items:
    """What stands in the sections of the digests."""

    def __init__(self, store: Store, digests: Digests) -> None:
        self._store = store
        self._digests = digests

    def get(self, item_id: int) -> Item:
        """One item. Raises DeskError when there is none of this id."""
        item = self._store.digests.item(item_id)
        if item is None:
            raise DeskError(
                f"There is no item {item_id}: 'digest show' lists the items of a digest with their ids."
            )
        return item

    def article(self, item_id: int) -> Article | None:
        """The article behind an item, or None."""
        item = self.get(item_id)
        return None if item.article_id is None else self._store.articles.get(item.article_id)

    def holding(self, item: Item) -> Digest:
        """The digest that an item stands in."""
        return self._digests.get(self._store.digests.digest_of_item(item.id))

    def write(
        self,
        item_id: int,
        *,
        headline: str | None = None,
        summary: str | None = None,
        credit: str | None = None,
        byline: str | None = None,
        url: str | None = None,
        image_url: str | None = None,
        image_alt: str | None = None,
        draft: bool | None = None,
        typing: bool = False,
    ) -> Item:
        """Write an item's words. With `typing`, what follows in the same field is the same act.

        An empty `url` or `image_url` takes it away. A summary is the curator's own once it is written,
        unless `draft` says that it is a proposal. Raises DeskError for an address that is none.
        """
        item = self.get(item_id)
        must_be_open(self.holding(item))
        lines = {"headline": headline, "credit": credit, "byline": byline, "image_alt": image_alt}
        values: dict[str, str | int | None] = {
            name: clean_line(value) for name, value in lines.items() if value is not None
        }
        if summary is not None:
            values["summary"] = clean_prose(summary)
            values["draft"] = bool(draft)
        elif draft is not None:
            values["draft"] = draft
        values |= _addresses(url, image_url)
        if values:
            told = " and ".join(name.replace("_", " ") for name in values if name != "draft") or "draft"
            merge = f"item:{item_id}:{told}" if typing else None
            name = titled(str(values.get("headline") or item.headline))
            with self._store.history.act(f"wrote the {told} of {name}", merge):
                self._store.digests.write_item(item_id, **values)
        return self.get(item_id)

    def add(self, section_id: int, headline: str = "") -> Item:
        """Add an item that comes from no article: an event, a job, a note."""
        must_be_open(self._digests.holding_section(section_id))
        headline = clean_line(headline)
        with self._store.history.act(f"added {titled(headline)}"):
            number = self._store.digests.add_item(section_id, Item(headline=headline))
        return self.get(number)

    def remove(self, item_id: int) -> str:
        """Take an item out; what was done, in words."""
        item = self.get(item_id)
        must_be_open(self.holding(item))
        label = f"removed {titled(item.headline)}"
        with self._store.history.act(label):
            self._store.digests.remove_item(item_id)
            self._digests.release([item.article_id])
        return label

    def move(self, item_id: int, by: int) -> str:
        """Move an item `by` places down (up when negative); over a section's edge it enters the next one."""
        item = self.get(item_id)
        digest = self.holding(item)
        must_be_open(digest)
        orders = [[one.id for one in section.items] for section in digest.sections]
        before = [list(order) for order in orders]
        for _ in range(abs(by)):
            step(orders, item_id, 1 if by > 0 else -1)
        label = f"moved {titled(item.headline)}"
        with self._store.history.act(label):
            for section, old, new in zip(digest.sections, before, orders, strict=True):
                if old != new:
                    self._store.digests.order_items(section.id, new)
        return label

    def move_to(self, item_id: int, section_id: int) -> str:
        """Move an item to the end of a section of its digest; what was done, in words."""
        item = self.get(item_id)
        digest = self.holding(item)
        must_be_open(digest)
        there = section_for(digest, section_id)
        moving = [] if item in there.items else [item]
        label = placed([], [item.headline for item in moving], there.title)
        with self._store.history.act(label):
            self._store.digests.order_items(there.id, [item.id for item in (*there.items, *moving)])
        return label


def _addresses(url: str | None, image_url: str | None) -> dict[str, str | None]:
    """Those of the two that are given, each in its one spelling or, where it is empty, None. Raises DeskError."""
    values: dict[str, str | None] = {}
    for name, address, read in (("url", url, web_url), ("image_url", image_url, image_ref)):
        if address is not None:
            try:
                values[name] = read(address) if address else None
            except ValueError as error:
                raise DeskError(f"{address!r} cannot be used: {error}.") from error
    return values
