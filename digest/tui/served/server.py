"""The desk in a browser: textual-serve's server on loopback alone, behind an address that cannot be guessed.

/TOKEN/            the page: a terminal, whose letters and script come from here too
/TOKEN/ws          a desk of its own for each who opens it (WebSocket)
/TOKEN/page/…      the page's style and script, /TOKEN/static/… those of textual-serve
/TOKEN/out/…       the mails that were written, for a look at them in the browser
"""

import asyncio
import contextlib
import html
import shlex
import socket
import sys
from pathlib import Path

from aiohttp import WSCloseCode, web
from aiohttp.typedefs import Handler
from textual_serve.server import Server

from digest.desk import loopback
from digest.model import DeskError
from digest.tui.served.session import Session
from digest.workspace import Workspace

_PAGE = Path(__file__).parent / "page"
_HEARTBEAT_SECONDS = 15
_GOODBYE_SECONDS = 1.0
"""How long a browser may take to agree that a connection is closed."""

# What textual-serve raises at words that are none of its page's.
_MISSAID = (AssertionError, AttributeError, LookupError, TypeError, ValueError)

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' http: https:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class DeskServer(Server):
    """Serves the desk of a workspace until Ctrl+C. Raises DeskError where the port is taken."""

    def __init__(self, workspace: Workspace, name: str, port: int = 0) -> None:
        """`name` is the newsletter's; with `port` 0 the system chooses one that is free."""
        command = [sys.executable, "-m", "digest", "--workspace", str(workspace.root)]
        super().__init__(f"exec {shlex.join(command)}", host=loopback.ADDRESS, title=name)
        try:
            self._socket = socket.create_server((loopback.ADDRESS, port))
        except OSError as error:
            raise DeskError(
                f"The desk cannot be served at port {port} ({error.strerror}): name another with --port, or none."
            ) from error
        self._out = workspace.out
        self._token = loopback.new_token()
        self._open: set[web.WebSocketResponse] = set()

    @property
    def url(self) -> str:
        """The page's address."""
        return f"http://{loopback.ADDRESS}:{self._socket.getsockname()[1]}/{self._token}/"

    def serve(self, debug: bool = False) -> None:
        """Answer until Ctrl+C (KeyboardInterrupt); every desk that is open has left then."""
        self.debug = debug
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        runner = web.AppRunner(await self._make_app(), access_log=None)
        await runner.setup()
        try:
            await web.SockSite(runner, self._socket).start()
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _make_app(self) -> web.Application:
        """What is asked below the token. All else is not found, by whomever."""
        behind = web.Application()
        self._out.mkdir(mode=0o700, exist_ok=True)
        behind.add_routes(
            [
                web.get("/", self._show_page),
                web.get("/ws", self.handle_websocket),
                web.static("/page", _PAGE),
                web.static("/static", self.statics_path),
                web.static("/out", self._out),
            ]
        )
        app = web.Application(middlewares=[_only_from_here])
        app.add_subapp(f"/{self._token}/", behind)
        app.on_response_prepare.append(_add_headers)
        app.on_shutdown.append(self._close_all)
        return app

    async def _show_page(self, _: web.Request) -> web.Response:
        """The page with the terminal."""
        page = (_PAGE / "index.html").read_text(encoding="utf-8")
        return web.Response(text=page.replace("{name}", html.escape(self.title)), content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Open a desk, and close it with the tab; or the connection with the desk, when that ends first."""
        websocket = web.WebSocketResponse(heartbeat=_HEARTBEAT_SECONDS, timeout=_GOODBYE_SECONDS)
        await websocket.prepare(request)

        async def close() -> None:
            await websocket.close()

        session = Session(
            self.command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        self._open.add(websocket)
        try:
            await session.start(_cells(request, "width", 80), _cells(request, "height", 24))
            await self._process_messages(websocket, session)
        except _MISSAID:
            await websocket.close(code=WSCloseCode.PROTOCOL_ERROR)
        finally:
            self._open.discard(websocket)
            await session.stop()
        return websocket

    async def _close_all(self, _: web.Application) -> None:
        for websocket in list(self._open):
            await websocket.close(code=WSCloseCode.GOING_AWAY)


def _cells(request: web.Request, name: str, usual: int) -> int:
    """How many columns or rows the page's terminal has."""
    with contextlib.suppress(KeyError, ValueError):
        return min(max(int(request.query[name]), 1), 1_000)
    return usual


@web.middleware
async def _only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what was asked under another name, and what a page of another site asks.

    A browser lets any page open a WebSocket to anywhere, and says in `Origin` which page it was (RFC 6455, 10.2).
    """
    if not loopback.is_asked_here(request.headers.get("Host")):
        raise web.HTTPMisdirectedRequest
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.headers['Host']}":
        raise web.HTTPForbidden
    return await handler(request)


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    is_mail = request.path.split("/")[2:3] == ["out"]
    response.headers.update(loopback.HEADERS)
    response.headers["Content-Security-Policy"] = _MAIL_POLICY if is_mail else _PAGE_POLICY
    # A page that the desk opens has no hold on the desk's tab.
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
