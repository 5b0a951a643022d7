"""Fetching over real HTTP: what is asked for, what is kept for the next time, and what is said of a failure."""

import asyncio
import gzip
import socket
import struct
import zlib
from datetime import UTC, datetime, timedelta

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from digest.collect.fetch import (
    FetchResult,
    FetchState,
    fetch_many,
)
from digest.collect.web.barriers import barrier
from digest.collect.web.turns import LONGEST_PAUSE, PER_HOST, UNPACED
from digest.model import SourceStatus
from tests.collect.conftest import Crowd, Reply, Request, Site, fetched, rss
from tests.ports import unused

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


@pytest.fixture(autouse=True)
def _fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_NOW", NOW.isoformat())


def titles(result: FetchResult) -> list[str]:
    assert result.feed is not None, result.error
    return [entry.article.title for entry in result.feed.entries]


async def test_what_the_server_said_of_freshness_is_sent_back_byte_for_byte(site: Site) -> None:
    stamps = {"ETag": 'W/"é-\xff--gzip"', "Last-Modified": "Thu, 1 Jan 26 00:00:00 somewhere"}

    def fresh_or_not(request: Request) -> Reply:
        return Reply(status=304) if "if-none-match" in request.headers else Reply(rss("A"), 200, stamps)

    url = site.answers("/feed", fresh_or_not)
    first = await fetched(FetchState(url, source_id=7))
    assert (first.status, titles(first)) == (SourceStatus.UPDATED, ["A"])

    second = await fetched(first.state)
    assert second.status is SourceStatus.UNCHANGED
    assert second.feed is None and second.error is None
    assert second.state == first.state and second.state.source_id == 7
    asked = site.asked[-1].headers
    assert asked["if-none-match"].decode("latin-1") == stamps["ETag"]
    assert asked["if-modified-since"].decode() == stamps["Last-Modified"]


async def test_an_equal_body_is_not_read_again_and_its_new_etag_is_kept(site: Site) -> None:
    url = site.says("/feed", rss("A"), ETag='"one"')
    first = await fetched(FetchState(url))
    site.says("/feed", rss("A"), ETag='"two"')
    second = await fetched(first.state)
    assert (second.status, second.state.etag) == (SourceStatus.UNCHANGED, '"two"')


async def test_a_permanent_move_is_kept_only_when_every_step_was_permanent(site: Site) -> None:
    new = site.says("/new", rss("A"))
    site.says("/step", status=308, Location="/new")
    old = site.says("/old", status=301, Location="/step")
    moved = await fetched(FetchState(old))
    assert (moved.status, moved.state.url, titles(moved)) == (SourceStatus.MOVED, new, ["A"])

    site.says("/step", status=302, Location="/new")
    back = await fetched(FetchState(old))
    assert (back.status, back.state.url) == (SourceStatus.MOVED, site.url("/step"))
    stays = await fetched(FetchState(site.url("/step")))
    assert (stays.status, stays.state.url) == (SourceStatus.UPDATED, site.url("/step"))


async def test_a_move_to_what_is_no_feed_is_not_recorded(site: Site) -> None:
    site.says("/parked", "<html><title>Buy this domain</title></html>")
    old = site.says("/old", status=301, Location="/parked")
    result = await fetched(FetchState(old))
    assert (result.status, result.state.url) == (SourceStatus.FAILED, old)
    assert "is no feed" in (result.error or "")


async def test_gone_is_said_and_is_not_asked_again(site: Site) -> None:
    result = await fetched(FetchState(site.says("/feed", status=410)))
    assert result.status is SourceStatus.GONE
    assert result.due is None
    assert "gone for good (410)" in (result.error or "")


