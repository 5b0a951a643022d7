"""Content codings undone: what was packed comes out, in parts too, and nothing unpacks without bound."""

import gzip
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.web.decode import TooLargeError, UndecodableError, decode

LIMIT = 1 << 20


def bare(body: bytes) -> bytes:
    """The stream without zlib's header, as a part of the servers sends it."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": bare,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}
BODIES = st.builds(
    lambda piece, times, end: piece * times + end, st.binary(max_size=64), st.integers(0, 9_000), st.binary()
)


@pytest.mark.parametrize("coding", PACKED)
@given(BODIES)
def test_what_was_packed_comes_out(coding: str, body: bytes) -> None:
    assert decode(PACKED[coding](body), coding, LIMIT) == (body, True)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_what_breaks_off_is_read_as_far_as_it_goes(coding: str) -> None:
    body = bytes(range(256)) * 1_000
    packed = PACKED[coding](body)
    read, whole = decode(packed[: len(packed) * 2 // 3], coding, LIMIT)
    assert not whole
    assert body.startswith(read)


@pytest.mark.parametrize("coding", PACKED)
def test_a_bomb_is_refused(coding: str) -> None:
    with pytest.raises(TooLargeError, match="more than 1 MB"):
        decode(PACKED[coding](bytes(LIMIT + 1)), coding, LIMIT)
    assert decode(PACKED[coding](bytes(LIMIT)), coding, LIMIT) == (bytes(LIMIT), True)


def test_what_is_packed_in_several_pieces_is_one_and_padding_is_none_of_it() -> None:
    pieces = [bytes([number]) * 10_000 for number in range(100)]
    packed = b"".join(map(gzip.compress, pieces))
    assert decode(packed + bytes(512), "gzip", LIMIT) == (b"".join(pieces), True)


def test_pieces_without_end_are_refused() -> None:
    with pytest.raises(TooLargeError, match="more than 10,000 pieces"):
        decode(gzip.compress(b"") * 100_000, "gzip", LIMIT)


@pytest.mark.parametrize("coding", PACKED)
def test_what_is_packed_otherwise_is_told(coding: str) -> None:
    with pytest.raises(UndecodableError, match="cannot be unpacked"):
        decode(b"<rss/> is no packed thing", coding, LIMIT)
