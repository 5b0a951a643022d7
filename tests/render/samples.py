"""Newsletters with a digest of every section kind, in three languages; all of it invented."""

import json
import struct
import zlib
from pathlib import Path

from digest.model import Digest, Newsletter

SAMPLES = ("english", "persian", "german")
_FOLDER = Path(__file__).parent / "sample"


def sample(name: str) -> tuple[Newsletter, Digest]:
    """One of SAMPLES, read anew."""
    data = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Newsletter.model_validate(data["newsletter"]), Digest.model_validate(data["digest"])


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([90, 120 + 100 * row // height, 150]) * width for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


PNG = png(600, 320)


def images_in(folder: Path) -> Path:
    """`folder`, made, with the picture that the samples show."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "street.png").write_bytes(PNG)
    return folder
