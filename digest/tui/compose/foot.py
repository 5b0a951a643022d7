"""What the foot of Compose offers, where the usual keys do not say it all."""

from dataclasses import replace

from textual.widget import Widget

from digest.tui.action import Action
from digest.tui.compose.edits import LineEdit, ProseEdit
from digest.tui.compose.source import Source
from digest.tui.compose.words import Shown
from digest.tui.keys import Keys

_IN_SOURCE = ("compose.quote", "compose.back", "compose.next_item", "desk.next_pane", "desk.help")


def offered(focused: Widget | None, shown: Shown | None, keys: Keys) -> list[Action] | None:
    """What to offer in an editor open on `shown`, where letters are text, and in the source; None: the usual."""
    if isinstance(focused, LineEdit | ProseEdit):
        onward = replace(keys["compose.next_item"], shown="pgdn")
        helping = ("compose.draft", "compose.headlines") if _has_article(focused, shown) else ()
        names = (*helping, "compose.external", "desk.next_pane", "desk.help")
        acts = [keys.in_editor(name) for name in names]
        return [keys["compose.back"], onward, *(act for act in acts if act is not None)]
    return [keys[name] for name in _IN_SOURCE] if isinstance(focused, Source) else None


def _has_article(edit: LineEdit | ProseEdit, shown: Shown | None) -> bool:
    """Whether the words of `edit` are an item's, and there is an article to take some from."""
    is_on_item = edit.field is not None and edit.field.owner == "item"
    return is_on_item and shown is not None and shown.item is not None and shown.item.article_id is not None
