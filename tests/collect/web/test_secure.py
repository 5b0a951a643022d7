"""Sources over TLS: whose certificate is good, whose is not, and what servers do to each other's protocols."""

import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import certifi
import pytest
import trustme
from h2.connection import H2Connection
from h2.errors import ErrorCodes

from digest.collect.fetch import FetchState, fetch_many
from digest.model import SourceStatus
from tests.collect.conftest import Reply, Site, fetched, rss
from tests.collect.http2 import NO_FRAME, Answering, http2_site
from tests.patience import PATIENCE


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(autouse=True)
def _trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The authority is one that the program trusts, and loopback may be reached."""
    file = tmp_path / "authorities.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setattr(certifi, "where", lambda: str(file))
    monkeypatch.setenv("DIGEST_ALLOW_PRIVATE", "1")


def server_side(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """A server's half of TLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    return context


@pytest.fixture(scope="module")
def certificate(authority: trustme.CA) -> trustme.LeafCert:
    """One that is in order."""
    return authority.issue_cert("localhost", "127.0.0.1")


@pytest.fixture
def tls(certificate: trustme.LeafCert) -> ssl.SSLContext:
    return server_side(certificate)


@pytest.fixture
def secure(certificate: trustme.LeafCert) -> Iterator[Site]:
    site = Site(server_side(certificate))
    yield site
    site.close()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
async def test_a_good_certificate_is_taken_and_its_feed_read(secure: Site, host: str) -> None:
    secure.says("/feed", rss("A"), ETag='"1"')
    result = await fetched(FetchState(secure.url("/feed", host)))
    assert result.feed and result.feed.entries[0].article.title == "A"
    assert result.state.etag == '"1"'


async def test_a_large_answer_comes_whole(secure: Site) -> None:
    """More than any buffer on the way holds, from a server that is faster than the program."""
    filler = f"<!-- {'x' * (4 << 20)} -->"
    secure.says("/feed", rss("A", extra=filler))
    result = await fetched(FetchState(secure.url("/feed", "localhost")))
    assert result.feed and result.feed.entries[0].article.title == "A"


_YESTERDAY = datetime.now(UTC) - timedelta(days=1)
_BAD: dict[str, Callable[[trustme.CA], trustme.LeafCert]] = {
    "nobody known vouches for it": lambda _: trustme.CA().issue_cert("localhost"),
    "it is for another name": lambda authority: authority.issue_cert("elsewhere.example"),
    "it has expired": lambda authority: authority.issue_cert("localhost", not_after=_YESTERDAY),
}


@pytest.mark.parametrize("words", _BAD)
async def test_a_certificate_that_is_not_good_ends_it_before_anything_is_asked(
    authority: trustme.CA, words: str
) -> None:
    site = Site(server_side(_BAD[words](authority)))
    try:
        site.says("/feed", rss("A"))
        result = await fetched(FetchState(site.url("/feed", "localhost")))
        assert result.status is SourceStatus.FAILED
        assert f"localhost has no valid certificate ({words});" in (result.error or "")
        assert site.asked == []
    finally:
        site.close()


async def test_a_server_that_knows_no_tls_of_today_is_told_so(authority: trustme.CA) -> None:
    context = server_side(authority.issue_cert("localhost"))
    context.set_ciphers("AES256-SHA256:@SECLEVEL=0")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    site = Site(context)
    try:
        result = await fetched(FetchState(site.url("/feed", "localhost")))
        assert "localhost cannot be connected to" in (result.error or "")
    finally:
        site.close()


async def test_a_server_that_never_shakes_hands_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"https://127.0.0.1:{mute.getsockname()[1]}/feed"
        (result,) = [result async for result in fetch_many([FetchState(url)], seconds=0.2)]
    assert "within 0.2 seconds" in (result.error or "")


async def test_a_feed_that_breaks_off_without_a_goodbye_is_read_as_far_as_it_came(secure: Site) -> None:
    whole = rss("First", "Second", "Third")
    cut = whole[: whole.index(b"Third")]
    promised = Reply(cut, headers={"Content-Length": str(len(whole))}).wire()

    def break_off(_: object, connection: socket.socket) -> None:
        connection.sendall(promised)
        connection.shutdown(socket.SHUT_RDWR)

    secure.talks("/feed", break_off)
    result = await fetched(FetchState(secure.url("/feed", "localhost")))
    assert result.feed and [one.article.title for one in result.feed.entries] == ["First", "Second"]
    assert "broke off" in (result.feed.problem or "")


