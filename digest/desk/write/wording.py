"""Help with an item's words: proposals from the article's own text, what it bears out, and others' headlines."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.desk.write.items import Items
from digest.model import Article
from digest.store import Store

if TYPE_CHECKING:
    from digest.write.evidence import Evidence

_LONGEST = 140
"""Characters beyond which a blurb's first sentence is no headline."""


@dataclass(frozen=True)
class Headline:
    """A headline that an item could have, and where it is from."""

    text: str
    origin: str


@dataclass(frozen=True)
class Wording:
    """What an item could say. Nothing here is written: that is `Items.write`."""

    store: Store
    items: Items

    def propose(self, item_id: int, nth: int = 0) -> str:
        """The `nth` proposed summary from the article's own text; "" where there is none."""
        from digest.write.draft import propose

        article = self.items.article(item_id)
        return propose(article, nth) if article else ""

    def evidence(self, article: Article) -> "Evidence":
        """What can be held against an item's words: all that its article says."""
        from digest.write.evidence import Evidence

        day = f"{article.published:%-d %B %Y %A}" if article.published else ""
        told = (article.title, article.blurb, article.text, article.caption, article.byline, day)
        return Evidence("\n".join(told))

    def headlines(self, item_id: int) -> list[Headline]:
        """The article's own headline, those of the story's other outlets, and the blurb's first sentence.

        Each text once. Empty for an item that comes from no article.
        """
        from digest.write.draft import sentences

        article = self.items.article(item_id)
        if article is None:
            return []
        found = [Headline(article.title, article.site or "its own")]
        if article.story_id is not None:
            others = self.store.articles.rows(self.store.stories.members(article.story_id))
            found += [Headline(row.title, row.site) for row in others if row.id != article.id]
        opening = next(iter(sentences(article.blurb)), "")
        if opening and len(opening) <= _LONGEST:
            found.append(Headline(opening.removesuffix("."), "the blurb"))
        return list({headline.text: headline for headline in reversed(found)}.values())[::-1]
