"""Every act can be taken back and done again, each command a program of its own."""

from tests.cli.conftest import CommandLine


def test_acts_are_listed_undone_and_done_again(digest: CommandLine) -> None:
    assert digest.json("history") == {"acts": []}
    number = digest.collect("The tenth crane")
    digest("new")
    before = digest.json("show")
    digest("pick", number)
    picked = digest.json("show")

    acts = digest.json("history")["acts"]
    assert set(acts[0]) == {"id", "at", "label", "undone"}
    assert [act["undone"] for act in acts[:2]] == [False, False]

    assert digest.json("undo") == {"undone": acts[0]["label"]}
    assert digest.json("show") == before
    assert digest.json("history")["acts"][0]["undone"]
    assert acts[0]["label"] in digest("history").out

    assert digest.json("redo") == {"redone": acts[0]["label"]}
    assert digest.json("show") == picked
    assert digest("undo").out == f"Undone: {acts[0]['label']}\n"
    assert digest("redo").out == f"Done again: {acts[0]['label']}\n"


def test_a_removed_digest_comes_back(digest: CommandLine) -> None:
    digest("new", "--subject", "Nine cranes")
    digest("pick", digest.collect("The tenth crane"))
    whole = digest.json("show")
    digest("remove", 1)
    digest("undo")
    assert digest.json("show") == whole
