"""Content codings undone within a bound, so that two megabytes never become two gigabytes."""

import io
import zlib
from collections.abc import Callable

from digest.model import DeskError

ACCEPTED = "gzip, deflate, br, zstd"
"""What the requests offer to understand."""

BODY_LIMIT = 24 << 20
"""Bytes of an answer once unpacked."""

_STEP = 1 << 18  # bytes unpacked at a time
_PIECE = 1 << 12  # bytes given to zlib at a time
_MEMBERS_LIMIT = 10_000
_ZSTD_WINDOW = 8 << 20  # RFC 9659: no decoder has to support more for content codings


class TooLargeError(DeskError):
    """The answer is larger than any feed or page that is read."""


class UndecodableError(DeskError):
    """The answer's content coding is unknown, doubled or broken."""


def decode(body: bytes, coding: str, limit: int) -> tuple[bytes, bool]:
    """`body` with the Content-Encoding `coding` undone, and whether it was whole.

    A body that breaks off gives what can be read of it and False. Raises TooLargeError above `limit` bytes,
    UndecodableError for a coding that is unknown, applied twice or not what the bytes are.
    """
    names = [name for part in coding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    unpacked = _Unpacked(limit)
    if not names or not body:
        unpacked.refuse_above(len(body))
        return body, True
    if len(names) > 1:
        raise UndecodableError(f"the answer is packed twice ({', '.join(names[:4])}), which is refused")
    unpack = _UNPACKING.get(names[0])
    if unpack is None:
        raise UndecodableError(f"the answer is packed as {names[0][:40]!r}, which nobody asked for")
    whole = unpack(body, unpacked.add)
    return unpacked.all(), whole


_Add = Callable[[bytes], None]


class _Unpacked:
    """What has been unpacked so far, held once alone: no copy is made of it in the end."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._buffer = io.BytesIO()

    def add(self, more: bytes) -> None:
        """Hold more of it. Raises TooLargeError where it is more than is read."""
        self._buffer.write(more)
        self.refuse_above(self._buffer.tell())

    def refuse_above(self, size: int) -> None:
        """Raise TooLargeError where `size` bytes are more than is read."""
        if size > self._limit:
            raise TooLargeError(f"the answer unpacks to more than {self._limit >> 20} MB, which is refused")

    def all(self) -> bytes:
        """All that there is."""
        return self._buffer.getvalue()


def _gzip(body: bytes, add: _Add) -> bool:
    rest = memoryview(body)
    for _ in range(_MEMBERS_LIMIT):
        unpacker = zlib.decompressobj(wbits=31)
        rest = _inflate(unpacker, rest, add)
        if not unpacker.eof:
            return False
        if bytes(rest[:2]) != b"\x1f\x8b":  # members follow each other; what else follows is padding
            return True
    raise TooLargeError(f"the answer is packed in more than {_MEMBERS_LIMIT:,} pieces, which is refused")


def _deflate(body: bytes, add: _Add) -> bool:
    # RFC 9110 means zlib by "deflate"; a good part of the servers send the bare stream.
    zlib_header = body[0] & 0x0F == 8 and len(body) > 1 and (body[0] << 8 | body[1]) % 31 == 0
    unpacker = zlib.decompressobj(wbits=15 if zlib_header else -15)
    _inflate(unpacker, memoryview(body), add)
    return unpacker.eof


def _inflate(unpacker: "zlib._Decompress", packed: memoryview, add: _Add) -> memoryview:
    """Unpack the stream that `packed` begins with; what follows it comes back."""
    at = 0
    try:
        while not unpacker.eof:
            # In small pieces: zlib copies what it leaves of each.
            piece = packed[at : at + _PIECE]
            more = unpacker.decompress(piece, _STEP)
            at += len(piece) - len(unpacker.unconsumed_tail) - len(unpacker.unused_data)
            add(more)
            if not piece and not more:
                break
    except zlib.error as error:
        raise UndecodableError(f"the answer cannot be unpacked ({error})") from None
    return packed[at:]


def _brotli(body: bytes, add: _Add) -> bool:
    import brotli  # type: ignore[import-untyped]

    unpacker = brotli.Decompressor()
    try:
        add(unpacker.process(body, output_buffer_limit=_STEP))
        while not unpacker.is_finished():
            more = unpacker.process(b"", output_buffer_limit=_STEP)
            if not more and unpacker.can_accept_more_data():
                break
            add(more)
    except brotli.error as error:
        raise UndecodableError(f"the answer cannot be unpacked ({error})") from None
    return bool(unpacker.is_finished())


def _zstd(body: bytes, add: _Add) -> bool:
    import zstandard

    unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    try:
        with unpacker.stream_reader(io.BytesIO(body), read_across_frames=True) as reader:
            while more := reader.read(_STEP):
                add(more)
    except zstandard.ZstdError as error:
        raise UndecodableError(f"the answer cannot be unpacked ({error})") from None
    return True


_UNPACKING = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd}
