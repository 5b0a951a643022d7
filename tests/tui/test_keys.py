"""Keys of the curator's own: in force everywhere that a key is said or pressed, and refused where they clash."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.desk import Desk, Workspace
from digest.model import DeskError, Newsletter
from digest.settings import read_settings, starter
from digest.tui.action import Where
from digest.tui.actions import all_actions
from digest.tui.keys import Chosen, Keys, chosen_keys
from tests.e2e.terminal import open_desk
from tests.tui.conftest import drive
from tests.tui.sample import open_sample

FILE = Path("newsletter.toml")
ROOT = Path(__file__).parents[2]


def chosen(**choices: str | tuple[str, ...]) -> Keys:
    """The keys in force with these choices; `read_pick` is read.pick."""
    found: Chosen = {
        name.replace("_", ".", 1): (keys,) if isinstance(keys, str) else keys
        for name, keys in choices.items()
    }
    return chosen_keys([(FILE, found)])


def refused(**choices: str | tuple[str, ...]) -> str:
    with pytest.raises(DeskError) as caught:
        chosen(**choices)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_without_choices_all_is_as_in_the_registry() -> None:
    keys = Keys()
    assert keys.keymap() == {}
    assert list(keys.clashes()) == []
    assert all(keys[action.id].keys == action.keys for action in all_actions())


def test_a_choice_takes_the_place_of_all_keys_of_its_action() -> None:
    keys = chosen(read_pick=("f6", "f7"))
    assert keys["read.pick"].keys == ("f6", "f7")
    assert keys.keymap()["read.pick"] == "f6,f7"
    assert "f6" in [action.footer_keys for action in keys.footer(Where.READ)]


def test_words_of_the_help_are_understood_and_a_comma_is_a_key() -> None:
    keys = chosen(read_search="pgdn", compose_kind=",", list_page_down="f7", text_page_down="f7")
    assert keys["read.search"].keys == ("pagedown",)
    assert keys.keymap()["compose.kind"] == "comma"


def test_a_pair_is_shown_with_both_keys_in_force() -> None:
    assert Keys()["list.down"].footer_keys == "j k"
    assert chosen(list_up="f7")["list.down"].footer_keys == "j f7"


def test_a_key_that_the_place_gives_up_is_the_lists_again() -> None:
    assert chosen(compose_draft="f6").keymap()["compose:list.first"] == "g,home"


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"compose_draft": "c"}, ["compose.draft (Compose)", "compose.kind (Compose)", "the key c is"]),
        ({"read_pick": "h"}, ["read.pick (Read)", "desk.history (Everywhere)"]),
        ({"compose_kind": "end"}, ["compose.kind (Compose)", "list.last (In a list)"]),
        ({"desk_undo": "d"}, ["read.drop (Read)", "desk.undo (Everywhere)"]),
        ({"read_pick": "f5", "read_save": "f5"}, ["f5", "read.pick (Read)", "read.save (Read)"]),
        ({"read_pikc": "P"}, ["'read.pikc'", "did you mean read.pick?"]),
        ({"read_pick": "alt+p"}, ["'alt+p'", "read.pick"]),
        ({"read_pick": "ctrl+m"}, ["'ctrl+m'", "read.pick"]),
        ({"read_pick": "hyper"}, ["'hyper'", "read.pick"]),
    ],
)
def test_what_cannot_be_is_named(choices: dict[str, str], words: list[str]) -> None:
    told = refused(**choices)
    assert told.startswith("newsletter.toml: ")
    assert all(word in told for word in words)


def test_a_sentence_names_the_keys_in_force() -> None:
    assert chosen(read_fetch="f6").told("{read.fetch} {no.such} {x}: {desk.help}") == "f6 {no.such} {x}: ?"


def test_the_same_key_in_two_places_is_no_clash() -> None:
    keys = chosen(read_pick="f6", compose_draft="f6")
    assert keys["read.pick"].keys == keys["compose.draft"].keys == ("f6",)


@pytest.mark.parametrize("text", [(ROOT / "README.md").read_text("utf-8"), starter("The Morning Ledger")])
def test_the_examples_hold(text: str) -> None:
    lines = [line.lstrip("# ") for line in text.splitlines()]
    begin = next(at for at, line in enumerate(lines) if line.startswith("[keys]"))
    choices = Newsletter.model_validate(
        {"name": "x", "keys": tomllib.loads("\n".join(lines[begin : begin + 3]))["keys"]}
    )
    assert choices.keys and chosen_keys([(FILE, choices.keys)]).keymap()


def test_two_actions_can_change_keys_with_each_other() -> None:
    keys = chosen(read_drop="s", read_save="d")
    assert keys.keymap() == {"read.drop": "s", "read.save": "d"}


_ANY_KEYS = st.lists(
    st.sampled_from(
        ["a", "z", "Z", "f5", "?", ",", "pgdn", "ctrl+k", "esc", "space", "alt+x", "", "\x1b", "tab"]
    ),
    min_size=1,
    max_size=3,
).map(tuple)


@given(
    st.dictionaries(
        st.sampled_from([one.id for one in all_actions()] + ["read.nothing"]), _ANY_KEYS, max_size=6
    )
)
def test_any_choice_holds_without_a_clash_or_is_refused_in_one_line(choices: Chosen) -> None:
    try:
        keys = chosen_keys([(FILE, choices)])
    except DeskError as error:
        assert str(error).startswith("newsletter.toml: ") and len(str(error).splitlines()) == 1
    else:
        assert list(keys.clashes()) == []
        assert all(len(keys[name].keys) == len(set(words)) for name, words in choices.items())
        assert set(choices) <= {
            *keys.keymap(),
            *(one.id for one in all_actions() if one.keys == keys[one.id].keys),
        }


@pytest.mark.parametrize("spelt", ["compose.draft", '"compose.draft"'])
def test_toml_may_spell_the_name_either_way(spelt: str, tmp_path: Path) -> None:
    toml = tmp_path / "newsletter.toml"
    toml.write_text(f'name = "The Morning Ledger"\n[keys]\n{spelt} = "z"\n', "utf-8")
    assert read_settings(toml).keys == {"compose.draft": ("z",)}


def test_a_mistake_in_the_file_is_named(tmp_path: Path) -> None:
    toml = tmp_path / "newsletter.toml"
    toml.write_text('name = "The Morning Ledger"\n[keys]\ncompose.draft = 5\n', "utf-8")
    with pytest.raises(DeskError, match=r"newsletter.toml: keys.compose.draft: .*not 5"):
        read_settings(toml)


@pytest.fixture
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of keys for all newsletters."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "config" / "digest-desk"
    folder.mkdir(parents=True)
    yield folder / "keys.toml"


def test_a_newsletters_own_keys_go_before_those_for_all(own_keys: Path, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "ledger")
    workspace.create("The Morning Ledger")
    with workspace.toml.open("a", encoding="utf-8") as file:
        file.write('[keys]\nread.pick = "f6"\n')
    own_keys.write_text('read.pick = "f7"\nread.save = "f8"\n', "utf-8")
    desk = Desk.open(workspace)
    keys = chosen_keys(desk.key_choices())
    assert (keys["read.pick"].keys, keys["read.save"].keys) == (("f6",), ("f8",))
    own_keys.write_text("read.pick = [\n", "utf-8")
    with pytest.raises(DeskError, match=r"keys\.toml is not valid TOML"):
        desk.key_choices()
    desk.close()


@pytest.mark.slow
async def test_the_chosen_keys_act_and_are_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = chosen(read_save="f6", compose_draft="f6", list_down=("f7", "down"), desk_help="f1")
    monkeypatch.setattr("digest.tui.desk_app.chosen_keys", lambda _: keys)
    async with drive(desk) as driver:
        assert "f6 save" in driver.text and "f7 k move" in driver.text
        await driver.press("s")
        assert desk.sources.counts().saved == 0
        await driver.press("f6", "f7", "f6")
        assert desk.sources.counts().saved == 2
        await driver.press("f7", "space", "2")
        await driver.catch_up()
        await driver.press("G", "g", "j")
        assert not desk.digests.get().items[0].draft
        await driver.press("n", "p", "f6")
        assert desk.digests.get().items[0].draft
        await driver.press("question_mark")
        assert driver.app.place is driver.app.screen
        await driver.press("f1", *"draft a")
        assert "f6            Draft a summary" in driver.text
        await driver.press("escape", "colon", *"draft")
        assert "Draft  (f6)" in driver.text


@pytest.mark.slow
async def test_keys_that_are_changed_while_the_desk_is_open_hold_and_are_said(desk: Desk) -> None:
    async with drive(desk) as driver:
        assert "d dismiss" in driver.text
        with desk.workspace.toml.open("a", encoding="utf-8") as file:
            file.write('\n[keys]\nread.drop = "f6"\n')
        await driver.catch_up()
        await driver.catch_up()
        assert "f6 dismiss" in driver.text
        await driver.press("f6")
        assert desk.sources.counts().dismissed == 1
        with desk.workspace.toml.open("a", encoding="utf-8") as file:
            file.write('read.pick = "f6"\n')
        await driver.catch_up()
        assert any("the key f6 is read.pick" in notice for notice in driver.notices)
        await driver.press("f6")
        assert desk.sources.counts().dismissed == 2


@pytest.mark.slow
def test_a_clash_keeps_the_desk_closed(tmp_path: Path) -> None:
    open_sample(tmp_path / "ledger").close()
    with (tmp_path / "ledger" / "newsletter.toml").open("a", encoding="utf-8") as file:
        file.write('\n[keys]\ncompose.draft = "c"\n')
    with open_desk(
        "-w", str(tmp_path / "ledger"), env={}, columns=400
    ) as terminal:  # a long path, on one line
        assert terminal.wait_for_exit() == 2
        assert "compose.kind (Compose)" in terminal.text
