"""The mail before it is opened: the lines that an inbox shows of it, and how heavy it is."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from digest.desk import GMAIL_CLIP
from digest.model import Digest, Newsletter
from digest.tui.compose.measure import PREHEADER_PHONE, SUBJECT_PHONE
from digest.tui.widgets.bar import Bar, Piece
from digest.tui.widgets.text import column, cut

_WORTH_SAYING = 1 << 18
"""Bytes of a mail from which it is its pictures that weigh."""

_NAME_CELLS = 9
_SENDER_CELLS = 24
_BAR_CELLS = 24


class InboxLine(Bar):
    """One line of an inbox: who, what, and as much of the preheader as it has room for."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "inbox--name", "inbox--sender", "inbox--subject", "inbox--preheader", "inbox--missing",
    }  # fmt: skip

    def __init__(self, *, is_phone: bool, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._is_phone = is_phone
        self._shown: tuple[Newsletter, Digest, datetime] | None = None

    def show_digest(self, newsletter: Newsletter, digest: Digest, moment: datetime) -> None:
        """Show how `digest` arrives, at `moment`."""
        self._shown = (newsletter, digest, moment)
        self.fit_words()

    def on_resize(self) -> None:
        """Cut again for the room there is."""
        self.fit_words()

    def fit_words(self) -> None:
        """Cut sender, subject and preheader as this inbox does."""
        if self._shown is None:
            return
        newsletter, digest, moment = self._shown
        name = "Phone" if self._is_phone else "Inbox"
        pieces = [Piece(f"  {name:<{_NAME_CELLS}}", "inbox--name")]
        pieces.append(Piece(_sender(newsletter) + "  ", "inbox--sender"))
        room = self.size.width - sum(piece.cells for piece in pieces) - 8
        self.show([*pieces, *self._words(digest, room)], [Piece(f"{moment:%H:%M}  ", "inbox--name")])

    def _words(self, digest: Digest, room: int) -> Sequence[Piece]:
        most, most_after = (SUBJECT_PHONE, PREHEADER_PHONE) if self._is_phone else (room, room)
        subject = cut(column(digest.subject), min(most, room))
        pieces = [Piece(subject, "inbox--subject") if subject else Piece("no subject", "inbox--missing")]
        left = min(most_after, room - pieces[0].cells - 3)
        if digest.preheader and left > 8:
            pieces.append(Piece(" – " + cut(column(digest.preheader), left), "inbox--preheader"))
        return pieces


def _sender(newsletter: Newsletter) -> str:
    return cut(column(newsletter.sender.name or newsletter.name), _SENDER_CELLS)


class WeightLine(Bar):
    """How heavy the HTML is, against what Gmail shows without cutting."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "inbox--name",
        "weight--full",
        "weight--room",
        "weight--words",
        "weight--over",
    }

    def say(self, words: str) -> None:
        """Say something in place of a weight."""
        self.show([_weight_name(), Piece(words, "weight--words")])

    def weigh(self, size: int, mail: int) -> None:
        """Show `size` bytes of HTML; those of the whole `mail` where it carries more than words."""
        filled = min(_BAR_CELLS, max(1, round(_BAR_CELLS * size / GMAIL_CLIP)))
        is_over = size > GMAIL_CLIP
        words = f"  {_kilobytes(size)} KB of {GMAIL_CLIP // 1024}"
        if is_over:
            words += ": Gmail cuts it off and hides the end"
        if mail > _WORTH_SAYING:
            words += f"; {mail / (1 << 20):.1f} MB with its pictures"
        pieces = [
            _weight_name(),
            Piece("━" * filled, "weight--over" if is_over else "weight--full"),
            Piece("━" * (_BAR_CELLS - filled), "weight--room"),
            Piece(words, "weight--over" if is_over else "weight--words"),
        ]
        self.show(pieces)


def _weight_name() -> Piece:
    return Piece(f"  {'Weight':<{_NAME_CELLS}}", "inbox--name")


def _kilobytes(size: int) -> str:
    return f"{size / 1024:.0f}" if size >= 10 * 1024 else f"{size / 1024:.1f}"
