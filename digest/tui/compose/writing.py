"""Compose as far as it reads, shows and saves; what the curator does there is in `screen`."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from digest.model import Digest, DigestState, Finding
from digest.tui.action import Where
from digest.tui.compose.autosave import Autosave, Outcome, Unsaved
from digest.tui.compose.behind import Behind, read_behind, words_in_place
from digest.tui.compose.checks import Checks
from digest.tui.compose.edits import LineEdit, ProseEdit, Typed
from digest.tui.compose.fields import Field, Spot, SpotKind
from digest.tui.compose.foot import offered
from digest.tui.compose.head import Head
from digest.tui.compose.keeper import DeskKeeper
from digest.tui.compose.measure import Plans
from digest.tui.compose.outline import Outline
from digest.tui.compose.rows import outline_rows
from digest.tui.compose.source import Source
from digest.tui.compose.words import Edit, Shown, Words, find
from digest.tui.frame import KeyLine
from digest.tui.place import Place
from digest.tui.status import Status

T = TypeVar("T")

_NO_DIGEST = """\
There is no digest to write yet.

Press {desk.read} and pick articles with {read.pick}: the first one begins a digest.
Or press {compose.new_digest} here to begin one with its planned sections, {compose.like_this} for one like the last."""


class Writing(Place):
    """The digest as an outline, an editor, and the source's text beside it, saved as it is typed."""

    where: ClassVar[Where] = Where.COMPOSE
    CSS_PATH = "compose.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._digest: Digest | None = None
        self.checks = Checks(self, self._checked)
        self._plans: Plans = {}
        self._autosave: Autosave | None = None
        self._landed = 0
        self._wanted: Spot | None = None
        self._is_to_write = False
        self._wanted_field = ""
        self._below: Widget = self

    def compose_body(self) -> ComposeResult:
        """The subject above; outline, editor and source below."""
        yield Static(self.desk_app.keys.told(_NO_DIGEST), markup=False, id="no-digest")
        with Vertical(id="writing"):
            yield Head(self._put, id="subject-lines", classes="pane")
            with Horizontal(id="panes"):
                with Vertical(id="outline-pane", classes="pane"):
                    yield Outline(id="outline")
                with Vertical(id="words-pane", classes="pane"):
                    yield Words(self._put, id="words")
                yield Source(id="source", classes="pane")

    def on_mount(self) -> None:
        """Begin at the outline."""
        self._below = self.query_one("#outline-pane")
        self._show_whether_there_is_one()
        self.focus_pane(self.query_one("#outline-pane"))

    # What is shown

    def refresh_from_desk(self) -> None:
        """Read the digest in work again."""
        landed = self._landed

        def arrived(found: tuple[Digest | None, Plans]) -> None:
            self._arrived(*found, landed)

        if self._digest is None:  # nothing is shown yet that a key could be for
            self.jobs.ask(self._read, arrived)
        else:
            self.jobs.read("compose", self._read, arrived)

    def _read(self) -> tuple[Digest | None, Plans]:
        return self.desk.work.digest(), self._read_plans()

    def _read_plans(self) -> Plans:
        return {plan.title: plan for plan in self.desk.newsletter.sections}

    def _arrived(self, digest: Digest | None, plans: Plans, landed: int) -> None:
        if landed != self._landed:
            # Words were saved after this was read: it would show older ones.
            self.refresh_from_desk()
            return
        self._plans = plans
        if _is_another(digest, self._digest):
            self._change_digest(digest)
        self._digest = digest
        self._show_whether_there_is_one()
        if digest is not None:
            self._show_digest(digest)
            self.checks.look_soon(digest.number)
            if self._wanted_field:
                self.show_field(self._wanted_field)
                self._wanted_field = ""

    def _change_digest(self, digest: Digest | None) -> None:
        self.save_now()
        self.checks.forget()
        self._autosave = None
        self.query_one(Outline).forget()
        is_to_read = digest is not None and digest.state is DigestState.SENT
        self.query(LineEdit).set(disabled=is_to_read)
        for edit in self.query(ProseEdit):
            edit.read_only = is_to_read
        if digest is not None and not is_to_read:
            keeper = DeskKeeper(self.desk, digest.number)
            self._autosave = Autosave(keeper, self.jobs.act, self.set_timer, self._saved)

    def _show_whether_there_is_one(self) -> None:
        self.query_one("#no-digest").display = self._digest is None
        self.query_one("#writing").display = self._digest is not None

    def _show_digest(self, digest: Digest) -> None:
        self.query_one(Head).show(digest)
        self._show_outline(digest)
        outline = self.query_one(Outline)
        is_there = self._wanted is not None and outline.has(self._wanted)
        if self._wanted and is_there:
            outline.go(self._wanted)
            self._wanted = None
        self.show_words()
        if is_there and self._is_to_write:
            self._is_to_write = False
            self.query_one(Words).begin_anew()

    def _show_outline(self, digest: Digest) -> None:
        self.query_one(Outline).show(outline_rows(digest, self.checks.findings, self._plans))

    @property
    def shown(self) -> Shown | None:
        """What the editor is open on."""
        return find(self._digest, self.query_one(Outline).spot, self._plans) if self._digest else None

    def show_words(self) -> None:
        """Open the editor and the source on the outline's entry."""
        if shown := self.shown:
            self.query_one(Words).show(shown)
            self._show_source(shown)
            self._offer_keys()

    def _show_source(self, shown: Shown) -> None:
        item, source = shown.item, self.query_one(Source)
        if item is not None and item.article_id is not None and item.article_id == source.article_id:
            return
        self.query_one(Words).weigh(None)
        if item is None or item.article_id is None:
            source.show_words(self.desk_app.keys.told(words_in_place(shown)))
        else:
            self.jobs.read(
                "source", partial(read_behind, self.desk, item), partial(self._source_arrived, item.id)
            )

    def _source_arrived(self, item_id: int, behind: Behind | None) -> None:
        shown, source = self.shown, self.query_one(Source)
        if shown is None or shown.item is None or shown.item.id != item_id:
            return
        self.query_one(Words).weigh(behind.evidence if behind else None)
        if behind is None:
            source.show_words("The article is not kept any more. The item has all that it shows.")
        else:
            source.show_article(behind.article, behind.change)

    @on(Outline.At)
    def _at_spot(self) -> None:
        self.save_now()
        self.show_words()

    def show_spot(self, section: int | None, item: int | None) -> None:
        """Bring an item or a section to the cursor, by id."""
        spot = Spot(SpotKind.ITEM, item) if item is not None else Spot(SpotKind.SECTION, section or 0)
        outline = self.query_one(Outline)
        if outline.has(spot):
            outline.go(spot)
        else:
            self._wanted = spot
        self.focus_pane(self.query_one("#outline-pane"))

    def show_field(self, name: str) -> None:
        """Put the cursor into the subject or the preheader."""
        if self._digest is None:
            self._wanted_field = name
        else:
            self.query_one(Head).edit(name).focus()

    # Saving as you type

    def _put(self, edit: Edit, field: Field) -> None:
        """Show in `edit` what `field` reads, unless it shows it already or holds newer words."""
        if self._digest is None:
            return
        self._notice(edit)
        stored = field.stored(self._digest) or ""
        if self._autosave is None:
            edit.put(field, stored)
            return
        unsaved = self._autosave.latest(field)
        if edit.field == field and (unsaved is not None or stored == self._autosave.base(field)):
            return
        if unsaved is None:
            self._autosave.show(field, stored)
        edit.put(field, stored if unsaved is None else unsaved)

    @on(Typed)
    def _typed(self, event: Typed) -> None:
        self._notice(event.edit)
        self.measure()

    def _notice(self, edit: Edit) -> None:
        typing = edit.unnoticed()
        if typing is not None and self._autosave is not None:
            self._autosave.typed(typing.field, typing.text)

    def measure(self) -> None:
        """Count again what is written, and hold it against the source."""
        self.query_one(Head).measure()
        self.query_one(Words).measure()

    def save_now(self) -> None:
        """Hand what is typed to the write queue, with nothing more to wait for."""
        if self._autosave is not None:
            for edit in (*self.query(LineEdit), *self.query(ProseEdit)):
                self._notice(edit)
            self._autosave.flush()

    def _saved(self, outcome: Outcome) -> None:
        self._landed += 1
        if isinstance(outcome, Unsaved):
            self.notify(outcome.reason, severity="error", timeout=8)
            return
        if self._digest is not None:
            outcome.field.keep(self._digest, outcome.stored)
            self._show_outline(self._digest)
        if outcome.theirs is not None:
            self._keep_both(outcome.field, outcome.theirs)
        self.desk_app.changed()

    def _keep_both(self, field: Field, theirs: str) -> None:
        for edit in [*self.query_one(Head).edits, *self.query_one(Words).edits]:
            if edit.field == field and self._autosave is not None:
                edit.put(field, field.both(edit.text, theirs))
                self._autosave.typed(field, edit.text)
        self.notify(
            f"Somebody else changed this {field.name} too: their words stand after yours, choose.",
            severity="warning",
            timeout=10,
        )

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The subject's lines leave the pane below them where it is; the foot says what the keys do here."""
        event.prevent_default()  # or Textual calls the place's own handler once more, after this one
        super().on_descendant_focus(event)
        fronts = list(self.query("#panes > .-front"))
        if fronts:
            self._below = fronts[0]
        else:
            self._below.add_class("-front")
        self._offer_keys()

    def _offer_keys(self) -> None:
        """Let the foot say what the keys do where the cursor is."""
        self.query_one(KeyLine).offer(offered(self.focused, self.shown, self.desk_app.keys))
        self.query_one(Words).measure()  # it names a key too

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Whoever leaves a field has it saved."""
        del event
        self.save_now()

    def on_screen_suspend(self) -> None:
        """Whoever leaves the place has all saved."""
        self.save_now()

    def hand_over(self) -> None:
        """Whoever leaves the desk has all saved."""
        self.save_now()

    # The checks

    def _checked(self, number: int, findings: list[Finding]) -> None:
        if self._digest is not None:
            self._show_outline(self._digest)
            self.desk_app.show_findings(number, findings)

    def show_status(self, status: Status) -> None:
        """Draw the status, with what the checks found last until they have looked again."""
        found = self.checks.found_in(status.number)
        super().show_status(
            status if status.errors is not None or found is None else status.with_findings(found)
        )

    # Acts

    def act(self, work: Callable[[], T], then: Callable[[T], None] | None = None) -> None:
        """Do an act once all words are saved; `then` gets its result before the digest is read again."""
        self.save_now()

        def done(result: T) -> None:
            self._landed += 1
            if then is not None:
                then(result)
            self.desk_app.changed()

        self.jobs.act(work, done)

    def want(self, spot: Spot, *, write: bool = False) -> None:
        """Go to `spot` as soon as it is there, and into its words with `write`."""
        self._wanted, self._is_to_write = spot, write


def _is_another(digest: Digest | None, shown: Digest | None) -> bool:
    """Whether another digest is in work than before, or the same one has gone out."""
    if digest is None or shown is None:
        return True
    return (digest.number, digest.state) != (shown.number, shown.state)
