"""When a server wants to be asked again, and what its refusals mean to a curator. RFC 9110 and 9111."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from digest.model import now

LONGEST = timedelta(hours=24)
"""However long a server asks for, a source is asked again after a day."""

_MAX_AGE = re.compile(r"(?<![\w-])max-age\s*=\s*\"?([0-9]{1,9})", re.IGNORECASE)
_NOT_FRESH = re.compile(r"(?<![\w-])no-(?:cache|store)(?![\w-])", re.IGNORECASE)
_SECONDS = re.compile(r"[0-9]+")
_MOST_SECONDS = 10**9  # some thirty years: a longer number is as good as this one


def next_due(headers: Mapping[str, str], interval: timedelta, ttl: int | None = None) -> datetime:
    """When to ask again after a good answer: the greatest of `interval`, the feed's TTL (minutes), max-age (what
    is left of it: RFC 9111, 4.2), Expires and Retry-After, a day at most.
    """
    moment = now()
    waits = [interval, timedelta(minutes=ttl or 0), _max_age(headers)]
    for name in ("expires", "retry-after"):
        until = _moment(headers.get(name, ""))
        waits.append(until - moment if until else timedelta())
    return moment + min(max(waits), LONGEST)


def after_failure(failures: int, interval: timedelta) -> datetime:
    """When to ask again after `failures` failures in a row: each doubles the wait, a day at most."""
    return now() + min(interval * (1 << min(failures - 1, 12)), LONGEST)


def rest_until(headers: Mapping[str, str]) -> datetime | None:
    """Until when Retry-After asks for rest (seconds or a date), a day at most; None where it does not, or where
    that is over.
    """
    until = _moment(headers.get("retry-after", ""))
    return min(until, now() + LONGEST) if until and until > now() else None


def _max_age(headers: Mapping[str, str]) -> timedelta:
    control = headers.get("cache-control", "")
    found = _MAX_AGE.search(control)
    if not found or _NOT_FRESH.search(control):
        return timedelta()
    age = headers.get("age", "").strip()  # it lay in a cache on the way for so long
    passed = _seconds(age) if _SECONDS.fullmatch(age) else 0
    return timedelta(seconds=max(0, int(found[1]) - passed))


def _seconds(digits: str) -> int:
    return min(int(digits[:20]), _MOST_SECONDS)


def _moment(value: str) -> datetime | None:
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return now() + timedelta(seconds=_seconds(value))
    try:
        moment: datetime = parsedate_to_datetime(value)
    except (ValueError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_REFUSALS = {
    401: ("wants a password for this {what}", "; ask its owner for a public address."),
    402: ("wants to be paid for this {what}", "; ask its owner for a public address."),
    403: ("does not let this program in", "; ask its owner, or take another address."),
    404: ("has no {what} at this address", "; look for its new address."),
    410: ("says that this {what} is gone for good", "; look for a new address, or let it go."),
    429: ("was asked too often and wants rest", "; it is left alone for a while."),
    451: ("may not show this {what} for legal reasons", "; look for another source."),
    503: ("is not available for the moment", "; it is asked again later."),
}


def refusal(host: str, status: int, what: str = "feed") -> str:
    """What a status that is no answer means, and what to do, in one sentence; `what` was asked for."""
    if status in _REFUSALS:
        meaning, advice = _REFUSALS[status]
        return f"{host} {meaning.format(what=what)} ({status}){advice}"
    if status >= 500:
        return f"{host} is in trouble ({status}); it is asked again later."
    if status in (204, 205):
        return f"{host} answered that there is nothing ({status}); it is asked again later."
    if 300 <= status < 400:
        return f"{host} sends on without saying where ({status}); look for the {what}'s new address."
    return f"{host} answered {status} instead of a {what}; check the address."
