"""Objects of a PDF to bytes: once each, and no compressed stream that ends in a carriage return.

The writer (pydyf) makes the bytes of every object twice, for the file and for its identifier, and compresses twice
with it. Here they are made once, and what is bytes, text or a whole number, as nearly all members of objects are, is
known by its type at once.

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


def to_bytes(original: Any) -> Any:  # noqa: ANN401
    """The function that writes a member of an object, in the place of the writer's own."""

    def to_bytes(item: Any) -> bytes:  # noqa: ANN401
        kind = type(item)
        if kind is bytes:
            return item  # type: ignore[no-any-return]
        if kind is str:
            return item.encode("ascii")  # type: ignore[no-any-return]
        if kind is int:
            return b"%d" % item
        made: bytes = original(item)
        return made

    return to_bytes


def install(writer: Any) -> None:  # noqa: ANN401  # the library has no types
    """Make the PDF writer (pydyf) write this way."""
    writer.zlib = _Zlib
    writer._to_bytes = to_bytes(writer._to_bytes)  # noqa: SLF001  # no public way in
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
    writer.PDF.page_references = property(page_references(writer.PDF.page_references.fget))


def page_references(original: Any) -> Any:  # noqa: ANN401
    """The property that refers to the pages: every element of the structure asks for one of all."""

    def references(pdf: Any) -> tuple[bytes, ...]:  # noqa: ANN401
        known: tuple[bytes, ...] = getattr(pdf, "known_pages", ())
        if len(known) != pdf.pages["Count"]:
            known = pdf.known_pages = original(pdf)
        return known

    return references


def _once(make: Any) -> Any:  # noqa: ANN401
    def data(stream: Any) -> bytes:  # noqa: ANN401
        if not hasattr(stream, "made"):
            stream.made = make(stream)
        made: bytes = stream.made
        return made

    return data
