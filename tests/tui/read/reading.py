"""What Read shows, and what was decided there."""

from digest.desk import ArticleFilter, Desk
from digest.model import ArticleState
from digest.tui.read.article_list import ArticleList
from tests.tui.conftest import Driver


def titles(driver: Driver) -> list[str]:
    listing = driver.app.screen.query_one(ArticleList)
    rows = (listing.row_at(at) for at in range(listing.row_count))
    return [row.title for row in rows if row is not None]


def under_cursor(driver: Driver) -> str:
    row = driver.app.screen.query_one(ArticleList).current
    assert row is not None
    return row.title


def states(desk: Desk, state: ArticleState) -> list[str]:
    return [row.title for row in desk.articles.first(ArticleFilter(state=state), 100)]
