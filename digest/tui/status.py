"""What the top line says of the digest in work: how full it is, what is wrong, when it was saved."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from digest.tui.widgets.text import count

if TYPE_CHECKING:
    from digest.desk import Desk
    from digest.model import Finding


@dataclass(frozen=True)
class Status:
    """The digest in work; `number` is None where there is none, the counts of findings until checked.

    `planned` is how many items newsletter.toml wants in its sections, 0 where it does not say.
    """

    number: int | None = None
    state: str = ""
    items: int = 0
    planned: int = 0
    errors: int | None = None
    warnings: int | None = None
    saved: datetime | None = None

    def with_findings(self, findings: list["Finding"]) -> "Status":
        """The same with what the checks found."""
        from digest.model import Severity

        severities = [finding.severity for finding in findings]
        return replace(
            self, errors=severities.count(Severity.ERROR), warnings=severities.count(Severity.WARNING)
        )


def read_status(desk: "Desk") -> Status:
    """The status of the digest in work, without the checks, which are slow."""
    draft = desk.work.digest()
    acts = desk.history.list(limit=1)
    saved = acts[0].at if acts else None
    if draft is None:
        return Status(saved=saved)
    titles = {section.title for section in draft.sections}
    planned = sum(plan.items or 0 for plan in desk.newsletter.sections if plan.title in titles)
    return Status(draft.number, draft.state.value, len(draft.items), planned, saved=saved)


def status_words(status: Status) -> list[tuple[str, str]]:
    """The words of a status, each with its kind ("plain", "bad", "warn", "good"), the most telling first."""
    if status.number is None:
        return [("no digest yet", "plain")]
    items = count(status.planned or status.items, "item")
    if status.planned:
        items = f"{status.items} of {items}"
    words = [(f"No. {status.number} {status.state}", "plain"), (items, "plain")]
    if status.errors:
        words.append((f"✗ {status.errors}", "bad"))
    if status.warnings:
        words.append((f"⚠ {status.warnings}", "warn"))
    if status.errors == 0 and status.warnings == 0:
        words.append(("✓", "good"))
    if status.saved:
        words.append((f"saved {status.saved.astimezone():%H:%M}", "plain"))
    return words
