"""Work beside the event loop: acts in their order, reads where the newest wins, and long jobs.

All of it runs in daemon threads of our own: a pool's threads would keep the process alive after the
screen is gone. What a job hands back arrives on the event loop as a message to the app, through `later` alone:
once the desk is being left nothing arrives any more.

The models are imported in a job's thread: the first frame, which this module is imported for, does without.
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from digest.model import DeskError
    from digest.tui.desk_app import DeskApp

T = TypeVar("T")


@dataclass(frozen=True)
class _Job(Generic[T]):
    """`work` runs in a thread; `done` gets its result, `failed` its DeskError, both on the event loop.

    `holds_keys`: what is typed meanwhile is meant for what `done` opens.
    """

    work: Callable[[], T]
    done: Callable[[T], None] | None
    failed: "Callable[[DeskError], None] | None" = None
    holds_keys: bool = False


class _Lane:
    """One thread that works through its jobs in order; with `newest_only` it skips all but the last."""

    def __init__(self, jobs: "Jobs", name: str, *, newest_only: bool = False) -> None:
        self._jobs = jobs
        self._newest_only = newest_only
        self._waiting: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._newest: _Job[Any] | None = None
        self.busy = False
        self._thread = threading.Thread(target=self._work, name=f"desk {name}", daemon=True)
        self._thread.start()

    def put(self, job: _Job[Any]) -> None:
        self._newest = job
        self._waiting.put(job)

    def drop(self) -> None:
        """Nobody waits any more for what was asked for."""
        self._newest = None

    def finish(self, timeout: float) -> bool:
        """Work off what waits, then end; False when `timeout` seconds were not enough."""
        self._waiting.put(None)
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def cut_short(self) -> None:
        """Stop what is read just now. Only a lane of reads: what an act has done would be done again."""
        if self.busy and self._thread.ident is not None:
            self._jobs.interrupt(self._thread.ident)

    def overtaken(self, job: _Job[Any]) -> bool:
        return self._newest_only and job is not self._newest

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            if self.overtaken(job):
                self._jobs.deliver(job, None)
                continue
            self.busy = True
            self._jobs.run(job, self)
            self.busy = False


class Jobs:
    """All work of one app that is not drawing. Create it on the event loop; `close` it after the app."""

    def __init__(self, app: "DeskApp") -> None:
        self._app = app
        self._acts = _Lane(self, "acts")
        self._reads: dict[str, _Lane] = {}
        self._lock = threading.Lock()
        self._pending = 0
        self._holding = 0
        self.is_left = False
        self._untold: list[Exception] = []

    @property
    def pending(self) -> int:
        """How many jobs have been asked for whose results have not arrived."""
        return self._pending

    @property
    def holds_keys(self) -> bool:
        """Whether something is about to open that what is typed now is meant for."""
        return self._holding > 0

    def act(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: "Callable[[DeskError], None] | None" = None,
    ) -> None:
        """Do an act of the curator: after all acts before it, and certainly, even when the desk closes.

        `done` gets the result on the event loop. A DeskError becomes a notice, unless `failed` takes it.
        """
        self._count(1)
        self._acts.put(_Job(work, done, failed))

    def read(
        self,
        group: str,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: "Callable[[DeskError], None] | None" = None,
        *,
        interrupt: bool = False,
    ) -> None:
        """Read something in `group`'s own thread; of several in a group only the newest is answered.

        A DeskError becomes a notice, unless `failed` takes it. With `interrupt` a running read of the group is
        cut short: for searches, which may take long.
        """
        lane = self._lane(group)
        self._count(1)
        lane.put(_Job(work, done, failed))
        if interrupt:
            lane.cut_short()

    def ask(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Read, after all acts before it, what `done` opens: a dialog, a place. Keys wait for it: a quick hand types
        its answer behind the key that asks.
        """
        self._count(1)
        self._holding += 1
        self._acts.put(_Job(work, done, holds_keys=True))

    def _lane(self, group: str) -> _Lane:
        lane = self._reads.get(group)
        if lane is None:
            lane = self._reads[group] = _Lane(self, group, newest_only=True)
        return lane

    def drop(self, group: str) -> None:
        """Nobody waits any more for what `group` reads: it is cut short, and what came of it is not told."""
        lane = self._reads.get(group)
        if lane is not None:
            lane.drop()
            lane.cut_short()

    def start(
        self,
        name: str,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: "Callable[[DeskError], None] | None" = None,
    ) -> threading.Thread:
        """Start a long job (a fetch, a page to add) in a thread of its own; stopping it is its own affair."""
        self._count(1)
        job = _Job(work, done, failed)
        thread = threading.Thread(target=self.run, args=(job,), name=f"desk {name}", daemon=True)
        thread.start()
        return thread

    def later(self, callback: Callable[..., None], *args: object) -> None:
        """From a job's thread: call `callback` on the event loop. Dropped once the app is leaving."""

        def arrive() -> None:
            # While the app closes its screens are going: what arrives then has nowhere to be shown.
            if self._app.is_running:
                callback(*args)

        with self._lock:  # or the loop could end between the question and the call
            if not self.is_left:
                self._app.call_later(arrive)

    def leave(self) -> None:
        """The event loop is about to end: nothing is handed to it from here on (`is_left`)."""
        with self._lock:
            self.is_left = True

    def interrupt(self, thread: int) -> None:
        """Stop what the thread of this number reads."""
        if self._app.is_open:
            self._app.desk.interrupt(thread)

    def close(self, timeout: float) -> str | None:
        """Wait up to `timeout` seconds for the acts that were asked for; where one is not done, why, in a sentence."""
        for lane in self._reads.values():
            lane.drop()
            lane.cut_short()
        if not self._acts.finish(timeout):
            return (
                f"The last act was not done to its end within {timeout:g} seconds: "
                "'digest history' lists what was done."
            )
        return f"The last change could not be saved. {_words_of(self._untold[0])}" if self._untold else None

    def run(self, job: _Job[Any], lane: _Lane | None = None) -> None:
        """Run one job in this thread and send what came of it to the event loop."""
        from digest.model import DeskError, Interrupted, refused

        def answer(callback: Callable[..., None] | None, told: object) -> None:
            """Unless something newer was asked for by the time that it arrives."""
            if callback is not None and (lane is None or not lane.overtaken(job)):
                callback(told)

        def tell(error: Exception, told: Callable[[Any], None]) -> None:
            if lane is self._acts and not job.holds_keys:
                self._untold.append(error)  # until it arrives: the desk may be left first
            self.deliver(job, arrived, error, told)

        def arrived(error: Exception, told: Callable[[Any], None]) -> None:
            if error in self._untold:
                self._untold.remove(error)
            told(error)

        refusal = partial(answer, job.failed or self._app.tell_error)

        try:
            result = job.work()
        except Interrupted:
            if lane is not None and not lane.overtaken(job) and not self.is_left:
                # The interrupt meant the read before, which had just ended: this one begins again.
                self.run(job, lane)
            else:
                self.deliver(job, None)
        except DeskError as error:
            tell(error, refusal)
        except OSError as error:
            tell(refused(error), refusal)
        except Exception as error:  # noqa: BLE001 - a defect of ours: it is told, and the desk closes
            tell(error, self._app.fail)
        else:
            self.deliver(job, answer, job.done, result)

    def deliver(self, job: _Job[Any], callback: Callable[..., None] | None, *args: object) -> None:
        """End a job: `callback` runs on the event loop with `args`."""

        def arrive() -> None:
            self._count(-1)
            if callback is not None:
                callback(*args)
            self._holding -= job.holds_keys

        self.later(arrive)

    def _count(self, by: int) -> None:
        with self._lock:
            self._pending += by


def _words_of(error: Exception) -> str:
    """What a person is told of an error; of a defect of ours its kind too."""
    from digest.model import DeskError

    return str(error) if isinstance(error, DeskError) else f"{type(error).__name__}: {error}."
