"""The editor: the words of the outline's entry, whichever it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from digest.model import Digest, Item, PlannedSection, Section, SectionKind
from digest.tui.compose.edits import Fields, HeadlineEdit, LineEdit, ProseEdit
from digest.tui.compose.fields import Field, Spot, SpotKind
from digest.tui.compose.measure import Plans, Target, summary_meter, target_of
from digest.tui.compose.meters import Heading, Meter
from digest.tui.keys import Keys, keys_of
from digest.tui.widgets.text import count

if TYPE_CHECKING:
    from digest.desk import Doubt, Evidence

KIND_WORDS = {
    SectionKind.LEAD: "one large story with its image",
    SectionKind.STORIES: "headline, credit line and summary",
    SectionKind.BRIEFS: "dense headlines with a sentence",
    SectionKind.CARDS: "image and headline, two beside each other",
    SectionKind.QUOTE: "a passage set large, with who said it",
    SectionKind.TEXT: "your own words, no article behind them",
}
"""What each kind of section looks like to a subscriber."""

NOTHING_YET = (
    "Nothing is in it yet. Pick articles in Read ({desk.read}), or add an item here with {compose.add_item}."
)
"""What is said of a section or a digest without items; keys by their actions."""


@dataclass
class Finished(Message):
    """There is nothing more to write here: back to the outline."""


Edit = HeadlineEdit | ProseEdit | LineEdit


@dataclass(frozen=True)
class Shown:
    """What the editor is open on."""

    digest: Digest
    spot: Spot
    section: Section | None = None
    item: Item | None = None
    plan: PlannedSection | None = None

    @property
    def target(self) -> Target | None:
        """How long a summary should be."""
        return target_of(self.plan)


def find(digest: Digest, spot: Spot, plans: Plans) -> Shown:
    """What `spot` is in `digest`; an entry that is gone is the intro."""
    for section in digest.sections:
        if spot == Spot(SpotKind.SECTION, section.id):
            return Shown(digest, spot, section, plan=plans.get(section.title))
        for item in section.items:
            if spot == Spot(SpotKind.ITEM, item.id):
                return Shown(digest, spot, section, item, plans.get(section.title))
    return Shown(digest, spot if spot.kind is SpotKind.OUTRO else Spot(SpotKind.INTRO))


class Words(Fields):
    """Headline, summary, credit and link of an item; the title of a section; the intro; the outro."""

    def __init__(self, put: Callable[[Edit, Field], None], *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._put = put
        self._shown: Shown | None = None
        self._evidence: Evidence | None = None
        self._doubts_told = ""
        self._busy = ""

    @property
    def _keys(self) -> Keys:
        return keys_of(self)

    def compose(self) -> ComposeResult:
        """All fields; which of them are seen depends on the entry."""
        yield Heading("Headline", id="headline-heading")
        yield HeadlineEdit(placeholder="a headline in your own words", id="headline")
        yield Heading("Summary", id="prose-heading")
        yield ProseEdit(id="prose")
        yield Meter(id="prose-meter")
        yield Static(markup=False, id="doubts")
        yield Static(markup=False, id="section-words")
        with Horizontal(id="credit-line", classes="small-line"):
            yield Static("Credit", markup=False, classes="small-name")
            yield LineEdit(placeholder="the outlet it comes from", id="credit")
        with Horizontal(id="url-line", classes="small-line"):
            yield Static("Link", markup=False, classes="small-name")
            yield LineEdit(placeholder="https://", id="url")

    def show(self, shown: Shown) -> None:
        """Open the editor on an entry, or show again what is written there now."""
        self._shown = shown
        spot, is_item = shown.spot, shown.item is not None
        is_section = spot.kind is SpotKind.SECTION
        for part, is_seen in {
            "#headline-heading, #headline": is_item or is_section,
            "#prose-heading, #prose, #prose-meter": not is_section,
            "#section-words": is_section,
            ".small-line": is_item,
        }.items():
            self.query(part).set(display=is_seen)
        for edit, field in self._fields(shown):
            self._put(edit, field)
        self._name_fields(shown)
        self.measure()

    def _fields(self, shown: Shown) -> Iterable[tuple[Edit, Field]]:
        if shown.item:
            for name in ("headline", "credit", "url"):
                yield self._edit(name), Field("item", shown.item.id, name)
            yield self.prose, Field("item", shown.item.id, "summary")
        elif shown.section:
            yield self.headline, Field("section", shown.section.id, "title")
        else:
            yield self.prose, Field("digest", shown.digest.number, shown.spot.kind.value)

    def _name_fields(self, shown: Shown) -> None:
        self.query_one("#headline-heading", Heading).call("Headline" if shown.item else "Section")
        names = {SpotKind.INTRO: "Intro", SpotKind.OUTRO: "Outro"}
        self.query_one("#prose-heading", Heading).call(names.get(shown.spot.kind, "Summary"))
        is_own = shown.item is not None and shown.item.article_id is None
        hint = _OWN_WORDS if is_own else _PLACEHOLDERS.get(shown.spot.kind, "")
        self.prose.placeholder = Content(hint.replace("{draft}", self._drafting))
        if shown.section and not shown.item:
            words = f"Shown as {shown.section.kind}: {KIND_WORDS[shown.section.kind]}."
            told = f"{words} {self._keys.word('compose.kind')} changes it.\n\n{self._section_told(shown)}"
            self.query_one("#section-words", Static).update(told)

    @property
    def _drafting(self) -> str:
        """Which key drafts, for who is in the editor."""
        action = self._keys.in_editor("compose.draft")
        return action.shown if action else f"outside the editor {self._keys.word('compose.draft')}"

    def _section_told(self, shown: Shown) -> str:
        items = shown.section.items if shown.section else []
        if not items:
            return self._keys.told(NOTHING_YET)
        planned = shown.plan.items if shown.plan else None
        told = f"{len(items)} of {count(planned, 'item')}" if planned else count(len(items), "item")
        minutes = count(sum(item.minutes for item in items), "minute")
        parts = [told, f"{minutes} of reading behind the links"]
        if missing := sum(1 for item in items if not item.summary):
            parts.append(f"{missing} without a summary")
        return " · ".join(parts)

    def measure(self) -> None:
        """Count again what is written."""
        if self._shown is None:
            return
        length = len(self.headline.text)
        self.query_one("#headline-heading", Heading).say(
            count(length, "character") if self._shown.item else ""
        )
        is_draft = self._shown.item is not None and self._shown.item.draft
        key = self._drafting if self.has_focus_within else self._keys.word("compose.draft")
        another = f"~ draft · {key} for another"
        self.query_one("#prose-heading", Heading).say(self._busy or (another if is_draft else ""))
        self.query_one("#prose-meter", Meter).say(*summary_meter(self.prose.text, self._shown.target))
        self._mark_doubts()

    def say_busy(self, words: str) -> None:
        """Show what is going on in the editor; "": nothing any more."""
        self._busy = words
        self.measure()

    def weigh(self, evidence: "Evidence | None") -> None:
        """Hold the words against `evidence` from now on; None: there is no article to hold them against."""
        self._evidence = evidence
        self._mark_doubts()

    def _mark_doubts(self) -> None:
        told: list[Doubt] = []
        for edit in (self.headline, self.prose):
            doubts = self._evidence.doubts(edit.text) if self._evidence else []
            edit.mark([(doubt.start, doubt.end) for doubt in doubts])
            told += sorted(doubts, key=lambda doubt: not doubt.start <= edit.cursor_offset <= doubt.end)
        more = f"  (+{len(told) - 1})" if len(told) > 1 else ""
        words = f"? {told[0].words}{more}" if told else ""
        line = self.query_one("#doubts", Static)
        line.display = bool(told) and self.prose.display
        if words != self._doubts_told:
            self._doubts_told = words
            line.update(words)

    def _edit(self, name: str) -> Edit:
        return cast("Edit", self.query_one(f"#{name}"))

    @property
    def prose(self) -> ProseEdit:
        """The editor of the summary, intro or outro."""
        return self.query_one("#prose", ProseEdit)

    @property
    def headline(self) -> HeadlineEdit:
        """The editor of the headline or the section's title."""
        return self.query_one("#headline", HeadlineEdit)

    @property
    def edits(self) -> list[Edit]:
        """The fields that are seen, from top to bottom."""
        order = ("headline", "prose", "credit", "url")
        edits = [self._edit(name) for name in order]
        return [edit for edit in edits if all(part.display for part in self._parts(edit))]

    def _parts(self, edit: Edit) -> Iterable[Widget]:
        """`edit` and what it lies in, up to here; whether the pane itself is in front does not matter."""
        lineage = [node for node in edit.ancestors_with_self if isinstance(node, Widget)]
        return lineage[: lineage.index(self)]

    def begin(self) -> None:
        """Put the cursor where the next words belong: the headline where there is none yet, else the summary."""
        edits = self.edits
        wanted = self.headline if self.headline in edits and not self.headline.text else self.prose
        edit = wanted if wanted in edits else edits[0]
        if isinstance(edit, ProseEdit) and edit.cursor_location == (0, 0):
            edit.move_cursor(edit.document.end)
        edit.focus()

    def begin_anew(self) -> None:
        """Begin with what was just added: typing takes the place of the name that a new section comes with."""
        self.begin()
        if self._shown and self._shown.spot.kind is SpotKind.SECTION:
            self.headline.select_all()

    def step(self, step: int) -> None:
        """Go to the next field, or to the one before."""
        edits = self.edits
        here = next((index for index, edit in enumerate(edits) if edit.has_focus), None)
        if here is None:
            return
        if 0 <= here + step < len(edits):
            edits[here + step].enter(step)
        elif self._shown and self._shown.spot.kind is SpotKind.SECTION:
            self.post_message(Finished())


_OWN_WORDS = "Its words, in Markdown: **bold**, [link](https://…)"
_PLACEHOLDERS = {
    SpotKind.INTRO: "A few words before the first story. Markdown: **bold**, [link](https://…)",
    SpotKind.OUTRO: "A few words after the last story. Markdown: **bold**, [link](https://…)",
    SpotKind.ITEM: "A summary in Markdown; {draft} drafts one from the article.",
}
