"""The subject and the preheader, with how much of them an inbox shows."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from digest.model import Digest
from digest.tui.compose.edits import Fields, LineEdit
from digest.tui.compose.fields import Field
from digest.tui.compose.measure import (
    PREHEADER_DESKTOP,
    PREHEADER_PHONE,
    SUBJECT_DESKTOP,
    SUBJECT_PHONE,
    line_meter,
)
from digest.tui.compose.meters import Meter
from digest.tui.compose.words import Finished

_CUTS = {"subject": (SUBJECT_PHONE, SUBJECT_DESKTOP), "preheader": (PREHEADER_PHONE, PREHEADER_DESKTOP)}
_HINTS = {"subject": "what makes them open it", "preheader": "what an inbox shows after the subject"}


class Head(Fields):
    """The two lines that an inbox shows."""

    def __init__(self, put: Callable[[LineEdit, Field], None], *, id: str, classes: str) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._put = put

    def compose(self) -> ComposeResult:
        """A line each: name, words, counter."""
        for name, cut in _CUTS.items():
            with Horizontal(classes="head-line", id=f"{name}-line"):
                yield Static(name.capitalize(), markup=False, classes="head-name")
                yield LineEdit(cut=cut, placeholder=_HINTS[name], id=name)
                yield Meter(id=f"{name}-meter")

    def show(self, digest: Digest) -> None:
        """Show the words of `digest`."""
        for name in _CUTS:
            self._put(self.edit(name), Field("digest", digest.number, name))
        self.measure()

    def edit(self, name: str) -> LineEdit:
        """The field of the subject or the preheader."""
        return self.query_one(f"#{name}", LineEdit)

    @property
    def edits(self) -> list[LineEdit]:
        """Both fields."""
        return [self.edit(name) for name in _CUTS]

    def measure(self) -> None:
        """Count again what is written."""
        for name, cut in _CUTS.items():
            self.query_one(f"#{name}-meter", Meter).say(*line_meter(self.edit(name).text, *cut))

    def step(self, step: int) -> None:
        """Go to the next field, or to the one before."""
        is_subject = self.edit("subject").has_focus
        if step > 0 and not is_subject:
            self.post_message(Finished())
        else:
            self.edit("preheader" if step > 0 else "subject").focus()
