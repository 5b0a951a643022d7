"""Rules about weight: what a mail program shows of the mail without a click on “view entire message”."""

from collections.abc import Iterator

from digest.check.case import Case
from digest.model import Finding, Severity

WARN_BYTES = 90 * 1024
"""From here on a longer footer or a link rewritten by a sending service can be one too many."""

CLIP_BYTES = 100 * 1024
"""Gmail clips at about 102 KB of HTML and hides the rest, the unsubscribe link with it."""


def size(case: Case) -> Iterator[Finding]:
    """HTML that is near or beyond where Gmail cuts it off."""
    if case.html_bytes is None or case.html_bytes < WARN_BYTES:
        return
    weight = f"The mail's HTML is {case.html_bytes / 1024:.0f} KB"
    if case.html_bytes < CLIP_BYTES:
        severity, message = Severity.WARNING, f"{weight}; Gmail clips what is beyond 102 KB."
    else:
        severity, message = Severity.ERROR, f"{weight}: Gmail will clip it, and the unsubscribe link with it."
    hint = "Take out some items, or make cards and stories briefs: they weigh a quarter."
    yield Finding(rule="size", severity=severity, message=message, hint=hint)
