"""Letters that were encoded twice: UTF-8 taken for Windows-1252 and written as UTF-8 once more (`Ã¼` for ü).

Only a document all of whose letters beyond ASCII are such is put right: one that speaks of them stays as it is.
"""

import re

_MAYBE = re.compile(b"\xc3[\x82-\xb4](?:\xc2|\xc5|\xc6|\xcb|\xe2)")
_RUN = re.compile("[^\0-\x7f]+")
_LEAST_RUNS = 4
_BYTES = {
    ord(letter): byte
    for byte in range(0x80, 0xA0)
    if (letter := bytes([byte]).decode("cp1252", "replace")) != "\ufffd"
}


def encoded_twice(data: bytes) -> str | None:
    """What the bytes mean, where it is certain that all their letters were encoded twice; None elsewhere."""
    if not _MAYBE.search(data):
        return None
    text = data.decode("utf-8", "replace")
    runs = _RUN.findall(text)
    if len(runs) < _LEAST_RUNS:
        return None
    try:
        meant = {run: run.translate(_BYTES).encode("latin-1").decode() for run in set(runs)}
    except UnicodeError:
        return None
    return _RUN.sub(lambda found: meant[found.group()], text)
