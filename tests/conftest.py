"""What holds for every test: the same examples each time, and signals that reach the programs under test."""

import signal

from hypothesis import HealthCheck, settings

# The same examples each time, and no clock: what passed passes again, also on a busy machine. To look further:
# `pytest --hypothesis-profile=explore`.
settings.register_profile(
    "gate", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("gate"), derandomize=False)
settings.load_profile("gate")

# A shell has what it starts in the background ignore Ctrl-C, and so would every program that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
