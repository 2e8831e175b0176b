"""Compressed streams that do not end in a carriage return.

PDF/A wants a stream's length to match what stands before the line end in front of `endstream`. Where the compressed
bytes happen to end in CR (one stream in 256), CR and LF read as one line end, and a validator counts a byte less.
"""

import zlib
from typing import Any

_LEVEL = 6


def deflated(data: bytes) -> bytes:
    """Data compressed; behind a checksum that ends in CR stands a byte that readers of deflate do not look at."""
    packed = zlib.compress(data, _LEVEL)
    return packed + b"\0" if packed.endswith(b"\r") else packed


class _Worker:
    """What the PDF writer takes for a compressor of zlib."""

    def __init__(self) -> None:
        self._data = b""

    def compress(self, data: bytes) -> bytes:
        self._data += data
        return b""

    def flush(self) -> bytes:
        return deflated(self._data)


class _Zlib:
    """What the PDF writer takes for the module zlib."""

    @staticmethod
    def compressobj(level: int = 9) -> _Worker:
        del level
        return _Worker()

    @staticmethod
    def compress(data: bytes) -> bytes:
        return deflated(data)


def install(writer: Any) -> None:  # noqa: ANN401  # the library has no types
    """Make the PDF writer (pydyf) compress this way."""
    writer.zlib = _Zlib
