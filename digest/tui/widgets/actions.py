"""What a curator does in any list and in any text: a part of the registry in `tui.actions`."""

from digest.tui.action import Action, Where

LIST_ACTIONS = (
    Action(
        "list.down", ("j", "down"), "move", "Go to the next row.", Where.LIST, footer=True, pair="list.up"
    ),
    Action("list.up", ("k", "up"), "up", "Go to the row before.", Where.LIST),
    Action("list.page_down", ("pagedown", "ctrl+f"), "page down", "Go a screen down.", Where.LIST),
    Action("list.page_up", ("pageup", "ctrl+b"), "page up", "Go a screen up.", Where.LIST),
    Action("list.half_down", ("ctrl+d",), "half down", "Go half a screen down.", Where.LIST),
    Action("list.half_up", ("ctrl+u",), "half up", "Go half a screen up.", Where.LIST),
    Action("list.first", ("g", "home"), "first", "Go to the first row.", Where.LIST),
    Action("list.last", ("G", "end"), "last", "Go to the last row.", Where.LIST),
)

TEXT_ACTIONS = (
    Action("text.down", ("j", "down"), "down", "Scroll a line down.", Where.TEXT),
    Action("text.up", ("k", "up"), "up", "Scroll a line up.", Where.TEXT),
    Action(
        "text.page_down", ("pagedown", "ctrl+f", "space"), "page down", "Scroll a screen down.", Where.TEXT
    ),
    Action("text.page_up", ("pageup", "ctrl+b", "b"), "page up", "Scroll a screen up.", Where.TEXT),
    Action("text.half_down", ("ctrl+d",), "half down", "Scroll half a screen down.", Where.TEXT),
    Action("text.half_up", ("ctrl+u",), "half up", "Scroll half a screen up.", Where.TEXT),
    Action("text.first", ("g", "home"), "top", "Go to the top.", Where.TEXT),
    Action("text.last", ("G", "end"), "bottom", "Go to the end.", Where.TEXT),
)
