"""How the desk opens and closes: the demo that keeps nothing, and the first workspace of a newcomer."""

from pathlib import Path

import pytest

from tests.e2e.terminal import open_desk

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24)])
def test_the_demo_opens_with_a_hint_and_leaves_nothing(tmp_path: Path, columns: int, rows: int) -> None:
    env = {"TMPDIR": str(tmp_path), "DIGEST_WORKSPACE": str(tmp_path / "mine")}
    with open_desk("demo", env=env, columns=columns, rows=rows) as desk:
        desk.wait_for("space picks", "1 Read", "draft")
        assert list(tmp_path.iterdir())
        desk.send("q")
        assert desk.wait_for_exit() == 0
        desk.wait_for("nothing of it was kept")
    assert list(tmp_path.iterdir()) == []


def test_the_first_start_makes_a_workspace_and_says_what_to_do(tmp_path: Path) -> None:
    with open_desk(env={"DIGEST_WORKSPACE": str(tmp_path / "mine")}) as desk:
        desk.wait_for("Nothing here yet", "digest demo")
        desk.send("q")
        assert desk.wait_for_exit() == 0
    assert (tmp_path / "mine" / "newsletter.toml").is_file()
    assert (tmp_path / "mine").stat().st_mode & 0o777 == 0o700


def test_settings_with_a_mistake_are_told_instead_of_a_screen(tmp_path: Path) -> None:
    settings = tmp_path / "newsletter.toml"
    settings.write_text('name = "The Ledger"\ntaglien = "What happened"\n')
    with open_desk(env={"DIGEST_WORKSPACE": str(tmp_path)}, columns=240) as desk:
        desk.wait_for("taglien is not a key here", "tagline")
        assert desk.wait_for_exit() == 2
