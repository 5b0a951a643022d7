"""Choosing and writing: digests, their sections and items. Every change here is an act that can be undone."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.desk.words import articles_told, placed, titled
from digest.desk.write.outline import frame_of, item_of, must_be_open, section_for, step
from digest.model import (
    Article,
    ArticleState,
    DeskError,
    Digest,
    DigestState,
    ExportedDigest,
    ImageSize,
    Item,
    Newsletter,
    Section,
    clean_line,
    clean_prose,
    image_ref,
    now,
    web_url,
)
from digest.store import DigestRow, Store


class Digests:
    """The digests on file. A number of None means the newest one that has not gone out."""

    def __init__(self, store: Store, newsletter: Newsletter, languages: Path | None = None) -> None:
        self._store = store
        self._newsletter = newsletter
        self._languages = languages

    # Digests

    def all(self) -> list[Digest]:
        """Every digest, newest first."""
        found = (self._store.digests.get(number) for number in self._store.digests.numbers())
        return [digest for digest in found if digest is not None]

    def draft(self) -> Digest | None:
        """The newest digest that has not gone out, or None."""
        number = self._store.digests.newest_draft()
        return None if number is None else self._store.digests.get(number)

    def get(self, number: int | None = None) -> Digest:
        """One digest. Raises DeskError when there is none of this number, or no draft."""
        if number is None:
            draft = self.draft()
            if draft is None:
                raise DeskError("There is no digest to work on: begin one with 'digest new'.")
            return draft
        digest = self._store.digests.get(number)
        if digest is None:
            raise DeskError(f"There is no digest No. {number}: 'digest list' shows those there are.")
        return digest

    def image_sizes(self, number: int) -> dict[str, ImageSize]:
        """The sizes of a digest's pictures by address, where the articles that they came with told them."""
        return self._store.digests.image_sizes(number)

    def rows(self) -> list[DigestRow]:
        """Every digest as a list shows it, newest first."""
        return self._store.digests.rows()

    def new(self, subject: str = "", *, like: int | None = None) -> Digest:
        """Begin a digest with the newsletter's planned sections.

        With `like`, the number of another, it begins with that one's frame instead: its sections, its intro
        and outro, and the items of one's own that stand in its `text` sections.
        """
        digest = self.planned()
        digest.subject = clean_line(subject)
        if like is not None:
            model = self.get(like)
            digest.sections, digest.intro, digest.outro = frame_of(model), model.intro, model.outro
        with self._store.history.act(f"began digest No. {digest.number}"):
            self._store.digests.add(digest)
        return self.get(digest.number)

    def planned(self) -> Digest:
        """The digest that would be begun now, which is not on file.

        Its sections are the newsletter's own plan, or the usual four in its language.
        """
        from digest.render.words import planned_sections

        plans = self._newsletter.sections or planned_sections(self._newsletter.language, self._languages)
        sections = [Section(title=plan.title, kind=plan.kind) for plan in plans]
        return Digest(number=self._next_number(), date=self._today(), sections=sections)

    def _next_number(self) -> int:
        numbers = self._store.digests.numbers()
        return max(numbers) + 1 if numbers else self._newsletter.first_number

    def _today(self) -> date:
        return now().astimezone(ZoneInfo(self._newsletter.timezone)).date()

    def remove(self, number: int) -> None:
        """Take a digest away with all that is in it; its articles can be picked again."""
        digest = self.get(number)
        with self._store.history.act(f"removed digest No. {number}"):
            self._store.digests.remove(number)
            self.release([item.article_id for item in digest.items])

    def restore(self, digest: ExportedDigest) -> Digest:
        """Put a digest that was exported into the workspace, under its own number. One act.

        An article that this workspace does not have is no loss: the item carries all that it shows.
        """
        if self._store.digests.get(digest.number) is not None:
            raise DeskError(
                f"There is a digest No. {digest.number} already: remove it first ('digest remove {digest.number}'),"
                " or change the number in the file."
            )
        for item in digest.items:
            item.article_id = self._article_behind(item)
        articles = [item.article_id for item in digest.items if item.article_id is not None]
        with self._store.history.act(f"imported digest No. {digest.number}"):
            self._store.digests.add(digest, digest.image_sizes)
            self._store.articles.mark(articles, ArticleState.PICKED)
        return self.get(digest.number)

    def _article_behind(self, item: Item) -> int | None:
        """The article of this workspace that an imported item came from: ids of another one mean nothing here."""
        if item.url is not None:
            return self._store.articles.by_url(item.url)
        article = None if item.article_id is None else self._store.articles.get(item.article_id)
        return article.id if article and article.url is None else None

    def write(
        self,
        number: int,
        *,
        subject: str | None = None,
        preheader: str | None = None,
        intro: str | None = None,
        outro: str | None = None,
        typing: bool = False,
    ) -> Digest:
        """Write a digest's own words. With `typing`, what follows in the same field is the same act."""
        given = {
            "subject": None if subject is None else clean_line(subject),
            "preheader": None if preheader is None else clean_line(preheader),
            "intro": None if intro is None else clean_prose(intro),
            "outro": None if outro is None else clean_prose(outro),
        }
        values = {name: value for name, value in given.items() if value is not None}
        must_be_open(self.get(number))
        if values:
            fields = " and ".join(values)
            merge = f"digest:{number}:{fields}" if typing else None
            with self._store.history.act(f"wrote the {fields} of No. {number}", merge):
                self._store.digests.write(number, **values)
        return self.get(number)

    def mark_sent(self, number: int | None = None) -> Digest:
        """Mark a digest as gone out now: its articles have run, and the next digest begins here."""
        digest = self.get(number)
        if digest.state is DigestState.SENT:
            raise DeskError(f"Digest No. {digest.number} is marked as sent already.")
        if not digest.items:
            raise DeskError(
                f"Digest No. {digest.number} has no items yet: pick some articles before it goes out."
            )
        with self._store.history.act(f"marked No. {digest.number} as sent"):
            self._store.digests.write(digest.number, state=DigestState.SENT, sent=now())
        return self.get(digest.number)

    # Picking

    def pick(
        self, article_ids: Sequence[int], *, number: int | None = None, section: str | int | None = None
    ) -> list[Item]:
        """Put articles into a digest; the items just made. One act.

        A digest is begun when there is none. `section` is a title or an id; left out, an empty lead section
        takes the first article and the first section of stories the others. An article that stands in the
        digest already is not put in twice.
        """
        digest = self._to_pick_into(number)
        articles = [
            article for article in self._articles(article_ids) if article.id not in digest.article_ids
        ]
        with self._store.history.act(f"picked {articles_told([article.title for article in articles])}"):
            made = self._put(articles, self._on_file(digest), section)
        return [self.item(number) for number in made]

    def place(self, article_ids: Sequence[int], section: str | int, *, number: int | None = None) -> str:
        """Let articles stand in a section, whose title or id is given; what was done, in words. One act.

        Those that are not in the digest yet are picked into it, those that are go to the section's end. A digest
        is begun when there is none.
        """
        digest = self._to_pick_into(number)
        new = [article for article in self._articles(article_ids) if article.id not in digest.article_ids]
        there = section_for(digest, section)
        standing = [item for item in digest.items if item.article_id in set(article_ids)]
        moving = [item for item in standing if item not in there.items]
        label = placed([article.title for article in new], [item.headline for item in moving], there.title)
        with self._store.history.act(label):
            self._move_to_end(there, moving)
            self._put(new, self._on_file(digest), section)
        return label

    def _articles(self, article_ids: Sequence[int]) -> list[Article]:
        articles = self._store.articles.many(article_ids)
        missing = set(article_ids) - {article.id for article in articles}
        if missing:
            raise DeskError(
                f"There is no article {min(missing)}: 'digest article list' shows those there are."
            )
        return articles

    def _to_pick_into(self, number: int | None) -> Digest:
        """The digest of this number or else the newest draft, or one to begin, which is not on file yet."""
        digest = self.draft() if number is None else self.get(number)
        if digest is None:
            return self.planned()
        must_be_open(digest)
        return digest

    def _on_file(self, digest: Digest) -> Digest:
        """A digest with the ids that it has on file; one that was just begun is put there, within an act."""
        if self._store.digests.get(digest.number) is None:
            self._store.digests.add(digest)
        return self.get(digest.number)

    def _put(self, articles: Sequence[Article], digest: Digest, section: str | int | None) -> list[int]:
        """Put articles into a digest, within an act; the ids of the items."""
        made: list[int] = []
        for article in articles:
            there = section_for(digest, section)
            item = item_of(article, self._other_outlets(article))
            made.append(self._store.digests.add_item(there.id, item))
            there.items.append(item)
        self._store.articles.mark([article.id for article in articles], ArticleState.PICKED)
        return made

    def _other_outlets(self, article: Article) -> list[str]:
        if article.story_id is None:
            return []
        others = self._store.articles.rows(self._store.stories.members(article.story_id))
        return list(dict.fromkeys(row.site for row in others if row.site and row.site != article.site))

    def unpick(self, article_ids: Sequence[int], *, number: int | None = None) -> str:
        """Take articles out of a digest again; what was done, in words. One act."""
        digest = self.get(number)
        must_be_open(digest)
        items = [item for item in digest.items if item.article_id in set(article_ids)]
        if not items:
            raise DeskError(
                f"No. {digest.number} has none of these: what is picked stands in another digest."
            )
        label = f"took {articles_told([item.headline for item in items])} out of No. {digest.number}"
        with self._store.history.act(label):
            for item in items:
                self._store.digests.remove_item(item.id)
            self.release([item.article_id for item in items])
        return label

    def release(self, article_ids: Sequence[int | None]) -> None:
        """Let those of these articles that stand in no digest any more be new again, within an act."""
        free = self._store.digests.unused([number for number in article_ids if number is not None])
        self._store.articles.mark(free, ArticleState.NEW)

    # Items

    def item(self, item_id: int) -> Item:
        """One item. Raises DeskError when there is none of this id."""
        item = self._store.digests.item(item_id)
        if item is None:
            raise DeskError(
                f"There is no item {item_id}: 'digest show' lists the items of a digest with their ids."
            )
        return item

    def item_article(self, item_id: int) -> Article | None:
        """The article behind an item, or None."""
        item = self.item(item_id)
        return None if item.article_id is None else self._store.articles.get(item.article_id)

    def holding(self, item: Item) -> Digest:
        """The digest that an item stands in."""
        return self.get(self._store.digests.digest_of_item(item.id))

    def write_item(
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
        item = self.item(item_id)
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
        for name, address, read in (("url", url, web_url), ("image_url", image_url, image_ref)):
            if address is not None:
                try:
                    values[name] = read(address) if address else None
                except ValueError as error:
                    raise DeskError(f"{address!r} cannot be used: {error}.") from error
        if values:
            told = " and ".join(name.replace("_", " ") for name in values if name != "draft") or "draft"
            merge = f"item:{item_id}:{told}" if typing else None
            name = titled(str(values.get("headline") or item.headline))
            with self._store.history.act(f"wrote the {told} of {name}", merge):
                self._store.digests.write_item(item_id, **values)
        return self.item(item_id)

    def add_item(self, section_id: int, headline: str = "") -> Item:
        """Add an item that comes from no article: an event, a job, a note."""
        must_be_open(self.holding_section(section_id))
        headline = clean_line(headline)
        with self._store.history.act(f"added {titled(headline)}"):
            number = self._store.digests.add_item(section_id, Item(headline=headline))
        return self.item(number)

    def remove_item(self, item_id: int) -> str:
        """Take an item out; what was done, in words."""
        item = self.item(item_id)
        must_be_open(self.holding(item))
        label = f"removed {titled(item.headline)}"
        with self._store.history.act(label):
            self._store.digests.remove_item(item_id)
            self.release([item.article_id])
        return label

    def move_item(self, item_id: int, by: int) -> str:
        """Move an item `by` places down (up when negative); over a section's edge it enters the next one."""
        item = self.item(item_id)
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

    def move_item_to(self, item_id: int, section_id: int) -> str:
        """Move an item to the end of a section of its digest; what was done, in words."""
        item = self.item(item_id)
        digest = self.holding(item)
        must_be_open(digest)
        there = section_for(digest, section_id)
        moving = [] if item in there.items else [item]
        label = placed([], [item.headline for item in moving], there.title)
        with self._store.history.act(label):
            self._move_to_end(there, moving)
        return label

    def _move_to_end(self, section: Section, items: Sequence[Item]) -> None:
        """Let a section end with these items of its digest, within an act."""
        self._store.digests.order_items(section.id, [item.id for item in (*section.items, *items)])

    def holding_section(self, section_id: int) -> Digest:
        """The digest that a section stands in. Raises DeskError when there is none of this id."""
        number = self._store.digests.digest_of_section(section_id)
        if number is None:
            raise DeskError(
                f"There is no section {section_id}: 'digest show' lists the sections of a digest."
            )
        return self.get(number)
