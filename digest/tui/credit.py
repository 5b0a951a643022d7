"""Whose an article is, on one line."""

from digest.model import Article
from digest.tui.widgets.text import isolate


def credit_line(article: Article) -> str:
    """Outlet, byline, when it was published, how long it takes to read: what of it is known."""
    moment = article.published or article.collected
    return " · ".join(
        part
        for part in (
            isolate(article.site),
            isolate(article.byline),
            f"{moment.astimezone():%-d %b %H:%M}" if moment else "",
            f"{article.minutes} min" if article.minutes else "",
        )
        if part
    )
