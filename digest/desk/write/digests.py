"""The digests on file, each as a whole. Every change here is an act that can be undone."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.desk.write.outline import frame_of, must_be_open
from digest.model import (
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
    now,
)
from digest.store import DigestRow, Store


class Digests:
    """The digests on file. A number of None means the newest one that has not gone out."""

    def __init__(self, store: Store, newsletter: Newsletter, languages: Path | None = None) -> None:
        self._store = store
        self._newsletter = newsletter
        self._languages = languages

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

    def release(self, article_ids: Sequence[int | None]) -> None:
        """Let those of these articles that stand in no digest any more be new again, within an act."""
        free = self._store.digests.unused([number for number in article_ids if number is not None])
        self._store.articles.mark(free, ArticleState.NEW)

    def holding_section(self, section_id: int) -> Digest:
        """The digest that a section stands in. Raises DeskError when there is none of this id."""
        number = self._store.digests.digest_of_section(section_id)
        if number is None:
            raise DeskError(
                f"There is no section {section_id}: 'digest show' lists the sections of a digest."
            )
        return self.get(number)
