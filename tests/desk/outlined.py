"""What stands where in a digest."""

from digest.model import Digest


def outline(digest: Digest) -> list[tuple[str, list[int | None]]]:
    return [(section.title, [item.article_id for item in section.items]) for section in digest.sections]
