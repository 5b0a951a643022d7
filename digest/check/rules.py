"""The registry of rules. A new rule is a function from a case to findings, named here."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from digest.check import content, inbox, pictures, sender, size
from digest.check.case import Case
from digest.model import Digest, Finding, Newsletter, Severity

Rule = Callable[[Case], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    content.nothing_to_send,
    inbox.missing_subject,
    sender.no_unsubscribe,
    sender.unsubscribe_without_https,
    sender.no_postal_address,
    sender.no_sender,
    size.size,
    pictures.heavy_mail,
    pictures.loose_picture,
    content.missing_headline,
    content.missing_summary,
    content.draft_summary,
    content.borrowed_words,
    inbox.missing_preheader,
)

_WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def check_digest(
    newsletter: Newsletter,
    digest: Digest,
    rendered_html_bytes: int | None = None,
    *,
    mail_bytes: int | None = None,
    loose_pictures: Mapping[str, str] | None = None,
    words_to_translate: Path | None = None,
) -> list[Finding]:
    """All findings about `digest`, the worst first, then as the rules and the reader meet them.

    `rendered_html_bytes` is the size of its HTML in UTF-8 and `mail_bytes` that of the whole message; None leaves the
    size out. `loose_pictures` are those that could not be embedded, by address, and why, and
    `words_to_translate` is the file of English words that the mail has for want of its language's own.
    """
    case = Case(newsletter, digest, rendered_html_bytes, mail_bytes, loose_pictures or {}, words_to_translate)
    findings = [finding for rule in RULES for finding in rule(case)]
    return sorted(findings, key=lambda finding: _WORST_FIRST.index(finding.severity))
