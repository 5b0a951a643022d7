"""The one registry of actions: bindings, footer, help, palette and the README's table are made from it."""

from digest.tui.action import Action, Where
from digest.tui.compose.actions import COMPOSE_ACTIONS
from digest.tui.preview.actions import PREVIEW_ACTIONS
from digest.tui.read.actions import READ_ACTIONS, SEARCH_ACTIONS
from digest.tui.widgets.actions import LIST_ACTIONS, TEXT_ACTIONS

EVERYWHERE_ACTIONS = (
    Action("desk.read", ("1",), "Read", "Go to Read: what your sources published.", Where.EVERYWHERE),
    Action("desk.compose", ("2",), "Compose", "Go to Compose: the digest and its words.", Where.EVERYWHERE),
    Action("desk.preview", ("3",), "Preview", "Go to Preview: what the subscriber gets.", Where.EVERYWHERE),
    Action(
        "desk.digests",
        ("D",),
        "digests",
        "Show all digests, and put another one in work.",
        Where.EVERYWHERE,
    ),
    Action(
        "desk.undo", ("u",), "undo", "Undo the last act, also after a restart.", Where.EVERYWHERE, footer=True
    ),
    Action("desk.redo", ("U", "ctrl+r"), "redo", "Do again what was undone.", Where.EVERYWHERE),
    Action("desk.history", ("h",), "history", "Show all acts, and go back to any.", Where.EVERYWHERE),
    Action("desk.next_pane", ("tab", "right"), "pane", "Go to the next pane.", Where.EVERYWHERE),
    Action(
        "desk.previous_pane", ("shift+tab", "left"), "pane back", "Go to the previous pane.", Where.EVERYWHERE
    ),
    Action("desk.palette", (":", "ctrl+p"), "commands", "Find any command by its name.", Where.EVERYWHERE),
    Action("desk.theme", ("f3",), "theme", "Choose other colours.", Where.EVERYWHERE),
    Action(
        "desk.suspend_process",
        ("ctrl+z",),
        "shell",
        "Go back to the shell for a while; fg returns.",
        Where.EVERYWHERE,
    ),
    Action("desk.quit", ("q", "ctrl+q"), "quit", "Leave. All is saved already.", Where.EVERYWHERE),
    Action("desk.help", ("?", "f1"), "keys", "Show all keys.", Where.EVERYWHERE, footer=True),
)

TITLES = {
    Where.READ: "Read",
    Where.COMPOSE: "Compose",
    Where.PREVIEW: "Preview",
    Where.EVERYWHERE: "Everywhere",
    Where.LIST: "In a list",
    Where.TEXT: "In a text",
    Where.SEARCH: "In the search field",
}
"""The headings of the help, in its order."""

_ACTIONS = (
    *READ_ACTIONS,
    *COMPOSE_ACTIONS,
    *PREVIEW_ACTIONS,
    *LIST_ACTIONS,
    *TEXT_ACTIONS,
    *SEARCH_ACTIONS,
    *EVERYWHERE_ACTIONS,
)


def all_actions() -> tuple[Action, ...]:
    """Every action of the desk, those of the places first, the most important first in each."""
    return _ACTIONS


def actions_of(*places: Where) -> list[Action]:
    """The actions of these places, in the registry's order."""
    return [action for action in _ACTIONS if action.where in places]


def key_table() -> str:
    """The README's table of keys, as Markdown; an action's id is its name in the settings."""
    lines = ["| key | where | does | name |", "|---|---|---|---|"]
    for place, title in TITLES.items():
        for action in actions_of(place):
            keys = " ".join(f"`{word}`" for word in action.key_words)
            lines.append(f"| {keys} | {title} | {action.help} | `{action.id}` |")
    return "\n".join(lines) + "\n"
