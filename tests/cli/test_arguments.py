"""Every mistake on the line gets one line back, with what to do; and nothing happens."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.cli.arguments import since
from digest.model import DeskError
from tests.cli.conftest import CommandLine


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lst"], "there is no command 'lst', did you mean 'list'?"),
        (["articel", "list"], "there is no command 'articel', did you mean 'article'?"),
        (["source", "ad"], "there is no command 'ad', did you mean 'add'?"),
        (["xyzzy"], "there is no command 'xyzzy', known are demo, init, source"),
        (["source"], "{add,list,remove,import,export}"),
        (["source", "add"], "URL"),
        (["render"], "--out"),
        (["list", "--jsn"], "'--jsn' is not understood here"),
        (["list", "--js"], "'--js' is not understood here"),
        (["article", "list", "--state", "svaed"], "--state cannot be 'svaed', did you mean 'saved'?"),
        (["write", "3", "--summary", "A", "--draft"], "not allowed with"),
        (["show", "0"], "'0' is not a number as the lists show it"),
        (["show", "-1"], "'-1' is not a number"),
        (["pick", "७"], "'७' is not a number"),
        (["pick", "9" * 400], "is not a number"),
        (["-w"], "-w/--workspace"),
        (["show", "\x1b]0;owned\x07"], "is not a number"),
    ],
)
def test_a_mistake_on_the_line(bare: CommandLine, words: list[str], said: str) -> None:
    mistake = bare(*words).mistake
    assert said in mistake
    assert "--help' shows how." in mistake
    assert mistake.isprintable()
    assert not bare.folder.exists()


@pytest.mark.parametrize(
    "words", [["--help"], ["source", "--help"], ["article", "list", "--help"], ["--version"]]
)
def test_help_and_version_are_no_mistakes(bare: CommandLine, words: list[str]) -> None:
    ended = bare(*words)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out


_COMMANDS = [
    "demo", "init", "source", "fetch", "article", "new", "list", "show", "remove", "pick", "write", "export",
    "import", "render", "check", "sent", "archive", "preview", "send", "template", "history", "undo", "redo",
    "serve",
]  # fmt: skip
_OF_GROUPS = {
    "source": ["add", "list", "remove", "import", "export"],
    "article": ["add", "list", "show"],
    "template": ["list", "copy", "check"],
}


def listed(help_text: str) -> list[str]:
    """The commands that a help text names."""
    return re.findall(r"^    (\w+)  ", help_text, re.MULTILINE)


def test_the_help_has_the_commands_that_work_and_no_other(bare: CommandLine) -> None:
    assert listed(bare("--help").out) == _COMMANDS
    for group, commands in _OF_GROUPS.items():
        assert listed(bare(group, "--help").out) == commands


def test_every_command_has_an_example(bare: CommandLine) -> None:
    single = [[name] for name in _COMMANDS if name not in _OF_GROUPS]
    for words in [*single, *([group, name] for group, names in _OF_GROUPS.items() for name in names)]:
        assert f"example:\n  digest {' '.join(words)}" in bare(*words, "--help").out


def test_the_workspace_is_named_before_the_command_or_after_it(digest: CommandLine) -> None:
    digest("new")
    digest.monkeypatch.setenv("DIGEST_WORKSPACE", str(digest.folder.parent / "elsewhere"))
    assert "no workspace" in digest("list").mistake
    before = digest("-w", digest.folder, "list")
    assert before.code == 0
    assert before == digest("list", "--workspace", digest.folder)


def test_without_a_workspace_a_command_says_how_to_make_one(bare: CommandLine) -> None:
    for command in (["list"], ["fetch"], ["source", "add", "https://paper.example/"], ["undo"]):
        mistake = bare(*command).mistake
        assert str(bare.folder) in mistake
        assert "digest init" in mistake
    assert not bare.folder.exists()


def test_the_desk_needs_a_terminal(bare: CommandLine) -> None:
    assert "needs a terminal" in bare().mistake
    assert "needs a terminal" in bare("demo").mistake
    assert "no workspace" in bare("serve").mistake
    assert not bare.folder.exists()


@pytest.mark.parametrize(
    ("text", "zone", "moment"),
    [
        ("90m", "UTC", datetime(2026, 11, 22, 10, 30, tzinfo=UTC)),
        ("12h", "UTC", datetime(2026, 11, 22, 0, 0, tzinfo=UTC)),
        ("7d", "UTC", datetime(2026, 11, 15, 12, 0, tzinfo=UTC)),
        ("2w", "UTC", datetime(2026, 11, 8, 12, 0, tzinfo=UTC)),
        ("2026-11-20", "Asia/Tehran", datetime(2026, 11, 19, 20, 30, tzinfo=UTC)),
        ("2026-11-20T08:00+01:00", "Asia/Tehran", datetime(2026, 11, 20, 7, 0, tzinfo=UTC)),
    ],
)
def test_since_is_an_age_or_a_date(
    monkeypatch: pytest.MonkeyPatch, text: str, zone: str, moment: datetime
) -> None:
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T12:00:00Z")
    assert since(text, zone) == moment


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{1,7}[mhdwy]?", fullmatch=True))
def test_since_gives_a_moment_or_a_sentence(text: str) -> None:
    try:
        assert since(text, "Pacific/Auckland").tzinfo is UTC
    except DeskError as error:
        assert "--since cannot be" in str(error)


def test_since_banana(digest: CommandLine) -> None:
    assert "--since cannot be 'banana'" in digest("article", "list", "--since", "banana").mistake
