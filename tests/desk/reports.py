"""Reports of an event as outlets tell it, collected as a fetch does."""

from datetime import UTC, datetime, timedelta

from digest.desk import ArticleFilter, Desk
from digest.desk.collect.placing import assign_stories
from digest.model import Article
from digest.store import Collected

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FERRY = (
    "Council of Selm admits sale of the ferry Aurora",
    "Ferry Aurora sold to breakers, council of Selm admits",
    "Why the ferry Aurora was sold by Selm's council",
)


def collect(desk: Desk, *articles: Article) -> list[int]:
    """What a fetch does with what it brings in."""
    with desk.store.transaction():
        new = desk.store.articles.collect(
            None, [Collected(article.title, article) for article in articles]
        ).new
    assign_stories(desk.store, new)
    return new


def article(title: str, site: str = "Gazette", hours: float = 0, **values: object) -> Article:
    moment = NOON + timedelta(hours=hours)
    values = {"published": moment, "collected": moment, "language": "en", **values}
    return Article.model_validate({"title": title, "site": site, **values})


def stories(desk: Desk) -> list[tuple[int, list[int]]]:
    """Each story's lead and articles, those alone left out."""
    found = list(desk.articles.stories(ArticleFilter()))
    return [(one.lead, sorted(told.id for told in one.articles)) for one in found if len(one.articles) > 1]
