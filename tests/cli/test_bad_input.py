"""Input and settings that cannot be worked with: one clear line, exit code 2, nothing written."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.paper import Answer, Paper

_PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8


@pytest.mark.parametrize("command", [("source", "add"), ("article", "add")])
def test_an_address_that_is_no_feed_and_no_page(
    digest: CommandLine, paper: Paper, command: tuple[str, str]
) -> None:
    paper.answers["/picture"] = Answer(_PICTURE, "image/png")
    before = digest.written()
    assert "/picture" in digest(*command, paper.url("/picture")).mistake
    assert "/nothing" in digest(*command, paper.url("/nothing")).mistake
    assert digest(*command, "ftp://quay.example/feed").mistake
    assert digest(*command, "http://127.0.0.1:1/feed").mistake
    assert digest.written() == before


@pytest.mark.parametrize("command", [("article", "add"), ("source", "import"), ("import",)])
def test_a_file_that_is_not_text_not_there_or_not_a_file(
    digest: CommandLine, tmp_path: Path, command: tuple[str, ...]
) -> None:
    before = digest.written()
    file = tmp_path / "picture.txt"
    file.write_bytes(_PICTURE)
    assert str(file) in digest(*command, file).mistake
    assert "nowhere.txt" in digest(*command, tmp_path / "nowhere.txt").mistake
    assert str(tmp_path) in digest(*command, tmp_path).mistake
    assert digest.written() == before


def test_standard_input_that_is_not_text(digest: CommandLine) -> None:
    digest("pick", digest.collect("The tenth crane"))
    before = digest.written()
    assert digest("article", "add", "-", stdin=_PICTURE).mistake
    assert "not UTF-8 text" in digest("write", 1, "--summary", "-", stdin=_PICTURE).mistake
    assert digest.written() == before


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"number": "banana"}', '{"number": 1, "date": "2026-11-22", "extra": 1}']
)
def test_a_file_that_is_no_digest(digest: CommandLine, tmp_path: Path, text: str) -> None:
    before = digest.written()
    file = tmp_path / "no1.json"
    file.write_text(text)
    assert digest("import", file).mistake
    assert digest.written() == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('taglien = "What happened"', "taglien"),
        ('language = "English, please"', "language"),
        ("name = ", "line"),
        ("[fetch]\nat_once = 0", "at_once"),
    ],
)
def test_settings_with_a_mistake_in_them(digest: CommandLine, line: str, said: str) -> None:
    settings = digest.folder / "newsletter.toml"
    settings.write_text(f'name = "The Morning Ledger"\n{line}\n')
    mistake = digest("list").mistake
    assert str(settings) in mistake
    assert said in mistake


def test_a_database_from_a_newer_version(digest: CommandLine) -> None:
    digest("new")
    database = digest.folder / "digest.db"
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA user_version = 4242")
    connection.commit()
    connection.close()
    before = database.read_bytes()
    assert str(database) in digest("list").mistake
    assert str(database) in digest("new").mistake
    assert database.read_bytes() == before


def test_a_database_that_is_none(digest: CommandLine) -> None:
    database = digest.folder / "digest.db"
    digest("list")
    for companion in digest.folder.glob("digest.db*"):
        companion.unlink()
    database.write_bytes(_PICTURE)
    assert str(database) in digest("list").mistake
    database.unlink()
    database.mkdir()
    assert str(database) in digest("list").mistake


def test_a_workspace_that_cannot_be_written(bare: CommandLine, tmp_path: Path) -> None:
    # Below a file nobody can write, not even root.
    blocked = tmp_path / "file" / "ledger"
    blocked.parent.write_text("not a folder")
    assert str(blocked) in bare("init", blocked).mistake
    assert str(blocked) in bare("-w", blocked, "init").mistake
    assert blocked.parent.read_text() == "not a folder"


@pytest.mark.parametrize("command", [("render", "--out"), ("export", 1), ("source", "export")])
def test_files_that_cannot_be_written(
    digest: CommandLine, tmp_path: Path, command: tuple[object, ...]
) -> None:
    digest("pick", digest.collect("The tenth crane"))
    blocked = tmp_path / "file" / "out"
    blocked.parent.write_text("not a folder")
    assert str(blocked) in digest(*command, blocked).mistake


def test_a_demo_that_has_nowhere_to_go(bare: CommandLine, tmp_path: Path) -> None:
    blocked = tmp_path / "file" / "out"
    blocked.parent.write_text("not a folder")
    assert str(blocked) in bare("demo", "--out", blocked).mistake


def test_init_overwrites_nothing(digest: CommandLine) -> None:
    settings = digest.folder / "newsletter.toml"
    settings.write_text('name = "Mine"\n')
    assert "nothing was changed" in digest("init", "--name", "Another").out
    assert settings.read_text() == 'name = "Mine"\n'
    shutil.rmtree(digest.folder / "out")
    made = digest.json("init")
    assert made == {"workspace": str(digest.folder), "created": [str(digest.folder / "out")]}


@pytest.mark.parametrize("name", ['The "Quay" \\ Gazette', "港の新聞", "One\nTwo\x1b[31m", "{name}", "# no"])
def test_init_takes_any_name(bare: CommandLine, name: str) -> None:
    assert bare("init", "--name", name).code == 0
    assert bare("list").code == 0
