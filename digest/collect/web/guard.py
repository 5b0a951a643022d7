"""Which hosts may be reached: the public internet, and nothing inside the house.

The check happens where the connection is made, on the address that is then connected to. A name that
resolved to a public address a moment ago and to a private one now gains nothing by it.
"""

import asyncio
import ipaddress
import os
import socket
from concurrent.futures import ThreadPoolExecutor

import httpcore

from digest.collect.web.streams import Stream
from digest.model import DeskError

# What `is_global` lets through and must not be reached: translations that carry a private IPv4 address
# inside an IPv6 one (RFC 6052, RFC 8215, RFC 3056), the old site-local range (RFC 3879), addresses for examples
# that Python does not know yet (RFC 9637), and the one metadata service that sits on a public address.
_REFUSED_6 = tuple(
    ipaddress.IPv6Network(net)
    for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "fec0::/10", "3fff::/20")
)
_METADATA = ipaddress.IPv4Address("168.63.129.16")
_ATTEMPT_SECONDS = 5.0
# Names are looked up in threads of their own: a name server that does not answer must not hold up the rest.
_resolvers = ThreadPoolExecutor(max_workers=32, thread_name_prefix="resolve")


class AddressRefusedError(DeskError):
    """The host is on a network that sources are not fetched from."""


def private_allowed() -> bool:
    """Whether `DIGEST_ALLOW_PRIVATE=1` opens loopback and private networks."""
    return os.environ.get("DIGEST_ALLOW_PRIVATE") == "1"


def is_public(address: str) -> bool:
    """Whether the IP address (as getaddrinfo spells it) is one that anybody on the internet can reach."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in net for net in _REFUSED_6):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and ip != _METADATA


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of `host` that may be connected to, in the order to try them.

    Raises AddressRefusedError when one of them is not public and private ones are not allowed: a name that
    mixes the two is a trick, not a mistake. Raises httpcore.ConnectError when the name is not known.
    """
    addresses = [host] if _is_address(host) else await _looked_up(host, port)
    if not private_allowed() and not all(map(is_public, addresses)):
        raise AddressRefusedError(
            f"{host} is on a private network, and sources are only fetched from the public internet: "
            "set DIGEST_ALLOW_PRIVATE=1 if it is yours."
        )
    return addresses


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False  # a name, or one of the old spellings like 127.1, which the resolver knows
    return True


async def _looked_up(host: str, port: int) -> list[str]:
    loop = asyncio.get_running_loop()
    try:
        found = await loop.run_in_executor(
            _resolvers, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"the name {host} is not known") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to the very addresses that were checked, one after the other."""

    async def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *_: object, **__: object
    ) -> httpcore.AsyncNetworkStream:
        """A stream to `host`; an address that does not answer in five seconds gives way to the next."""
        *early, last = await resolve(host, port)
        limit = _ATTEMPT_SECONDS if timeout is None else min(timeout, _ATTEMPT_SECONDS)
        for address in early:
            try:
                return await Stream.connect(address, port, limit)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await Stream.connect(last, port, timeout)
