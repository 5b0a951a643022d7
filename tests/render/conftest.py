"""What the tests of the mail share."""

from pathlib import Path

import pytest

from tests.render.samples import images_in


@pytest.fixture(scope="session")
def images(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pictures of the samples."""
    return images_in(tmp_path_factory.mktemp("workspace") / "images")
