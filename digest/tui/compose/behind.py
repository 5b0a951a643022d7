"""What stands behind the words in the editor: the article an item was made from, or why there is none."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.model import Article, Item
from digest.tui.compose.measure import count_words
from digest.tui.compose.words import NOTHING_YET, Shown
from digest.tui.widgets.text import count

if TYPE_CHECKING:
    from digest.desk import ArticleChange, Desk, Evidence

_WORDS_A_MINUTE = 230
"""How fast a subscriber reads."""


@dataclass(frozen=True)
class Behind:
    """The article behind an item, what it can bear out, and how it changed since it was picked."""

    article: Article
    evidence: "Evidence"
    change: "ArticleChange | None"


def read_behind(desk: "Desk", item: Item) -> Behind | None:
    """Read what is behind `item`, made ready to weigh its words in the reading thread; None if it is not kept."""
    article = desk.items.article(item.id)
    if article is None:
        return None
    evidence = desk.wording.evidence(article)
    evidence.doubts(f"{item.headline}\n{item.summary}")
    return Behind(article, evidence, desk.articles.change_since_picked(item.id))


def words_in_place(shown: Shown) -> str:
    """What is said where no article is behind the words; keys by their actions."""
    if shown.item is not None:
        return "This item comes from no article.\nWrite its headline and its words here; a link is optional."
    if shown.section is not None:
        return ""
    items = shown.digest.items
    if not items:
        return NOTHING_YET
    words = sum(count_words(item.summary) for item in items) + count_words(shown.digest.intro)
    minutes = max(1, round(words / _WORDS_A_MINUTE))
    return (
        f"{count(len(items), 'item')} · {count(words, 'word')} of yours so far,"
        f" {count(minutes, 'minute')} to read."
    )
