"""A digest as the outline's rows: what each says, before anybody knows how wide it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from digest.model import Digest, Finding, Item, PlannedSection, Section, SectionKind, Severity
from digest.tui.compose.fields import INTRO, OUTRO, Spot, SpotKind
from digest.tui.compose.measure import Fit, Plans, Target, count_words, target_of

MARKS = {Severity.ERROR: "✗", Severity.WARNING: "⚠", Severity.NOTE: "·"}
"""A finding's sign, the same in the outline and in the preview."""

DRAFT_MARK = "~"
"""A summary that is a proposal nobody has edited yet."""

NOTHING = "–"
"""Where words are missing."""

_ORDER = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
_WORDLESS = {SectionKind.BRIEFS, SectionKind.CARDS}


@dataclass(frozen=True)
class Row:
    """One line of the outline. Without a `spot` it is a blank or a hint that the cursor passes over."""

    spot: Spot | None = None
    title: str = ""
    right: str = ""
    mark: str = " "
    severity: Severity | None = None
    fit: Fit = Fit.UNKNOWN
    is_named: bool = True


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among `findings`."""
    found = {finding.severity for finding in findings}
    return next((severity for severity in _ORDER if severity in found), None)


def outline_rows(digest: Digest, findings: Iterable[Finding], plans: Plans) -> list[Row]:
    """All rows of `digest`, top to bottom. `plans` says what newsletter.toml plans."""
    places = _Places(findings)
    rows = [_prose_row(INTRO, "Intro", digest.intro)]
    for section in digest.sections:
        rows += [Row(), *_section_rows(section, places, plans.get(section.title))]
    return [*rows, Row(), _prose_row(OUTRO, "Outro", digest.outro)]


class _Places:
    """Findings by where they point."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._by_spot: dict[Spot, list[Finding]] = {}
        for finding in findings:
            if spot := spot_of(finding):
                self._by_spot.setdefault(spot, []).append(finding)

    def severity(self, spot: Spot) -> Severity | None:
        return worst(self._by_spot.get(spot, ()))


def spot_of(finding: Finding) -> Spot | None:
    """The entry that `finding` is about; None where it is about the digest or the settings."""
    if finding.item is not None:
        return Spot(SpotKind.ITEM, finding.item)
    if finding.section is not None:
        return Spot(SpotKind.SECTION, finding.section)
    return None


def _prose_row(spot: Spot, title: str, text: str) -> Row:
    return Row(spot, title, f"{_words(text)} w" if text else NOTHING)


def _section_rows(section: Section, places: _Places, plan: PlannedSection | None) -> Iterable[Row]:
    spot = Spot(SpotKind.SECTION, section.id)
    severity = places.severity(spot)
    count = len(section.items)
    planned = plan.items if plan else None
    right = f"{count}/{planned}" if planned else str(count or "")
    fit = Fit.LONG if planned and count > planned else Fit.UNKNOWN
    yield Row(spot, section.title, right, MARKS[severity] if severity else " ", severity, fit)
    if not count:
        yield Row(title="nothing here yet")
    target = target_of(plan)
    for item in section.items:
        yield _item_row(item, places, target, wants_words=section.kind not in _WORDLESS)


def _item_row(item: Item, places: _Places, target: Target | None, *, wants_words: bool) -> Row:
    spot = Spot(SpotKind.ITEM, item.id)
    severity = places.severity(spot)
    mark = MARKS[severity] if severity else " "
    if item.draft and severity is not Severity.ERROR:
        mark = DRAFT_MARK
    words = _words(item.summary)
    fit = target.fit(words) if target and words else Fit.UNKNOWN
    sign = {Fit.SHORT: " ↓", Fit.LONG: " ↑"}.get(fit, " w")
    right = f"{words}{sign}" if item.summary else NOTHING if wants_words else ""
    title = item.headline or "no headline yet"
    return Row(spot, title, right, mark, severity, fit, is_named=bool(item.headline))


@lru_cache(maxsize=512)
def _words(markdown: str) -> int:
    return count_words(markdown)
