"""A place: one of the three screens between which a curator moves, with the same frame around each."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import DescendantFocus
from textual.screen import Screen
from textual.widget import Widget

from digest.tui.action import Where, bindings
from digest.tui.actions import actions_of
from digest.tui.frame import KeyLine, TopLine
from digest.tui.status import Status

if TYPE_CHECKING:
    from digest.desk import Desk
    from digest.tui.app import DigestApp
    from digest.tui.jobs import Jobs


class Place(Screen[None]):
    """The frame of a place. A place says `where` it is, yields its panes and reads what they show.

    Panes are the widgets with the class "pane" in the body. On a narrow terminal (under 100 columns)
    one pane is shown at a time, the one in which the focus is; `tab` goes to the next at any width.
    A place binds the keys of its own actions in the registry by itself: `BINDINGS = place_bindings(where)`.
    """

    where: ClassVar[Where]
    # A place says itself where the focus begins; Textual would put it into the first field for a moment.
    AUTO_FOCUS = ""
    # Textual's own screens bind tab to the next widget; here it is the next pane.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(action.keys), action.target, show=False, id=action.id)
        for action in actions_of(Where.EVERYWHERE)
        if action.name in ("next_pane", "previous_pane")
    ]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Screen declares it
        (0, "-narrow"),
        (100, "-normal"),
        (160, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (12, "-short"), (32, "-tall")]  # noqa: RUF012 - as Screen declares it
    _seen_version = -1

    @property
    def desk_app(self) -> "DigestApp":
        """The app, by its own type."""
        return cast("DigestApp", self.app)

    @property
    def desk(self) -> "Desk":
        """The desk that all is asked of."""
        return self.desk_app.desk

    @property
    def jobs(self) -> "Jobs":
        """Where work goes that is not drawing: every call of the desk."""
        return self.desk_app.jobs

    @property
    def is_whole(self) -> bool:
        """Whether all its widgets are there: they have been made, and are not being taken down."""
        return self.is_mounted and self.is_running and self.app.is_running

    def key(self, action_id: str) -> str:
        """The key of an action, for a sentence that names it."""
        return self.desk_app.keys.word(action_id)

    def notify_keys(self, words: str) -> None:
        """Show a notice that names keys by their actions: "{read.pick} picks". For words of ours alone."""
        self.notify(self.desk_app.keys.told(words))

    def compose(self) -> ComposeResult:
        """The frame, with the place's body in it."""
        yield TopLine(self.desk.newsletter.name, self.where)
        with Horizontal(id="body"):
            yield from self.compose_body()
        yield from self.compose_foot()
        yield KeyLine(self.where)

    def compose_body(self) -> ComposeResult:
        """The panes, from left to right. For the place to say."""
        raise NotImplementedError

    def compose_foot(self) -> ComposeResult:
        """Lines between the body and the keys, such as a search or a progress."""
        yield from ()

    def refresh_from_desk(self) -> None:
        """Something was written, here or by another program: read again what is shown, in jobs."""

    def hand_over(self) -> None:
        """The desk is being left: have saved what is not yet. For a place that has such."""

    def show_spot(self, section: int | None, item: int | None) -> None:
        """Bring a section or an item of the digest into view, by id; for `go` with a spot."""

    def on_screen_resume(self) -> None:
        """Catch up with what was read and written while another place was in front."""
        self.show_status(self.desk_app.status)
        self.catch_up()

    def forget_drawing(self) -> None:
        """Keep nothing of what was drawn, which is some megabytes: all is drawn anew when this place is gone to."""
        for widget in self.walk_children(Widget, with_self=True):
            widget.refresh()

    def catch_up(self) -> None:
        """Read again, if anything was written since this place last did."""
        version = self.desk_app.version
        if version != self._seen_version:
            self._seen_version = version
            self.query_one(TopLine).fill()  # the settings may have other keys now
            self.query_one(KeyLine).fill()
            self.refresh_from_desk()

    def show_status(self, status: Status) -> None:
        """Draw the status at the right of the top line."""
        self.query_one(TopLine).show_status(self.desk.newsletter.name, status)

    def action_copy_text(self) -> None:
        """Copy what the pointer has selected, and say so: nothing on the screen shows it."""
        super().action_copy_text()  # ends here where nothing is selected
        self.notify("Copied.")

    @property
    def panes(self) -> list[Widget]:
        """The panes that can be gone to, from left to right."""
        return [pane for pane in self.query(".pane") if not pane.has_class("-away")]

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Bring the pane in front that the focus went into."""
        for pane in self.query(".pane"):
            pane.set_class(pane in event.widget.ancestors_with_self, "-front")

    def go_pane(self, by: int) -> None:
        """Put the focus into the pane `by` places further, around the edges."""
        panes = self.panes
        if not panes:
            return
        here = next((at for at, pane in enumerate(panes) if pane.has_class("-front")), -1)
        self.focus_pane(panes[(here + by) % len(panes)])

    def focus_pane(self, pane: Widget) -> None:
        """Put the focus into `pane`: on itself, or on the first widget in it that takes it."""
        for other in self.query(".pane"):
            other.set_class(other is pane, "-front")
        for widget in pane.walk_children(Widget, with_self=True):
            if widget.can_focus and widget.display and not widget.disabled:
                widget.focus()
                return


def place_bindings(where: Where) -> list[BindingType]:
    """The bindings of a place's own actions, from the registry."""
    return bindings(actions_of(where))
