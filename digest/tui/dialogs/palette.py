"""The command palette: every action of the registry by its name."""

from textual.command import CommandList, CommandPalette
from textual.events import Click

from digest.tui.action import Action


class Palette(CommandPalette):
    """Textual's palette, but for three ways in which it ends the program.

    A second quick click outside it, or a letter typed behind enter, finds it closed already and does nothing, and so
    does what is typed while the desk is being left; a key that moves in its list waits until the list has its place
    on the screen.
    """

    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (12, "-short")]  # noqa: RUF012 - as Screen declares it

    @property
    def _is_open(self) -> bool:
        """Whether it is in front, and stays there: of a desk that is being left the widgets go before the screens."""
        return self.is_current and self.app.is_running

    def _gather_commands(self, search_value: str) -> None:  # type: ignore[override]
        if self._is_open:
            super()._gather_commands(search_value)

    def _on_click(self, event: Click) -> None:  # type: ignore[override]
        event.prevent_default()  # or Textual calls the base's handler too, beside this one
        if self._is_open:
            super()._on_click(event)

    def _action_command_list(self, action: str) -> None:
        if self._is_open and self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)

    def _action_cursor_down(self) -> None:
        if self._is_open:
            super()._action_cursor_down()


def title_of(action: Action) -> str:
    """The action's name in the palette, with its keys: "pick  space"."""
    keys = " ".join(action.key_words)
    return f"{action.label.capitalize()}  ({keys})"
