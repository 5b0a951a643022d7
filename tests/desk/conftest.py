"""A desk on a real workspace with a few articles in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.desk import Desk, Workspace
from digest.model import Article, Source
from digest.store import Collected
from tests.desk.reports import FERRY, article, collect


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "ledger")
    made.create("The Test Ledger")
    return made


@pytest.fixture
def desk(workspace: Workspace) -> Iterator[Desk]:
    opened = Desk.open(workspace)
    yield opened
    opened.close()


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    """One source and eight articles, ids 1 to 8."""
    with desk.store.transaction():
        desk.store.sources.add(Source(url="https://lamps.example/feed", title="The Lamp Post"))
        articles = [
            Article(
                title=f"Lamp {n} leans",
                url=f"https://lamps.example/{n}",
                site="The Lamp Post",
                text=f"Lamp {n} leans to the left. Nobody knows why it does. A third sentence follows here.",
                minutes=n,
            )
            for n in range(1, 9)
        ]
        desk.store.articles.collect(1, [Collected(str(n), article) for n, article in enumerate(articles)])
    desk.store.index.update()
    return desk


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Articles 1 to 3 of one event, the first earliest, and two others that are alone, 4 and 5."""
    outlets = ("Gazette", "Radio", "Breakwater")
    ferry = [article(title, site, n) for n, (title, site) in enumerate(zip(FERRY, outlets, strict=True))]
    collect(desk, *ferry, article("Marmalade prize for a lighthouse"), article("Fog at Carrow"))
    return desk
