"""Making a digest at the command line: begin, pick, write, out and in again."""

import json
from pathlib import Path

import pytest

from digest.model import Article, Digest, Item
from tests.cli.conftest import CommandLine


def test_a_digest_is_begun_listed_shown_and_removed(digest: CommandLine) -> None:
    assert "digest new" in digest("list").out
    begun = Digest.model_validate(digest.json("new", "--subject", "Nine cranes"))
    assert (begun.number, begun.subject) == (1, "Nine cranes")
    assert begun.sections
    assert Digest.model_validate(digest.json("show")) == begun
    assert Digest.model_validate(digest.json("show", 1)) == begun
    assert [Digest.model_validate(one) for one in digest.json("list")["digests"]] == [begun]
    assert "Nine cranes" in digest("list").out
    assert "Subject: Nine cranes" in digest("show").out
    assert "digest undo" in digest("remove", 1).out
    assert digest.json("list") == {"digests": []}


def test_picking_puts_articles_into_the_newest_draft(digest: CommandLine) -> None:
    numbers = [digest.collect(title) for title in ("The tenth crane", "Flour is cheap")]
    picked = digest.json("pick", *numbers)
    assert picked["digest"] == 1
    items = [Item.model_validate(item) for item in picked["items"]]
    assert [item.article_id for item in items] == numbers
    assert [item.headline for item in items] == ["The tenth crane", "Flour is cheap"]
    held = Digest.model_validate(digest.json("show")).items
    assert {item.id for item in held} == {item.id for item in items}
    assert Article.model_validate(digest.json("article", "show", numbers[0])).state == "picked"


def test_picking_goes_where_it_is_told(digest: CommandLine) -> None:
    article = digest.collect("The tenth crane")
    sections = digest.json("new")["sections"]
    digest("new")
    name = sections[-1]["title"]
    assert digest.json("pick", article, "--digest", 1, "--section", name)["digest"] == 1
    assert digest.json("show", 2)["sections"][-1]["items"] == []
    (item,) = digest.json("show", 1)["sections"][-1]["items"]
    assert item["article_id"] == article
    assert "Put 1 article into No. 2:" in digest("pick", digest.collect("Flour is cheap"), "--digest", 2).out


def test_an_item_gets_its_words(digest: CommandLine) -> None:
    (item,) = digest.json("pick", digest.collect("The tenth crane"))["items"]
    written = Item.model_validate(
        digest.json("write", item["id"], "--headline", "Nine", "--summary", "It is **gone**.")
    )
    assert (written.headline, written.summary, written.draft) == ("Nine", "It is **gone**.", False)
    again = Item.model_validate(digest.json("write", item["id"], "--summary", "-", stdin="Où ?\n".encode()))
    assert (again.headline, again.summary) == ("Nine", "Où ?")
    (held,) = Digest.model_validate(digest.json("show")).items
    assert held == again
    assert "Où ?" in digest("write", item["id"], "--headline", "Ten").out


def test_a_proposed_summary_is_a_draft_until_it_is_written(digest: CommandLine) -> None:
    article = Article.model_validate(digest.json("article", "show", digest.collect("The tenth crane")))
    (item,) = digest.json("pick", article.id)["items"]
    proposed = Item.model_validate(digest.json("write", item["id"], "--draft"))
    assert proposed.draft
    assert proposed.summary
    assert proposed.summary.split()[:3] == article.text.split()[:3]
    assert digest.json("write", item["id"], "--headline", "Nine")["draft"] is True
    assert digest.json("write", item["id"], "--summary", "Mine.")["draft"] is False


def test_without_a_text_there_is_nothing_to_propose(digest: CommandLine) -> None:
    section = {"title": "Must read", "items": [{"headline": "A reading at the quay", "summary": "Friday."}]}
    file = digest.folder.parent / "no1.json"
    file.write_text(json.dumps({"number": 1, "date": "2026-11-22", "sections": [section]}))
    (item,) = digest.json("import", file)["sections"][0]["items"]
    assert "no text" in digest("write", item["id"], "--draft").mistake
    assert digest.json("show")["sections"][0]["items"] == [item]


def test_picking_twice_puts_an_article_in_once(digest: CommandLine) -> None:
    article = digest.collect("The tenth crane")
    digest("pick", article)
    assert digest.json("pick", article) == {"digest": 1, "items": []}
    assert digest("pick", article).out == "No. 1 has them already.\n"
    assert len(Digest.model_validate(digest.json("show")).items) == 1


def test_export_then_import_gives_the_same_digest(digest: CommandLine, tmp_path: Path) -> None:
    items = digest.json("pick", digest.collect("The tenth crane"), digest.collect("شهرها", "bandar"))["items"]
    digest("write", items[0]["id"], "--summary", "One *line*.\n\nAnd “another”.")
    file = tmp_path / "no1.json"
    assert digest("export", 1, file).out == ""
    assert digest("export").out == digest("export", 1).out
    assert json.loads(digest("export").out) == json.loads(file.read_text(encoding="utf-8"))
    digest("export", tmp_path / "newest.json")
    assert (tmp_path / "newest.json").read_bytes() == file.read_bytes()

    digest.monkeypatch.setenv("DIGEST_WORKSPACE", str(tmp_path / "second"))
    digest("init")
    back = Digest.model_validate(digest.json("import", file))
    assert back.subject == json.loads(file.read_text(encoding="utf-8"))["subject"]
    assert _words(digest.json("show")) == _words(json.loads(file.read_text(encoding="utf-8")))
    assert "No. 1" in digest("import", file).mistake
    digest("remove", 1)
    assert "Imported No. 1" in digest("import", file).out


def _words(document: dict[str, object]) -> object:
    """A digest without the numbers that its workspace gave it."""
    digest = Digest.model_validate(document)
    for section in digest.sections:
        section.id = 0
        for item in section.items:
            item.id, item.article_id = 0, None
    return digest.model_copy(update={"number": 1})


@pytest.mark.parametrize(
    "words",
    [
        ("show",),
        ("show", 7),
        ("remove", 7),
        ("export",),
        ("render", 7, "--out", "out"),
        ("check",),
        ("sent", 7),
        ("pick", 99),
        ("write", 99, "--headline", "A"),
        ("write", 99, "--draft"),
        ("write", 99),
        ("article", "show", 99),
        ("source", "remove", 99),
        ("fetch", 99),
        ("undo",),
        ("redo",),
    ],
)
def test_what_is_not_there_is_told_in_a_line(digest: CommandLine, words: tuple[object, ...]) -> None:
    before = digest.written()
    assert digest(*words).mistake
    assert digest.written() == before
    assert not Path("out").exists()


def test_a_section_that_is_not_there_is_told(digest: CommandLine) -> None:
    article = digest.collect("The tenth crane")
    digest("new")
    before = digest.written()
    assert "Nowhere" in digest("pick", article, "--section", "Nowhere").mistake
    assert digest.written() == before
