"""The start is light: what the first frame does not need is not imported for it."""

import subprocess
import sys

AFTER_THE_FRAME = (
    "pydantic",
    "apsw",
    "digest.model",
    "digest.store",
    "digest.desk",
    "digest.tui.read.screen",
)
WHERE_USED = (
    "httpcore", "httpx", "jinja2", "mjml", "trafilatura", "lxml", "feedparser", "babel", "nh3", "markdown_it",
    "dateparser",
)  # fmt: skip


def test_the_first_frame_waits_for_no_model_and_no_store() -> None:
    frame = "digest.cli.main, digest.cli.demo, digest.workspace, digest.tui.run, digest.tui.opening"
    assert not loaded(frame) & {*AFTER_THE_FRAME, *WHERE_USED}


def test_the_first_rows_wait_for_nothing_heavy() -> None:
    assert not loaded("digest.desk, digest.tui.read.screen") & set(WHERE_USED)


def test_the_app_begins_without_a_model_and_a_store() -> None:
    program = (
        "import os, sys\n"
        "from digest.tui import run\n"
        "async def begin(app):\n"
        "    print(*sys.modules, flush=True)\n"
        "    os._exit(0)\n"
        "run.DigestApp.run_async = begin\n"
        "run.run_desk(lambda told: None)\n"
    )
    assert not printed(program) & {*AFTER_THE_FRAME, *WHERE_USED}


def loaded(modules: str) -> set[str]:
    """All modules that importing these loads, in a fresh interpreter."""
    return printed(f"import sys, {modules}; print(*sys.modules)")


def printed(program: str) -> set[str]:
    """The words that a program prints."""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(run.stdout.split())
