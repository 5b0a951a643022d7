"""The mail in a real browser: every template, wide and narrow, light and dark, pictures on and off, three languages.

Set DIGEST_CONTACT_SHEET to a folder to get a picture of each.
"""

import base64
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from digest.render.colour import AA, contrast
from digest.render.digest import render_digest
from digest.render.templates import names
from tests.npm import MissingError, source
from tests.render.samples import SAMPLES, sample

pytestmark = pytest.mark.slow

AXE = "axe-core@4.14.1"
WIDTHS = (700, 375, 320)
# A mail is shown inside a page that has those.
NOT_FOR_MAIL = {"landmark-one-main", "region"}
# For every element with text of its own that is drawn: the text, its size, its colour, what is behind it, its
# direction, and its right edge.
READ = """
const rows = [];
const hex = value => '#' + value.match(/\\d+/g).slice(0, 3).map(n => (+n).toString(16).padStart(2, '0')).join('');
for (const element of document.body.querySelectorAll('*')) {
  const own = [...element.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join(' ').trim();
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  if (!own || !box.width || !box.height || style.visibility === 'hidden') continue;
  let behind = element;
  const clear = e => /rgba\\(.*, 0\\)|transparent/.test(getComputedStyle(e).backgroundColor);
  while (behind && clear(behind)) behind = behind.parentElement;
  rows.push({text: own, size: parseFloat(style.fontSize), ink: hex(style.color),
    ground: behind ? hex(getComputedStyle(behind).backgroundColor) : '#ffffff', direction: style.direction,
    right: box.right, spacing: style.letterSpacing, tag: element.tagName, align: style.textAlign});
}
return {rows, scroll: document.documentElement.scrollWidth, inner: window.innerWidth,
  pictures: [...document.images].map(i => [i.naturalWidth, i.getBoundingClientRect().width])};
"""


@dataclass
class Browser:
    """Chromium, with the mail in it."""

    driver: webdriver.Chrome
    axe: str

    def read(self, page: Path, width: int, *, dark: bool, pictures: bool) -> dict[str, Any]:
        """What is drawn of `page` in a window `width` pixels wide."""
        command = self.driver.execute_cdp_cmd
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        command("Emulation.setEmulatedMedia", {"features": [scheme]})
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        command("Emulation.setDeviceMetricsOverride", size)
        command("Network.enable", {})
        command("Network.setCacheDisabled", {"cacheDisabled": True})
        command("Network.setBlockedURLs", {"urls": [] if pictures else ["*.png"]})
        self.driver.get(page.as_uri())
        found: dict[str, Any] = self.driver.execute_script(READ)
        return found

    def complaints(self) -> dict[str, list[str]]:
        """What axe-core says against the page as it is now: rule, and the elements it is about."""
        self.driver.execute_script(self.axe)
        found: dict[str, Any] = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(done)"
        )
        assert found["testEngine"]["version"] == AXE.rpartition("@")[2]
        return {
            rule["id"]: [node["html"][:200] for node in rule["nodes"]]
            for rule in found["violations"]
            if rule["id"] not in NOT_FOR_MAIL
        }

    def picture(self, width: int) -> bytes:
        """A PNG of the whole page as it is now."""
        height = self.driver.execute_script("return document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        options = {"captureBeyondViewport": True, "clip": clip}
        return base64.b64decode(self.driver.execute_cdp_cmd("Page.captureScreenshot", options)["data"])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        axe = source(AXE, "axe.min.js")
    except MissingError as error:
        pytest.skip(str(error))
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--disable-dev-shm-usage",
    ):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    yield Browser(driver, axe)
    driver.quit()


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("template", names([]))
def test_it_can_be_read_everywhere(template: str, name: str, browser: Browser, images: Path) -> None:
    newsletter, digest = sample(name)
    newsletter = newsletter.model_copy(update={"template": template})
    page = images.parent / f"{template}-{name}.html"
    page.write_text(render_digest(newsletter, digest, images=images).html, encoding="utf-8")
    for width in WIDTHS:
        for dark in (False, True):
            for pictures in (True, False):
                drawn = browser.read(page, width, dark=dark, pictures=pictures)
                keep_picture(
                    browser, f"{template}-{name}-{width}-{'dark' if dark else 'light'}-{pictures:d}", width
                )
                judge(drawn, width, name, pictures=pictures)
                assert pictures or browser.complaints() == {}
                words = " ".join(row["text"] for row in drawn["rows"])
                for item in digest.items:
                    assert item.headline in words


def judge(drawn: dict[str, Any], width: int, name: str, *, pictures: bool) -> None:
    """No sideways scroll, nothing small, nothing faint, the right direction, pictures only where they may be."""
    assert drawn["scroll"] <= drawn["inner"] == width
    assert any(natural for natural, _ in drawn["pictures"]) <= pictures
    assert all(shown <= width for _, shown in drawn["pictures"])
    for row in drawn["rows"]:
        assert row["size"] >= 13, row
        assert row["right"] <= width + 0.5, row
        assert contrast(row["ink"], row["ground"]) >= AA, row
        if name == "persian":
            assert row["spacing"] == "normal", row
        arabic = any("\u0600" <= letter <= "\u06ff" for letter in row["text"])
        if row["tag"] in ("H1", "H2", "H3", "P") and arabic:
            assert row["direction"] == "rtl", row
            assert row["align"] in ("right", "center", "start"), row


def keep_picture(browser: Browser, name: str, width: int) -> None:
    """Put a picture of what is drawn where the environment asks for one."""
    if folder := os.environ.get("DIGEST_CONTACT_SHEET"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / f"{name}.png").write_bytes(browser.picture(width))


def test_what_is_wrong_would_be_found(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text(
        '<html><body><p style="color:#eee">faint</p><img src="x.png"></body></html>', encoding="utf-8"
    )
    browser.read(page, 375, dark=False, pictures=False)
    assert {"color-contrast", "image-alt", "html-has-lang", "document-title"} <= set(browser.complaints())
