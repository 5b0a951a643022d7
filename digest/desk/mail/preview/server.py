"""The preview's web server: on loopback alone, behind an address that cannot be guessed, with nothing from outside.

/TOKEN/            the page, with page.css and page.js
/TOKEN/state       what it shows around the mail, as JSON
/TOKEN/events      a line whenever that changes (server-sent events)
/TOKEN/mail        the HTML part (?scheme=light|dark&images=on|off), /TOKEN/text the text part
/TOKEN/images/…    the workspace's own pictures
"""

import mimetypes
import secrets
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from digest.desk import loopback
from digest.desk.mail.preview.snapshot import Watcher
from digest.desk.mail.preview.views import Scheme, framed, text_page
from digest.model import DeskError, image_ref

if TYPE_CHECKING:
    from digest.desk.desk import Desk

_HEARTBEAT_SECONDS = 15
"""After so long without news a line is sent all the same: a browser that has gone is noticed by it."""

_FILES = {"": "page.html", "page.css": "page.css", "page.js": "page.js"}
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src {images};"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_IMAGES = {"on": "'self' http: https:", "off": "'none'"}


class Preview:
    """Serves a digest until it is closed. Raises DeskError where the port is taken or there is no such digest."""

    def __init__(self, desk: "Desk", number: int | None = None, port: int = 0) -> None:
        """With `port` 0 the system chooses one that is free."""
        self.number = desk.digests.get(number).number
        try:
            self._server = _Server((loopback.ADDRESS, port), _Handler)
        except OSError as error:
            raise DeskError(
                f"The preview cannot use port {port} ({error.strerror}): name another with --port, or none."
            ) from error
        self._server.watcher = Watcher(desk, self.number)
        self._server.images = desk.workspace.images
        self._server.token = loopback.new_token()

    @property
    def url(self) -> str:
        """The page's address."""
        return f"http://{loopback.ADDRESS}:{self._server.server_address[1]}/{self._server.token}/"

    def serve(self) -> None:
        """Answer until `close` is called from another thread, or an exception (Ctrl+C) ends it."""
        watcher = self._server.watcher
        watcher.start()
        try:
            self._server.serve_forever(poll_interval=0.1)
        finally:
            watcher.stop()
            self._server.server_close()

    def close(self) -> None:
        """End `serve` in the thread that it runs in."""
        self._server.shutdown()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    watcher: Watcher
    images: Path
    token: str


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        """Answer a request."""
        address = urlsplit(self.path)
        _, token, *rest = address.path.split("/", 2)
        if not loopback.is_asked_here(self.headers.get("Host")):
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
        elif not secrets.compare_digest(token.encode(), self.server.token.encode()) or not rest:
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._answer(rest[0], {name: values[-1] for name, values in parse_qs(address.query).items()})

    def _answer(self, name: str, wishes: dict[str, str]) -> None:
        newest = self.server.watcher.newest
        scheme: Scheme = "dark" if wishes.get("scheme") == "dark" else "light"
        images = _IMAGES["off" if wishes.get("images") == "off" else "on"]
        if name in _FILES:
            file = Path(__file__).parent / _FILES[name]
            self._send(file.read_bytes(), mimetypes.guess_type(file.name)[0] or "", _PAGE_POLICY)
        elif name == "state":
            self._send(newest.told().encode(), "application/json", _PAGE_POLICY)
        elif name == "events":
            self._tell_changes()
        elif name == "mail":
            self._send(framed(newest.html, scheme).encode(), "text/html", _MAIL_POLICY.format(images=images))
        elif name == "text":
            page = text_page(newest.text, scheme).encode()
            self._send(page, "text/html", _MAIL_POLICY.format(images="'none'"))
        else:
            self._send_picture(name)

    def _send_picture(self, name: str) -> None:
        try:
            picture = self.server.images / image_ref(name).removeprefix("images/")
            data = picture.read_bytes()
        except (ValueError, OSError):
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._send(data, mimetypes.guess_type(picture.name)[0] or "", "default-src 'none'")

    def _tell_changes(self) -> None:
        """A line for each version, until the browser or the preview has gone."""
        self._head("text/event-stream", _PAGE_POLICY)
        self.end_headers()
        told = -1
        try:
            while not self.server.watcher.is_stopped:
                version = self.server.watcher.after(told, _HEARTBEAT_SECONDS).version
                line = f"data: {version}\n\n" if version != told else ": no news\n\n"
                told = version
                self.wfile.write(line.encode())
        except OSError:
            return

    def _send(self, body: bytes, kind: str, policy: str) -> None:
        self._head(kind, policy)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _head(self, kind: str, policy: str) -> None:
        is_text = kind.startswith("text/") or kind == "application/json"
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Security-Policy", policy)
        for name, value in loopback.HEADERS.items():
            self.send_header(name, value)

    def _refuse(self, status: HTTPStatus) -> None:
        self.send_error(status)

    def log_message(self, *_: Any) -> None:
        """Say nothing: the terminal is the curator's."""
