"""Ports of this machine that nobody listens at."""

import os
import socket
from contextlib import suppress

_OFFERED = 32_768
"""From here on Linux gives ports to whoever asks for any, also to the next connection that a test makes."""


def unused() -> int:
    """A port that is nobody's, and stays so until it is taken by its number."""
    for port in range(20_000 + os.getpid() % 10_000, _OFFERED):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise RuntimeError("every port is taken")
