"""The start is light: what the first frame does not need is not imported for it."""

import subprocess
import sys

HEAVY = (
    "httpx",
    "jinja2",
    "mjml",
    "trafilatura",
    "lxml",
    "feedparser",
    "babel",
    "nh3",
    "markdown_it",
    "dateparser",
)


def test_importing_the_screen_imports_nothing_heavy() -> None:
    program = f"import sys, digest.tui.app; print([name for name in {HEAVY!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_without_a_terminal_it_says_so_and_leaves_with_2() -> None:
    program = "import sys; from digest.tui.app import run_desk; sys.exit(run_desk(None))"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert run.returncode == 2
    assert run.stdout == ""
    assert run.stderr.startswith("digest: the desk needs a terminal") and run.stderr.count("\n") == 1
