"""Adding by address: a source to follow, or one page; and what is asked where the address alone does not say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from digest.desk import FoundFeed, Proposal
from digest.tui.dialogs.dialog import Dialog, DialogList
from digest.tui.read.paste import AddressField, Pasted, addresses_in
from digest.tui.widgets.text import column, count, cut, fit

_IN_FIELDS: list[BindingType] = [
    Binding("escape", "dismiss(None)", "close", show=False),
    Binding("down", "app.focus_next", show=False),
    Binding("up", "app.focus_previous", show=False),
]


@dataclass(frozen=True)
class Wanted:
    """What the curator wants added: an address, and whether the page there alone, what it publishes, or the
    links on it that `selector` finds. `proposals` are what could be chosen instead.
    """

    address: str
    page_alone: bool = False
    selector: str | None = None
    proposals: Sequence[Proposal] = ()


class AddDialog(Dialog[Wanted | Pasted | None]):
    """Asks for an address. Enter follows it as a source; the second button takes the page alone. A page or several
    addresses that are pasted are taken as they are.
    """

    BINDINGS: ClassVar[list[BindingType]] = _IN_FIELDS

    def compose(self) -> ComposeResult:
        """A field and two buttons."""
        with Vertical(id="dialog", classes="small"):
            yield Static("Add by address", classes="dialog-title", markup=False)
            yield AddressField(placeholder="https://", id="address")
            with Horizontal(id="choices"):
                yield Button("Follow as a source  ⏎", id="source", compact=True)
                yield Button("Take this page alone", id="page", compact=True)
            yield Static(
                "A feed or a site; or paste several addresses, or a whole page.\ntab chooses · esc closes",
                classes="dialog-foot",
                markup=False,
            )

    @on(AddressField.Page)
    def _pasted(self, event: AddressField.Page) -> None:
        self.dismiss(event.pasted)

    def on_input_submitted(self) -> None:
        """Enter in the field follows."""
        self._answer(page_alone=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The button says which."""
        self._answer(page_alone=event.button.id == "page")

    def _answer(self, *, page_alone: bool) -> None:
        address = self.query_one("#address", Input).value.strip()
        if addresses_in(address):
            self.dismiss(Pasted(address))
        elif address:
            self.dismiss(Wanted(address, page_alone))
        else:
            self.query_one("#address").focus()


class FeedList(DialogList[FoundFeed]):
    """The feeds that a page names: title and format, and the address below."""

    row_height = 2

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """One feed."""
        feed = self.entries[row]
        here = "▌ " if row == self.cursor else "  "
        room = width - 3 - len(feed.kind)
        return [
            [
                Segment(here, self.style_of("accent", base)),
                Segment(fit(feed.title or "untitled", room), self.style_of("bright", base)),
                Segment(f" {feed.kind}", self.style_of("meta", base)),
            ],
            [
                Segment(here, self.style_of("accent", base)),
                Segment(fit(feed.url, width - 2), self.style_of("meta", base)),
            ],
        ]


class ChooseFeed(Dialog[FoundFeed | None]):
    """Asks which of several feeds is meant."""

    choice = "follow"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "close", show=False),
        Binding("enter", "follow", "follow", show=False),
    ]

    def __init__(self, feeds: Sequence[FoundFeed]) -> None:
        super().__init__()
        self._feeds = feeds

    def compose(self) -> ComposeResult:
        """The list, and what the keys do."""
        with Vertical(id="dialog"):
            told = f"The site has {count(len(self._feeds), 'feed')}: which one?"
            yield Static(told, classes="dialog-title", markup=False)
            yield FeedList(self._feeds, id="feeds")
            yield Static("enter follows it · esc closes", classes="dialog-foot", markup=False)

    def action_follow(self) -> None:
        """The feed under the cursor."""
        self.dismiss(self.query_one(FeedList).current)


class ProposalList(DialogList[Proposal]):
    """Links of a page that look alike: the first titles of each kind, and what would find them below."""

    row_height = 2

    def draw_row(self, row: int, width: int, base: Style) -> list[list[Segment]]:
        """One kind."""
        one = self.entries[row]
        here = "▌ " if row == self.cursor else "  "
        links = f" {count(one.links, 'link')}"
        return [
            [
                Segment(here, self.style_of("accent", base)),
                Segment(fit(" · ".join(one.titles), width - 2 - len(links)), self.style_of("bright", base)),
                Segment(links, self.style_of("meta", base)),
            ],
            [
                Segment(here, self.style_of("accent", base)),
                Segment(fit(one.selector, width - 2), self.style_of("meta", base)),
            ],
        ]


class AskSelector(Dialog[Wanted | None]):
    """Says that there is no feed, and offers to follow the page's links: some of the `proposals`, or those that
    a selector finds. `told` is what was wrong with the selector that stands in the field already.
    """

    choice = "choose"
    BINDINGS: ClassVar[list[BindingType]] = [
        *_IN_FIELDS,
        Binding("enter", "choose", "follow", show=False),
    ]

    def __init__(
        self, address: str, proposals: Sequence[Proposal] = (), selector: str = "", told: str = ""
    ) -> None:
        super().__init__()
        self._address = address
        self._proposals = proposals
        self._selector = selector
        self._told = told

    def compose(self) -> ComposeResult:
        """What was found, a field and two buttons."""
        with Vertical(id="dialog", classes="small"):
            title = cut(f"No feed at {column(self._address)}", 68)
            yield Static(title, classes="dialog-title", markup=False)
            if self._proposals:
                yield Static("Nor a news sitemap. Which of its links do you want to follow?", markup=False)
                yield ProposalList(self._proposals, id="proposals")
                before = "Or by CSS:"
            else:
                yield Static("Nor a news sitemap. But its links can be followed.", markup=False)
                before = "Say which by CSS:"
            yield Static(f"{before} the links (h2 a), or what holds each (.news li).", markup=False)
            yield Input(self._selector, placeholder="h2 a", id="address")
            if self._told:
                yield Static(column(self._told), id="dialog-told", markup=False)
            with Horizontal(id="choices"):
                yield Button("Follow these links  ⏎", id="links", compact=True)
                yield Button("Take this page alone", id="page", compact=True)
            foot = "enter follows · tab goes on · esc closes"
            yield Static(foot, classes="dialog-foot", markup=False)

    def on_mount(self) -> None:
        """Begin in the field where it was filled in before."""
        if self._selector:
            self.query_one("#address").focus()

    def action_choose(self) -> None:
        """Follow the links under the cursor."""
        kind = self.query_one(ProposalList).current
        self._follow(kind.selector if kind else "")

    def on_input_submitted(self) -> None:
        """Enter in the field follows."""
        self._follow(self.query_one("#address", Input).value.strip())

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The button says which."""
        if event.button.id == "page":
            self.dismiss(Wanted(self._address, page_alone=True))
        else:
            self._follow(self.query_one("#address", Input).value.strip())

    def _follow(self, selector: str) -> None:
        if selector:
            self.dismiss(Wanted(self._address, selector=selector, proposals=self._proposals))
        else:
            self.query_one("#address").focus()
