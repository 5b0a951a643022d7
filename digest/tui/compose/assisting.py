"""Compose with an assistant at hand: its draft grows in the field that it was asked for, until esc."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual import on

from digest.desk import Drafted
from digest.model import DeskError, DigestState
from digest.tui.compose.edits import LineEdit, ProseEdit
from digest.tui.compose.fields import Field
from digest.tui.compose.head import Head
from digest.tui.compose.outline import Outline
from digest.tui.compose.words import Words
from digest.tui.compose.writing import Writing


@dataclass
class _Errand:
    """One draft on its way into `field`, which read `before`; `edit` shows it as long as it is open on the field."""

    field: Field
    before: str
    edit: LineEdit | ProseEdit
    stop: threading.Event
    heard: str = ""
    is_to_draw: bool = False
    """Whether what was heard is on its way to the screen: a quick service says more than can be drawn."""


class Assisting(Writing):
    """What the assistant writes is shown as it comes, and written once, as a draft, when it is whole or stopped."""

    def __init__(self) -> None:
        super().__init__()
        self._errand: _Errand | None = None

    def action_assist(self) -> None:
        """Ask for a draft of the subject, where the cursor is in it, or else of the item's summary."""
        shown, subject = self.shown, self.query_one(Head).edit("subject")
        if self.desk.assistant.model is None:
            self.notify("No assistant is set up: [assistant] in newsletter.toml names one.")
        elif self._errand is not None:
            self.notify(f"The assistant is writing: {self.key('compose.back')} stops it.")
        elif shown is not None and shown.digest.state is DigestState.SENT:
            self.notify(f"No. {shown.digest.number} has gone out and is kept as it was.")
        elif shown is not None and subject.has_focus:
            number = shown.digest.number
            self._ask(
                Field("digest", number, "subject"), subject, partial(self.desk.assistant.subject, number)
            )
        elif shown is not None and shown.item is not None:
            item, prose = shown.item, self.query_one(Words).prose
            self._ask(Field("item", item.id, "summary"), prose, partial(self.desk.assistant.summary, item.id))
        else:
            self.notify("Go to an item or into the subject first: that is what the assistant drafts.")

    def _ask(
        self,
        field: Field,
        edit: LineEdit | ProseEdit,
        work: Callable[[Callable[[str], None], threading.Event], Drafted],
    ) -> None:
        self.save_now()
        errand = self._errand = _Errand(field, field.clean(edit.text), edit, threading.Event())
        self._lock(errand, True)
        self.query_one(Words).say_busy(f"~ writing … {self.key('compose.back')} stops")
        self.jobs.start(
            "assistant",
            lambda: work(partial(self._hear, errand), errand.stop),
            lambda drafted: self._drafted_by_assistant(errand, drafted),
            lambda error: self._not_drafted(errand, error),
        )

    def stop_assistant(self) -> bool:
        """Let the assistant stop with what it has written so far; False where it is not writing."""
        if self._errand is None:
            return False
        self._errand.stop.set()
        return True

    def _hear(self, errand: _Errand, text: str) -> None:
        errand.heard = text
        if not errand.is_to_draw:
            errand.is_to_draw = True
            self.jobs.later(self._draw, errand)

    def _draw(self, errand: _Errand) -> None:
        errand.is_to_draw = False
        if self._errand is errand and errand.edit.field == errand.field:
            errand.edit.put(errand.field, errand.heard)
            self.measure()

    def _drafted_by_assistant(self, errand: _Errand, drafted: Drafted) -> None:
        self._end(errand)
        if not drafted.text:
            self._put_back(errand)
            return
        assistant, field = self.desk.assistant, errand.field
        write = assistant.write_subject if field.name == "subject" else assistant.write_summary
        model = assistant.model
        self.jobs.act(
            lambda: write(field.id, errand.before, drafted.text),
            lambda _: self._written(f"Drafted by {model}: {drafted.cost}."),
            lambda error: self._not_drafted(errand, error),
        )

    def _written(self, words: str) -> None:
        self._landed += 1
        self.notify(words)
        self.desk_app.changed()

    def _not_drafted(self, errand: _Errand, error: DeskError) -> None:
        self._end(errand)
        self._put_back(errand)
        self.desk_app.tell_error(error)

    def _put_back(self, errand: _Errand) -> None:
        """Show what is stored, which somebody else may have written while the assistant wrote."""
        if errand.edit.field == errand.field:
            known = self._autosave.base(errand.field) if self._autosave is not None else None
            errand.edit.put(errand.field, errand.before if known is None else known)

    def _end(self, errand: _Errand) -> None:
        if self._errand is errand:
            self._errand = None
            self._lock(errand, False)
            self.query_one(Words).say_busy("")

    def _lock(self, errand: _Errand, is_locked: bool) -> None:
        # Meanwhile a digest that has gone out may have been opened, to be read.
        is_locked = is_locked or self._autosave is None
        if isinstance(errand.edit, ProseEdit):
            errand.edit.read_only = is_locked
        else:
            errand.edit.disabled = is_locked
            if not is_locked and self.focused is None:
                errand.edit.focus()

    @on(Outline.At)
    def _leave_it(self, event: Outline.At) -> None:
        errand = self._errand
        if errand is not None and errand.field.owner == "item" and errand.field.id != event.spot.id:
            self.stop_assistant()

    def on_screen_suspend(self) -> None:
        """Who leaves the place has read enough."""
        self.stop_assistant()

    def on_unmount(self) -> None:
        """Nobody is there to read on."""
        self.stop_assistant()
