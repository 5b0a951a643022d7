"""The place where the digest gets its words: what the curator does there."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import SuspendNotSupported
from textual.binding import BindingType

from digest.desk import Headline
from digest.model import DeskError, Item, Section, SectionKind
from digest.tui.action import Where
from digest.tui.compose.assisting import Assisting
from digest.tui.compose.edits import LineEdit, ProseEdit
from digest.tui.compose.external import edit_outside, editor_command
from digest.tui.compose.fields import Spot, SpotKind
from digest.tui.compose.head import Head
from digest.tui.compose.headlines import HeadlinesScreen
from digest.tui.compose.outline import Outline
from digest.tui.compose.source import Source
from digest.tui.compose.words import KIND_WORDS, Edit, Finished, Words
from digest.tui.dialogs.choose import Choose
from digest.tui.place import place_bindings
from digest.tui.widgets.text import sentence


class ComposePlace(Assisting):
    """The acts of Compose. Each is saved and can be undone; letters typed in an editor are text."""

    BINDINGS: ClassVar[list[BindingType]] = place_bindings(Where.COMPOSE)

    def __init__(self) -> None:
        super().__init__()
        self._proposals: dict[int, int] = {}

    @property
    def _spot(self) -> Spot:
        return self.query_one(Outline).spot

    # Going about

    def action_write(self) -> None:
        """Put the cursor into the words of the entry."""
        if self.shown is not None:
            self.query_one(Words).begin()

    @on(Outline.Opened)
    def _opened(self) -> None:
        self.action_write()

    def action_back(self) -> None:
        """Stop the assistant, or else go back to the outline."""
        if not self.stop_assistant():
            self.focus_pane(self.query_one("#outline-pane"))

    @on(Finished)
    def _finished(self) -> None:
        self.action_back()

    def action_subject(self) -> None:
        """Write the subject line."""
        if self.shown is not None:
            self.query_one(Head).edit("subject").focus()

    def action_next_item(self) -> None:
        """Go to the next item."""
        self._go(1)

    def action_previous_item(self) -> None:
        """Go to the item before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        outline, words = self.query_one(Outline), self.query_one(Words)
        spot = outline.next_item(step)
        if spot is None:
            return
        self.save_now()
        outline.go(spot)
        self.show_words()
        if words.has_focus_within:
            words.begin()

    # Moving, adding, removing

    def action_move_down(self) -> None:
        """Move the item or section down."""
        self._move(1)

    def action_move_up(self) -> None:
        """Move the item or section up."""
        self._move(-1)

    def _move(self, by: int) -> None:
        spot = self._spot
        if spot.kind is SpotKind.ITEM:
            self.act(lambda: self.desk.items.move(spot.id, by))
        elif spot.kind is SpotKind.SECTION:
            self.act(lambda: self.desk.sections.move(spot.id, by))

    def action_move_into(self) -> None:
        """Ask for a section, and move the item to its end."""
        shown = self.shown
        if shown is None or shown.item is None:
            self.notify(
                f"Go to an item first: {self.key('compose.move_into')} moves it to a section that you choose."
            )
            return
        item, sections = shown.item, shown.digest.sections

        def chosen(place: int | None) -> None:
            if place is not None:
                self.act(lambda: self.desk.items.move_to(item.id, sections[place].id), self._moved)

        titles = [section.title for section in sections]
        self.app.push_screen(Choose("Move this item to", titles, "moves"), chosen)

    def _moved(self, label: str) -> None:
        self.notify(sentence(label))

    def action_remove(self) -> None:
        """Take the item or section out; undo brings it back."""
        spot = self._spot
        if spot.kind is SpotKind.ITEM:
            self.act(lambda: self.desk.items.remove(spot.id), self._removed)
        elif spot.kind is SpotKind.SECTION:
            self.act(lambda: self.desk.sections.remove(spot.id), self._removed)
        else:
            self.notify("The intro and the outro stay: clear their words in the editor.")

    def _removed(self, label: str) -> None:
        self.notify(f"{sentence(label)}: {self.key('desk.undo')} brings it back.")

    def action_add_item(self) -> None:
        """Add an item without an article to the section."""
        if self.shown is None:
            return
        digest = self.shown.digest
        section = self.shown.section or (digest.sections[-1] if digest.sections else None)
        if section is None:
            self.notify(f"There is no section to put it in: {self.key('compose.add_section')} adds one.")
            return
        self.act(lambda: self.desk.items.add(section.id), self._item_added)

    def _item_added(self, item: Item) -> None:
        self.want(Spot(SpotKind.ITEM, item.id), write=True)

    def action_add_section(self) -> None:
        """Add a section after this one."""
        if self.shown is None:
            return
        number, here = self.shown.digest.number, self.shown.section
        after = here.id if here else None

        def add() -> Section:
            return self.desk.sections.add(number, "New section", after=after)

        self.act(add, lambda section: self.want(Spot(SpotKind.SECTION, section.id), write=True))

    def action_kind(self) -> None:
        """Show the section in the next way."""
        if self.shown is None or self.shown.section is None:
            self.notify(f"Go to a section first: {self.key('compose.kind')} changes how it is shown.")
            return
        section, kinds = self.shown.section, list(SectionKind)
        kind = kinds[(kinds.index(section.kind) + 1) % len(kinds)]
        self.act(lambda: self.desk.sections.write(section.id, kind=kind), self._shown_otherwise)

    def _shown_otherwise(self, section: Section) -> None:
        if not self.query_one(Words).is_on_screen:  # beside the outline the editor's pane says it
            self.notify(f"Shown as {section.kind}: {KIND_WORDS[section.kind]}.")

    def action_new_digest(self) -> None:
        """Begin a digest with the planned sections, and put it in work."""
        self.act(self.desk.work.begin, self.desk_app.opened)

    def action_like_this(self) -> None:
        """Begin a digest with the frame of this one, or of the last one, and put it in work."""
        self.act(self.desk.work.begin_alike, self.desk_app.opened)

    # Words

    def action_draft(self) -> None:
        """Write a proposed summary; the next one on the next press."""
        shown = self.shown
        if shown is None or shown.item is None:
            self.notify(f"Go to an item first: {self.key('compose.draft')} drafts its summary.")
            return
        item = shown.item
        nth = self._proposals.get(item.id, -1) + 1 if item.draft else 0
        self._proposals[item.id] = nth
        self.act(lambda: self._propose(item, nth), lambda drafted: self._drafted(item, drafted))

    def _propose(self, item: Item, nth: int) -> Item | None:
        words = self.desk.wording.propose(item.id, nth)
        return self.desk.items.write(item.id, summary=words, draft=True) if words else None

    def _drafted(self, before: Item, drafted: Item | None) -> None:
        if drafted is None:
            self.notify("There is no text to draft from: the item comes from no article, or it is empty.")
        elif before.summary and not before.draft:
            self.notify(f"Drafted over your words: {self.key('desk.undo')} brings them back.")

    def action_headlines(self) -> None:
        """Offer the headlines that others gave the story."""
        if self.shown is None or self.shown.item is None:
            self.notify(f"Go to an item first: {self.key('compose.headlines')} offers it other headlines.")
            return
        self.save_now()
        item = self.shown.item
        self.jobs.ask(lambda: self.desk.wording.headlines(item.id), partial(self._offer_headlines, item))

    def _offer_headlines(self, item: Item, headlines: list[Headline]) -> None:
        if not self.is_active:
            return  # the curator has gone on to something else
        if not headlines:
            self.notify("This item comes from no article that is kept: its headline is yours alone.")
            return

        def take(headline: str | None) -> None:
            if headline is not None:
                self.act(lambda: self.desk.items.write(item.id, headline=headline))

        self.app.push_screen(HeadlinesScreen(headlines, item.headline), take)

    def action_quote(self) -> None:
        """Put the source's marked paragraph into the summary as a quotation."""
        quotation = self.query_one(Source).quotation
        if self.shown is None or self.shown.item is None or not quotation:
            self.notify(
                f"Nothing is marked to quote: {self.key('desk.next_pane')} goes to the source, where"
                f" {self.key('text.down')} and {self.key('text.up')} mark a paragraph."
            )
            return
        self.query_one(Words).prose.add_paragraph(f"> {quotation}")

    def action_changes(self) -> None:
        """Show what changed in the source since it was picked, or its text again."""
        if self.query_one(Source).toggle_change():
            self.focus_pane(self.query_one(Source))
        else:
            self.notify("The article is as it was when you picked it.")

    def action_external(self) -> None:
        """Write the field that the cursor is in, or else the entry's text, in the curator's own editor."""
        words = self.query_one(Words)
        if self.shown is None or not words.edits:
            return
        edit: Edit = words.prose if words.prose in words.edits else words.headline
        if isinstance(self.focused, LineEdit | ProseEdit):
            edit = self.focused
        try:
            edit.rewrite(self._edited_outside(edit.text))
        except DeskError as error:
            self.desk_app.tell_error(error)

    def _edited_outside(self, text: str) -> str:
        """`text` as the curator's own editor leaves it. Raises DeskError where that cannot be."""
        failed: DeskError | None = None
        try:
            with self.app.suspend():
                try:
                    text = edit_outside(text, editor_command())
                except DeskError as error:
                    failed = error  # raised below: out of here the terminal would never be taken back
        except SuspendNotSupported:  # the desk is in a browser
            raise DeskError(
                "There is no terminal here to lend to your own editor: write in the desk."
            ) from None
        if failed is not None:
            raise failed
        return text
