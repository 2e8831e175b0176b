"""Objects of a PDF to bytes: once each, and no compressed stream that ends in a carriage return.

The writer (pydyf) makes the bytes of every object twice, for the file and for its identifier, and compresses twice
with it. Here they are made once.

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
    """Make the PDF writer (pydyf) write this way."""
    writer.zlib = _Zlib
    stream, original = writer.Stream, writer.PDF.write
    stream.data = property(_once(stream.data.fget))

    class Finished(writer.Object):  # type: ignore[misc]
        """An object that is not a stream, as its bytes."""

        def __init__(self, made: Any) -> None:  # noqa: ANN401
            self.number, self.offset, self.generation, self.free = made.number, 0, made.generation, made.free
            self._data: bytes = made.data if made.free != "f" else b""

        @property
        def data(self) -> bytes:
            return self._data

    def write(pdf: Any, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        pdf.objects = [each if isinstance(each, stream) else Finished(each) for each in pdf.objects]
        original(pdf, *arguments, **named)

    writer.PDF.write = write


def _once(make: Any) -> Any:  # noqa: ANN401
    def data(stream: Any) -> bytes:  # noqa: ANN401
        if not hasattr(stream, "made"):
            stream.made = make(stream)
        made: bytes = stream.made
        return made

    return data
