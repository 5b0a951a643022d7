"""What each rule finds in a digest, and what it lets pass."""

from datetime import date
from pathlib import Path

import pytest

from digest.check.rules import RULES, check_digest
from digest.model import Digest, Finding, Item, Newsletter, Section, SectionKind, Sender, Severity

GOOD = Newsletter(
    name="Letter",
    unsubscribe_url="https://letter.example/leave",
    postal_address="12 Sample Quay",
    sender=Sender(email="desk@letter.example"),
)
DAY = date(2026, 11, 22)
WHOLE = Item(id=7, headline="Harbour opens", summary="After nine years.")


def digest(
    *items: Item, kind: SectionKind = SectionKind.STORIES, subject: str = "Harbour", preheader: str = "More"
) -> Digest:
    section = Section(id=4, title="Must read", kind=kind, items=list(items))
    return Digest(number=1, date=DAY, subject=subject, preheader=preheader, sections=[section])


def found(rule: str, findings: list[Finding]) -> Finding:
    (one,) = [finding for finding in findings if finding.rule == rule]
    return one


def test_a_whole_digest_has_no_findings() -> None:
    assert check_digest(GOOD, digest(WHOLE), 40_000) == []


def test_an_empty_one_has_nothing_to_send() -> None:
    for empty in (digest(), digest(Item(id=7))):
        assert found("nothing-to-send", check_digest(GOOD, empty)).severity is Severity.ERROR


def test_no_subject_is_an_error_and_no_preheader_a_note() -> None:
    findings = check_digest(GOOD, digest(WHOLE, subject="", preheader=""))
    assert found("missing-subject", findings).severity is Severity.ERROR
    assert found("missing-preheader", findings).severity is Severity.NOTE


@pytest.mark.parametrize(
    ("kind", "severity"),
    [
        (SectionKind.LEAD, Severity.WARNING),
        (SectionKind.STORIES, Severity.WARNING),
        (SectionKind.BRIEFS, Severity.NOTE),
        (SectionKind.CARDS, Severity.NOTE),
    ],
)
def test_an_item_without_a_summary(kind: SectionKind, severity: Severity) -> None:
    finding = found(
        "missing-summary", check_digest(GOOD, digest(Item(id=7, headline="Harbour opens"), kind=kind))
    )
    assert (finding.severity, finding.section, finding.item) == (severity, 4, 7)
    assert finding.message == "“Harbour opens” has no summary."


def test_an_item_without_a_headline_is_named_by_its_place() -> None:
    finding = found("missing-headline", check_digest(GOOD, digest(WHOLE, Item(id=8, summary="x"))))
    assert (finding.severity, finding.item) == (Severity.ERROR, 8)
    assert finding.message == "Item 2 of Must read has no headline."


def test_a_quotation_needs_no_headline() -> None:
    assert check_digest(GOOD, digest(Item(id=7, summary="We kept asking."), kind=SectionKind.QUOTE)) == []


def test_an_untouched_draft_is_worth_a_look() -> None:
    finding = found("draft-summary", check_digest(GOOD, digest(WHOLE.model_copy(update={"draft": True}))))
    assert (finding.severity, finding.item) == (Severity.WARNING, 7)


@pytest.mark.parametrize(
    ("size", "severity"),
    [
        (90 * 1024 - 1, None),
        (90 * 1024, Severity.WARNING),
        (100 * 1024 - 1, Severity.WARNING),
        (100 * 1024, Severity.ERROR),
    ],
)
def test_the_size_that_gmail_clips(size: int, severity: Severity | None) -> None:
    assert [finding.severity for finding in check_digest(GOOD, digest(WHOLE), size)] == (
        [severity] if severity else []
    )


@pytest.mark.parametrize(
    ("missing", "rule", "severity"),
    [
        ({"unsubscribe_url": None}, "no-unsubscribe", Severity.ERROR),
        ({"unsubscribe_url": "http://letter.example/"}, "unsubscribe-without-https", Severity.WARNING),
        ({"postal_address": " \n"}, "no-postal-address", Severity.ERROR),
        ({"sender": Sender()}, "no-sender", Severity.WARNING),
    ],
)
def test_what_the_law_and_the_mailbox_providers_ask_for(
    missing: dict[str, object], rule: str, severity: Severity
) -> None:
    findings = check_digest(GOOD.model_copy(update=missing), digest(WHOLE))
    assert [(finding.rule, finding.severity) for finding in findings] == [(rule, severity)]
    assert "newsletter.toml" in findings[0].hint


def test_the_worst_comes_first_and_every_finding_says_what_to_do() -> None:
    findings = check_digest(
        Newsletter(name="x"),
        digest(Item(id=7), subject="", preheader=""),
        200_000,
        mail_bytes=9_000_000,
        loose_pictures={"https://a.example/x.png": "it is broken"},
        words_to_translate=Path("en.toml"),
    )
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    assert [order.index(finding.severity) for finding in findings] == sorted(
        order.index(f.severity) for f in findings
    )
    assert all(finding.hint and finding.message.endswith(".") for finding in findings)
    assert len({finding.rule for finding in findings}) >= len(RULES) - 3
