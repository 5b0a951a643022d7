"""Pasting into the field for an address: several addresses, or a whole copied page, become articles."""

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import Input

from digest.desk import AddedArticles, AddedSources, AddProgress, FailedAddress
from digest.tui.widgets.text import count

_LONGEST_ADDRESS = 2_000
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Pasted:
    """What was on the clipboard, where it was more than an address."""

    text: str


class AddressField(Input):
    """A field for an address, which knows when what is pasted into it is none."""

    @dataclass
    class Page(Message):
        """More than an address was pasted."""

        pasted: Pasted

    def _on_paste(self, event: events.Paste) -> None:
        text = event.text.replace("\r\n", "\n").replace("\r", "\n").strip()
        if is_page(text):
            # Not to be typed: Textual's field would keep the first line of it.
            event.prevent_default()
            event.stop()
            self.post_message(self.Page(Pasted(text)))


def is_page(text: str) -> bool:
    """Whether a pasted text is more than one address: several lines, HTML, or a sentence."""
    return "\n" in text or text.startswith("<") or len(text) > _LONGEST_ADDRESS or len(text.split()) > 3


def addresses_in(text: str) -> list[str]:
    """Several addresses of the web, one after the other and nothing else; none where the text is not that."""
    words = text.split()
    are_addresses = len(words) > 1 and all(map(_ADDRESS.fullmatch, words))
    return list(dict.fromkeys(words)) if are_addresses else []


class Collecting:
    """What was pasted is being collected: counts what is read, and can be stopped. `things` are pages, or sites."""

    def __init__(self, told: Callable[["Collecting"], None], things: str = "pages") -> None:
        self.stop = threading.Event()
        self._things = things
        self._last: AddProgress | None = None
        self._told = told

    def progress(self, progress: AddProgress) -> None:
        """One more page is read. Called in the thread that reads them; those broken off do not count."""
        if not self.stop.is_set():
            self._last = progress
            self._told(self)

    @property
    def words(self) -> str:
        """How far it is."""
        if self.stop.is_set():
            return "Stopping …"
        if self._last is None:
            return "Reading what you pasted …"
        return f"Reading {self._last.done}/{self._last.total} {self._things} …"

    def outcome(self, added: AddedArticles) -> str:
        """What became of the articles, in a sentence or two."""
        articles = added.articles
        one = articles[0].title if len(articles) == 1 else None
        return self._told_of(
            f"Added: {one}" if one else f"Added {count(len(articles), 'article')}.", added.failed
        )

    def followed(self, added: AddedSources) -> str:
        """What became of the sources, in a sentence or two."""
        sources = added.sources
        one = sources[0].title or sources[0].url if len(sources) == 1 else count(len(sources), "source")
        return self._told_of(f"Following {one}.", added.failed)

    def _told_of(self, added: str, failed: Sequence[FailedAddress]) -> str:
        told = [added]
        if self.stop.is_set():
            so_far = self._last
            told.insert(
                0, f"Stopped at {so_far.done} of {so_far.total} {self._things}." if so_far else "Stopped."
            )
        if failed:
            first = failed[0]
            error = first.error if first.url in first.error else f"{first.url}: {first.error}"
            told.append(f"{count(len(failed), 'line')} failed: {error}")
        if len(failed) > 1:
            told.append(f"(and {len(failed) - 1} more)")
        return " ".join(told)
