"""The page in a real browser: the desk is drawn there, and takes its keys."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyte
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.support.ui import WebDriverWait
from yarl import URL

from tests.e2e.terminal import lines_of
from tests.patience import PATIENCE
from tests.tui.served.conftest import Served

pytestmark = pytest.mark.slow

HAS_FOCUS = "return document.activeElement.className"
INK = """
const colours = new Set();
for (const canvas of document.querySelectorAll(".xterm-screen canvas")) {
  const pen = canvas.getContext("2d");
  if (!pen) continue;
  const dots = new Uint32Array(pen.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
  for (const dot of dots) colours.add(dot);
}
return colours.size;
"""


class Page:
    """Chromium with the desk in it: what its terminal was sent, and which addresses it asked."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver
        self.asked: set[str | None] = set()
        self._screen = pyte.Screen(1, 1)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        """The screen as the desk has drawn it until now, a line each."""
        self.read()
        return "\n".join(map(str.rstrip, lines_of(self._screen)))

    def log(self, kind: str) -> list[dict[str, Any]]:
        """The browser's own log since the last look at it."""
        entries: list[dict[str, Any]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return entries

    def read(self) -> None:
        """Take what has happened since."""
        for entry in self.log("performance"):
            message = json.loads(entry["message"])["message"]
            self._take(message["method"], message["params"])

    def _take(self, method: str, params: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.asked.add(URL(params["request"]["url"]).host)
        elif method == "Network.webSocketCreated":
            size = URL(params["url"]).query
            self._screen.resize(int(size["height"]), int(size["width"]))
        elif method == "Network.webSocketFrameReceived" and params["response"]["opcode"] == 2:
            self._stream.feed(base64.b64decode(params["response"]["payloadData"]))


@pytest.fixture
def page(served: Served, tmp_path: Path) -> Iterator[Page]:
    """The page in a window of 1280 by 800."""
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--window-size=1280,800",
        f"--user-data-dir={tmp_path / 'profile'}",
    ):
        options.add_argument(argument)
    with webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver")) as driver:
        page = Page(driver)
        driver.get("about:blank")
        page.read()  # what the browser asks for itself
        page.asked.clear()
        driver.get(served.url)
        yield page


def test_the_desk_is_seen_moved_in_and_left(page: Page, served: Served) -> None:
    driver = page.driver
    wait = WebDriverWait(driver, PATIENCE, poll_frequency=0.1)
    press = ActionChains(driver).send_keys

    wait.until(lambda _: "Cities are quietly" in page.text and "No. 1 draft" in page.text)
    wait.until(lambda _: driver.execute_script(INK) > 10)
    wait.until(lambda _: driver.execute_script(HAS_FOCUS) == "xterm-helper-textarea")
    assert driver.execute_script("return document.fonts.check('bold 16px \"Roboto Mono\"')")

    press("2").perform()
    wait.until(lambda _: "A summary in Markdown" in page.text)
    press("1").perform()
    wait.until(lambda _: "new" in page.text and "A summary in Markdown" not in page.text)
    press("q").perform()
    wait.until(lambda _: driver.find_element("id", "closed").is_displayed())

    page.read()
    assert page.asked == {"127.0.0.1"}
    troubles = [entry for entry in page.log("browser") if "Content Security Policy" in entry["message"]]
    assert troubles == []

    driver.find_element("id", "again").click()
    wait.until(lambda _: len(served.desks()) == 1)
