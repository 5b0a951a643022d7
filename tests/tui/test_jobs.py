"""Work beside the event loop: in order, newest first, and never lost; errors told or the app ended."""

import errno
import os
import threading
from functools import partial

import pytest

from digest.desk import ArticleFilter, Desk
from digest.model import DeskError, Interrupted
from tests.endless import Endless
from tests.patience import PATIENCE
from tests.tui.conftest import drive

pytestmark = pytest.mark.slow  # an app for each, half a second


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
    search = Endless(desk.store._database)
    answers: list[str] = []
    async with drive(desk) as driver:
        driver.app.jobs.read("found", search, answers.append)
        assert search.is_reading.wait(PATIENCE)
        driver.app.jobs.read("found", lambda: "new", answers.append, interrupt=True)
        await driver.settle()
    assert answers == ["new"]


@pytest.mark.parametrize("kind", ["act", "start", "read"])
async def test_what_cuts_a_search_short_leaves_other_work_alone(desk: Desk, kind: str) -> None:
    work, search = Endless(desk.store._database), Endless(desk.store._database)
    answers: list[str] = []
    async with drive(desk) as driver:
        jobs = driver.app.jobs
        if kind == "act":
            jobs.act(work, answers.append)
        elif kind == "start":
            jobs.start("page", work, answers.append)
        else:
            jobs.read("other", work, answers.append)
        assert work.is_reading.wait(PATIENCE)
        jobs.read("found", search)
        assert search.is_reading.wait(PATIENCE)
        jobs.drop("found")
        work.end.set()
        await driver.settle()
    assert (work.begun, answers) == (1, ["read"])


async def test_an_answer_that_is_on_its_way_is_overtaken_too(desk: Desk) -> None:
    answers: list[str] = []
    read = threading.Event()
    async with drive(desk) as driver:
        jobs = driver.app.jobs
        jobs.read("group", lambda: read.set(), lambda _: answers.append("old"))
        assert read.wait(PATIENCE)  # here on the event loop, which cannot take the answer meanwhile
        jobs.read("group", lambda: "new", answers.append)
        await driver.settle()
    assert answers == ["new"]


async def test_what_comes_when_the_desk_is_left_is_for_nobody(desk: Desk) -> None:
    go_on = threading.Event()
    told: list[str] = []

    def held(name: str) -> None:
        go_on.wait(PATIENCE)
        driver.app.jobs.later(told.append, name)

    async with drive(desk) as driver:
        jobs = driver.app.jobs
        jobs.read("held", partial(held, "read"), lambda _: told.append("read"))
        thread = jobs.start("held", partial(held, "start"), lambda _: told.append("start"))
    go_on.set()
    thread.join(PATIENCE)
    assert jobs._reads["held"].finish(PATIENCE)
    assert told == []


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


async def test_what_the_system_refuses_becomes_a_notice(desk: Desk) -> None:
    def refused() -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    async with drive(desk) as driver:
        driver.app.jobs.start("page", refused)
        await driver.settle()
        assert driver.notices == ["The system refused: Too many open files."]
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
        driver.app.jobs.act(lambda: desk.picking.pick([first.id]))
        driver.app.exit()
        threading.Timer(0.05, gate.set).start()
    assert len(desk.digests.get().items) == 1
