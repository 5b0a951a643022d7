"""The command palette: every action of the registry by its name."""

from textual.command import CommandList, CommandPalette
from textual.events import Click

from digest.tui.action import Action


class Palette(CommandPalette):
    """Textual's palette, but for three ways in which it ends the program.

    A second quick click outside it, or a letter typed behind enter, finds it closed already and does nothing;
    a key that moves in its list waits until the list has its place on the screen.
    """

    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (12, "-short")]  # noqa: RUF012 - as Screen declares it

    def _gather_commands(self, search_value: str) -> None:  # type: ignore[override]
        if self.is_current:
            super()._gather_commands(search_value)

    def _on_click(self, event: Click) -> None:  # type: ignore[override]
        event.prevent_default()  # or Textual calls the base's handler too, beside this one
        if self.is_current:
            super()._on_click(event)

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)


def title_of(action: Action) -> str:
    """The action's name in the palette, with its keys: "pick  space"."""
    keys = " ".join(action.key_words)
    return f"{action.label.capitalize()}  ({keys})"
