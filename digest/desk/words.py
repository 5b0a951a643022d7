"""How acts are told: "dismissed 12 articles", "picked “Cities are quietly…”"."""

TITLE_CHARACTERS = 48


def counted(number: int, noun: str) -> str:
    """`1 article`, `12 articles`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def titled(title: str) -> str:
    """A title in quotation marks, shortened at a word's end."""
    if len(title) > TITLE_CHARACTERS:
        title = title[:TITLE_CHARACTERS].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return f"“{title}”" if title else "an untitled one"


def articles_told(titles: list[str]) -> str:
    """One article by its title, several by their number."""
    return titled(titles[0]) if len(titles) == 1 else counted(len(titles), "article")
