"""What holds for every test: the same examples each time, signals that reach programs, and a paper to read."""

import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.paper import Paper, open_paper

# The same examples each time, and no clock: what passed passes again, also on a busy machine. To look further:
# `pytest --hypothesis-profile=explore`.
settings.register_profile(
    "gate", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("gate"), derandomize=False)
settings.load_profile("gate")

# A shell has what it starts in the background ignore Ctrl-C, and so would every program that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Paper]:
    """An invented newspaper on loopback, which may be asked there, that has published nothing yet."""
    monkeypatch.setenv("DIGEST_ALLOW_PRIVATE", "1")
    with open_paper() as paper:
        yield paper
