"""Rules about what the digest says: is there anything, and is each item whole?"""

from collections.abc import Iterator

from digest.check.case import Case, named
from digest.model import Finding, SectionKind, Severity

_TELL = frozenset({SectionKind.LEAD, SectionKind.STORIES})
_OWN_WORDS = frozenset({SectionKind.QUOTE, SectionKind.TEXT})


def nothing_to_send(case: Case) -> Iterator[Finding]:
    """A digest without a single item."""
    if not any(item.headline or item.summary for item in case.digest.items):
        yield Finding(
            rule="nothing-to-send",
            severity=Severity.ERROR,
            message="The digest has no items.",
            hint="Pick an article into it, or write an item of your own.",
        )


def missing_headline(case: Case) -> Iterator[Finding]:
    """An item that shows an article and has no headline to click on."""
    for section, item in case.places():
        if not item.headline and section.kind not in _OWN_WORDS:
            yield Finding(
                rule="missing-headline",
                severity=Severity.ERROR,
                message=f"{_capital(named(section, item))} has no headline.",
                hint="Write one, or take the item out.",
                section=section.id,
                item=item.id,
            )


def missing_summary(case: Case) -> Iterator[Finding]:
    """An item without a word about it: worth a look in a story, no more than a note in a list of headlines."""
    for section, item in case.places():
        if item.summary:
            continue
        if section.kind in _OWN_WORDS and not item.headline:
            message, hint = f"{_capital(named(section, item))} is empty.", "Write its words, or take it out."
        else:
            message, hint = (
                f"{_capital(named(section, item))} has no summary.",
                "Write one, or let the desk draft it.",
            )
        yield Finding(
            rule="missing-summary",
            severity=Severity.WARNING if section.kind in _TELL | _OWN_WORDS else Severity.NOTE,
            message=message,
            hint=hint,
            section=section.id,
            item=item.id,
        )


def draft_summary(case: Case) -> Iterator[Finding]:
    """A summary that the desk proposed and nobody has read yet."""
    for section, item in case.places():
        if item.draft and item.summary:
            yield Finding(
                rule="draft-summary",
                severity=Severity.WARNING,
                message=f"The summary of {named(section, item)} is a proposal that nobody has edited.",
                hint="Read it; change a word, or write it anew.",
                section=section.id,
                item=item.id,
            )


def borrowed_words(case: Case) -> Iterator[Finding]:
    """A mail in a language that has no fixed words of its own."""
    if case.words_to_translate:
        tag = case.newsletter.language
        yield Finding(
            rule="borrowed-words",
            severity=Severity.WARNING,
            message=f"There are no words for “read more” and the like in {tag}: the mail has English ones.",
            hint=f"Copy {case.words_to_translate} to languages/{tag}.toml beside newsletter.toml, and translate it.",
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
