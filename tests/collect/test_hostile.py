"""All the servers that mean no good at once: each is refused by name or read, and nobody else pays for it."""

import os
import re
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from digest.desk import ArticleFilter, Desk, FetchReport
from digest.model import SourceStatus
from digest.workspace import Workspace
from tests.collect.conftest import Site
from tests.collect.hostile import hostile_sources, peaceful_sources
from tests.patience import PATIENCE
from tests.processes import children

SECONDS = 15
MEGABYTES = 300
"""What all processes of a fetch may hold together."""


@pytest.mark.slow
def test_each_is_refused_by_name_or_read_and_the_others_are_fetched(site: Site, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "ledger")
    workspace.create("The Ledger")
    settings = workspace.root / "newsletter.toml"
    settings.write_text(
        re.sub(r"# timeout_seconds = 20", f"timeout_seconds = {SECONDS}", settings.read_text())
    )
    hostile = hostile_sources(site, SECONDS)
    good = peaceful_sources(site, 6)
    outlines = "".join(
        f'<outline type="rss" text="" xmlUrl="{url}"/>' for url in [*(one.url for one in hostile), *good]
    )
    with closing(Desk.open(workspace)) as desk:
        desk.sources.import_opml(f'<opml version="2.0"><body>{outlines}</body></opml>'.encode())
    report, megabytes = fetch(workspace.root)
    by_url = {one.url: one for one in report.sources}
    assert all(by_url[url].status is SourceStatus.UPDATED for url in good)
    told = {one.name: by_url[one.url].error for one in hostile}
    assert {
        one.name: told[one.name]
        for one in hostile
        if one.refused and one.refused not in (told[one.name] or "")
    } == {}
    for one in hostile:
        if one.refused is None:
            assert by_url[one.url].status is SourceStatus.UPDATED or "too much to read" in (
                told[one.name] or ""
            )
    with closing(Desk.open(workspace)) as desk:
        assert not [
            article.title for article in desk.articles.list(ArticleFilter()) if "root:" in article.title
        ]
    assert megabytes < MEGABYTES


def fetch(root: Path) -> tuple[FetchReport, float]:
    """What `digest fetch` reports, and how many megabytes its processes held at the most."""
    argv = [sys.executable, "-m", "digest", "-w", str(root), "fetch", "--json"]
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, env={**os.environ, "DIGEST_ALLOW_PRIVATE": "1"})
    most = 0.0

    def watch() -> None:
        nonlocal most
        while process.poll() is None:
            most = max(most, held(process.pid))
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, _ = process.communicate(timeout=PATIENCE)
    watcher.join()
    return FetchReport.model_validate_json(output), most


def held(pid: int) -> float:
    """The megabytes that a process and its children hold (Linux; elsewhere 0), what they share counted once."""
    total = 0
    for one in (pid, *children(pid)):
        with suppress(OSError):  # it ended while we looked
            found = re.search(r"Pss:\s+(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text())
            total += int(found[1]) if found else 0
    return total / 1_000
