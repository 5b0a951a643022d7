"""Digest Desk: turn what your sources published into a newsletter digest that is ready to send."""

__version__ = "0.1.0"
