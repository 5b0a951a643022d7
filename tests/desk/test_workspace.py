"""The folder: what is made, what is never touched, and every mistake in newsletter.toml by its name."""

import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.desk import Desk, Workspace
from digest.model import DeskError, clean_line
from digest.settings import UNNAMED


def test_a_new_workspace_is_private_and_valid(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "new" / "ledger")
    workspace.create("The Ledger")
    assert workspace.newsletter().name == "The Ledger"
    assert stat.S_IMODE(workspace.root.stat().st_mode) == 0o700
    assert stat.S_IMODE(workspace.toml.stat().st_mode) == 0o600
    Desk.open(workspace).close()
    assert stat.S_IMODE(workspace.database.stat().st_mode) == 0o600


def test_what_exists_is_not_touched(workspace: Workspace) -> None:
    workspace.toml.write_text('name = "Mine"')
    workspace.create("Another")
    assert workspace.toml.read_text() == 'name = "Mine"'


@given(name=st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_name_makes_a_valid_file(tmp_path: Path, name: str) -> None:
    workspace = Workspace(tmp_path)
    workspace.toml.unlink(missing_ok=True)
    workspace.create(name)
    assert workspace.newsletter().name == (clean_line(name) or UNNAMED)


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('nam = "x"', "name is missing; nam is not a key here (did you mean name?)"),
        ('name = "x"\n[sender]\nemail = "nobody"', 'sender.email: a mail address like "editor@example.org"'),
        ('name = "x"\n[brand]\naccent = "red"', 'brand.accent: a colour like "#9a2a1a" was expected, not \'red\''),
        ('name = "x"\nlanguage = 7', "language: input should be a valid string, not 7"),
        ('name = "x"\ntimezone = "Mars/Olympus"', "timezone: a time zone like"),
        ('name = "x"\nunsubscribe_url = "javascript:x"', "unsubscribe_url: the address must begin with http"),
        ('name = "x"\n[[sections]]\ntitle = "A"\nkind = "carousel"', "sections[1].kind: "),
        ('name = "x"\n[[sections]]\ntitle = "A"\nword = 2', "sections[1].word is not a key here (did you mean words?)"),
        ('name = "x"\n[fetch]\nat_once = 0', "fetch.at_once: "),
        ("name = ", "is not valid TOML"),
        ("[[[[", "is not valid TOML"),
        ('name = ""', "name: "),
    ],
)  # fmt: skip
def test_mistakes_are_named(workspace: Workspace, toml: str, told: str) -> None:
    workspace.toml.write_text(toml)
    with pytest.raises(DeskError) as raised:
        Desk.open(workspace)
    assert told in str(raised.value)
    assert str(workspace.toml) in str(raised.value)
    assert "\n" not in str(raised.value)
    assert not workspace.database.exists()


def test_all_mistakes_are_told_at_once(workspace: Workspace) -> None:
    workspace.toml.write_text('name = "x"\ncolour = 1\nlanguage = "?"\n[sender]\nmail = 2')
    with pytest.raises(DeskError) as raised:
        workspace.newsletter()
    for key in ("colour", "language", "sender.mail"):
        assert key in str(raised.value)


def test_a_file_that_is_not_utf_8(workspace: Workspace) -> None:
    workspace.toml.write_bytes('name = "Caf\xe9"'.encode("latin-1"))
    with pytest.raises(DeskError, match="not UTF-8 text"):
        workspace.newsletter()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DeskError, match="cannot be written"):
        Workspace(tmp_path / "file" / "ledger").create()


def test_where_a_workspace_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_WORKSPACE", str(tmp_path / "named"))
    assert Workspace.locate().root == tmp_path / "named"
    assert Workspace.locate(tmp_path / "chosen").root == tmp_path / "chosen"
    monkeypatch.delenv("DIGEST_WORKSPACE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert Workspace.locate().root == tmp_path / "data" / "digest-desk"
