"""The command palette: every action of the registry by its name."""

from textual.command import CommandPalette
from textual.events import Click

from digest.tui.action import Action


class Palette(CommandPalette):
    """Textual's palette, but a second quick click outside it finds it closed already and does nothing."""

    def _on_click(self, event: Click) -> None:  # type: ignore[override]
        event.prevent_default()  # or Textual calls the base's handler too, beside this one
        if self.is_current:
            super()._on_click(event)


def title_of(action: Action) -> str:
    """The action's name in the palette, with its keys: "pick  space"."""
    keys = " ".join(action.key_words)
    return f"{action.label.capitalize()}  ({keys})" if keys else action.label.capitalize()
