"""An invented newsletter for the screen's tests: four sources, two dozen articles, at a fixed time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

from digest.desk import Desk, Workspace
from digest.model import Article, Source
from digest.store import Collected

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)

SOURCES = [
    ("Harbour Gazette", "https://harbour.example/feed.xml", ["climate", "cities"]),
    ("The Field Notebook", "https://field.example/rss", ["science"]),
    ("Lantern Weekly", "https://lantern.example/atom.xml", []),
    ("روزنامهٔ فانوس", "https://fanoos.example/feed", ["press freedom"]),
]

# source, title, hours ago, minutes, byline
ARTICLES = [
    (0, "Cities are quietly rewriting the rules of the summer afternoon", 2, 9, "Inés Robledo"),
    (1, "A bridge that sings: engineers tune a footpath to the wind", 3, 4, "Tomasz Wilk"),
    (2, "The library that lends seeds, saws and Saturday afternoons", 4, 6, "Ada Fennimore"),
    (3, "شهرها بی‌سروصدا قواعد بعدازظهر تابستان را بازنویسی می‌کنند", 6, 5, "لیلا رستمی"),
    (0, "Rail freight returns to the valley after forty years", 8, 3, ""),
    (1, "Oldest known kite found folded in a monastery wall", 9, 7, "Maud Okonjo"),
    (2, "“We stopped measuring clicks”: a newsroom counts letters instead", 12, 11, "Peter Aldous"),
    (0, "電動バスの静かな革命、港町の朝を変える", 14, 5, "佐藤 光"),
    (1, "How a patient bug survived four decades of careful readers", 15, 8, "Rana Petrosyan"),
    (2, "Bakers agree on one flour standard, then argue about salt", 20, 2, ""),
    (0, "The last lighthouse keeper hands over to a committee", 26, 6, "Bríd Ó Faoláin"),
    (1, "Mapping the night buses that nobody admits to running", 30, 10, "Joana Prates"),
]

BODY = (
    "From the harbour steps to the upper terraces, planners are moving the working day, shading whole streets "
    "and naming heatwaves like storms.\n\n"
    "The early numbers are striking: fewer ambulance calls, down 14 % in the old town, and shops that sell more, "
    "not less. The catch is maintenance, says the head of works: a canopy that nobody mends is a sail.\n\n"
    "“We used to plan for the car that might come,” she says. “Now we plan for the person who is already here.” "
    "The council votes in March; until then the awnings stay, and so do the chairs."
)


def article(
    title: str, hours: float, minutes: int, *, byline: str = "", site: str = "", slug: str = ""
) -> Article:
    """An invented article, so many hours old."""
    return Article(
        url=f"https://{slug or 'page'}.example/{crc32(title.encode())}",
        title=title,
        site=site,
        byline=byline,
        published=NOW - timedelta(hours=hours),
        collected=NOW - timedelta(hours=hours / 2),
        language="en",
        blurb="Planners are moving the working day into the shade.",
        text=BODY,
        minutes=minutes,
    )


def collect(desk: Desk, source_id: int | None, articles: list[Article]) -> list[int]:
    """Put articles on file as a fetch does; their ids."""
    with desk.store.transaction():
        outcome = desk.store.articles.collect(
            source_id, [Collected(key=one.title, article=one) for one in articles]
        )
    desk.store.index.update()
    return outcome.new


def with_text(desk: Desk, articles: dict[int, Article]) -> None:
    """Their texts, short as they are, came from their own pages: nothing is left to ask for."""
    with desk.store.transaction():
        for number, article in articles.items():
            desk.store.texts.complete(number, article)


def fill(desk: Desk) -> None:
    """Four sources and their articles."""
    with desk.store.transaction():
        ids = [
            desk.store.sources.add(Source(url=url, title=title, tags=tags, added=NOW))
            for title, url, tags in SOURCES
        ]
    for place, (title, _, _) in enumerate(SOURCES):
        articles = [
            article(one, hours, minutes, byline=byline, site=title, slug=f"source{place}")
            for source, one, hours, minutes, byline in reversed(ARTICLES)
            if source == place
        ]
        with_text(desk, dict(zip(collect(desk, ids[place], articles), articles, strict=True)))


def open_sample(root: Path, *, empty: bool = False) -> Desk:
    """A desk on a new workspace under `root`."""
    workspace = Workspace(root=root)
    workspace.create("The Morning Ledger")
    desk = Desk.open(workspace)
    if not empty:
        fill(desk)
    return desk