@pytest.mark.parametrize(
    "status", [400, 401, 402, 403, 404, 405, 418, 429, 451, 500, 502, 503, 504, 204, 206]
)
async def test_every_refusal_is_a_sentence_that_names_host_and_status(site: Site, status: int) -> None:
    result = await fetched(FetchState(site.says("/feed", status=status)))
    assert result.status is SourceStatus.FAILED
    assert (
        result.error is not None and f"127.0.0.1:{site.port}" in result.error and str(status) in result.error
    )
    assert result.error.endswith(".") and "\n" not in result.error
    assert result.due is not None and result.due > NOW


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, HALF_HOUR),
        ({"Cache-Control": "public, max-age=7200"}, timedelta(hours=2)),
        ({"Cache-Control": "max-age=60"}, HALF_HOUR),
        ({"Expires": "Sun, 22 Nov 2026 12:00:00 GMT"}, timedelta(hours=3)),
        ({"Cache-Control": "max-age=7200, stale-while-revalidate=86400, immutable"}, timedelta(hours=2)),
        ({"Cache-Control": "max-age=7200", "Age": "1800"}, timedelta(minutes=90)),
        ({"Cache-Control": "max-age=7200", "Age": "99999999999"}, HALF_HOUR),
        ({"Cache-Control": "no-cache, max-age=7200"}, HALF_HOUR),
        ({"Cache-Control": "max-age=7200, no-store"}, HALF_HOUR),
        ({"Cache-Control": "s-maxage=7200, x-max-age=7200"}, HALF_HOUR),
        ({"Cache-Control": "max-age=-1"}, HALF_HOUR),
        ({"Cache-Control": "max-age=soon"}, HALF_HOUR),
        ({"Expires": "0"}, HALF_HOUR),
        ({"Expires": "Sun, 22 Nov 2026 08:00:00 GMT"}, HALF_HOUR),
        ({"Expires": "Sun, 31 Dec 9999 23:59:59 -2359"}, timedelta(hours=24)),
        ({"Retry-After": "5400"}, timedelta(minutes=90)),
        ({"Cache-Control": "max-age=99999999"}, timedelta(hours=24)),
        ({"Cache-Control": "max-age=999999999999999999999"}, timedelta(hours=24)),
    ],
)
async def test_the_next_time_is_the_latest_that_anyone_asks_for_and_a_day_at_most(
    site: Site, headers: dict[str, str], wait: timedelta
) -> None:
    url = site.answers("/feed", lambda _: Reply(rss("A"), 200, headers))
    result = await fetched(FetchState(url), interval=HALF_HOUR)
    assert result.due == NOW + wait


async def test_a_feeds_own_ttl_counts(site: Site) -> None:
    url = site.says("/feed", rss("A", extra="<ttl>120</ttl>"))
    assert (await fetched(FetchState(url))).due == NOW + timedelta(hours=2)


async def test_a_feeds_own_ttl_counts_also_while_nothing_changes(site: Site) -> None:
    def slow(request: Request) -> Reply:
        if "if-none-match" in request.headers:
            return Reply(status=304)
        return Reply(rss("A", extra="<ttl>120</ttl>"), headers={"ETag": '"one"'})

    first = await fetched(FetchState(site.answers("/feed", slow)))
    second = await fetched(first.state)
    assert second.status is SourceStatus.UNCHANGED and second.due == NOW + timedelta(hours=2)
    site.says("/feed", rss("A", "B"))
    assert (await fetched(second.state)).due == NOW + HALF_HOUR


async def test_failures_back_off_and_never_stop_for_good(site: Site) -> None:
    state = FetchState(site.says("/feed", status=500))
    waits = []
    for _ in range(12):
        result = await fetched(state, interval=HALF_HOUR)
        assert result.due is not None
        waits.append(result.due - NOW)
        state = result.state
    assert waits[:3] == [HALF_HOUR, 2 * HALF_HOUR, 4 * HALF_HOUR]
    assert waits[-1] == timedelta(hours=24)
    site.says("/feed", rss("A"))
    assert (await fetched(state)).state.failures == 0


@pytest.mark.parametrize("asked", ["1800", "Sun, 22 Nov 2026 09:30:00 GMT"])
async def test_a_host_that_asks_for_rest_is_not_asked_for_its_other_feeds(site: Site, asked: str) -> None:
    urls = [site.says(f"/{number}", status=429, Retry_After=asked) for number in range(12)]
    results = [result async for result in fetch_many(map(FetchState, urls))]
    assert len(results) == 12 and len(site.asked) <= 4
    assert {result.rest_until for result in results} == {NOW + HALF_HOUR}
    assert all("alone" in (result.error or "") for result in results)
    assert sum(result.state.failures for result in results) == len(site.asked)
    statuses = [result.status for result in results if result.left_alone]
    assert statuses == [SourceStatus.UNCHANGED] * (12 - len(site.asked))

    site.asked.clear()
    rests = {results[0].host: NOW + HALF_HOUR}
    again = [result async for result in fetch_many([FetchState(urls[0])], rests=rests)]
    assert site.asked == [] and again[0].due == NOW + HALF_HOUR


