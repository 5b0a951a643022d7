"""Rules about who sends: what the law of many countries and the big mailbox providers ask of a newsletter."""

from collections.abc import Iterator

from digest.check.case import Case
from digest.model import Finding, Severity


def no_unsubscribe(case: Case) -> Iterator[Finding]:
    """No way out: Gmail and Yahoo refuse such bulk mail, and the law of most countries forbids it."""
    if case.newsletter.unsubscribe_url is None:
        yield Finding(
            rule="no-unsubscribe",
            severity=Severity.ERROR,
            message="The mail has no unsubscribe link.",
            hint='Set unsubscribe_url = "https://…" in newsletter.toml.',
        )


def unsubscribe_without_https(case: Case) -> Iterator[Finding]:
    """One-click unsubscribing works over HTTPS alone (RFC 8058), and Gmail and Yahoo ask for it."""
    if (case.newsletter.unsubscribe_url or "").startswith("http:"):
        yield Finding(
            rule="unsubscribe-without-https",
            severity=Severity.WARNING,
            message="The unsubscribe link is not https, so mail programs will not offer to leave in one click.",
            hint='Begin unsubscribe_url with "https://" in newsletter.toml.',
        )


def no_postal_address(case: Case) -> Iterator[Finding]:
    """No postal address: US law (CAN-SPAM) asks for one, and that of other countries for an imprint."""
    if not case.newsletter.postal_address.strip():
        yield Finding(
            rule="no-postal-address",
            severity=Severity.ERROR,
            message="The mail does not say where its publisher can be reached by post.",
            hint='Set postal_address = "…" in newsletter.toml.',
        )


def no_sender(case: Case) -> Iterator[Finding]:
    """No address to be from: the .eml has no From, which RFC 5322 asks for."""
    if case.newsletter.sender.email is None:
        yield Finding(
            rule="no-sender",
            severity=Severity.WARNING,
            message="The newsletter has no address that its mail comes from.",
            hint='Set email = "editor@example.org" under [sender] in newsletter.toml.',
        )
