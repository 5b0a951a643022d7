"""Content codings undone within a bound, so that two megabytes never become two gigabytes."""

import io
import zlib
from typing import TypeVar

from digest.model import DeskError

ACCEPTED = "gzip, deflate, br, zstd"
"""What the requests offer to understand."""

BODY_LIMIT = 32 << 20
"""Bytes of an answer once unpacked."""

_Bytes = TypeVar("_Bytes", bytes, bytearray)

_STEP = 1 << 16
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
    if not names or not body:
        return _bounded(body, limit), True
    if len(names) > 1:
        raise UndecodableError(f"the answer is packed twice ({', '.join(names[:4])}), which is refused")
    decoder = _DECODERS.get(names[0])
    if decoder is None:
        raise UndecodableError(f"the answer is packed as {names[0][:40]!r}, which nobody asked for")
    return decoder(body, limit)


def _bounded(body: _Bytes, limit: int) -> _Bytes:
    if len(body) > limit:
        raise TooLargeError(f"the answer unpacks to more than {limit >> 20} MB, which is refused")
    return body


def _gzip(body: bytes, limit: int) -> tuple[bytes, bool]:
    out = b""
    while body.startswith(b"\x1f\x8b") or not out:  # members follow each other; what else follows is padding
        unpacker = zlib.decompressobj(wbits=31)
        out += _inflate(unpacker, body, limit + 1 - len(out))
        _bounded(out, limit)
        if not unpacker.eof:
            return out, False
        body = unpacker.unused_data
    return out, True


def _deflate(body: bytes, limit: int) -> tuple[bytes, bool]:
    # RFC 9110 means zlib by "deflate"; a good part of the servers send the bare stream.
    zlib_header = body[0] & 0x0F == 8 and len(body) > 1 and (body[0] << 8 | body[1]) % 31 == 0
    unpacker = zlib.decompressobj(wbits=15 if zlib_header else -15)
    return _bounded(_inflate(unpacker, body, limit + 1), limit), unpacker.eof


def _inflate(unpacker: "zlib._Decompress", body: bytes, limit: int) -> bytes:
    try:
        return unpacker.decompress(body, limit)
    except zlib.error as error:
        raise UndecodableError(f"the answer cannot be unpacked ({error})") from None


def _brotli(body: bytes, limit: int) -> tuple[bytes, bool]:
    import brotli  # type: ignore[import-untyped]

    unpacker = brotli.Decompressor()
    out = bytearray()
    try:
        out += unpacker.process(body, output_buffer_limit=_STEP)
        while not unpacker.is_finished() and len(out) <= limit:
            more = unpacker.process(b"", output_buffer_limit=_STEP)
            if not more and unpacker.can_accept_more_data():
                break
            out += more
    except brotli.error as error:
        raise UndecodableError(f"the answer cannot be unpacked ({error})") from None
    return bytes(_bounded(out, limit)), unpacker.is_finished()


def _zstd(body: bytes, limit: int) -> tuple[bytes, bool]:
    import zstandard

    out = bytearray()
    unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    try:
        with unpacker.stream_reader(io.BytesIO(body), read_across_frames=True) as reader:
            while len(out) <= limit and (more := reader.read(_STEP)):
                out += more
    except zstandard.ZstdError as error:
        raise UndecodableError(f"the answer cannot be unpacked ({error})") from None
    return bytes(_bounded(out, limit)), True


_DECODERS = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd}