async def test_the_host_that_answered_is_rested_wherever_the_redirect_was(site: Site) -> None:
    """The site is two hosts, by two names: one passes on to the other, which wants rest."""
    busy = f"127.0.0.1:{site.port}"
    site.says("/busy", status=429, Retry_After="1800")
    site.says("/passes", status=302, Location=site.url("/busy"))
    own = site.says("/own", rss("A"))
    passing, calm = site.url("/passes", "localhost"), site.url("/own", "localhost")
    first = await fetched(FetchState(passing))
    assert first.status is SourceStatus.FAILED and f"{busy}, where localhost" in (first.error or "")
    assert (first.host, first.rest_until) == (busy, NOW + HALF_HOUR)

    site.asked.clear()
    rests = {busy: NOW + HALF_HOUR}
    states = [FetchState(url) for url in (passing, calm, own)]
    results = {one.asked.url: one async for one in fetch_many(states, rests=rests)}
    assert results[calm].status is SourceStatus.UPDATED
    for url in (passing, own):
        assert results[url].left_alone and results[url].host == busy and results[url].state.failures == 0
    assert {request.path for request in site.asked} == {"/passes", "/own"}


@pytest.mark.parametrize(
    ("status", "asked", "rest", "wait"),
    [
        (429, "1800", HALF_HOUR, HALF_HOUR),
        (503, "7200", timedelta(hours=2), timedelta(hours=2)),
        (503, "99999999999999999999", timedelta(hours=24), timedelta(hours=24)),
        (503, "Mon, 22 Nov 2027 09:00:00 GMT", timedelta(hours=24), timedelta(hours=24)),
        (503, "Sun, 22 Nov 2026 08:00:00 GMT", None, HALF_HOUR),
        (503, "0", None, HALF_HOUR),
        (503, "in a while", None, HALF_HOUR),
        (503, "", None, HALF_HOUR),
        (429, "", HALF_HOUR, HALF_HOUR),
        (429, "-5", HALF_HOUR, HALF_HOUR),
        (500, "7200", None, timedelta(hours=2)),
        (404, "7200", None, timedelta(hours=2)),
    ],
)
async def test_what_retry_after_means(
    site: Site, status: int, asked: str, rest: timedelta | None, wait: timedelta
) -> None:
    result = await fetched(FetchState(site.says("/feed", status=status, Retry_After=asked)))
    assert result.rest_until == (NOW + rest if rest else None)
    assert result.due == NOW + wait


async def test_a_feed_that_fails_for_months_does_not_keep_its_hosts_other_feeds_away(site: Site) -> None:
    """Each failure is followed by a longer wait: of the one feed, not of all that its host has."""
    bad = site.says("/bad", status=503)
    result = await fetched(FetchState(bad, failures=40))
    assert result.due == NOW + timedelta(hours=24) and result.rest_until is None
    tired = await fetched(FetchState(site.says("/tired", status=429), failures=40))
    assert tired.due == NOW + timedelta(hours=24) and tired.rest_until == NOW + HALF_HOUR


async def test_nothing_new_from_a_feed_that_never_gave_anything_is_no_answer(site: Site) -> None:
    url = site.says("/feed", status=304)
    result = await fetched(FetchState(url))
    assert result.status is SourceStatus.FAILED and "has never given its feed" in (result.error or "")
    known = await fetched(FetchState(url, body_hash="known"))
    assert known.status is SourceStatus.UNCHANGED


async def test_what_is_no_feed_is_called_what_it_is(site: Site) -> None:
    page = site.says("/page", "<!DOCTYPE html><title>Moved house</title>")
    empty = site.says("/empty", " \r\n")
    login = site.says("/feed", status=302, Location="/page")
    for url, words in ((page, "no feed but a web page"), (empty, "nothing at all"), (login, page)):
        result = await fetched(FetchState(url))
        assert words in (result.error or "") and result.due == NOW + HALF_HOUR


PACKED = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda body: brotli.compress(body, quality=1),
    "zstd": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("coding", PACKED)
async def test_every_content_coding_that_is_offered_is_read(site: Site, coding: str) -> None:
    url = site.says("/feed", PACKED[coding](rss("A", "B")), Content_Encoding=coding)
    assert titles(await fetched(FetchState(url))) == ["A", "B"]
    assert coding in site.asked[0].headers["accept-encoding"].decode()


