"""What stands around every place: the top line with the places and the status, and the keys at the foot."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len

from digest.tui.action import Action, Where
from digest.tui.keys import keys_of
from digest.tui.status import Status, status_words
from digest.tui.widgets.bar import Bar, Piece
from digest.tui.widgets.text import column, cut

PLACES = (Where.READ, Where.COMPOSE, Where.PREVIEW)


class TopLine(Bar):
    """The newsletter's name, the three places, and the status of the digest in work at the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "top--name", "top--tab", "top--tab-here", "top--plain", "top--bad", "top--warn", "top--good",
    }  # fmt: skip

    def __init__(self, name: str, here: Where) -> None:
        super().__init__(id="top")
        self._masthead = column(name)
        self._here = here
        self._status = Status()

    def show_status(self, name: str, status: Status) -> None:
        """Draw this status from now on, and the newsletter's name, which its settings may have changed."""
        self._masthead, self._status = column(name), status
        self.fill()

    def on_resize(self) -> None:
        """Choose again what fits."""
        self.fill()

    def fill(self) -> None:
        """Fit name, places and status into the width; the status gives way first, then the name."""
        tabs = self._tabs()
        if sum(piece.cells for piece in tabs) > self.size.width - 3:
            # The place that one is in, rather than the first of the three.
            tabs = [tab for tab in tabs if tab.style == "top--tab-here"]
        room = self.size.width - sum(piece.cells for piece in tabs) - 5
        name = cut(self._masthead, min(32, room))
        status = self._status_pieces(room - cell_len(name))
        self.show([Piece(f" {name}  ", "top--name"), *tabs], status)

    def _tabs(self) -> list[Piece]:
        pieces = []
        for action in keys_of(self).of(Where.EVERYWHERE)[: len(PLACES)]:
            style = "top--tab-here" if action.name == self._here else "top--tab"
            pieces.append(Piece(f" {action.footer_keys} {action.label} ", style, action.target))
        return pieces

    def _status_pieces(self, room: int) -> list[Piece]:
        pieces: list[Piece] = []
        for word, kind in status_words(self._status):
            new = [Piece(" · ", "top--plain")] if pieces else []
            new.append(Piece(word, f"top--{kind}"))
            if sum(piece.cells for piece in [*pieces, *new]) > room:
                break
            pieces += new
        return [*pieces, Piece(" ", "top--plain")]


class KeyLine(Bar):
    """The keys of the place, the most important first; "? keys" always fits."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--label"}

    def __init__(self, place: Where) -> None:
        super().__init__(id="keys")
        self._place = place
        self._offered: Sequence[Action] | None = None

    def offer(self, actions: Sequence[Action] | None) -> None:
        """Show these actions' keys, as while a search is open; None: the place's own."""
        self._offered = actions
        self.fill()

    def on_resize(self) -> None:
        """Choose again what fits."""
        self.fill()

    def fill(self) -> None:
        """Fit in as many keys as the width takes, each with its word, and the last one at the right."""
        *first, last = keys_of(self).footer(self._place) if self._offered is None else self._offered
        right = _key(last)
        pieces = [Piece(" ", "keys--label")]
        room = self.size.width - sum(piece.cells for piece in [*pieces, *right])
        for action in first:
            key = _key(action)
            room -= sum(piece.cells for piece in key)
            if room < 0:
                break
            pieces += key
        self.show(pieces, right)


def _key(action: Action) -> list[Piece]:
    target = "" if action.where in (Where.LIST, Where.TEXT) else action.target
    return [
        Piece(action.footer_keys, "keys--key", target),
        Piece(f" {action.label}  ", "keys--label", target),
    ]
