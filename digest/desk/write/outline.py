"""Where things stand in a digest, and where they go: pure steps over its sections and items."""

from collections.abc import Sequence

from digest.model import Article, DeskError, Digest, DigestState, Item, Section, SectionKind


def item_of(article: Article, also: Sequence[str]) -> Item:
    """An item with its own copy of all that it shows of an article; `also` names the story's other outlets."""
    return Item(
        article_id=article.id,
        headline=article.title,
        credit=article.site,
        byline=article.byline,
        url=article.url,
        minutes=article.minutes,
        language=article.language,
        image_url=article.image_url,
        image_alt=article.image_alt or article.caption,
        also=list(also),
    )


def frame_of(digest: Digest) -> list[Section]:
    """What of a digest comes back in the next: its sections, and in those of kind `text` the items of one's own.

    An item that comes from an article is news once, and so is an event or a job in a section of stories.
    """
    return [
        Section(
            title=section.title,
            kind=section.kind,
            items=[
                item.model_copy(update={"id": 0})
                for item in section.items
                if section.kind is SectionKind.TEXT and item.article_id is None
            ],
        )
        for section in digest.sections
    ]


def section_of(digest: Digest, section_id: int) -> Section:
    """The section of this id, which must be there."""
    return next(section for section in digest.sections if section.id == section_id)


def section_for(digest: Digest, wanted: str | int | None) -> Section:
    """Where a picked article goes: to the section of this title or id, else to an empty lead, else among the stories.

    Raises DeskError where there is no such section.
    """
    if wanted is not None:
        return _section_called(digest, wanted)
    takers = [section for section in digest.sections if section.kind is not SectionKind.TEXT]
    if not takers:
        raise DeskError(f"Digest No. {digest.number} has no section for articles: add one in Compose.")
    for section in takers:
        if section.kind is SectionKind.LEAD and not section.items:
            return section
    return next((section for section in takers if section.kind is SectionKind.STORIES), takers[-1])


def _section_called(digest: Digest, wanted: str | int) -> Section:
    for section in digest.sections:
        if section.id == wanted or section.title.casefold() == str(wanted).casefold():
            return section
    known = ", ".join(section.title for section in digest.sections)
    raise DeskError(f"Digest No. {digest.number} has no section {wanted!r}: it has {known or 'none'}.")


def step(orders: list[list[int]], item_id: int, direction: int) -> None:
    """Move an item one place within its section's order, or into the next section's near end."""
    at = next(index for index, order in enumerate(orders) if item_id in order)
    place = orders[at].index(item_id)
    if 0 <= place + direction < len(orders[at]):
        orders[at].insert(place + direction, orders[at].pop(place))
    elif 0 <= at + direction < len(orders):
        orders[at].remove(item_id)
        orders[at + direction].insert(0 if direction > 0 else len(orders[at + direction]), item_id)


def must_be_open(digest: Digest) -> None:
    """Raise DeskError where a digest has gone out: it is kept as it was."""
    if digest.state is DigestState.SENT:
        raise DeskError(
            f"Digest No. {digest.number} has gone out and is kept as it was: work on another, or begin a new one."
        )
