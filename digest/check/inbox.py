"""Rules about what a subscriber sees before opening the mail."""

from collections.abc import Iterator

from digest.check.case import Case
from digest.model import Finding, Severity


def missing_subject(case: Case) -> Iterator[Finding]:
    """A mail without a subject: it looks like spam, and is taken for it."""
    if not case.digest.subject:
        yield Finding(
            rule="missing-subject",
            severity=Severity.ERROR,
            message="The digest has no subject.",
            hint="Say in a few words what its best story is about.",
        )


def missing_preheader(case: Case) -> Iterator[Finding]:
    """Without a preheader the inbox shows whatever text comes first."""
    if not case.digest.preheader:
        yield Finding(
            rule="missing-preheader",
            severity=Severity.NOTE,
            message="The digest has no preheader.",
            hint="It is the line beside the subject in the inbox: say what else is in the mail.",
        )
