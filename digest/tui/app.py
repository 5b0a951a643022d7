"""The app: the three places on one desk, how they look, and what can be done everywhere.

The first frame waits for this module and what it imports, so that is Textual, the frame and the registry of
actions alone.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual._path import CSSPathType
from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from digest.tui.action import Where, bindings
from digest.tui.actions import actions_of
from digest.tui.desk_app import DeskApp, OpenDesk
from digest.tui.dialogs.palette import Palette, title_of
from digest.tui.place import Place
from digest.tui.safety import BrowserFit, TerminalSafe
from digest.tui.shades import GreyShades
from digest.tui.terminal import Terminal
from digest.tui.themes import DARK, LIGHT, own_variables
from digest.tui.widgets.text import column

if TYPE_CHECKING:
    from digest.model import Digest

_HERE = Path(__file__).parent

_OWN_THEMES = {theme.name: theme for theme in (DARK, LIGHT)}


def _read_place() -> Place:
    from digest.tui.read.screen import ReadPlace

    return ReadPlace()


def _compose_place() -> Place:
    from digest.tui.compose.screen import ComposePlace

    return ComposePlace()


def _preview_place() -> Place:
    from digest.tui.preview.screen import PreviewPlace

    return PreviewPlace()


class DigestApp(DeskApp):
    """The desk on the screen."""

    CSS_PATH: ClassVar[CSSPathType] = _HERE / "app.tcss"
    BINDINGS = bindings(actions_of(Where.EVERYWHERE))
    MODES: ClassVar = {Where.READ: _read_place, Where.COMPOSE: _compose_place, Where.PREVIEW: _preview_place}
    # From the beginning: a theme that is set later has all styles parsed once more before the first frame.
    theme = Reactive(DARK.name)
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT = 4

    def __init__(self, open_desk: OpenDesk, *, name: str = "", hint: str | None = None) -> None:
        super().__init__(open_desk, name=name, hint=hint)
        self._browser_fit, self._shades, self._safe = BrowserFit(), GreyShades(), TerminalSafe()
        self.set_class(self._has_few_colours, "-few-colours")

    def get_driver_class(self) -> type[Driver]:
        """Our own terminal in place of Textual's; a browser, or a test, has another kind."""
        driver = super().get_driver_class()
        return Terminal if driver is LinuxDriver else driver

    # How it looks

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Textual's own themes, and ours."""
        return {**super().available_themes, **_OWN_THEMES}

    def get_theme(self, theme_name: str) -> Theme | None:
        """A theme by its name: Textual asks for it with every line that it draws."""
        return _OWN_THEMES.get(theme_name) or super().get_theme(theme_name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The shades that our styles use beside Textual's."""
        return own_variables(self.current_theme)

    @property
    def _has_few_colours(self) -> bool:
        """Whether our shades cannot be told apart: the terminal has the sixteen colours of old, or is to show none."""
        return self.no_color or self.console.color_system == "standard"

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, and ours last."""
        # Always the same ones: what was drawn through them is kept until they are others.
        fit = [self._browser_fit] if self.is_web else []
        shades = [self._shades] if self.console.color_system == "256" else []
        return [*super().get_line_filters(), *shades, *fit, self._safe]

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - nothing here is ever markup
    ) -> None:
        """Show a notice. Its text is never markup, whoever wrote it."""
        super().notify(column(message), title=column(title), severity=severity, timeout=timeout, markup=False)

    # The screens

    def pop_screen(self) -> AwaitComplete:
        """Close the dialog in front. A second quick key finds it closed already, and closes nothing."""
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    def go(self, where: Where, *, section: int | None = None, item: int | None = None) -> None:
        """Go to a place, and there to a section or an item of the digest, by id."""

        async def arrive() -> None:
            left = self.place
            await self.switch_mode(where)
            if left is not None and left is not self.place:
                left.forget_drawing()
            if isinstance(self.screen, Place) and (section is not None or item is not None):
                self.screen.show_spot(section, item)

        self.call_later(arrive)

    # The actions that are everywhere

    def action_read(self) -> None:
        """Go to Read."""
        self.go(Where.READ)

    def action_compose(self) -> None:
        """Go to Compose."""
        self.go(Where.COMPOSE)

    def action_preview(self) -> None:
        """Go to Preview."""
        self.go(Where.PREVIEW)

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        if self.place is not None:
            self.place.go_pane(1)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        if self.place is not None:
            self.place.go_pane(-1)

    def action_undo(self) -> None:
        """Undo the last act, and say what it was."""
        undo = self.desk.history.undo
        self.act_at_length("Undoing the last act", undo, lambda label: self._did(f"Undone: {label}"))

    def action_redo(self) -> None:
        """Do again what was undone, and say what it was."""
        redo = self.desk.history.redo
        self.act_at_length(
            "Doing again what was undone", redo, lambda label: self._did(f"Done again: {label}")
        )

    def _did(self, words: str) -> None:
        self.notify(words)
        self.changed()

    def action_digests(self) -> None:
        """Show all digests, and put the chosen one in work."""
        from digest.tui.dialogs.digests import DigestsScreen

        self.push_screen(DigestsScreen(), self._open)

    def _open(self, number: int | None) -> None:
        if number is not None:
            self.jobs.act(lambda: self.desk.work.open(number), self.opened)

    def opened(self, digest: "Digest") -> None:
        """A digest was put in work: say so, and show it."""
        from digest.model import DigestState

        is_sent = digest.state is DigestState.SENT
        self.notify(f"No. {digest.number} " + ("has gone out: it can be read." if is_sent else "is in work."))
        self.changed()

    def action_history(self) -> None:
        """Show all acts."""
        from digest.tui.dialogs.history import HistoryScreen

        self.push_screen(HistoryScreen())

    def action_help(self) -> None:
        """Show all keys."""
        from digest.tui.dialogs.help import HelpScreen

        self.push_screen(HelpScreen(self.keys, self.place.where if self.place else Where.READ))

    def action_palette(self) -> None:
        """Open the command palette."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder="What do you want to do?"))

    action_command_palette = action_palette

    def action_theme(self) -> None:
        """Choose a theme: ours first, then Textual's."""
        from digest.tui.dialogs.colours import ColoursScreen

        others = (theme for name, theme in self.available_themes.items() if name not in _OWN_THEMES)
        themes = [*_OWN_THEMES.values(), *sorted(others, key=lambda theme: theme.name)]
        self.push_screen(ColoursScreen(themes), self.keep_theme)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action that can be done in this place, for the palette."""
        where = screen.where if isinstance(screen, Place) else Where.READ
        for action in self.keys.of(where, Where.EVERYWHERE):
            if action.name != "palette":
                yield SystemCommand(title_of(action), action.help, self._doing(action.target))

    def _doing(self, target: str) -> Callable[[], Awaitable[None]]:
        async def do() -> None:
            await self.screen.run_action(target)

        return do

    def action_suspend_process(self) -> None:
        """Go back to the shell, where there is one."""
        if self.is_web:
            self.notify("A browser has no shell to go back to. Press q to leave, or close the tab.")
        else:
            super().action_suspend_process()

    def action_help_quit(self) -> None:
        """Ctrl+C copies in an editor and does nothing elsewhere: say how to leave."""
        key = self.keys.word("desk.quit")
        if self.focused is not None and self.focused.check_consume_key(key, key):
            action = self.keys.in_editor("desk.quit")
            key = action.shown if action else f"esc, then {key},"
        self.notify(f"Press {key} to leave. All is saved already.")
