"""The preview over real HTTP: what it shows, when it draws anew, and whom it refuses."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

from digest.desk import Desk
from digest.desk.mail.preview.server import Preview
from digest.model import DeskError
from tests.desk.mail.preview.conftest import served
from tests.patience import PATIENCE
from tests.render.samples import PNG


@pytest.fixture
def browse(preview: Preview) -> Iterator[httpx.Client]:
    """Asks the preview, once it has drawn something."""
    with httpx.Client(base_url=preview.url, timeout=PATIENCE) as client:
        _state_where(client, lambda state: state["version"] > 0)
        yield client


def _state_where(client: httpx.Client, is_so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The state, as soon as it is so: each new version is told by an event."""
    with client.stream("GET", "events") as events:
        for line in events.iter_lines():
            if line.startswith("data: "):
                state: dict[str, Any] = client.get("state").json()
                if is_so(state):
                    return state
    raise AssertionError("the events end")


def test_the_mail_in_both_parts(browse: httpx.Client, stocked: Desk) -> None:
    rendered = stocked.output.render(1)
    mail = browse.get("mail", params={"scheme": "dark", "images": "on"})
    assert "Lamp 1 leans" in mail.text
    assert mail.headers["content-type"] == "text/html; charset=utf-8"
    assert "script" not in mail.headers["content-security-policy"]
    assert "img-src 'self' http: https:" in mail.headers["content-security-policy"]
    assert "img-src 'none'" in browse.get("mail?images=off").headers["content-security-policy"]
    assert "Lamp 1 leans" in browse.get("text").text
    state = browse.get("state").json()
    assert state["inbox"]["subject"] == "Lamps lean"
    assert state["weight"]["bytes"] == len(rendered.html.encode())
    assert state["weight"]["mail"] == len(rendered.message)
    assert state["error"] is None
    assert "html" not in state


def test_the_page_asks_for_nothing_from_outside(browse: httpx.Client) -> None:
    page = browse.get("")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "http" not in page.text
    assert browse.get("page.css").headers["content-type"].startswith("text/css")
    assert "javascript" in browse.get("page.js").headers["content-type"]


def test_it_draws_anew_when_something_is_written(browse: httpx.Client, stocked: Desk) -> None:
    known = browse.get("state").json()["version"]

    def version_with(subject: str) -> int:
        stocked.digests.write(1, subject=subject)
        state = _state_where(browse, lambda state: state["inbox"]["subject"] == subject)
        return int(state["version"])

    assert version_with("Lamps stand up") == known + 1
    assert version_with("Lamps lie down") == known + 2


def test_a_template_that_is_wrong_is_told_and_the_mail_stays(browse: httpx.Client, stocked: Desk) -> None:
    broken = stocked.workspace.templates / "ledger" / "partials" / "footer.mjml.j2"
    broken.parent.mkdir(parents=True)
    broken.write_text("{% if %}")
    _state_where(browse, lambda state: "footer.mjml.j2, line 1" in (state["error"] or ""))
    assert "Lamp 1 leans" in browse.get("mail").text
    broken.unlink()
    _state_where(browse, lambda state: state["error"] is None)


def test_the_settings_and_the_words_are_read_again(browse: httpx.Client, stocked: Desk) -> None:
    toml = stocked.workspace.toml
    settings = toml.read_text(encoding="utf-8")
    toml.write_text('accent = "#00558c"\n' + settings, encoding="utf-8")
    mistake = "newsletter.toml: accent is not a key here"
    _state_where(browse, lambda state: mistake in (state["error"] or ""))
    toml.write_text(settings.replace("[brand]", '[brand]\naccent = "#00558c"'), encoding="utf-8")
    _state_where(browse, lambda state: state["error"] is None)
    assert "#00558c" in browse.get("mail").text
    stocked.workspace.languages.mkdir()
    (stocked.workspace.languages / "en.toml").write_text('issue = "Ledger, {number}"', encoding="utf-8")
    _state_where(browse, lambda state: "Ledger,\u00a01" in browse.get("mail").text)


def test_a_digest_that_is_removed_is_told(browse: httpx.Client, stocked: Desk) -> None:
    stocked.digests.remove(1)
    _state_where(browse, lambda state: "no digest No. 1" in (state["error"] or ""))


def test_pictures_of_the_workspace_and_no_other_file(browse: httpx.Client, stocked: Desk) -> None:
    (stocked.workspace.images / "lamp.png").write_bytes(PNG)
    picture = browse.get("images/lamp.png")
    assert picture.content == PNG
    assert picture.headers["content-type"] == "image/png"
    for name in (
        "images/none.png",
        "images/../newsletter.toml",
        "images/%2e%2e/digest.db",
        "newsletter.toml",
        "x",
    ):
        assert browse.get(name).status_code == 404


