"""The shelf of texts: where an article's words came from, its feed or its own page, and the links behind them."""

import json
from collections.abc import Sequence
from datetime import datetime

from digest.model import Article, ImageSize, TextLink, now
from digest.store.database import Database
from digest.store.listing import IN_DRAFT
from digest.store.values import epoch, links_json, sides
from digest.store.versions import VersionShelf

WHOLE_SHARE = 0.8
"""A text of at least this share of the length of the one that is known says as much, and is no mere part of it."""


class TextShelf:
    """Texts in the database. Writing methods run inside a transaction; none is an act."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._versions = VersionShelf(database)

    def refresh(self, article_id: int, article: Article, links: Sequence[TextLink]) -> None:
        """Bring an article up to date with its feed, which has changed it.

        A text from its own page stays where the feed gives only a part of it: it is outdated from then on.
        """
        with self._versions.kept(article_id):
            replaced = self._database.write(
                "UPDATE article SET title = ?1, blurb = ?2, text = ?3, minutes = ?4, links = ?5, complete = 0,"
                " outdated = 0 WHERE id = ?6 AND (NOT complete OR length(?3) >= ?7 * length(text)) RETURNING id",
                (
                    article.title,
                    article.blurb,
                    article.text,
                    article.minutes,
                    links_json(links),
                    article_id,
                    WHOLE_SHARE,
                ),
            )
            if not replaced:
                self._database.write(
                    "UPDATE article SET title = ?, blurb = ?, outdated = 1 WHERE id = ?",
                    (article.title, article.blurb, article_id),
                )

    def complete(
        self,
        article_id: int,
        page: Article,
        image_size: ImageSize | None = None,
        links: Sequence[TextLink] = (),
    ) -> None:
        """Fill in from the article's own page what its feed left out; `image_size` is that of the page's picture,
        `links` are those of the page's text.
        """
        with self._versions.kept(article_id, completed=not self.is_complete(article_id)):
            self._database.write(
                # What is said of the picture is the page's only where the picture is.
                "UPDATE article SET complete = 1, outdated = 0, text = ?1, minutes = ?2, links = ?11,"
                " byline = iif(byline = '', ?3, byline),"
                " language = coalesce(language, ?4), image_url = coalesce(image_url, ?5),"
                " image_alt = iif(image_url IS NULL, ?6, image_alt), caption = iif(caption = '', ?7, caption),"
                " image_width = iif(coalesce(image_url, ?5) = ?5, coalesce(?8, image_width), image_width),"
                " image_height = iif(coalesce(image_url, ?5) = ?5, coalesce(?9, image_height), image_height)"
                " WHERE id = ?10",
                (
                    page.text,
                    page.minutes,
                    page.byline,
                    page.language,
                    page.image_url,
                    page.image_alt,
                    page.caption,
                    *sides(image_size),
                    article_id,
                    links_json(links),
                ),
            )

    def links(self, article_id: int) -> list[TextLink]:
        """The links behind words of the article's text, in order."""
        row = self._database.one("SELECT links FROM article WHERE id = ?", (article_id,))
        return [TextLink(*link) for link in json.loads(row[0])] if row else []

    def is_complete(self, article_id: int) -> bool:
        """Whether the article's text came from its own page."""
        row = self._database.one("SELECT complete FROM article WHERE id = ?", (article_id,))
        return bool(row and row[0])

    def is_outdated(self, article_id: int) -> bool:
        """Whether the article's feed has changed it since its text came from its page."""
        row = self._database.one("SELECT outdated FROM article WHERE id = ?", (article_id,))
        return bool(row and row[0])

    def stays(self, article_id: int) -> None:
        """Note that the article's page was read again, and its text stays what it is."""
        self._database.write("UPDATE article SET outdated = 0 WHERE id = ?", (article_id,))

    def page_was_asked(self, article_id: int) -> None:
        """Note that the article's own page was asked for its text just now, and gave none."""
        self._database.write("UPDATE article SET page_asked = ? WHERE id = ?", (epoch(now()), article_id))

    def kept_without_page(self, before: datetime) -> list[int]:
        """The newest articles that are saved or stand in a draft, and whose text came from no page, or is outdated.

        Without those whose page was asked after `before` (UTC).
        """
        rows = self._database.read(
            "SELECT id FROM article WHERE (complete = 0 OR outdated) AND url IS NOT NULL"
            f" AND coalesce(page_asked, 0) < ? AND (state = 'saved' OR {IN_DRAFT}) ORDER BY at DESC LIMIT 200",
            (epoch(before),),
        )
        return [number for (number,) in rows]