@pytest.mark.parametrize("coding", PACKED)
async def test_a_bomb_is_refused_by_name_without_being_unpacked(site: Site, coding: str) -> None:
    url = site.says("/feed", PACKED[coding](bytes(40 << 20)), Content_Encoding=coding)
    result = await fetched(FetchState(url))
    assert result.status is SourceStatus.FAILED
    assert "unpacks to more than 24 MB" in (result.error or "")


async def test_a_body_that_is_packed_twice_or_not_as_it_says_is_refused(site: Site) -> None:
    twice = site.says("/twice", gzip.compress(gzip.compress(rss("A"))), Content_Encoding="gzip, gzip")
    lying = site.says("/lying", rss("A"), Content_Encoding="gzip")
    other = site.says("/other", rss("A"), Content_Encoding="compress")
    for url, words in ((twice, "packed twice"), (lying, "cannot be unpacked"), (other, "'compress'")):
        assert words in ((await fetched(FetchState(url))).error or "")


def _hang_up_after(data: bytes, promised: int) -> bytes:
    return Reply(data, headers={"Content-Length": str(promised)}).wire()


async def test_a_feed_that_breaks_off_is_read_as_far_as_it_came_and_asked_for_whole_the_next_time(
    site: Site,
) -> None:
    whole = rss("First", "Second", "Third")
    cut = whole[: whole.index(b"Third") + 2]
    url = site.talks("/feed", lambda _, connection: connection.sendall(_hang_up_after(cut, len(whole))))
    result = await fetched(FetchState(url, etag='"old"'))
    assert titles(result) == ["First", "Second"]
    assert "broke off" in (result.feed.problem or "" if result.feed else "")
    assert result.state == FetchState(url)