@pytest.mark.parametrize(
    "host", ["ledger.example", "127.0.0.1.ledger.example", "", "localhost.ledger.example:80"]
)
def test_a_name_that_was_made_to_point_here_is_refused(browse: httpx.Client, host: str) -> None:
    answer = browse.get("state", headers={"Host": host})
    assert answer.status_code == 421
    assert "Lamp" not in answer.text


@pytest.mark.parametrize("host", ["localhost:9000", "127.0.0.1", "[::1]:80"])
def test_through_a_tunnel(browse: httpx.Client, host: str) -> None:
    assert browse.get("state", headers={"Host": host}).status_code == 200


def test_without_the_address_nothing_is_shown(browse: httpx.Client, preview: Preview) -> None:
    parts = urlsplit(preview.url)
    assert len(parts.path) > 16
    for path in ("/", "/state", "/x/state", parts.path.rstrip("/"), "//state"):
        assert httpx.get(f"{parts.scheme}://{parts.netloc}{path}", timeout=PATIENCE).status_code == 404
    assert browse.post("state").status_code == 501


def test_it_listens_on_this_machine_alone(preview: Preview) -> None:
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", urlsplit(preview.url).port or 0), timeout=PATIENCE)


def test_a_port_that_is_taken(stocked: Desk, preview: Preview) -> None:
    with pytest.raises(DeskError, match=r"cannot use port .*--port"):
        Preview(stocked, None, urlsplit(preview.url).port or 0)
    with pytest.raises(DeskError, match=r"no digest No\. 9"):
        Preview(stocked, 9)


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'profile'}",
    ):
        options.add_argument(argument)
    with webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver")) as driver:
        yield driver


@pytest.mark.slow
def test_before_the_first_mail_only_what_is_wrong_is_shown(stocked: Desk, driver: webdriver.Chrome) -> None:
    stocked.picking.pick([1])
    intro = stocked.workspace.templates / "ledger" / "partials" / "intro.mjml.j2"
    intro.parent.mkdir(parents=True)
    intro.write_text("{{ nobody }}")
    wait = WebDriverWait(driver, PATIENCE)
    with served(stocked) as preview:
        driver.get(preview.url)
        wait.until(lambda _: "'nobody' is undefined" in driver.find_element("id", "error").text)
        assert not driver.find_element("tag name", "main").is_displayed()
        intro.unlink()
        wait.until(lambda _: driver.find_element("tag name", "main").is_displayed())
        wait.until(lambda _: not driver.find_element("id", "error").is_displayed())


@pytest.mark.slow
def test_in_a_browser(preview: Preview, stocked: Desk, driver: webdriver.Chrome) -> None:
    driver.set_window_size(1240, 900)
    driver.get(preview.url)
    wait = WebDriverWait(driver, PATIENCE)
    drawn = "return document.getElementById(arguments[0]).contentDocument.body?.innerText"
    wait.until(lambda _: "Lamp 1 leans" in (driver.execute_script(drawn, "desktop") or ""))
    wait.until(lambda _: "Lamp 1 leans" in (driver.execute_script(drawn, "phone") or ""))
    inner = "return document.getElementById('desktop').contentWindow.innerWidth"
    beyond = "return document.documentElement.scrollWidth - window.innerWidth"
    for room in (1240, 920, 560):  # the desktop as wide inside as it says, and nothing beyond the edge
        driver.set_window_size(room, 900)
        wait.until(lambda _: driver.execute_script(inner) == 700)
        wait.until(lambda _: driver.execute_script(beyond) <= 0)
    width = "return document.getElementById(arguments[0]).contentDocument.body.clientWidth"
    assert [driver.execute_script(width, frame) for frame in ("phone", "desktop")] == [375, 700]

    ground = """const body = document.getElementById('phone').contentDocument.body;
        return body && getComputedStyle(body).backgroundColor"""
    light = driver.execute_script(ground)
    driver.execute_script("document.querySelector('[value=dark]').click()")
    wait.until(lambda _: driver.execute_script(ground) not in (None, light))

    stocked.digests.write(1, subject="<img src=x onerror=alert(1)> & lamps", intro="The lamps stood up.")
    wait.until(lambda _: "stood up" in (driver.execute_script(drawn, "phone") or ""))
    assert driver.execute_script("return document.querySelector('.gmail .subject').textContent").endswith(
        "& lamps"
    )
    assert driver.execute_script("return document.images.length") == 0

    driver.execute_script("document.querySelector('[value=text]').click()")
    wait.until(lambda _: "====" in (driver.execute_script(drawn, "phone") or ""))
