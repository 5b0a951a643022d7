"""A heading with a counter at its right: the line above or beside each field."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from digest.tui.compose.measure import Fit


class Meter(Static):
    """A counter in words, coloured by how the length fits."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(markup=False, id=id, classes="meter")
        self._words = ""

    def say(self, words: str, fit: Fit = Fit.UNKNOWN) -> None:
        """Show `words`. Its room is fixed, so that a keystroke lays out nothing anew."""
        for kind in (Fit.SHORT, Fit.GOOD, Fit.LONG):
            self.set_class(fit is kind, f"-{kind.value}")
        if words != self._words:
            self._words = words
            self.update(words, layout=False)


class Heading(Horizontal):
    """A field's name, and its counter at the right edge."""

    def __init__(self, name: str, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, classes="heading")
        self._name = name
        self._title = Static(name, markup=False, classes="heading-name")
        self._meter = Meter(id=f"{id}-meter")

    def compose(self) -> ComposeResult:
        """The two."""
        yield self._title
        yield self._meter

    def call(self, name: str) -> None:
        """Name the field."""
        if name != self._name:
            self._name = name
            self._title.update(name)

    def say(self, words: str, fit: Fit = Fit.UNKNOWN) -> None:
        """Show `words` as the counter."""
        self._meter.say(words, fit)
