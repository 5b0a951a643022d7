"""Random keys on the real program: see `tests.e2e.monkey`, which presses more of them."""

from pathlib import Path

import pytest

from tests.e2e.monkey import play


@pytest.mark.slow
def test_random_keys_break_nothing_and_all_is_undone(tmp_path: Path) -> None:
    assert play(400, 7, tmp_path / "desk") > 0
