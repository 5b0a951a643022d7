"""The README is true: its keys are the registry's, and every command in it is one that the program knows."""

import re
import shlex
from pathlib import Path

import pytest

from digest.cli.main import _parser
from digest.tui.actions import key_table

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """Every line of a shell block that calls the installed program."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("digest")]


def test_the_keys_are_those_of_the_registry() -> None:
    """After a change of the registry: put `digest.tui.actions.key_table()` between the README's two marks."""
    assert f"<!-- keys -->\n{key_table()}<!-- end of keys -->" in README


@pytest.mark.parametrize("command", commands())
def test_the_program_knows_every_command(command: str) -> None:
    _parser().parse_args(shlex.split(command)[1:])


def test_there_are_commands_to_know() -> None:
    assert len(commands()) > 10
