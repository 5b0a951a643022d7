"""While servers that mean no good are asked, the desk answers every key."""

import re
from pathlib import Path

import pytest

from digest.cli.main import run
from tests.collect.conftest import Site
from tests.collect.hostile import hostile_sources, peaceful_sources
from tests.e2e.terminal import open_desk
from tests.paper import open_paper

SECONDS = 120
ARTICLES = 6


@pytest.mark.slow
def test_keys_are_answered_while_hostile_servers_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = {"DIGEST_WORKSPACE": str(tmp_path / "ledger"), "DIGEST_ALLOW_PRIVATE": "1"}
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    site = Site()
    try:
        with open_paper() as paper:
            told = {
                f"Headline {number}": f"It is told by witness-{number} alone." for number in range(ARTICLES)
            }
            old = paper.publish_feed("/quay.xml", "The Quay Gazette", told)
            assert run(["init"]) == run(["source", "add", old]) == run(["fetch"]) == 0
        settings = tmp_path / "ledger" / "newsletter.toml"
        waiting = re.sub(r"# timeout_seconds = 20", f"timeout_seconds = {SECONDS}", settings.read_text())
        settings.write_text(waiting)
        urls = [*(one.url for one in hostile_sources(site, SECONDS)), *peaceful_sources(site, 3)]
        opml = tmp_path / "all.opml"
        outlines = "".join(f'<outline type="rss" text="" xmlUrl="{url}"/>' for url in urls)
        opml.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', encoding="utf-8")
        assert run(["source", "import", str(opml)]) == 0
        with open_desk(env=env) as desk:
            desk.wait_for("Headline 0", "witness-0")
            desk.send("r")
            desk.wait_for("Fetching")
            down, up = range(1, ARTICLES), range(ARTICLES - 2, -1, -1)
            for key, at in [*(("j", at) for at in down), *(("k", at) for at in up), ("j", 1)]:
                desk.send(key)
                # The one that is gone to is read beside the list, and the slow ones are still being waited for.
                desk.wait_for(f"witness-{at}", "Fetching")
            site.closing.set()  # the slow ones would go on for two minutes
            desk.wait_until(lambda screen: "Fetching" not in screen, "the fetch to end")
            desk.send("R")
            desk.wait_for("unpacks to more", "2 new")
    finally:
        site.close()
