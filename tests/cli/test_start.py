"""What a command loads before it does its work: nothing that it does not need."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

pytestmark = pytest.mark.slow  # an interpreter for each

_HEAVY = {
    "babel", "dateparser", "feedparser", "httpcore", "httpx", "jinja2", "lxml", "markdown_it", "mjml", "nh3", "rich",
    "textual", "trafilatura",
}  # fmt: skip
_PROBE = """
import json, sys
from digest.cli.main import run
code = run(json.loads(sys.argv[1]))
print(json.dumps([code, sorted({name.partition('.')[0] for name in sys.modules})]), file=sys.stderr)
"""


def loaded(folder: Path, *words: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded when the command is done."""
    ended = subprocess.run(
        [sys.executable, "-c", _PROBE, json.dumps(words)],
        env={**os.environ, "DIGEST_WORKSPACE": str(folder)},
        capture_output=True,
        check=True,
    )
    code, names = json.loads(ended.stderr)
    assert code == 0
    return set(names)


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["article", "list", "--help"]])
def test_without_a_workspace_only_the_parser_is_loaded(tmp_path: Path, words: list[str]) -> None:
    assert not loaded(tmp_path, *words) & (_HEAVY | {"pydantic", "apsw", "sqlite3", "wcwidth"})


@pytest.mark.parametrize("words", [["list"], ["source", "list", "--json"], ["article", "list"], ["history"]])
def test_a_list_loads_no_network_no_template_and_no_screen(digest: CommandLine, words: list[str]) -> None:
    assert not loaded(digest.folder, *words) & _HEAVY
