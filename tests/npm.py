"""Programs of others, from npm, to compare ours with: kept in the user's cache, never in the project."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_cache_path

from tests.patience import PATIENCE


class MissingError(Exception):
    """Node or npm is not here, or the package cannot be had; the message says which."""


@contextmanager
def command(script: Path, *packages: str) -> Iterator[list[str]]:
    """What runs a script that imports `packages` (each name@version). Raises MissingError."""
    program = shutil.which("node")
    if program is None:
        raise MissingError("node is not installed")
    # A script looks for what it imports beside itself.
    with tempfile.TemporaryDirectory(dir=_installed(packages)) as folder:
        yield [program, shutil.copy(script, folder)]


def source(package: str, file: str) -> str:
    """The text of a file in a package (name@version). Raises MissingError."""
    name = package.rpartition("@")[0]
    return (_installed((package,)) / "node_modules" / name / file).read_text(encoding="utf-8")


def output(script: Path, *packages: str, stdin: str = "") -> object:
    """The JSON that a script prints. Raises MissingError."""
    with command(script, *packages) as argv:
        ended = subprocess.run(
            argv, input=stdin, capture_output=True, text=True, check=True, timeout=PATIENCE
        )
    return json.loads(ended.stdout)


def _installed(packages: tuple[str, ...]) -> Path:
    """The folder in whose node_modules the packages are."""
    home = user_cache_path("digest-desk-tests") / "-".join(packages)
    if home.is_dir():
        return home
    npm = shutil.which("npm")
    if npm is None:
        raise MissingError("npm is not installed")
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent) as folder:
        making = Path(folder) / "making"
        making.mkdir()
        argv = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        try:
            subprocess.run(
                [*argv, "--prefix", str(making), *packages], capture_output=True, check=True, timeout=PATIENCE
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise MissingError(f"npm cannot install {' '.join(packages)} ({error})") from error
        try:
            making.rename(home)
        except OSError:  # another run was first
            if not home.is_dir():
                raise
    return home
