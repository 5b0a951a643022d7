"""What changed in an article: its former words and its present ones, compared."""

from dataclasses import dataclass
from datetime import datetime

from digest.model import Article
from digest.store import ArticleVersion
from digest.write.difference import Run, difference


@dataclass(frozen=True)
class ArticleChange:
    """How an article's words changed at a time (UTC); `blurb` and `text` as `digest.write.difference` tells them.

    `completed`: nobody changed a word, a stub's full text was read from its page. `nth` of `of`: 0 is the
    newest change that is known of the article.
    """

    at: datetime
    completed: bool
    title: list[Run]
    blurb: list[Run]
    text: list[Run]
    nth: int = 0
    of: int = 1


def change(former: ArticleVersion, present: ArticleVersion | Article, *, nth: int, of: int) -> ArticleChange:
    """The change from a former version to the one that followed it, or to the article as it is."""
    return ArticleChange(
        at=former.until,
        completed=former.completed,
        title=difference(former.title, present.title),
        blurb=difference(former.blurb, present.blurb),
        text=difference(former.text, present.text),
        nth=nth,
        of=of,
    )
