"""Opening an address in the curator's browser: the one that the desk is in, or one with a window of its own."""

import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.tui.app import DigestApp


def browse(app: "DigestApp", address: str, done: Callable[[bool], None]) -> None:
    """Open `address` beside the desk; `done` hears whether there was a browser with a window for it."""
    if app.is_web:
        app.open_url(address)
        done(True)
    else:
        app.jobs.start("browser", lambda: open_in_browser(address), done)


def open_in_browser(url: str) -> bool:
    """Open `url` in the graphical browser; False where there is none. Slow the first time: call it in a job.

    A text browser would take the terminal from us, and a graphical one may write its own notices to it:
    so the first kind is not started, and the other gets no terminal to write to.
    """
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if type(browser) is webbrowser.GenericBrowser:
        return False
    subprocess.Popen(  # noqa: S603 - the address is one argument, and no shell reads it
        [sys.executable, "-m", "webbrowser", url],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return True
