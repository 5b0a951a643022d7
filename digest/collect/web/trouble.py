"""Why there was no answer, in one sentence that a curator can act on."""

import os
import re

import httpcore
from h2.exceptions import H2Error

from digest.collect.web.streams import NotSecureError

# What a server can do to a connection. A status that is no number in HTTP/2 is a ValueError, a frame that breaks
# the rules amid a body h2's own error: httpcore lets both through.
NOT_HTTP = (httpcore.ProtocolError, H2Error, ValueError)
BROKEN = (*NOT_HTTP, httpcore.NetworkError, httpcore.TimeoutException, OSError)

_ERRNO = re.compile(r"\[Errno ([0-9]+)\]")
_LIBRARYS_OWN = re.compile(r"^\[[\w: ]+\] ?|\s*\(_\w+\.c:\d+\)$")
# What OpenSSL says of a certificate, what that means, and what to do.
_CERTIFICATES = (
    ("has expired", "it has expired", "its owner must renew it"),
    ("not yet valid", "it is not valid yet", "see whether this machine's clock is right"),
    ("mismatch", "it is for another name", "check the spelling of the address, or tell its owner"),
    ("self-signed", "its owner made it himself", "ask him for one that browsers trust"),
    ("local issuer", "nobody known vouches for it", "its owner must get one that browsers trust"),
)


def in_words(host: str, error: Exception) -> str:
    """What happened to the connection to `host`, and what to do; `error` is one of BROKEN."""
    reason = str(error)
    if isinstance(error, httpcore.ConnectTimeout):
        return f"{host} did not answer; it may be down."
    if isinstance(error, NotSecureError):
        return _not_secure(host, reason)
    if "is not known" in reason:
        return f"The name {host} is not known; check the spelling of the address, or your connection."
    if number := _ERRNO.search(reason):  # in the system's words, not in how Python spells them
        reason = os.strerror(int(number[1])).lower()
    if isinstance(error, httpcore.ConnectError):
        return f"{host} cannot be connected to ({reason}); it may be down."
    if "disconnected without sending" in reason:
        return f"{host} hung up without an answer in HTTP; it may be overloaded."
    if isinstance(error, NOT_HTTP):
        return f"{host} gave an answer that is not HTTP ({reason}); check the address."
    return f"{host} broke off the connection ({reason or 'it hung up'}); it is asked again later."


def _not_secure(host: str, reason: str) -> str:
    if "CERTIFICATE_VERIFY_FAILED" not in reason:
        why = _LIBRARYS_OWN.sub("", reason) or "it hung up"
        return f"{host} cannot be connected to by TLS ({why}); try its address with http:// instead."
    for told, meaning, advice in _CERTIFICATES:
        if told in reason:
            return f"{host} has no valid certificate ({meaning}); {advice}."
    return f"{host} has no valid certificate ({_LIBRARYS_OWN.sub('', reason)}); tell its owner."
