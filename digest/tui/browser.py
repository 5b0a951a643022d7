"""Opening an address in the browser, where there is one with a window of its own."""

import subprocess
import sys


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