async def test_a_secure_server_that_redirects_to_a_private_address_is_not_followed(
    secure: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DIGEST_ALLOW_PRIVATE")
    monkeypatch.setattr("digest.collect.web.guard.is_public", lambda address: address == "127.0.0.1")
    secure.says("/feed", status=302, Location="https://169.254.169.254/latest/meta-data/")
    result = await fetched(FetchState(secure.url("/feed")))
    assert "169.254.169.254 is on a private network" in (result.error or "")


async def test_the_address_that_was_checked_is_connected_to_without_asking_for_the_name_again(
    secure: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The certificate is the name's all the same."""
    really, looked_up = socket.getaddrinfo, list[str]()

    def resolve(host: str, port: int, **kwargs: int) -> Sequence[object]:
        looked_up.append(host)
        return really("127.0.0.1" if len(looked_up) == 1 else "127.0.0.99", port, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    secure.says("/feed", rss("A"))
    result = await fetched(FetchState(secure.url("/feed", "localhost")))
    assert result.status is SourceStatus.UPDATED, result.error
    assert looked_up == ["localhost"]


async def test_an_address_that_refuses_gives_way_to_the_next(
    secure: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = socket.getaddrinfo

    def resolve(_: str, port: int, **kwargs: int) -> Sequence[object]:
        return [*really("127.0.0.99", port, **kwargs), *really("127.0.0.1", port, **kwargs)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    secure.says("/feed", rss("A"))
    result = await fetched(FetchState(secure.url("/feed", "localhost")))
    assert result.status is SourceStatus.UPDATED, result.error


# HTTP/2


def _feed(http: H2Connection, stream: int, path: str) -> None:
    http.send_headers(stream, [(":status", "200"), ("content-type", "application/rss+xml"), ("etag", '"2"')])
    http.send_data(stream, rss(path), end_stream=True)


async def test_feeds_of_a_host_that_speaks_http_2_are_read_over_one_connection(tls: ssl.SSLContext) -> None:
    with http2_site(tls, _feed) as site:
        states = [FetchState(site.url(f"/{number}")) for number in range(4)]
        results = [result async for result in fetch_many(states)]
    titles = {result.feed.entries[0].article.title for result in results if result.feed}
    assert titles == {"/0", "/1", "/2", "/3"}
    assert all(result.state.etag == '"2"' for result in results)
    assert site.connections == 1


async def test_a_feed_that_has_not_changed_over_http_2(tls: ssl.SSLContext) -> None:
    def unchanged(http: H2Connection, stream: int, _: str) -> None:
        http.send_headers(stream, [(":status", "304"), ("etag", '"3"')], end_stream=True)

    with http2_site(tls, unchanged) as site:
        result = await fetched(FetchState(site.url("/feed"), etag='"2"'))
    assert result.status is SourceStatus.UNCHANGED
    assert result.state.etag == '"3"'


def _breaks_off(http: H2Connection, stream: int, path: str) -> None:
    http.send_headers(stream, [(":status", "200")])
    http.send_data(stream, rss("First", "Second")[:-30])
    http.reset_stream(stream, ErrorCodes.INTERNAL_ERROR)


async def test_a_feed_that_breaks_off_over_http_2_is_read_as_far_as_it_came(tls: ssl.SSLContext) -> None:
    with http2_site(tls, _breaks_off) as site:
        result = await fetched(FetchState(site.url("/feed")))
    assert result.feed and result.feed.entries[0].article.title == "First"
    assert "broke off" in (result.feed.problem or "")


def _refuses(http: H2Connection, stream: int, _: str) -> None:
    http.reset_stream(stream, ErrorCodes.REFUSED_STREAM)


def _leaves(http: H2Connection, _stream: int, _path: str) -> None:
    http.close_connection(ErrorCodes.ENHANCE_YOUR_CALM)


def _has_no_status(http: H2Connection, stream: int, _: str) -> None:
    http.send_headers(stream, [(":status", "fine")], end_stream=True)


def _floods(http: H2Connection, stream: int, _: str) -> None:
    http.send_headers(stream, [(":status", "200"), *((f"x-more-{n}", "x" * 100) for n in range(2_000))])


def _babbles(http: H2Connection, stream: int, _: str) -> None:
    http.send_headers(stream, [(":status", "200")])
    http.ping(b"all read")


def _babbles_at_once(http: H2Connection, _stream: int, _path: str) -> None:
    http._data_to_send += NO_FRAME


_RUDE: dict[str, Answering] = {
    "refuses": _refuses,
    "leaves": _leaves,
    "no status": _has_no_status,
    "a flood of headers": _floods,
    "no frames": _babbles_at_once,
    "no frames after the head": _babbles,
}


@pytest.mark.parametrize("kind", _RUDE)
async def test_trouble_over_http_2_is_its_sources_own(tls: ssl.SSLContext, secure: Site, kind: str) -> None:
    secure.says("/feed", rss("A"))
    with http2_site(tls, _RUDE[kind]) as site:
        states = [FetchState(site.url("/feed")), FetchState(secure.url("/feed", "localhost"))]
        results = {result.asked.url: result async for result in fetch_many(states, seconds=PATIENCE)}
    rude = results[states[0].url]
    assert rude.status is SourceStatus.FAILED
    assert "localhost gave an answer that is not HTTP" in (rude.error or "")
    assert results[states[1].url].status is SourceStatus.UPDATED


async def test_a_server_that_says_no_more_over_http_2_is_given_up_in_time(tls: ssl.SSLContext) -> None:
    def says_no_more(http: H2Connection, stream: int, _: str) -> None:
        http.send_headers(stream, [(":status", "200")])

    with http2_site(tls, says_no_more) as site:
        (result,) = [one async for one in fetch_many([FetchState(site.url("/feed"))], seconds=0.3)]
    assert "within 0.3 seconds" in (result.error or "")
