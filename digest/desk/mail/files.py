"""Files that leave the desk: all of them new, or none."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

PRIVATE, PUBLIC = 0o600, 0o644


def write_all(folder: Path, contents: Mapping[str, bytes], mode: int = PRIVATE) -> None:
    """Write files into `folder`; beside their final names first, so that a full disk leaves the old ones whole."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting = [(folder / f".{name}.part", folder / name) for name in contents]
    try:
        for (part, _), data in zip(waiting, contents.values(), strict=True):
            part.write_bytes(data)
            part.chmod(mode)
        for part, final in waiting:
            part.replace(final)
    finally:
        for part, _ in waiting:
            part.unlink(missing_ok=True)


def copy_pictures(root: Path, shown: Iterable[str | None], folder: Path, mode: int = PRIVATE) -> None:
    """Put those of the pictures `shown` that are the workspace's own (`images/NAME`) beside the files in `folder`."""
    for name in sorted({image for image in shown if image and image.startswith("images/")}):
        source, target = root / name, folder / name
        if source.is_file() and source != target:
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(source, target)
            target.chmod(mode)
