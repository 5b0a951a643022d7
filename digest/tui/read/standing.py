"""One source: where it is, how its last fetch went, when it is asked next, and what to do."""

from datetime import datetime
from enum import Enum, auto
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, Vertical
from textual.widgets import Static

from digest.desk import Standing
from digest.model import SourceStatus, now
from digest.tui.dialogs.dialog import Dialog
from digest.tui.widgets.text import age, column


class Wish(Enum):
    """What the curator wants done with the source that is looked at."""

    FETCH = auto()
    OPEN = auto()
    LEAVE = auto()


class StandingDialog(Dialog[Wish | None]):
    """Tells how a source fares, and asks what to do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,i", "dismiss(None)", "close", show=False),
        Binding("r", "wish('FETCH')", "fetch", show=False),
        Binding("o", "wish('OPEN')", "open", show=False),
        Binding("x,delete", "wish('LEAVE')", "stop following", show=False),
    ]

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self._standing = standing

    def compose(self) -> ComposeResult:
        """What is known of it, line by line, and what the keys do."""
        standing = self._standing
        with Vertical(id="dialog"):
            title = standing.source.title or "A source without a title"
            yield Static(column(title), classes="dialog-title", markup=False)
            look = "dialog-words" if standing.in_order else "dialog-words dialog-bad"
            yield Static(column(standing.words), classes=look, markup=False)
            with Grid(id="facts"):
                for name, fact in _facts(standing):
                    yield Static(name, classes="dialog-meta", markup=False)
                    yield Static(column(fact), markup=False)
            yield Static(
                "r fetches it · o opens its site · x lets it go (articles stay) · esc closes",
                classes="dialog-foot",
                markup=False,
            )

    def action_wish(self, name: str) -> None:
        """Close with a wish."""
        self.dismiss(Wish[name])


def _facts(standing: Standing) -> list[tuple[str, str]]:
    """What there is to know of a source, each with its name."""
    source = standing.source
    facts = [
        ("Address", source.url),
        ("Selector", source.selector or ""),
        ("Site", source.site_url if source.site_url and source.site_url != source.url else ""),
        ("Tags", ", ".join(source.tags)),
        ("Followed since", _day(source.added)),
        ("Last fetch", _when(source.checked) if source.checked else "never"),
        ("Next fetch", _next(standing)),
    ]
    return [(name, fact) for name, fact in facts if fact]


def _day(moment: datetime | None) -> str:
    return f"{moment.astimezone():%-d %b %Y}" if moment else ""


def _when(moment: datetime) -> str:
    shown = f"{moment.astimezone():%a %-d %b, %H:%M}"
    ago = age(moment, now())
    return f"{shown} ({'just now' if ago == 'now' else f'{ago} ago'})"


def _next(standing: Standing) -> str:
    if standing.source.status is SourceStatus.GONE:
        return "only when you ask for it here"
    if standing.due is None or standing.due <= now():
        return "due now: with the next fetch"
    return f"due {standing.due.astimezone():%a %-d %b, %H:%M}, or when you ask"
