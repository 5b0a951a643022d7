"""The desk in a browser, over real HTTP: what the page gets, and whom the server refuses."""

import json
import signal
import socket
from urllib.parse import urlsplit

import aiohttp
import httpx
import pytest

from digest.desk import Desk, Workspace
from tests.tui.served.conftest import Served, Tab, open_tab, until_gone

pytestmark = pytest.mark.slow

ENTER, ESCAPE, CTRL_Z = "\r", "\x1b", "\x1a"


def test_the_page_and_all_it_needs_come_from_here(served: Served) -> None:
    page = httpx.get(served.url)
    assert "<title>The Morning Ledger · Digest Desk</title>" in page.text
    assert "://" not in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';") and "http" not in policy
    assert page.headers["cross-origin-opener-policy"] == "same-origin"
    assert page.headers["referrer-policy"] == "no-referrer"
    for part in (
        "page/page.js",
        "page/page.css",
        "static/js/textual.js",
        "static/css/xterm.css",
        "static/fonts/RobotoMono-VariableFont_wght.ttf",
    ):
        assert httpx.get(f"{served.url}{part}").status_code == 200


async def test_whom_it_refuses(served: Served) -> None:
    address = urlsplit(served.url)
    here = f"{address.scheme}://{address.netloc}"
    for path in ("/", "/ws", f"/x{address.path}", "/static/js/textual.js", address.path[:-2] + "/"):
        assert httpx.get(f"{here}{path}").status_code == 404
    for path in (
        "page/../server.py",
        "page/%2e%2e/server.py",
        "out/../newsletter.toml",
        "out/%2e%2e/digest.db",
    ):
        assert httpx.get(f"{served.url}{path}").status_code == 404
    for host in ("ledger.example", "127.0.0.1.ledger.example", f"localhost.example:{address.port}", "[", ""):
        assert httpx.get(served.url, headers={"Host": host}).status_code in (400, 421)
    assert httpx.get(served.url, headers={"Host": "localhost:9000"}).status_code == 200  # through a tunnel
    async with aiohttp.ClientSession() as client:
        for origin in (
            "https://ledger.example",
            "null",
            f"http://localhost:{address.port}",
            f"https://{address.netloc}",
        ):
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await client.ws_connect(f"{served.url}ws", origin=origin)
        with pytest.raises(aiohttp.WSServerHandshakeError, match="421"):
            await client.ws_connect(f"{served.url}ws", headers={"Host": "ledger.example"})
        with pytest.raises(aiohttp.WSServerHandshakeError, match="404"):
            await client.ws_connect(f"{here}/ws", origin=here)
        assert served.desks() == []


def test_it_listens_on_this_machine_alone(served: Served) -> None:
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", urlsplit(served.url).port or 0), timeout=2)


async def test_each_tab_is_a_desk_and_sees_what_the_other_does(served: Served) -> None:
    async with open_tab(served) as one, open_tab(served) as other:
        assert len(served.desks()) == 2
        await into_the_summary(one)
        await one.press("Awnings")
        await one.wait_for("Awnings")
        await other.press("2")
        await other.wait_for("Awnings")
        leaving = served.desks()
        await one.press(ESCAPE)
        await one.wait_for("J K move it")
        await one.press("q")
        await one.closed()
        await other.socket.close()
        await until_gone(leaving)


async def test_what_the_desk_opens_is_opened_by_the_page(served: Served) -> None:
    async with open_tab(served) as tab:
        await tab.press("o")
        await tab.wait_until(lambda: len(tab.told) == 1, "the article's address")
        await tab.press("3")
        await tab.wait_for("Inbox")
        await tab.press("b")
        await tab.wait_until(lambda: len(tab.told) == 2, "the mail's")
    article, mail = tab.told
    assert article[0] == mail[0] == "open_url"
    assert article[1]["url"].startswith("https://")
    written = httpx.get(f"{served.url}{mail[1]['url']}")
    assert "The last lighthouse" in written.text
    assert "script" not in written.headers["content-security-policy"]


async def test_what_takes_a_terminal_is_told(served: Served) -> None:
    async with open_tab(served) as tab:
        await tab.press(CTRL_Z)
        await tab.wait_for("no shell to go back to")
        await tab.press("2")
        await tab.wait_for("J K move it")
        await tab.press("e")
        await tab.wait_for("no terminal here to lend")


async def test_ctrl_c_ends_the_server_and_every_desk_with_its_words_kept(served: Served) -> None:
    async with open_tab(served) as tab:
        desks = served.desks()
        await into_the_summary(tab)
        await tab.press("Awnings")
        await tab.wait_for("Awnings")
        served.process.send_signal(signal.SIGINT)
        await tab.closed()
        assert served.end() == (0, "")
        await until_gone(desks)
    assert "Awnings" in summary(served)


async def test_no_desk_stays_when_the_server_is_killed(served: Served) -> None:
    async with open_tab(served) as tab:
        desks = served.desks()
        await into_the_summary(tab)
        await tab.press("Awnings")
        await tab.wait_for("Awnings")
        served.process.kill()
        await until_gone(desks)
    assert len(desks) == 1
    assert "Awnings" in summary(served)


async def test_what_keeps_a_desk_from_opening_is_told_in_its_tab(served: Served) -> None:
    (served.workspace / "newsletter.toml").write_text("nam = 1")
    with pytest.raises(AssertionError) as closed:
        async with open_tab(served) as tab:
            await tab.closed()
    # The screen breaks the line where its width, and the length of the folder's name, will have it.
    assert "nam is not a key" in str(closed.value).replace("\n", "")


async def test_what_no_page_says_ends_the_connection(served: Served) -> None:
    for words in ("{", json.dumps({"stdin": "q"}), json.dumps(["stdin"]), json.dumps(["stdin", 1])):
        async with open_tab(served) as tab:
            await tab.socket.send_str(words)
            await tab.closed()
            assert tab.socket.close_code == aiohttp.WSCloseCode.PROTOCOL_ERROR
    served.process.send_signal(signal.SIGINT)
    assert served.end() == (0, "")


async def into_the_summary(tab: Tab) -> None:
    await tab.press("2")
    await tab.wait_for("A summary in Markdown")
    await tab.press(ENTER)
    await tab.wait_for("esc outline")


def summary(served: Served) -> str:
    desk = Desk.open(Workspace(served.workspace))
    try:
        return desk.digests.get(1).items[0].summary
    finally:
        desk.close()
