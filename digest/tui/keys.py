"""The keys in force: the registry's own, or those that the curator chose in newsletter.toml or keys.toml."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.widget import Widget

from digest.tui.action import Action, Where, id_beside, key_of, keys_beside, word_of
from digest.tui.actions import TITLES, all_actions

if TYPE_CHECKING:
    from digest.tui.app import DigestApp

Chosen = Mapping[str, tuple[str, ...]]
"""Keys by the id of their action, as a settings file has them."""

_PLACES = (Where.READ, Where.COMPOSE, Where.PREVIEW)
_FOCUSED = (Where.LIST, Where.TEXT)

# What a terminal can send. Alt is left out: with a letter it is Esc and the letter; so are the letters that
# with Ctrl are other keys (h backspace, i tab, j and m enter) or copy (c).
_KEY = re.compile(
    r"\S|ctrl\+[abdefgk-lnopqrstuvwxyz]|(?:ctrl\+)?(?:shift\+)?(?:up|down|left|right|home|end)"
    r"|(?:ctrl\+)?(?:pageup|pagedown)|shift\+tab|tab|enter|space|comma|escape|backspace|insert|delete|f(?:[1-9]|1[0-2])"
)

_NAMED = re.compile(r"\{([a-z]+\.[a-z_]+)\}")


class Keys:
    """The actions of the registry, each with the keys that it has on this desk."""

    def __init__(self, chosen: Chosen | None = None) -> None:
        self._chosen = chosen or {}
        bare = {
            action.id: replace(action, keys=self._chosen.get(action.id, action.keys))
            for action in all_actions()
        }
        self._actions = {action.id: _with_pair(action, bare) for action in bare.values()}

    def __getitem__(self, action_id: str) -> Action:
        """The action of this id."""
        return self._actions[action_id]

    def of(self, *places: Where) -> list[Action]:
        """The actions of these places, in the registry's order."""
        return [action for action in self._actions.values() if action.where in places]

    def footer(self, place: Where) -> list[Action]:
        """What the footer of a place offers, the most important first; the way to all keys is always the last."""
        return [action for action in self.of(Where.LIST, place, Where.EVERYWHERE) if action.footer]

    def word(self, action_id: str) -> str:
        """The first key of an action as a person reads it, for a sentence that names it."""
        return self[action_id].key_words[0]

    def told(self, words: str) -> str:
        """Words with the first key of an action wherever its id stands in braces: "{read.pick} picks"."""
        return _NAMED.sub(lambda found: self.word(found[1]) if found[1] in self._actions else found[0], words)

    def in_editor(self, action_id: str) -> Action | None:
        """An action as the foot shows it in an editor: by a key that is no text there; None where it has none."""
        action = self[action_id]
        key = next((key for key in action.keys if len(key) > 1 and key != "space"), None)
        return None if key is None else replace(action, shown=word_of(key))

    def keymap(self) -> dict[str, str]:
        """What differs from the registry, as `App.set_keymap` takes it: keys by the id of their binding."""
        keymap: dict[str, str] = {}
        for before in all_actions():
            action = self[before.id]
            if action.keys != before.keys:
                keymap[action.id] = _joined(action.keys)
            if action.where in _FOCUSED:
                for place in _PLACES:
                    keys = keys_beside(action, self.of(place))
                    if keys != keys_beside(before, _registered(place)):
                        keymap[id_beside(action, place)] = _joined(keys)
        return keymap

    def clashes(self) -> Iterator[str]:
        """Each chosen key that another action on the same screen has too, in words."""
        for one, other in combinations(self._actions.values(), 2):
            for key in set(one.keys) & set(other.keys):
                if _meet(one, other) and (self._is_new(one, key) or self._is_new(other, key)):
                    yield (
                        f"{word_of(key)} is {one.id} ({TITLES[one.where]}) and {other.id} ({TITLES[other.where]})"
                    )

    def _is_new(self, action: Action, key: str) -> bool:
        return key not in next(one for one in all_actions() if one.id == action.id).keys


def keys_of(widget: Widget) -> Keys:
    """The keys in force where `widget` is shown."""
    return cast("DigestApp", widget.app).keys


def chosen_keys(files: Iterable[tuple[Path, Chosen]]) -> Keys:
    """The keys in force with the choices of these files, of which a later one goes before an earlier.

    Raises DeskError that names the file, and in it an action that there is none of, a key that no terminal
    sends, or two actions on one screen with the same key.
    """
    from digest.model import DeskError  # here, for the first frame waits for this module

    chosen: dict[str, tuple[str, ...]] = {}
    for file, choices in files:
        for action_id, words in choices.items():
            chosen[action_id] = _checked(file, action_id, words)
        if choices and (clash := next(Keys(chosen).clashes(), None)):
            raise DeskError(f"{file}: the key {clash}: give one of the two another key.")
    return Keys(chosen)


def _checked(file: Path, action_id: str, words: tuple[str, ...]) -> tuple[str, ...]:
    from digest.model import DeskError

    known = [action.id for action in all_actions()]
    if action_id not in known:
        import difflib  # here: few have a mistake to be told of

        near = difflib.get_close_matches(action_id, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"an action is called like {known[0]}."
        raise DeskError(f"{file}: there is no action {action_id!r} to give a key to: {hint}")
    for word in words:
        if not _KEY.fullmatch(key_of(word)):
            raise DeskError(
                f"{file}: {action_id} cannot have the key {word!r}: a letter or a sign was expected,"
                " or a name like enter, space, f5, ctrl+k."
            )
    return tuple(dict.fromkeys(map(key_of, words)))


def _with_pair(action: Action, actions: Mapping[str, Action]) -> Action:
    if not action.pair:
        return action
    words = [one.key_words[0] for one in (action, actions[action.pair])]
    return replace(action, shown=" ".join(words))


def _registered(place: Where) -> list[Action]:
    return [action for action in all_actions() if action.where is place]


def _meet(one: Action, other: Action) -> bool:
    """Whether one key can mean both: they are done in the same place, in a list or a text of it, or everywhere."""
    places = {one.where, other.where}
    if Where.SEARCH in places:
        return len(places) == 1
    if Where.EVERYWHERE in places or len(places) == 1:
        return True
    return len(places & set(_PLACES)) == 1


def _joined(keys: Iterable[str]) -> str:
    return ",".join(keys)
