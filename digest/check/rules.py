"""The registry of rules. A new rule is a function from a case to findings, named here."""

from collections.abc import Callable, Iterator

from digest.check import content, inbox, sender, size
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
    content.missing_headline,
    content.missing_summary,
    content.draft_summary,
    inbox.missing_preheader,
)

_WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def check_digest(
    newsletter: Newsletter, digest: Digest, rendered_html_bytes: int | None = None
) -> list[Finding]:
    """All findings about `digest`, the worst first, then as the rules and the reader meet them.

    `rendered_html_bytes` is the size of its HTML in UTF-8; None leaves the size out.
    """
    case = Case(newsletter, digest, rendered_html_bytes)
    findings = [finding for rule in RULES for finding in rule(case)]
    return sorted(findings, key=lambda finding: _WORST_FIRST.index(finding.severity))
