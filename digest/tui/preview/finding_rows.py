"""The lines of the list of findings: each in words, many of one kind under a heading that unfolds."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from digest.model import Digest, Finding, Severity

SETTINGS = "newsletter.toml"
"""Where a finding is mended that is about neither a section nor an item nor the digest's own words."""

DIGEST_FIELDS = {"missing-subject": "subject", "missing-preheader": "preheader"}
"""The field of the digest that a rule is about."""

SEVERAL = 3
"""So many findings of one kind are one line: two are read as quickly as a line that stands for them."""

Kind = tuple[Severity, str]
"""What findings have in common that are told in one line: how grave they are, and their rule."""


@dataclass(frozen=True)
class FindingRow:
    """A finding in the words of the list: what, in which section, and where exactly.

    It may stand for several: `heads` is for how many, `unfolded` whether they follow it. `inside`: it is one of those.
    """

    finding: Finding
    what: str
    section: str
    where: str
    heads: int = 0
    unfolded: bool = False
    inside: bool = False

    @property
    def kind(self) -> Kind:
        """Which findings it belongs to."""
        return _kind_of(self.finding)


def _kind_of(finding: Finding) -> Kind:
    return finding.severity, finding.rule


def finding_rows(
    findings: Sequence[Finding], digest: Digest, unfolded: Collection[Kind]
) -> Iterator[FindingRow]:
    """The lines for `findings`, each kind where its first stands; those of an unfolded kind follow its heading."""
    kinds: dict[Kind, list[FindingRow]] = {}
    for finding in findings:
        kinds.setdefault(_kind_of(finding), []).append(_row(finding, digest))
    for kind, rows in kinds.items():
        if len(rows) < SEVERAL:
            yield from rows
            continue
        is_unfolded = kind in unfolded
        where = ", ".join(row.where for row in rows)
        yield replace(rows[0], section=f"{len(rows):,}", where=where, heads=len(rows), unfolded=is_unfolded)
        if is_unfolded:
            yield from (replace(row, inside=True) for row in rows)


def _row(finding: Finding, digest: Digest) -> FindingRow:
    """The words for one; its place is named as a person does."""
    what = finding.rule.replace("-", " ").capitalize()
    for section in digest.sections:
        for item in section.items:
            if item.id == finding.item:
                return FindingRow(finding, what, section.title, item.headline or "no headline yet")
        if section.id == finding.section and finding.item is None:
            return FindingRow(finding, what, section.title, "the section")
    where = f"the {DIGEST_FIELDS[finding.rule]}" if finding.rule in DIGEST_FIELDS else "the digest"
    return FindingRow(finding, what, "", SETTINGS if SETTINGS in finding.hint else where)
