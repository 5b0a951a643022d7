"""Addresses as people type, paste and list them."""

import re

from digest.model import DeskError, web_url

FEED_SCHEME = re.compile(r"^feed:(?://)?(?=https?:)", re.IGNORECASE)
"""What some programs write before the address of a feed."""

_SHORTHANDS = (
    (FEED_SCHEME, ""),
    (re.compile(r"^feed:(?://)?", re.IGNORECASE), "https://"),
    (re.compile(r"^git@([\w-]+(?:\.[\w-]+)+):"), r"https://\1/"),
    (re.compile(r"^(?:acct:|@)([\w.-]+)@([\w-]+(?:\.[\w-]+)+)$"), r"https://\2/@\1"),
    (re.compile(r"^!([\w.-]+)@([\w-]+(?:\.[\w-]+)+)$"), r"https://\2/c/\1"),
    (re.compile(r"^/?([ru]|user)/(?=[\w+-]+/?$)"), r"https://www.reddit.com/\1/"),
)


def typed_address(text: str) -> str:
    """The address a person typed, `https://` put before it where it has no scheme; `@name@host` is the page of
    an account in the Fediverse, `!name@host` a community's, `r/name` one of Reddit's, `git@host:owner/repository` a
    repository's.

    Raises DeskError.
    """
    text = text.strip().removeprefix("<").removesuffix(">")
    for written, address in _SHORTHANDS:
        text = written.sub(address, text)
    if "://" not in text and re.match(r"[^/\s:]+\.[^/\s:]", text):
        text = f"https://{text}"
    try:
        return web_url(text)
    except ValueError as error:
        raise DeskError(f"{text[:200]!r} cannot be followed: {error}.") from None
