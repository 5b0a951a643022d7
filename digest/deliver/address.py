"""Addresses as the envelope has them."""

import idna
from pydantic import TypeAdapter, ValidationError

from digest.model import DeskError, EmailAddress, clean_line

_LONGEST = 254
"""Characters of an address that a server must take (RFC 5321, 4.5.3.1.3, without the angle brackets)."""

_EMAIL: TypeAdapter[str] = TypeAdapter(EmailAddress)


def envelope_address(text: str) -> str:
    """One address, its domain in ASCII (IDNA); letters beyond ASCII before the @ stay.

    Raises DeskError for anything that is not exactly one address: a server would be given a part of it.
    """
    try:
        local, _, domain = _EMAIL.validate_python(text.strip()).rpartition("@")
        # By IDNA 2008, not Python's own codec: that one takes straße.example for strasse.example, a stranger's.
        domain = idna.encode(domain, uts46=True).decode("ascii")
    except (ValidationError, UnicodeError):
        local = domain = ""
    address = f"{local}@{domain}"
    if not domain or len(address) > _LONGEST or clean_line(text) != text.strip():
        raise DeskError(f"{clean_line(text, 80)!r} is no mail address: write one like editor@example.org.")
    return address
