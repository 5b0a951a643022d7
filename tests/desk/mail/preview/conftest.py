"""A preview that is being served."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from digest.desk import Desk
from digest.desk.mail.preview.server import Preview


@contextmanager
def served(desk: Desk, number: int | None = None) -> Iterator[Preview]:
    """The preview of a digest, served until the end."""
    preview = Preview(desk, number)
    thread = Thread(target=preview.serve)
    thread.start()
    try:
        yield preview
    finally:
        preview.close()
        thread.join()


@pytest.fixture
def preview(stocked: Desk) -> Iterator[Preview]:
    """Digest No. 1 with an article in it."""
    stocked.picking.pick([1])
    stocked.digests.write(1, subject="Lamps lean", preheader="and nobody knows why")
    with served(stocked) as preview:
        yield preview
