"""No request reaches an address that is not public, however it is spelt or led to."""

import socket
from collections.abc import Sequence

import pytest

from digest.collect.web.client import Client, get
from digest.collect.web.guard import AddressRefusedError, is_public
from digest.model import DeskError
from tests.collect.conftest import Site, rss

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.100.100.200", "0.0.0.0",
    "168.63.129.16", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::1", "2002:7f00:1::", "2002:808:808::1",
    "2001:db8::1", "2001::1", "3fff::1", "5f00::1", "100::1", "::ffff:0:127.0.0.1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0177.0.0.1", "[::1]"]
)
async def test_loopback_is_refused_however_it_is_spelt(
    site: Site, client: Client, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.delenv("DIGEST_ALLOW_PRIVATE")
    site.says("/feed", rss("A"))
    with pytest.raises(DeskError, match=r"private network|no valid address"):
        await get(client, f"http://{host}:{site.port}/feed")
    assert site.asked == []


async def test_a_name_that_becomes_private_is_refused_at_the_second_connection(
    site: Site, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name server is the attacker's: first a public address, then ours."""
    site.says("/feed", rss("A"))
    answer = "203.0.113.9"
    really = socket.getaddrinfo

    def resolve(host: str, port: int, **kwargs: int) -> Sequence[object]:
        return really(answer, port, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.delenv("DIGEST_ALLOW_PRIVATE")
    monkeypatch.setattr("digest.collect.web.guard.is_public", lambda address: not address.startswith("127."))
    with pytest.raises(DeskError):
        await get(client, f"http://rebinds.example:{site.port}/feed", seconds=0.3)
    answer = "127.0.0.1"
    with pytest.raises(AddressRefusedError):
        await get(client, f"http://rebinds.example:{site.port}/feed")
    assert site.asked == []


async def test_a_redirect_to_a_private_address_is_refused(
    site: Site, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DIGEST_ALLOW_PRIVATE")
    monkeypatch.setattr("digest.collect.web.guard.is_public", lambda address: address == "127.0.0.1")
    url = site.says("/feed", status=302, Location="http://169.254.169.254/latest/meta-data/")
    with pytest.raises(AddressRefusedError, match=r"169\.254\.169\.254"):
        await get(client, url)


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "ftp://a.example/",
        "javascript:alert(1)",
        "//u:p@a.example/",
    ],
)
async def test_a_redirect_to_anything_but_the_web_is_refused(site: Site, client: Client, target: str) -> None:
    with pytest.raises(DeskError, match=r"redirects to|leads to"):
        await get(client, site.says("/feed", status=301, Location=target))
    assert len(site.asked) == 1


async def test_a_redirect_in_a_circle_ends(site: Site, client: Client) -> None:
    site.says("/b", status=302, Location="/a")
    with pytest.raises(DeskError, match="circle"):
        await get(client, site.says("/a", status=302, Location="/b"))
    assert len(site.asked) == 11
