"""What people install: a wheel built from what is committed, in an environment that has nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_REPOSITORY = Path(__file__).parents[2]


def run(*words: str | Path, folder: Path) -> bytes:
    """What a program printed; it must end well. It knows nothing of this environment."""
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    ended = subprocess.run(words, cwd=folder, env=env, capture_output=True)
    assert ended.returncode == 0, ended.stderr.decode()
    return ended.stdout


@pytest.mark.slow
def test_a_wheel_from_a_clean_tree_renders_the_demo_away_from_it(tmp_path: Path) -> None:
    run("git", "clone", "--quiet", _REPOSITORY, "tree", folder=tmp_path)
    run(sys.executable, "-m", "venv", "new", folder=tmp_path)
    programs = tmp_path / "new" / "bin"
    run(programs / "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", "wheels", "./tree", folder=tmp_path)
    (wheel,) = (tmp_path / "wheels").glob("digest_desk-*.whl")
    run(programs / "pip", "install", "--quiet", wheel, folder=tmp_path)

    printed = run(programs / "digest", "demo", "--out", "sample", folder=tmp_path).decode()
    files_written = [tmp_path / line for line in printed.splitlines()]
    assert {file.suffix for file in files_written} == {".html", ".txt", ".eml", ".mjml"}
    assert all(file.stat().st_size > 1_000 for file in files_written)
    assert list((tmp_path / "sample" / "images").iterdir())
    assert run(programs / "digest", "--version", folder=tmp_path).startswith(b"digest ")
