"""The line above the keys: a hint, or what is going on and how to stop it."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import ClassVar

from digest.desk import FetchedSource, FetchReport, Progress
from digest.model import SourceStatus
from digest.tui.keys import keys_of
from digest.tui.widgets.bar import Bar, Piece
from digest.tui.widgets.text import count

TOLD_SECONDS = 0.2
"""How often it is told how far a fetch is: more often nobody reads it, and each time something is drawn."""

FAILED = (SourceStatus.FAILED, SourceStatus.GONE)


class ProgressLine(Bar):
    """Hidden while there is nothing to say."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"progress--words", "progress--key", "progress--bad"}

    def __init__(self) -> None:
        super().__init__(id="progress")
        self.display = False

    def say(self, words: str, failed: int = 0, *, stop: str = "") -> None:
        """Show words, how many failed, and the key that ends it (`stop` is what that key does)."""
        pieces = [Piece(f"  {words}", "progress--words")]
        if failed:
            pieces.append(Piece(f" · {failed} failed", "progress--bad"))
        right = [
            Piece(f"{keys_of(self).word('read.back')} ", "progress--key", "screen.back"),
            Piece(f"{stop}  ", "progress--words", "screen.back"),
        ]
        self.show(pieces, right if stop else ())
        self.display = True

    def clear(self) -> None:
        """Hide it."""
        self.display = False


class Fetching:
    """One fetch that is going on: counts what comes in, and can be stopped."""

    def __init__(self, told: Callable[["Fetching"], None]) -> None:
        self.stop = threading.Event()
        self.is_over = False
        self.failed = 0
        self.done: list[FetchedSource] = []
        self._last: Progress | None = None
        self._told = told
        self._told_at = 0.0

    def progress(self, progress: Progress) -> None:
        """One more source is done. Called in the fetch's thread."""
        self._last = progress
        self.done.append(progress.source)
        self.failed += progress.source.status in FAILED
        if progress.done == progress.total or monotonic() - self._told_at > TOLD_SECONDS:
            self._told_at = monotonic()
            self._told(self)

    @property
    def words(self) -> str:
        """How far it is, or how far it came: "Fetching 31/48 · 212 new"."""
        so_far = f"{self._last.done}/{self._last.total} · {self._last.new:,} new" if self._last else ""
        if self.is_over:
            return f"Fetched {so_far}" if so_far else "Fetched nothing"
        if self.stop.is_set():
            return "Stopping the fetch …"
        return f"Fetching {so_far}" if so_far else "Fetching …"


def outcome(report: FetchReport) -> str:
    """What a fetch brought, in a sentence or two."""
    failed = [source for source in report.sources if source.status in FAILED]
    words = f"{count(report.new, 'new article')} from {count(len(report.sources), 'source')}."
    if failed:
        words += f" {count(len(failed), 'source')} failed: {failed[0].error or failed[0].url}"
    if len(failed) > 1:
        words += f" (and {len(failed) - 1} more)"
    for source in report.sources:
        if source.status is SourceStatus.MOVED and source.error:
            words += f" {source.error}"
    return words
