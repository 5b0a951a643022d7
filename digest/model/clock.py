"""The clock: one place asks what time it is, so that a test or a demo can fix it."""

import os
from datetime import UTC, datetime

from digest.model.errors import DeskError


def now() -> datetime:
    """The current time in UTC, to the second; `DIGEST_NOW` (ISO 8601) fixes it.

    Raises DeskError when `DIGEST_NOW` is set to something that is no time.
    """
    fixed = os.environ.get("DIGEST_NOW")
    if not fixed:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError:
        raise DeskError(
            f"DIGEST_NOW is {fixed!r}, which is no time: write it like 2026-11-22T09:00:00Z, or unset it."
        ) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
