"""A service that speaks chat completions on loopback, written from their published description, and its bad days."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SUMMARY = "Planners move the working day, and 14 % fewer ambulances are called."


def chunk(
    content: str | None = None, *, finish: str | None = None, usage: tuple[int, int] | None = None
) -> bytes:
    """One event of a streamed answer."""
    data: dict[str, Any] = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    delta = {} if content is None else {"content": content}
    data["choices"] = [] if usage else [{"index": 0, "delta": delta, "finish_reason": finish}]
    if usage:
        data["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    return b"data: " + json.dumps(data).encode() + b"\n\n"


DONE = b"data: [DONE]\n\n"


def words(text: str) -> list[bytes]:
    """A whole answer, a word an event."""
    return [*(chunk(f"{word} ") for word in text.split()), chunk(finish="stop"), chunk(usage=(812, 64)), DONE]


def failure(message: str) -> bytes:
    """The body of an error."""
    return json.dumps({"error": {"message": message, "type": "x", "param": None, "code": None}}).encode()


@dataclass
class Service:
    """The service: its address, what it answers with, and what it was asked."""

    url: str
    status: int = 200
    body: list[bytes] = field(default_factory=lambda: words(SUMMARY))
    hold_before: int | None = None
    """The number of the part before which it waits until `go_on` is set, or whoever asked has gone."""
    is_silent: bool = False
    """Whether it says nothing as it waits."""
    go_on: threading.Event = field(default_factory=threading.Event)
    has_lost: threading.Event = field(default_factory=threading.Event)
    """Set when it could not write on: whoever asked has gone."""
    breaks_off: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[Service]:
    """The service, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            assert self.path == "/v1/chat/completions"
            service.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            service.keys.append(self.headers.get("Authorization", ""))
            self.send_response(service.status)
            kind = "text/event-stream" if service.status == 200 else "application/json"
            self.send_header("Content-Type", kind)
            self.send_header("Transfer-Encoding", "chunked")
            self.send_header("Connection", "close")
            self.end_headers()
            try:
                self._answer()
            except OSError:
                service.has_lost.set()
            self.close_connection = True

        def _answer(self) -> None:
            for number, part in enumerate(service.body):
                while number == service.hold_before and not service.go_on.wait(0.02):
                    if not service.is_silent:
                        self._send(b": still here\n\n")
                self._send(part)
            if not service.breaks_off:
                self._send(b"")

        def _send(self, part: bytes) -> None:
            self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
            self.wfile.flush()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service = Service(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()
