"""Work beside the event loop: in order, newest first, and never lost; errors told or the app ended."""

import threading
from functools import partial

import pytest

from digest.desk import ArticleFilter, Desk
from digest.model import DeskError, Interrupted
from tests.patience import PATIENCE
from tests.tui.conftest import drive


async def test_acts_are_done_in_their_order(desk: Desk) -> None:
    done: list[int] = []
    async with drive(desk) as driver:
        for number in range(50):
            driver.app.jobs.act(partial(done.append, number))
        await driver.settle()
    assert done == list(range(50))


async def test_of_many_reads_the_newest_is_answered_and_no_other_after_it(desk: Desk) -> None:
    answers: list[int] = []
    gate = threading.Event()
    async with drive(desk) as driver:
        jobs = driver.app.jobs
        jobs.read("group", lambda: gate.wait(PATIENCE), lambda _: answers.append(-1))
        for number in range(20):
            jobs.read("group", partial(int, number), answers.append)
        gate.set()
        await driver.settle()
    assert answers == [19]


async def test_an_overtaken_search_is_cut_short(desk: Desk) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    started = threading.Event()
    answers: list[str] = []

    def search() -> None:
        started.set()
        desk.store.articles._database.read(endless)

    async with drive(desk) as driver:
        driver.app.jobs.read("found", search)
        assert started.wait(PATIENCE)

        def overtake() -> bool:
            # The interrupt may come before the statement begins, so the search is overtaken again and again.
            if not answers:
                driver.app.jobs.read("found", lambda: "new", answers.append, interrupt=True)
            return bool(answers)

        await driver.until(overtake)
        await driver.settle()
    assert answers[-1] == "new"


async def test_a_read_that_an_interrupt_hit_by_chance_begins_again(desk: Desk) -> None:
    tries: list[int] = []

    def read() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise Interrupted
        return "read"

    answers: list[str] = []
    async with drive(desk) as driver:
        driver.app.jobs.read("counts", read, answers.append)
        await driver.settle()
    assert answers == ["read"]


async def test_what_a_person_can_mend_becomes_a_notice(desk: Desk) -> None:
    def refused() -> None:
        raise DeskError("The page at x.example says 404: check the address.")

    async with drive(desk) as driver:
        driver.app.jobs.start("page", refused)
        await driver.settle()
        assert driver.notices == ["The page at x.example says 404: check the address."]
        assert driver.app.is_running


@pytest.mark.parametrize("kind", ["act", "read", "start"])
async def test_a_defect_ends_the_app_with_code_1(desk: Desk, kind: str) -> None:
    def broken() -> None:
        raise ZeroDivisionError("a defect")

    with pytest.raises(ZeroDivisionError, match="a defect"):
        async with drive(desk) as driver:
            jobs = driver.app.jobs
            {"act": lambda: jobs.act(broken), "read": lambda: jobs.read("x", broken)}.get(
                kind, lambda: jobs.start("x", broken)
            )()
            await driver.until(lambda: driver.app.failure is not None)
    assert isinstance(driver.app.failure, ZeroDivisionError)
    assert driver.app.return_code == 1


async def test_closing_waits_for_the_acts_that_were_asked_for(desk: Desk) -> None:
    async with drive(desk) as driver:
        first = desk.articles.first(ArticleFilter(), 1)[0]
        gate = threading.Event()
        driver.app.jobs.act(lambda: gate.wait(PATIENCE))
        driver.app.jobs.act(lambda: desk.digests.pick([first.id]))
        driver.app.exit()
        threading.Timer(0.05, gate.set).start()
    assert len(desk.digests.get().items) == 1
