"""What is not kept for ever: the texts of articles that were dismissed long ago."""

from datetime import datetime

from digest.model.urls import PLACE
from digest.store.database import Database
from digest.store.values import epoch, ids_json


class Retention:
    """Drops texts. It is no act of the curator: what is undone later finds its article, title and address."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def drop_dismissed(self, before: datetime, limit: int) -> int:
        """Drop the texts of up to `limit` articles that were dismissed before then; how many. Runs in a transaction.

        Title, blurb and address stay, so that the same link is never new again. The former versions and the
        sketch of such an article go too. What stands in any digest is left alone, and so is what no page gives again:
        a file, a paste, a part of a page that many share.
        """
        rows = self._database.write(
            "UPDATE article SET text = '', links = '[]', complete = 0, outdated = 0"
            " WHERE id IN (SELECT article_id FROM text_to_drop AS old"
            " WHERE dismissed < ? AND NOT EXISTS (SELECT 1 FROM item WHERE item.article_id = old.article_id)"
            " AND EXISTS (SELECT 1 FROM article WHERE article.id = old.article_id AND instr(url, ?) = 0)"
            " ORDER BY dismissed LIMIT ?) RETURNING id",
            (epoch(before), PLACE, limit),
        )
        dropped = ids_json(number for (number,) in rows)
        for table in ("article_version", "sketch"):
            self._database.write(
                f"DELETE FROM {table} WHERE article_id IN (SELECT value FROM json_each(?))", (dropped,)
            )
        return len(rows)
