"""Words on their way to the workspace: none is lost, and nobody's are written over in silence."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.desk import Desk
from digest.model import ArticleState, DeskError
from digest.store import ArticleFilter
from digest.tui.compose.autosave import Autosave, Outcome, Saved, Unsaved
from digest.tui.compose.fields import Field
from digest.tui.compose.keeper import DeskKeeper
from tests.tui.sample import open_sample


@dataclass
class Alarm:
    """A timer that rings when the test says so."""

    ring: Callable[[], None]
    seconds: float
    is_stopped: bool = False

    def stop(self) -> None:
        self.is_stopped = True


@dataclass
class Table:
    """A real desk with one digest, and an autosave whose queue and timers the test works by hand."""

    desk: Desk
    waiting: list[Callable[[], None]] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def __post_init__(self) -> None:
        articles = self.desk.articles.first(ArticleFilter(state=ArticleState.NEW), limit=3)
        self.desk.picking.pick([row.id for row in articles])
        self.number = self.desk.digests.get().number
        self.autosave = Autosave(
            DeskKeeper(self.desk, self.number), self.submit, self.later, self.outcomes.append
        )
        self.summary = Field("item", self.desk.digests.get().items[0].id, "summary")
        self.subject = Field("digest", self.number, "subject")

    def submit(
        self, work: Callable[[], Saved], done: Callable[[Saved], None], failed: Callable[[DeskError], None]
    ) -> None:
        def job() -> None:
            try:
                saved = work()
            except DeskError as error:
                failed(error)
            else:
                done(saved)

        self.waiting.append(job)

    def later(self, seconds: float, ring: Callable[[], None]) -> Alarm:
        self.alarms.append(Alarm(ring, seconds))
        return self.alarms[-1]

    def work(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()

    def stored(self, place: Field) -> str:
        return place.stored(self.desk.digests.get(self.number)) or ""


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    desk = open_sample(tmp_path / "desk")
    yield Table(desk)
    desk.close()


def test_what_is_typed_waits_for_a_rest_and_is_then_written(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.tui.compose.autosave.monotonic", lambda: 100.0)
    table.autosave.show(table.subject, "")
    table.autosave.typed(table.subject, "H")
    table.autosave.typed(table.subject, "He")

    first, second = table.alarms
    assert first.is_stopped
    assert 0 < second.seconds <= 0.3
    assert table.autosave.latest(table.subject) == "He"

    second.ring()
    table.work()
    assert table.stored(table.subject) == "He"
    assert table.autosave.latest(table.subject) is None
    assert not table.waiting


def test_steady_typing_is_written_within_a_second_of_its_first_key(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr("digest.tui.compose.autosave.monotonic", lambda: clock[0])
    table.autosave.show(table.subject, "")
    for key in range(1, 9):
        table.autosave.typed(table.subject, "x" * key)
        clock[0] += 0.05
        assert clock[0] - 0.05 + table.alarms[-1].seconds <= 100.0 + 0.5


def test_a_run_of_typing_is_one_act(table: Table) -> None:
    before = len(table.desk.history.list())
    table.autosave.show(table.subject, "")
    for text in ("H", "He", "Hea", "Heat"):
        table.autosave.typed(table.subject, text)
        table.autosave.flush()
        table.work()
    assert len(table.desk.history.list()) == before + 1
    table.desk.history.undo()
    assert table.stored(table.subject) == ""


def test_typing_that_cleans_to_what_is_stored_is_no_act(table: Table) -> None:
    table.desk.digests.write(table.number, subject="Heat")
    before = len(table.desk.history.list())
    table.autosave.show(table.subject, "Heat")
    table.autosave.typed(table.subject, "Heat ")
    table.autosave.flush()
    table.work()
    assert len(table.desk.history.list()) == before
    assert table.outcomes == [Saved(table.subject, "Heat ", "Heat")]


def test_somebody_elses_words_stand_after_mine(table: Table) -> None:
    table.autosave.show(table.summary, "")
    table.autosave.typed(table.summary, "Mine.")
    table.desk.items.write(table.summary.id, summary="Theirs.")
    table.autosave.flush()
    table.work()

    (outcome,) = table.outcomes
    assert isinstance(outcome, Saved)
    assert outcome.theirs == "Theirs."
    assert table.stored(table.summary) == table.summary.both("Mine.", "Theirs.") == outcome.stored


def test_of_two_desks_that_write_at_once_neither_writes_over_the_other(table: Table) -> None:
    desk = Desk.open(table.desk.workspace)
    theirs = Autosave(
        DeskKeeper(desk, table.number), lambda work, done, _: done(work()), table.later, table.outcomes.append
    )
    at_once = threading.Thread(target=theirs.flush)

    class Keeper(DeskKeeper):
        def read(self, place: Field) -> str | None:
            now = super().read(place)
            at_once.start()
            at_once.join(0.3)  # it is not done then: it has to wait
            return now

    mine = Autosave(Keeper(table.desk, table.number), table.submit, table.later, table.outcomes.append)
    for autosave, words in (mine, "Mine."), (theirs, "Theirs."):
        autosave.show(table.summary, "")
        autosave.typed(table.summary, words)
    mine.flush()
    table.work()
    at_once.join()
    desk.close()
    assert table.stored(table.summary) == table.summary.both("Theirs.", "Mine.")


def test_my_own_words_are_never_taken_for_somebody_elses(table: Table) -> None:
    table.autosave.show(table.summary, "")
    for text in ("One", "One two", "One two three"):
        table.autosave.typed(table.summary, text)
        table.autosave.flush()
    table.work()
    assert [outcome.theirs for outcome in table.outcomes if isinstance(outcome, Saved)] == [None] * 3
    assert table.stored(table.summary) == "One two three"


def test_words_whose_item_is_gone_are_told_and_written_nowhere(table: Table) -> None:
    table.autosave.show(table.summary, "")
    table.autosave.typed(table.summary, "Too late")
    table.desk.items.remove(table.summary.id)
    before = table.desk.digests.get(table.number)
    table.autosave.flush()
    table.work()
    (outcome,) = table.outcomes
    assert isinstance(outcome, Unsaved)
    assert "removed" in outcome.reason
    assert table.desk.digests.get(table.number) == before


def test_an_address_that_is_none_is_told_in_words(table: Table) -> None:
    link = Field("item", table.summary.id, "url")
    stored = table.stored(link)
    table.autosave.show(link, stored)
    table.autosave.typed(link, "javascript:alert(1)")
    table.autosave.flush()
    table.work()
    (outcome,) = table.outcomes
    assert isinstance(outcome, Unsaved)
    assert "http" in outcome.reason
    assert table.stored(link) == stored


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from(["type", "flush", "work", "other"]), st.text(max_size=12)), max_size=12
    )
)
def test_at_rest_the_last_words_of_both_are_in_the_workspace(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str]]
) -> None:
    desk = open_sample(tmp_path_factory.mktemp("desk") / "w")
    table = Table(desk)
    table.autosave.show(table.summary, "")
    mine = theirs = None
    for step, text in steps:
        if step == "type":
            table.autosave.typed(table.summary, text)
            mine, theirs = table.summary.clean(text), None
        elif step == "flush":
            table.autosave.flush()
        elif step == "work":
            table.work()
        else:
            desk.items.write(table.summary.id, summary=text)
            theirs = table.summary.clean(text)
    while table.autosave.latest(table.summary) is not None:
        table.autosave.flush()
        table.work()
    stored = table.stored(table.summary)
    if theirs:
        assert theirs in stored
    elif mine is not None and theirs is None:
        assert mine in stored
    desk.close()
