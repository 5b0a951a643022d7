"""How acts are told: "dismissed 12 articles", "picked “Cities are quietly…”"."""

TITLE_CHARACTERS = 48
_INNER = str.maketrans("“”", "‘’")
"""The quotation marks of a title, which stands in some itself."""


def counted(number: int, noun: str) -> str:
    """`1 article`, `12 articles`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def titled(title: str) -> str:
    """A title in quotation marks, shortened at a word's end."""
    if len(title) > TITLE_CHARACTERS:
        title = title[:TITLE_CHARACTERS].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    title = title.translate(_INNER)
    return f"“{title}”" if title else "an untitled one"


def articles_told(titles: list[str]) -> str:
    """One article by its title, several by their number."""
    return titled(titles[0]) if len(titles) == 1 else counted(len(titles), "article")


def placed(picked: list[str], moved: list[str], section: str) -> str:
    """What was picked into a section and what was moved there, by their titles."""
    parts = [f"picked {articles_told(picked)} into {section}"] if picked else []
    if moved:
        parts.append(
            f"moved {titled(moved[0]) if len(moved) == 1 else counted(len(moved), 'item')} to {section}"
        )
    return " and ".join(parts) or f"nothing to move: all of it stands in {section}"