@pytest.mark.slow
async def test_a_slow_loris_an_endless_body_and_a_flood_of_headers_end_in_time(site: Site) -> None:
    def trickle(_: Request, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not site.closing.wait(0.05):
            connection.sendall(b" ")

    def gush(_: Request, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not site.closing.is_set():
            connection.sendall(b"<!-- more -->" * 8000)

    def flood(_: Request, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while not site.closing.is_set():
            connection.sendall(b"X-More: of the same\r\n" * 2000)

    bad = [site.talks("/loris", trickle), site.talks("/endless", gush), site.talks("/headers", flood)]
    good = site.says("/feed", rss("A"))
    await fetched(FetchState(good))  # who reads it is there: the seconds are for the network
    states = [FetchState(url) for url in (*bad, good)]
    results = [result async for result in fetch_many(states, seconds=5)]
    by_url = {result.asked.url: result for result in results}
    order = [result.asked.url for result in results]
    assert order.index(good) < order.index(bad[0]) and titles(by_url[good]) == ["A"]
    assert "within 5 seconds" in (by_url[bad[0]].error or "")
    assert "15 MB" in (by_url[bad[1]].error or "") or "within" in (by_url[bad[1]].error or "")
    assert by_url[bad[2]].status is SourceStatus.FAILED


async def test_nothing_at_all_and_what_is_no_http_are_said(site: Site) -> None:
    silent = site.talks("/silent", lambda *_: None)
    gopher = site.talks("/gopher", lambda _, connection: connection.sendall(b"iWelcome to gopher\r\n.\r\n"))
    for url in (silent, gopher):
        assert "hung up without an answer in HTTP" in ((await fetched(FetchState(url))).error or "")
    closed = await fetched(FetchState(f"http://127.0.0.1:{unused()}/feed"))
    assert "cannot be connected to (connection refused); it may be down" in (closed.error or "")
    secure = await fetched(FetchState(site.url("/feed").replace("http:", "https:")))
    assert secure.status is SourceStatus.FAILED and secure.error


async def test_who_broke_it_is_named_wherever_the_redirect_led(site: Site) -> None:
    def reset(_: Request, connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    for target, words in (
        ("http://nowhere.invalid/feed", "The name nowhere.invalid is not known"),
        (site.talks("/reset", reset).replace("127.0.0.1", "localhost"), "localhost broke off the connection"),
        (f"https://localhost:{site.port}/feed", "localhost cannot be connected to by TLS"),
    ):
        result = await fetched(FetchState(site.says("/old", status=302, Location=target)))
        assert words in (result.error or "")
    assert "connection reset by peer" in ((await fetched(FetchState(site.url("/reset")))).error or "")


async def test_cookies_are_not_kept_and_the_program_says_its_name(site: Site) -> None:
    url = site.says("/feed", rss("A"), Set_Cookie="who=you; Path=/")
    await fetched(FetchState(url))
    await fetched(FetchState(url))
    assert all("cookie" not in request.headers for request in site.asked)
    assert b"DigestDesk/" in site.asked[0].headers["user-agent"]


@pytest.mark.parametrize("status", [200, 202, 403, 503])
@pytest.mark.parametrize(
    ("name", "body", "headers"),
    [
        ("Cloudflare", "<html>Wait", {"cf_mitigated": "challenge"}),
        ("Cloudflare", "<!doctype html><title>Just a moment...</title>", {}),
        ("Cloudflare", "<html><title>Attention Required! | Cloudflare</title>", {}),
        ("Vercel", "<html>", {"x_vercel_mitigated": "challenge"}),
        ("Amazon's firewall", "", {"x_amzn_waf_action": "captcha"}),
        ("SiteGround", "<html>", {"sg_captcha": "challenge"}),
        ("DataDome", "<html><script src='https://geo.captcha-delivery.com/captcha/?x'>", {}),
        ("HUMAN", "<html><div id='px-captcha'>", {}),
        ("Imperva", "<html><iframe src='/_Incapsula_Resource?CWUDNSAI=9&incident_id=1-2'>", {}),
        ("Anubis", "<!doctype html><script id='anubis_challenge' type='application/json'>", {}),
        ("Akamai", "<HTML><p>https://errors.edgesuite.net/18.2", {}),
        ("A test for robots", "<html><title>Security check</title>", {}),
    ],
)
async def test_a_test_for_browsers_is_called_by_its_name(
    site: Site, status: int, name: str, body: str, headers: dict[str, str]
) -> None:
    told = (await fetched(FetchState(site.says("/feed", body, status, **headers)))).error or ""
    assert told.startswith(f"{name} stands before 127.0.0.1:{site.port} and lets only browsers in; ask")


def test_a_question_to_readers_is_told_by_its_host() -> None:
    told = barrier("consent.video.example", {}, b"<!doctype html><title>Before you go on</title>") or ""
    assert told.startswith("consent.video.example asks for a reader's consent first")
    for host in ("video.example", "consent.example"):
        assert barrier(host, {}, b"<!doctype html><title>Before you go on</title>") is None


def test_an_article_that_speaks_of_such_a_test_is_none() -> None:
    page = b"<!doctype html><title>Are you a robot? We asked one</title><p>It saw a captcha.</p>"
    assert barrier("paper.example", {}, page, "page") is None
    long = page + b"<pre>window._cf_chl_opt = {}</pre>" + b"<p>And so on.</p>" * 5_000
    assert barrier("paper.example", {}, long, "page") is None


async def test_one_host_is_asked_four_things_at_a_time(site: Site) -> None:
    crowd = Crowd(site, 4, rss("A"))
    urls = [site.answers(f"/{number}", crowd) for number in range(16)]
    results = [result async for result in fetch_many(map(FetchState, urls), at_once=32)]
    assert all(result.status is SourceStatus.UPDATED for result in results)
    assert crowd.most == 4


async def test_a_host_with_many_feeds_is_given_rests_as_long_as_its_answers_took(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []
    sleep = asyncio.sleep

    async def rested(seconds: float) -> None:
        if seconds:  # none at all is a turn for others
            rests.append(seconds)
        await sleep(0)

    monkeypatch.setattr("digest.collect.web.turns.asyncio.sleep", rested)
    urls = [site.says(f"/{number}", rss("A")) for number in range(UNPACED * 3)]
    few = [result async for result in fetch_many(map(FetchState, urls[:UNPACED]))]
    assert len(few) == UNPACED and rests == []
    many = [result async for result in fetch_many(map(FetchState, urls))]
    assert len(many) == len(urls) and all(result.feed for result in many)
    # All but the first ten and those that were under way with them.
    assert UNPACED * 2 - 2 * PER_HOST <= len(rests) <= UNPACED * 2
    assert max(rests) > 0 and all(rest <= LONGEST_PAUSE for rest in rests)
