"""Collecting one article, and finding the collected ones again."""

import pytest

from digest.model import Article, Story, Teaser
from tests.cli.conftest import CommandLine
from tests.paper import Answer, Paper, plain

_TEASERS = """Quay NewsThe tenth crane is missing

The tenth crane is missing

By Ida Vance

The harbour master of Ostrand counted the cranes again on Tuesday, and again came to nine.

The council will meet on Friday to decide whether a crane that is not there needs a licence.

Latest news

Flour prices fall for a third month

Millers along the Arn say that the mild spring has filled their stores and that bakers...

Must read

The lighthouse that writes letters

For forty years its keeper has answered every ship that passed, by post, and the ships...
"""


def test_an_article_comes_from_an_address(digest: CommandLine, paper: Paper) -> None:
    url = paper.publish_page("/crane", "The tenth crane")
    added = digest.json("article", "add", url)
    article = Article.model_validate(added["article"])
    assert (article.title, article.url, added["teasers"]) == ("The tenth crane", url, [])
    assert Article.model_validate(digest.json("article", "show", article.id)) == article


def test_an_article_comes_from_a_file_or_standard_input(digest: CommandLine) -> None:
    file = digest.text_file("crane.txt", "The tenth crane")
    from_file = Article.model_validate(digest.json("article", "add", file)["article"])
    from_input = digest.json("article", "add", "-", stdin=file.read_bytes())["article"]
    assert from_file.title == from_input["title"] == "The tenth crane"
    assert from_file.text == from_input["text"]


def test_teasers_come_along_when_they_are_asked_for(digest: CommandLine) -> None:
    page = _TEASERS.encode()
    added = digest.json("article", "add", "-", "--teasers", stdin=page)
    assert added["article"]["title"] == "The tenth crane is missing"
    teasers = [Teaser.model_validate(teaser) for teaser in added["teasers"]]
    assert {(teaser.group, teaser.title) for teaser in teasers} == {
        ("Latest news", "Flour prices fall for a third month"),
        ("Must read", "The lighthouse that writes letters"),
    }
    assert "with 2 teasers:" in digest("article", "add", "-", "--teasers", stdin=page).out


def test_a_list_is_what_was_asked_for(digest: CommandLine) -> None:
    cranes = digest.collect("The tenth crane", "harbour")
    flour = digest.collect("Flour is cheap", "mill")

    def found(*words: str) -> list[int]:
        listed = digest.json("article", "list", *words)["articles"]
        return [Article.model_validate(article).id for article in listed]

    assert sorted(found()) == [cranes, flour]
    assert found("--search", "harbour") == [cranes]
    assert found("--search", "\"' OR *(") == []
    assert len(found("--limit", "1")) == 1
    assert sorted(found("--since", "1d")) == [cranes, flour]
    assert found("--since", "2199-01-01") == []
    digest("pick", flour)
    assert found("--state", "picked") == [flour]
    assert found("--state", "new") == [cranes]


def test_the_articles_of_a_source_alone(digest: CommandLine, paper: Paper) -> None:
    digest.collect("The tenth crane")
    digest("source", "add", paper.publish_feed("/mill.xml", "The Mill Post", plain("Flour is cheap")))
    digest("fetch")
    (source,) = digest.json("source", "list")["sources"]
    listed = digest.json("article", "list", "--source", source["id"])["articles"]
    assert [article["title"] for article in listed] == ["Flour is cheap"]


def test_stories_hold_every_article_once(digest: CommandLine) -> None:
    numbers = {digest.collect("The tenth crane"), digest.collect("Flour is cheap", "mill")}
    stories = [Story.model_validate(s) for s in digest.json("article", "list", "--stories")["stories"]]
    assert {article.id for story in stories for article in story.articles} == numbers
    assert all(story.lead in {article.id for article in story.articles} for story in stories)


def test_people_read_a_table_and_then_a_text(digest: CommandLine) -> None:
    assert digest("article", "list").out == "No article is like that.\n"
    number = digest.collect("The tenth crane")
    assert "The tenth crane" in digest("article", "list").out
    assert "The tenth crane" in digest("article", "list", "--stories").out
    shown = digest("article", "show", number).out
    assert shown.startswith("The tenth crane\n")
    assert "again nothing was missing" in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("command", [("article", "list"), ("article", "show", 1)])
def test_what_a_page_says_cannot_drive_the_terminal(digest: CommandLine, command: tuple[object, ...]) -> None:
    page = (
        "Crane \x1b]0;owned\x07 \u202egone\n\n"
        + "The \x1b[31mharbour\x9b5m was counted again on Tuesday. " * 9
    )
    assert digest("article", "add", "-", stdin=page.encode()).code == 0
    shown = digest(*command).out
    assert not set(shown) & set("\x1b\x07\x9b\u202e")


def test_what_is_saved_has_its_full_text_after_a_fetch_and_its_former_one_is_told(
    digest: CommandLine, paper: Paper
) -> None:
    page = paper.publish_page("/crane", "The tenth crane is missing")
    feed = paper.publish_feed("/quay.xml", "The Quay Gazette", {"The tenth crane is missing": "Short."})
    body = paper.answers["/quay.xml"].body.replace(f"{feed}/1".encode(), page.encode())
    paper.answers["/quay.xml"] = Answer(body, "application/rss+xml")
    digest("source", "add", feed)
    assert "full text" not in digest("fetch").out
    before = digest.json("article", "show", 1)
    digest("pick", 1)
    assert digest("fetch").out.endswith("1 full text of what you keep, read from its page.\n")
    assert "1 former version, the last until" in digest("article", "show", 1).out
    shown = digest.json("article", "show", 1)
    assert set(shown) == set(before)
    assert "a crane that is not there" in shown["text"]


def test_a_list_of_addresses_from_a_file_and_from_standard_input(digest: CommandLine, paper: Paper) -> None:
    good = [paper.publish_page(f"/{n}", f"Crane {n} is missing") for n in (1, 2)]
    file = digest.folder.parent / "addresses.txt"
    file.write_text("# to read\n" + "\n".join(good) + "\n", encoding="utf-8")
    added = digest.json("article", "add", file)
    assert set(added) == {"articles", "failed"}
    assert [Article.model_validate(article).title for article in added["articles"]] == [
        "Crane 1 is missing",
        "Crane 2 is missing",
    ]
    assert added["failed"] == []
    mixed = f"{good[0]}\n{paper.url('/gone')}\n{good[1]}\nlater\n".encode()
    again = digest.json("article", "add", "-", code=1, stdin=mixed)
    assert [article["id"] for article in again["articles"]] == [1, 2]
    assert [set(failed) for failed in again["failed"]] == [{"url", "error"}] * 2
    ended = digest("article", "add", "-", stdin=mixed)
    assert (ended.code, ended.out.count("Collected")) == (1, 2)
    assert ended.err.count("\n") == 2
    assert "404" in ended.err and "Line 4 is no address: later" in ended.err
    assert "--teasers goes with one page" in digest("article", "add", file, "--teasers").mistake
