"""What an action of the curator is; `actions` holds the registry of all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from textual.binding import Binding, BindingType


class Where(StrEnum):
    """Where an action can be done: in a place, in a kind of widget, or everywhere."""

    EVERYWHERE = "everywhere"
    READ = "read"
    COMPOSE = "compose"
    PREVIEW = "preview"
    LIST = "list"
    TEXT = "text"
    SEARCH = "search"


_NAMESPACE = {Where.EVERYWHERE: "app", Where.LIST: "focused", Where.TEXT: "focused", Where.SEARCH: "focused"}

_KEY_WORDS = {
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "shift+up": "⇧↑",
    "shift+down": "⇧↓",
    "shift+tab": "⇧tab",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "comma": ",",
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a curator can do, with its keys and its words.

    `id` is where and name, like "read.pick"; the screen (or app, or focused widget) that does it has a
    method `action_pick`. `keys` are Textual's names or plain characters, at least one. `label` is the word
    in the footer, `help` the sentence in the help and the palette. `footer` puts it there, as the first of
    its keys; `pair` is the id of the action that goes the other way,
    whose key stands beside it ("j k"). `shown` writes other words there in place of the key.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    where: Where
    footer: bool = False
    pair: str = ""
    shown: str = ""

    @property
    def name(self) -> str:
        """The part of the id that names the method: "pick" of "read.pick"."""
        return self.id.partition(".")[2]

    @property
    def target(self) -> str:
        """The action as `run_action` takes it from anywhere, like "screen.pick"."""
        return f"{_NAMESPACE.get(self.where, 'screen')}.{self.name}"

    @property
    def key_words(self) -> tuple[str, ...]:
        """The keys as a person reads them: "esc" for "escape", "↑" for "up"."""
        return tuple(map(word_of, self.keys))

    @property
    def footer_keys(self) -> str:
        """The keys as the footer writes them."""
        return self.shown or self.key_words[0]


def word_of(key: str) -> str:
    """A key as a person reads it: "esc" for "escape"."""
    return _KEY_WORDS.get(key, key)


def key_of(word: str) -> str:
    """The key that a person means, whether by our word for it or by Textual's name."""
    return next((key for key, told in _KEY_WORDS.items() if told == word), word)


def bindings(actions: Iterable[Action]) -> list[BindingType]:
    """The actions' keys as Textual bindings, each under the action's id, so that a keymap can change them."""
    return [
        Binding(",".join(action.keys), action.name, action.label, show=False, id=action.id)
        for action in actions
        if action.keys
    ]


def bindings_beside(actions: Iterable[Action], place: Where, others: Iterable[Action]) -> list[BindingType]:
    """The actions' keys as bindings, but for those keys that `others`, the actions of `place`, have a use for."""
    return bindings(
        replace(action, id=id_beside(action, place), keys=keys_beside(action, others)) for action in actions
    )


def id_beside(action: Action, place: Where) -> str:
    """The id of an action's binding in a list or text of `place`, where some of its keys may be another's."""
    return f"{place}:{action.id}"


def keys_beside(action: Action, others: Iterable[Action]) -> tuple[str, ...]:
    """The keys of `action` that none of `others` has a use for."""
    taken = {key for other in others for key in other.keys}
    return tuple(key for key in action.keys if key not in taken)
