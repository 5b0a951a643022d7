"""Pasting in a real terminal: what it sends around a paste keeps the page's lines from being typed."""

from pathlib import Path

import pytest

from tests.e2e.terminal import ESCAPE, open_desk

pytestmark = pytest.mark.slow

_PAGE = """Quay News

Cranes counted again

By Ida Vance

The harbour master of Ostrand counted the cranes again on Tuesday, and again came to nine of them. q q q.

The council will meet on Friday to decide whether a crane that is not there needs a licence, said the clerk.

Latest news

Gulls learn the bell
"""


def test_a_copied_page_is_pasted_into_the_add_dialog(tmp_path: Path) -> None:
    with open_desk(env={"DIGEST_WORKSPACE": str(tmp_path)}) as desk:
        desk.wait_for("Nothing here yet")
        desk.send("a")
        desk.wait_for("Add by address")
        desk.send(f"{ESCAPE}[200~" + _PAGE.replace("\n", "\r") + f"{ESCAPE}[201~")
        desk.wait_for("Added: Cranes counted again", "Ida Vance", "a crane that is not there")
        desk.send("q")
        assert desk.wait_for_exit() == 0
