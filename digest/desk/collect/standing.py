"""How a source fares, in words that a curator can act on."""

from dataclasses import dataclass
from datetime import datetime

from digest.desk.words import counted
from digest.model import Source, SourceStatus

_WORDS = {
    SourceStatus.NEVER: "Not fetched yet.",
    SourceStatus.UPDATED: "In order.",
    SourceStatus.UNCHANGED: "In order: nothing new when it was last asked.",
    SourceStatus.MOVED: "In order: it has moved, and is asked at its new address from now on.",
    SourceStatus.GONE: "It is gone for good.",
    SourceStatus.FAILED: "Its last fetch failed.",
}


@dataclass(frozen=True)
class Standing:
    """A source, how many times in a row it has failed, and when it falls due (None: it is gone for good)."""

    source: Source
    failures: int = 0
    due: datetime | None = None

    @property
    def in_order(self) -> bool:
        """Whether there is nothing to mend."""
        return self.source.status not in (SourceStatus.FAILED, SourceStatus.GONE)

    @property
    def words(self) -> str:
        """What its last fetch came to and, where there is something to do, what."""
        words = self.source.error or _WORDS[self.source.status]
        if self.source.status is SourceStatus.GONE:
            return f"{words} It is asked again only when you fetch it alone."
        if self.failures > 1:
            words += (
                f" It has failed {counted(self.failures, 'time')} in a row, and is tried again less often."
            )
        return words
