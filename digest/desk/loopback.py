"""What is served to a browser: on this machine alone, and behind an address that cannot be guessed."""

import secrets
from urllib.parse import urlsplit

from digest.model import is_loopback

ADDRESS = "127.0.0.1"

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
"""What goes with every answer: nothing is kept, no other site learns the address, no file is taken for a page."""


def new_token() -> str:
    """The part of an address that nobody can guess."""
    return secrets.token_urlsafe(12)


def is_asked_here(host: str | None) -> bool:
    """Whether a request's `Host` names this machine, by whatever port: a tunnel has its own.

    Another name was made to point here (DNS rebinding): the browsers of those who visit that site would read along.
    """
    try:
        return is_loopback(urlsplit(f"//{host or ''}").hostname or "")
    except ValueError:
        return False
