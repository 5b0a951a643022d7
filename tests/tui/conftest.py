"""A desk on a real workspace, an app on it that a test drives by keys, and goldens of what it draws."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import pytest
from textual.pilot import Pilot
from textual.timer import Timer

from digest.desk import Desk
from digest.tui.app import DigestApp
from digest.tui.read.lists import READ_SECONDS, RELOAD_SECONDS
from tests.patience import PATIENCE
from tests.tui.sample import NOW, open_sample

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the screens look like now")
    parser.addoption("--monkey-keys", type=int, default=300, help="random keys for each monkey")
    parser.addoption(
        "--kill-moments", type=int, default=4, help="how often the power goes while somebody works"
    )
    parser.addoption("--kill-seed", type=int, default=43, help="which moments these are")


@pytest.fixture(autouse=True)
def _steady(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A fixed clock and zone, nobody's own keys, all colours, a cursor that does not blink, and no dozing."""
    monkeypatch.setenv("DIGEST_NOW", NOW.isoformat())
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    # Textual's own steps of 20 ms make a press of a key cost 65; with 2 ms it costs 10.
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.002)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.001)
    # A process of its own takes its time to begin: tests/desk/test_apart.py is about that.
    monkeypatch.setattr(
        "digest.desk.Desk.fetch_apart", lambda desk, *args, **kwargs: desk.sources.fetch(*args, **kwargs)
    )
    monkeypatch.setattr(
        "digest.desk.Desk.after_fetch_apart", lambda desk, stop: desk.articles.after_fetch(stop)
    )
    # When Read looks at the digest is a matter of seconds; a test that waits for it says so.
    monkeypatch.setattr("digest.tui.read.checking.FIRST_CHECK_SECONDS", 3_600)
    monkeypatch.setattr("textual.widgets._input.Input.cursor_blink", False)
    monkeypatch.setattr("textual.widgets._text_area.TextArea.cursor_blink", False)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The sample newsletter."""
    desk = open_sample(tmp_path / "workspace")
    yield desk
    desk.close()


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[Desk]:
    """A new workspace with nothing in it."""
    desk = open_sample(tmp_path / "workspace", empty=True)
    yield desk
    desk.close()


class Driver:
    """Presses keys and reads the screen, each time after all work beside the event loop has arrived."""

    def __init__(self, app: DigestApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self, soon: float = READ_SECONDS) -> None:
        """Wait until nothing is going on, nor to begin in a moment: in so many seconds."""
        quiet = 0
        while quiet < 2:  # what has just ended may have begun something of which nothing is seen yet
            await self.until(lambda: self._is_at_rest(soon))
            await self.pilot.pause()
            quiet = quiet + 1 if self._is_at_rest(soon) else 0

    def _is_at_rest(self, soon: float) -> bool:
        """Whether no job is on its way, no key waits, and no widget has a message to read or a timer that is about
        to go off. Textual itself goes by whether the processor is idle, which it is too while it works for others.
        """
        app, screen = self.app, self.app.screen
        nodes = (app, *screen.walk_children(with_self=True))
        return not (
            app.jobs.pending
            or app._typed_ahead
            or screen._callbacks
            or any(not node._message_queue.empty() or node._next_callbacks for node in nodes)
            or any(_is_due(timer, soon) for node in nodes for timer in node._timers)
        )

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Let the app go on until `is_so`."""
        deadline = monotonic() + PATIENCE
        while not is_so():
            assert self.app.is_running
            assert monotonic() < deadline, f"it never became so:\n{self.text}"
            await self.pilot.pause(0.002)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def catch_up(self) -> None:
        """Let the app see what was written since, without waiting for its clock."""
        self.app.changed()
        await self.settle(RELOAD_SECONDS)

    async def checked(self) -> None:
        """Wait until the checks have looked at the digest."""
        await self.until(lambda: self.app.status.errors is not None)
        await self.settle()

    @property
    def text(self) -> str:
        """What the screen shows, line by line, as the terminal would get it."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips) + "\n"

    async def resize(self, columns: int, rows: int) -> None:
        """Make the terminal another size, and wait until the screen has followed."""
        await self.pilot.resize_terminal(columns, rows)
        await self.until(lambda: self.app.screen.size == (columns, rows))
        await self.settle()

    @property
    def notices(self) -> list[str]:
        """What the app has said lately."""
        return [notice.message for notice in self.app._notifications]

    def line_with(self, words: str) -> str:
        """The first line of the screen that has these words."""
        return next(line for line in self.text.splitlines() if words in line)


def _is_due(timer: Timer, soon: float) -> bool:
    """Whether a timer is to go off once, that soon."""
    return timer._repeat == 0 and timer._interval <= soon and not (timer._task is None or timer._task.done())


@asynccontextmanager
async def drive(
    desk: Desk, size: tuple[int, int] = (120, 40), hint: str | None = None
) -> AsyncIterator[Driver]:
    """The app on a desk, in a terminal of this many columns and rows."""
    app = DigestApp(lambda _: desk, hint=hint)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: app.place is not None)
        await driver.settle()
        try:
            yield driver
        finally:  # as the curator leaves: its messages end first, then its screens are taken down
            if app.return_code is None:
                app.exit()
            assert app._task is not None
            await asyncio.wait({app._task})
    assert app.jobs.close(PATIENCE) is None


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a screen with the one on file; with --update-golden, put it on file."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / f"{name}.txt"
        if request.config.getoption("--update-golden"):
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8"), f"{path} differs: look at it, then --update-golden"

    return compare
