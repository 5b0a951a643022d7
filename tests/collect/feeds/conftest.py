"""Feeds are read on one day, whenever it is."""

import pytest


@pytest.fixture(autouse=True)
def _fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_NOW", "2026-11-22T09:00:00Z")
