"""What a curator does in Compose: a part of the registry in `tui.actions`."""

from digest.tui.action import Action, Where

_W = Where.COMPOSE

COMPOSE_ACTIONS: tuple[Action, ...] = (
    Action(
        "compose.write", ("enter",), "write", "Write the words of what is chosen; rename a section.", _W, True
    ),
    Action(
        "compose.move_down",
        ("J", "shift+down"),
        "move it",
        "Move the item or section down.",
        _W,
        True,
        "compose.move_up",
    ),
    Action("compose.move_up", ("K", "shift+up"), "move up", "Move the item or section up.", _W),
    Action(
        "compose.move_into",
        ("m",),
        "move to",
        "Move the item to a section that you choose, by its digit.",
        _W,
    ),
    Action(
        "compose.draft",
        ("g", "f8"),
        "draft",
        "Draft a summary from the article; again for the next one.",
        _W,
        True,
    ),
    Action(
        "compose.assist",
        ("G", "f5"),
        "assistant",
        "Have the assistant draft the summary, or the subject.",
        _W,
    ),
    Action(
        "compose.next_item",
        ("n",),
        "next",
        "Go to the next item; pgdn does it in an editor.",
        _W,
        True,
        "compose.previous_item",
    ),
    Action(
        "compose.previous_item", ("p",), "previous", "Go to the item before; pgup does it in an editor.", _W
    ),
    Action(
        "compose.remove", ("x", "delete"), "remove", "Take the item or section out of the digest.", _W, True
    ),
    Action(
        "compose.external",
        ("e", "f4"),
        "$EDITOR",
        "Write the text, or the field that the cursor is in, in your own editor.",
        _W,
        True,
    ),
    Action(
        "compose.headlines",
        ("H", "f9"),
        "headlines",
        "Choose among the headlines that others gave the story.",
        _W,
    ),
    Action("compose.add_item", ("A", "a"), "add item", "Add an item that comes from no article.", _W),
    Action("compose.add_section", ("S",), "add section", "Add a section after this one.", _W),
    Action("compose.kind", ("c",), "kind", "Change how the section is shown: lead, stories, briefs …", _W),
    Action(
        "compose.quote",
        (">", "y"),
        "quote",
        "Quote the source's selected words or marked paragraph in the summary.",
        _W,
    ),
    Action("compose.changes", ("V",), "changes", "Show what changed in the source since you picked it.", _W),
    Action("compose.subject", ("s",), "subject", "Write the subject line.", _W),
    Action("compose.new_digest", ("N",), "new digest", "Begin a new digest with the planned sections.", _W),
    Action(
        "compose.like_this",
        ("C",),
        "new like this",
        "Begin a digest like this one (or the last), but for its news.",
        _W,
    ),
    Action("compose.back", ("escape",), "outline", "Leave the words and go back to the outline.", _W),
)
