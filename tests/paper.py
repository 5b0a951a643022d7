"""An invented newspaper on loopback: feeds, pages and things that are neither, served over real HTTP."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from xml.sax.saxutils import escape

from digest.model import now

_TEXT = (
    "The harbour master of Ostrand counted the cranes again on Tuesday, and again came to nine. "
    "Nobody in the office could say where the tenth had gone, though its foundations were still warm. "
    "The council will meet on Friday to decide whether a crane that is not there needs a licence. "
)


def plain(*headlines: str) -> dict[str, str]:
    """Articles whose texts do not matter, by headline."""
    return dict.fromkeys(headlines, _TEXT)


@dataclass(frozen=True)
class Answer:
    """What a path answers with."""

    body: bytes
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Paper:
    """The server: its address, and what each path answers. `asked` counts the requests.

    A path that is `held` does not answer before `released` is set.
    """

    address: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    released: Event = field(default_factory=Event)

    def url(self, path: str) -> str:
        """The whole address of `path`."""
        return f"{self.address}{path}"

    def publish_feed(self, path: str, title: str, articles: Mapping[str, str]) -> str:
        """Answer at `path` with an RSS feed of these texts by headline, the first the newest; its address."""
        entries = "".join(
            f"<item><title>{escape(headline)}</title><link>{self.url(f'{path}/{number}')}</link>"
            f"<guid>{self.url(f'{path}/{number}')}</guid>"
            f"<pubDate>{format_datetime(now() - timedelta(minutes=number))}</pubDate>"
            f"<description>{escape(f'<p>{headline}. {text}</p>')}</description></item>"
            for number, (headline, text) in enumerate(articles.items(), 1)
        )
        channel = f"<title>{escape(title)}</title><link>{self.address}</link>{entries}"
        feed = f"<rss version='2.0'><channel>{channel}</channel></rss>"
        self.answers[path] = Answer(feed.encode(), "application/rss+xml")
        return self.url(path)

    def publish_page(self, path: str, title: str) -> str:
        """Answer at `path` with a page that holds one article; gives its address."""
        body = "".join(f"<p>{_TEXT}</p>" for _ in range(4))
        article = f"<article><h1>{escape(title)}</h1>{body}</article>"
        page = f"<html lang='en'><head><title>{escape(title)}</title></head><body>{article}</body></html>"
        self.answers[path] = Answer(page.encode())
        return self.url(path)


@contextmanager
def open_paper() -> Iterator[Paper]:
    """A paper that is open for business until the block ends."""

    class Desk(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paper.asked.append(self.path)
            if self.path in paper.held:
                paper.released.wait()
            answer = paper.answers.get(self.path, Answer(b"Nothing here.", "text/plain", 404))
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            with suppress(OSError):  # who was held may have hung up
                self.end_headers()
                self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    paper = Paper(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield paper
    finally:
        paper.released.set()
        server.shutdown()
        thread.join()
        server.server_close()
