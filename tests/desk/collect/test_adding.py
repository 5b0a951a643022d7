"""Pages collected by hand, several at a time, and what is pasted."""

import threading

import pytest

from digest.desk import AddProgress, ArticleFilter, Desk
from digest.desk.collect.adding import MOST_ADDRESSES
from digest.model import Article, DeskError
from digest.store import Collected
from tests.paper import Paper

WORDS = "The harbour master of Ostrand counted the cranes again on Tuesday, and again came to nine of them. "


def titles(desk: Desk) -> list[str]:
    return [row.title for row in desk.articles.first(ArticleFilter())]


def test_a_list_is_collected_whatever_fails_in_it(desk: Desk, paper: Paper) -> None:
    pages = [paper.publish_page(f"/{n}", f"Crane {n} is missing") for n in range(1, 8)]
    text = "\n".join(["# cranes", *pages[:4], paper.url("/gone"), "", "later, perhaps", *pages[4:]])
    listed = desk.articles.listed("-", text.encode())
    assert listed is not None
    told: list[AddProgress] = []
    added = desk.articles.add_listed(listed, told.append)
    assert [article.title for article in added.articles] == [f"Crane {n} is missing" for n in range(1, 8)]
    assert [failed.url for failed in added.failed] == [paper.url("/gone"), "later, perhaps"]
    assert "404" in added.failed[0].error
    assert added.failed[1].error.startswith("Line 8 is no address")
    assert [(one.done, one.total) for one in told] == [(n, 8) for n in range(1, 9)]
    assert [act.label for act in desk.history.list()] == ["added 7 articles"]
    assert desk.history.undo() == "added 7 articles"
    assert titles(desk) == []


def test_a_list_of_which_all_fails_leaves_no_act(desk: Desk, paper: Paper) -> None:
    listed = desk.articles.listed("-", paper.url("/gone").encode())
    assert listed is not None
    added = desk.articles.add_listed(listed)
    assert added.articles == []
    assert len(added.failed) == 1
    assert desk.history.list() == []


def test_once_stopped_no_more_is_read_and_what_was_is_kept(desk: Desk, paper: Paper) -> None:
    pages = [paper.publish_page(f"/{n}", f"Crane {n} is missing") for n in range(40)]
    listed = desk.articles.listed("-", "\n".join(pages).encode())
    assert listed is not None
    stop = threading.Event()
    added = desk.articles.add_listed(listed, lambda _: stop.set(), stop)
    assert 1 <= len(added.articles) < 40
    assert added.failed == []
    assert sorted(titles(desk)) == sorted(article.title for article in added.articles)


def test_what_is_broken_off_keeps_what_was_read(desk: Desk, paper: Paper) -> None:
    pages = [paper.publish_page(f"/{n}", f"Crane {n} is missing") for n in range(40)]
    listed = desk.articles.listed("-", "\n".join(pages).encode())
    assert listed is not None

    def interrupt(_: AddProgress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.articles.add_listed(listed, interrupt)
    assert 1 <= len(titles(desk)) < 40


def test_a_list_too_long_is_refused(desk: Desk) -> None:
    many = "\n".join(f"https://quay.example/{n}" for n in range(MOST_ADDRESSES + 1))
    listed = desk.articles.listed("-", many.encode())
    assert listed is not None
    with pytest.raises(DeskError, match="cut it in parts"):
        desk.articles.add_listed(listed)


def test_pages_and_mails_are_no_lists(desk: Desk) -> None:
    for page in (
        f"Cranes\n\n{WORDS}",
        "<p>https://quay.example/1</p>",
        "From: a@b.example\nSubject: x\n\nhttps://q.example",
    ):
        assert desk.articles.listed("-", page.encode()) is None
    assert desk.articles.listed("https://quay.example/1") is None


# Pasted


def test_a_pasted_page_as_text(desk: Desk) -> None:
    text = f"Quay News\n\nCranes counted again\n\nBy Ida Vance\n\n{WORDS * 3}\n\n{WORDS * 2}\n\nLatest news\n\nGulls\n"
    added = desk.articles.add_pasted(text)
    (article,) = added.articles
    assert (article.title, article.byline, article.section_label) == (
        "Cranes counted again", "Ida Vance", "Quay News",
    )  # fmt: skip
    assert "Gulls" not in article.text
    assert desk.history.list()[0].label == "added “Cranes counted again”"


def test_a_pasted_page_as_html(desk: Desk) -> None:
    page = f"<html><body><article><h1>Cranes counted again</h1><p>{WORDS * 3}</p></article></body></html>"
    (article,) = desk.articles.add_pasted(page).articles
    assert article.title == "Cranes counted again"


def test_pasted_addresses(desk: Desk, paper: Paper) -> None:
    pages = [paper.publish_page(f"/{n}", f"Crane {n} is missing") for n in range(3)]
    added = desk.articles.add_pasted("\n".join(pages))
    assert [article.title for article in added.articles] == [f"Crane {n} is missing" for n in range(3)]


def test_what_was_pasted_and_is_nothing_is_told(desk: Desk) -> None:
    with pytest.raises(DeskError, match="What you pasted"):
        desk.articles.add_pasted("  \n ")


def test_a_pasted_page_gives_a_stub_its_text(desk: Desk) -> None:
    stub = Article(title="Cranes counted again", url="https://quay.example/1", text="It begins …")
    with desk.store.transaction():
        desk.store.articles.collect(1, [Collected("1", stub)])
    text = f"https://quay.example/1\nCranes counted again\n\nBy Ida Vance\n\n{WORDS * 3}\n\n{WORDS * 2}"
    (article,) = desk.articles.add_pasted(text).articles
    assert article.id == 1
    assert article.text.startswith("The harbour master")
    assert desk.history.undo() == "added “Cranes counted again”"
    assert desk.articles.get(1).text == "It begins …"
