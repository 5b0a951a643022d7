"""A curator's whole job on the real program: from two feeds to the files of a mail, and through a power cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.model import Digest, Item
from tests.e2e.power_cut import type_until_the_power_goes
from tests.e2e.terminal import ENTER, ESCAPE, Terminal, ask, open_desk
from tests.paper import Paper, open_paper

pytestmark = pytest.mark.slow

_QUAY = {
    "The tenth crane is missing": "The harbour master counted on Tuesday, and again came to nine.",
    "A ferry that waits for the late": "Its captain keeps the gangway down until the last runner is aboard.",
    "Gulls learn the market bell": "They arrive on the roof two minutes before it rings for the fish.",
    "Rope makers open their long hall": "Visitors walk its four hundred paces beside a single cable.",
    "The lighthouse that writes letters": "Every ship that passes gets an answer by post, with a lantern on it.",
    "Salt sheds become a school": "Where sacks were stacked, the youngest of Ostrand now do sums.",
}
_MILL = {
    "Flour is cheap for a third month": "The mild spring filled the stores, and the bakers were quick to see it.",
    "An engine from 1911 runs again": "Eleven pensioners needed nine winters and one borrowed piston.",
    "Bees move into the clock tower": "The hour is struck by hand until the swarm has gone.",
    "A library lends out ladders": "Reading had nothing to do with it, says its keeper, at first.",
    "Rain gauge older than the town": "Its brass funnel was found below the floor of the old chapel.",
    "Two bakers share one oven": "They have not spoken for a decade, and bake on alternate nights.",
}
_SUBJECT = "Letters from a lighthouse"
_SUMMARIES = ("A keeper answers **every** ship.", "They bake on alternate nights.")


@pytest.fixture
def paper() -> Iterator[Paper]:
    """Two feeds on loopback."""
    with open_paper() as paper:
        paper.publish_feed("/quay.xml", "The Quay Gazette", _QUAY)
        paper.publish_feed("/mill.xml", "The Mill Post", _MILL)
        yield paper


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """The settings of a curator whose sources are on loopback."""
    return {"DIGEST_WORKSPACE": str(tmp_path / "ledger"), "DIGEST_ALLOW_PRIVATE": "1", "BROWSER": "true"}


def follow(desk: Terminal, address: str, told: str) -> None:
    """Add a source by its address."""
    desk.send("a")
    desk.wait_for("Add by address")
    desk.send(address + ENTER)
    desk.wait_for(told)


def collect(desk: Terminal, paper: Paper) -> None:
    """Follow both feeds and fetch them."""
    desk.wait_for("Nothing here yet")
    follow(desk, paper.url("/quay.xml"), "6 new")
    follow(desk, paper.url("/mill.xml"), "12 new")
    desk.send("r")
    desk.wait_for("0 new articles from 2 sources")


def choose(desk: Terminal) -> None:
    """Search and pick one, pick four more, dismiss three, and undo the last."""
    desk.send("/")
    desk.wait_for('words, "a phrase"')
    desk.send("lantern")
    desk.wait_for("1 article", "The lighthouse that writes letters")
    desk.send(ENTER)
    desk.wait_for("space pick")
    desk.send(" ")
    desk.wait_for("· 1 item")
    desk.send(ESCAPE)
    desk.wait_for("11 new · 1 kept")
    desk.send("g")
    for picked in range(2, 6):
        desk.send(" ")
        desk.wait_for(f"· {picked} items")
        desk.send("j")
    for left in (6, 5, 4):
        desk.send("d")
        desk.wait_for(f"{left} new · 5 kept")
    desk.send("u")
    desk.wait_for("Undone: dismissed", "5 new · 5 kept")


def go_to_compose(desk: Terminal, headline: str) -> None:
    """Go to Compose, where this is the first item."""
    desk.send("2")
    desk.wait_for("Preheader")
    wait_for_item(desk, headline)
    desk.wait_for("enter write")


def wait_for_item(desk: Terminal, headline: str) -> None:
    """Until the item is open: its headline stands in the outline, in the editor and over the source's text."""
    desk.wait_until(lambda screen: screen.count(headline) >= 3, f"{headline!r} to be open")


def type_words(desk: Terminal, key: str, words: str) -> None:
    """Go into a field by its key, write in it, and leave it."""
    desk.send(key)
    desk.wait_for("esc outline")
    desk.send(words)
    desk.wait_for(words)
    desk.send(ESCAPE)
    desk.wait_for("enter write")


def place_in_outline(screen: str, headline: str) -> int:
    """How far down the item stands at the left of the screen, where headlines are cut."""
    return "\n".join(line[:38] for line in screen.splitlines()).find(headline[:20])


def write(desk: Terminal, headlines: list[str]) -> None:
    """Two summaries, the second and third items the other way round, a subject."""
    first, second, third = headlines[:3]
    go_to_compose(desk, first)
    type_words(desk, ENTER, _SUMMARIES[0])
    desk.send("n")
    wait_for_item(desk, second)
    type_words(desk, ENTER, _SUMMARIES[1])
    desk.send("J")
    desk.wait_until(
        lambda screen: 0 < place_in_outline(screen, third) < place_in_outline(screen, second),
        "the items to change places",
    )
    type_words(desk, "s", _SUBJECT)


def preview(desk: Terminal, out: Path) -> None:
    """Look at the mail and write its files."""
    desk.send("3")
    desk.wait_for(_SUBJECT, "Text part", _SUMMARIES[1])
    desk.send("W")
    desk.wait_for("digest-001")
    assert {file.suffix for file in out.glob("digest-001.*")} == {".html", ".txt", ".eml", ".mjml"}


def items(env: dict[str, str]) -> list[Item]:
    """The newest draft's items, as another program sees them."""
    return Digest.model_validate(ask(env, "show")).items


def test_from_two_feeds_to_the_files_of_a_mail(paper: Paper, env: dict[str, str]) -> None:
    out = Path(env["DIGEST_WORKSPACE"]) / "out"
    with open_desk(env=env) as desk:
        collect(desk, paper)
        choose(desk)
        picked = [item.headline for item in items(env)]
        write(desk, picked)
        preview(desk, out)
        desk.send("q")
        assert desk.wait_for_exit() == 0

    assert ask(env, "show")["subject"] == _SUBJECT
    assert picked[0] == "The lighthouse that writes letters"
    first, second, third, *others = picked
    assert [item.headline for item in items(env)] == [first, third, second, *others]
    assert [item.summary for item in items(env)] == [_SUMMARIES[0], "", _SUMMARIES[1], "", ""]
    states = [article["state"] for article in ask(env, "article", "list")["articles"]]
    assert (states.count("picked"), states.count("dismissed"), states.count("new")) == (5, 2, 5)
    html = (out / "digest-001.html").read_text(encoding="utf-8")
    assert all(headline in html for headline in picked)


def test_a_power_cut_while_typing_takes_a_second_at_most(paper: Paper, env: dict[str, str]) -> None:
    with open_desk(env=env) as desk:
        collect(desk, paper)
        desk.send(" ")
        desk.wait_for("· 1 item")
        (item,) = items(env)
        go_to_compose(desk, item.headline)
        desk.send(ENTER)
        desk.wait_for("esc outline")
        whole, sure = type_until_the_power_goes(desk, seconds=3)

    (item,) = items(env)
    assert whole.startswith(item.summary)
    assert item.summary.startswith(sure)

    with open_desk(env=env) as desk:
        desk.wait_for("No. 1 draft")
        go_to_compose(desk, item.headline)
        desk.wait_for(item.summary.split()[-1])
        desk.send("q")
        assert desk.wait_for_exit() == 0
