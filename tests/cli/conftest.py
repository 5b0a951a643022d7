"""A workspace, and the command line on it."""

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from digest.cli.main import run
from tests.paper import Paper, open_paper


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, and what it printed where."""

    code: int
    out: str
    err: str

    @property
    def mistake(self) -> str:
        """The one line on standard error of a command that refused; nothing else was printed."""
        assert self.code == 2, self
        assert self.out == ""
        assert self.err.endswith("\n") and self.err.count("\n") == 1, self.err
        return self.err.strip()


@dataclass(frozen=True)
class CommandLine:
    """`digest …` in this process, on one workspace."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *words: object, stdin: bytes = b"") -> Ended:
        """Run a command to its end."""
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self.capsys.readouterr()
        code = run([str(word) for word in words])
        captured = self.capsys.readouterr()
        return Ended(code, captured.out, captured.err)

    def json(self, *words: object, code: int = 0, stdin: bytes = b"") -> Any:
        """What a command prints with `--json`: the one document that is all of standard output."""
        ended = self(*words, "--json", stdin=stdin)
        assert ended.code == code, ended
        return json.loads(ended.out)

    def text_file(self, name: str, title: str, words: str = "harbour") -> Path:
        """A file with an invented article in it, beside the workspace."""
        body = f"The {words} of Ostrand was counted again on Tuesday, and again nothing was missing. " * 4
        file = self.folder.parent / name
        file.write_text(f"{title}\n\nBy Ida Vance\n\n{body}\n\n{body}\n", encoding="utf-8")
        return file

    def collect(self, title: str, words: str = "harbour") -> int:
        """Collect an invented article from a file; gives its number."""
        file = self.text_file(f"{title.replace(' ', '-')}.txt", title, words)
        number = self.json("article", "add", file)["article"]["id"]
        assert isinstance(number, int)
        return number

    def written(self) -> dict[str, Any]:
        """All that a program can see of the workspace: to tell that nothing was written."""
        commands = [("source", "list"), ("article", "list"), ("list",), ("history",)]
        return {" ".join(command): self.json(*command) for command in commands}


@pytest.fixture
def bare(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line where no workspace was made yet."""
    folder = tmp_path / "ledger"
    monkeypatch.setenv("DIGEST_WORKSPACE", str(folder))
    monkeypatch.setenv("DIGEST_ALLOW_PRIVATE", "1")
    monkeypatch.delenv("DIGEST_DEBUG", raising=False)
    return CommandLine(folder, capsys, monkeypatch)


@pytest.fixture
def digest(bare: CommandLine) -> CommandLine:
    """The command line on a new workspace."""
    assert bare("init", "--name", "The Morning Ledger").code == 0
    return bare


@pytest.fixture(scope="session")
def _paper_house() -> Iterator[Paper]:
    with open_paper() as paper:
        yield paper


@pytest.fixture
def paper(_paper_house: Paper) -> Paper:
    """A newspaper on loopback that has published nothing yet."""
    _paper_house.answers.clear()
    _paper_house.asked.clear()
    return _paper_house
