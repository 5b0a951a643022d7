"""Digests: what went out stays as it was, what was removed comes back whole, what was exported is read the same."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.desk import ArticleFilter, Desk
from digest.model import ArticleState, DeskError, DigestState


def test_what_went_out_stays_as_it_was_and_the_next_begins_there(
    stocked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    [item] = stocked.picking.pick([1])
    monkeypatch.setenv("DIGEST_NOW", "2030-01-01T09:00:00Z")
    assert stocked.digests.mark_sent().state is DigestState.SENT
    assert stocked.articles.get(1).used_in == [1]
    [row] = stocked.articles.rows([1])
    assert row.ran_in == 1
    since = stocked.articles.since_last_digest()
    assert list(stocked.articles.ids(ArticleFilter(state=ArticleState.NEW, since=since))) == []
    assert stocked.sources.counts().new == 0
    refused: list[Callable[[], object]] = [
        lambda: stocked.digests.write(1, subject="late"),
        lambda: stocked.items.write(item.id, summary="late"),
        lambda: stocked.picking.pick([2], number=1),
        lambda: stocked.items.remove(item.id),
        lambda: stocked.items.move(item.id, 1),
    ]
    for act in refused:
        with pytest.raises(DeskError, match="has gone out"):
            act()
    assert stocked.digests.new().number == 2
    stocked.history.undo()
    stocked.history.undo()
    assert stocked.digests.get(1).state is DigestState.DRAFT


def test_an_empty_digest_is_not_marked_as_sent(desk: Desk) -> None:
    desk.digests.new()
    with pytest.raises(DeskError, match="no items yet"):
        desk.digests.mark_sent()


def test_there_must_be_a_digest(desk: Desk) -> None:
    with pytest.raises(DeskError, match="digest new"):
        desk.digests.get()
    with pytest.raises(DeskError, match=r"no digest No\. 9"):
        desk.digests.get(9)


def test_removed_digests_come_back_whole(stocked: Desk) -> None:
    stocked.picking.pick([1, 2])
    before = stocked.digests.get()
    stocked.digests.remove(1)
    assert stocked.digests.all() == []
    stocked.history.undo()
    assert stocked.digests.get() == before


TEXT = st.text(max_size=40)


@given(subject=TEXT, intro=TEXT, headline=TEXT, summary=TEXT)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_an_exported_digest_comes_back_the_same(
    stocked: Desk, subject: str, intro: str, headline: str, summary: str
) -> None:
    digest = stocked.digests.new(subject)
    [item, _] = stocked.picking.pick([1, 2], number=digest.number)
    stocked.digests.write(digest.number, intro=intro)
    stocked.items.write(item.id, headline=headline, summary=summary)
    exported = stocked.output.export_json(digest.number)
    stocked.digests.remove(digest.number)
    stocked.output.import_json(exported)
    assert stocked.output.export_json(digest.number) == exported


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"number": 0}', '{"number": 1, "date": "2026-11-22", "extra": 1}']
)
def test_what_is_no_exported_digest(desk: Desk, text: str) -> None:
    with pytest.raises(DeskError, match="no exported digest"):
        desk.output.import_json(text)
    assert desk.digests.all() == []
