"""A real database file for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.model import Article
from digest.store import Collected, Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "digest.db")
    yield opened
    opened.close()


def collected(number: int, **values: object) -> Collected:
    """An entry of an invented feed."""
    article = Article.model_validate(
        {
            "title": f"Lamp post {number} leans",
            "url": f"https://lamps.example/{number}",
            "text": "It leans.",
            **values,
        }
    )
    return Collected(f"entry-{number}", article)
