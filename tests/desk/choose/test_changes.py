"""What changed in an article, as the faces are told it."""

from digest.desk import Desk
from digest.model import Article
from digest.store import Collected
from digest.write.difference import RunKind


def publish(desk: Desk, text: str, title: str = "A crane is missing") -> None:
    article = Article(title=title, url="https://quay.example/1", blurb="A crane.", text=text)
    with desk.store.transaction():
        desk.store.articles.collect(1, [Collected("1", article)])


def test_an_article_that_never_changed(desk: Desk) -> None:
    publish(desk, "Nine cranes stand in the port.")
    assert desk.articles.versions(1) == []
    assert desk.articles.change(1) is None
    opened = desk.articles.opened(1)
    assert (opened.changes, opened.changed) == (0, None)


def test_each_change_is_told_the_newest_first(desk: Desk) -> None:
    publish(desk, "Nine cranes stand in the port.")
    publish(desk, "Ten cranes stand in the port.")
    publish(desk, "Ten cranes stand in the port.", title="No crane is missing")
    latest, before = desk.articles.change(1, 0), desk.articles.change(1, 1)
    assert latest is not None and before is not None
    assert ((latest.nth, latest.of), (before.nth, before.of)) == ((0, 2), (1, 2))
    assert [run.text for run in latest.title if run.kind is not RunKind.SAME] == ["A ", "No "]
    assert all(run.kind is RunKind.SAME for run in [*latest.text, *latest.blurb, *before.title])
    assert [run.text for run in before.text] == ["Nine ", "Ten ", "cranes stand in the port."]
    assert desk.articles.change(1, 2) is None
    assert desk.articles.opened(1).changes == 2


def test_what_changed_since_an_article_was_picked(desk: Desk) -> None:
    publish(desk, "Nine cranes stand in the port.")
    (item,) = desk.picking.pick([1])
    assert desk.articles.change_since_picked(item.id) is None
    publish(desk, "Ten cranes stand in the port.")
    publish(desk, "Eleven cranes stand in the port.")
    change = desk.articles.change_since_picked(item.id)
    assert change is not None
    assert [run.text for run in change.text] == ["Nine ", "Eleven ", "cranes stand in the port."]
    own = desk.items.add(desk.digests.get().sections[0].id, "An event")
    assert desk.articles.change_since_picked(own.id) is None
