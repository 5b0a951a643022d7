"""A real server on loopback that speaks HTTP/2 over TLS, and breaks its rules where a test wants it to."""

import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import PingAckReceived, RequestReceived
from h2.exceptions import ProtocolError

Answering = Callable[[H2Connection, int, str], None]
"""Is given the connection, the number of the stream and the path that was asked for on it."""


NO_FRAME = b"\x00\x00\x01\x00\x00\x00\x00\x00\x00?"
"""A byte of data on stream 0, which has none (RFC 9113, 6.1)."""


class Http2Site:
    """The server; `asked` are the paths, `connections` says how many were made."""

    def __init__(self, tls: ssl.SSLContext, answer: Answering) -> None:
        tls.set_alpn_protocols(["h2"])
        self.asked: list[str] = []
        self.connections = 0
        site = self

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

            def finish_request(self, request: Any, client_address: Any) -> None:
                with suppress(OSError), tls.wrap_socket(request, server_side=True) as connection:
                    site.connections += 1
                    site.serve(connection, answer)

        self._server = Server(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def url(self, path: str) -> str:
        return f"https://localhost:{self._server.server_address[1]}{path}"

    def serve(self, connection: ssl.SSLSocket, answer: Answering) -> None:
        """Answer until the program hangs up."""
        # What is sent is not looked at: servers that mean no good have to be played too.
        rules = H2Configuration(
            client_side=False, validate_outbound_headers=False, normalize_outbound_headers=False
        )
        http = H2Connection(rules)
        http.initiate_connection()
        connection.sendall(http.data_to_send())
        while data := connection.recv(65_536):
            with suppress(ProtocolError):  # after its own goodbye nothing that it hears is in order
                for event in http.receive_data(data):
                    if isinstance(event, RequestReceived):
                        path = dict(event.headers)[b":path"].decode()
                        self.asked.append(path)
                        answer(http, event.stream_id, path)
                    elif isinstance(event, PingAckReceived):
                        self.last_words(http)
            connection.sendall(http.data_to_send())

    def last_words(self, http: H2Connection) -> None:
        """Break the rules, after an answer that sent a ping and so knows that what it said before was read."""
        http._data_to_send += NO_FRAME

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def http2_site(tls: ssl.SSLContext, answer: Answering) -> Iterator[Http2Site]:
    """The server, until the block ends."""
    site = Http2Site(tls, answer)
    try:
        yield site
    finally:
        site.close()
