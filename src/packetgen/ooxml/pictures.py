"""What a picture is, and how large it would become, from its first bytes: nothing is decoded."""

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from packetgen.diagnostics import Diagnostic, Span, warning
from packetgen.ooxml.limits import MEGABYTE, Limits

PRINTED = frozenset({"PNG", "JPEG", "GIF", "BMP", "TIFF"})
_SIGNS: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"\xd7\xcd\xc6\x9a": "WMF",
    b"\x01\0\x09\0": "WMF",
    b"\x01\0\0\0": "EMF",
    b"RIFF": "WebP",
    b"%PDF": "PDF",
    b"%!PS": "EPS",
    b"<svg": "SVG",
    b"<?xml": "SVG",
    b"\x1f\x8b": "gzip",
}
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    kind: str  # a name of PRINTED, another, or "?"
    width: int = 0  # pixels
    height: int = 0


def look_at(data: bytes) -> Picture:
    """The kind and the size of a picture; sizes of 0 where they cannot be told."""
    kind = next((kind for sign, kind in _SIGNS.items() if data.startswith(sign)), "?")
    measure = _MEASURES.get(kind)
    try:
        width, height = measure(data) if measure is not None else (0, 0)
    except (struct.error, IndexError):
        width, height = 0, 0
    return Picture(kind, abs(width), abs(height))


def check_picture(data: bytes, place: Span, limits: Limits) -> Diagnostic | None:
    """Why a picture is not printed, or None."""
    found = look_at(data)
    if found.kind not in PRINTED:
        return warning("PG656", place, kind=found.kind)
    if len(data) > limits.picture_bytes:
        return warning("PG657", place, size=-(-len(data) // MEGABYTE), limit=limits.picture_bytes // MEGABYTE)
    if not found.width or not found.height:
        return warning("PG659", place, kind=found.kind)
    if found.width * found.height > limits.picture_pixels:
        limit = limits.picture_pixels // _MILLION
        return warning("PG658", place, width=found.width, height=found.height, limit=limit)
    return None


def _png(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> tuple[int, int]:
    """The screen, or the first frame where it reaches beyond."""
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    at = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    while data[at] == 0x21:  # noqa: PLR2004  # an extension: blocks with their lengths before them, up to an empty one
        at += 2
        while data[at]:
            at += data[at] + 1
        at += 1
    if data[at] == 0x2C:  # noqa: PLR2004  # a frame
        left, top, wide, high = struct.unpack_from("<HHHH", data, at + 1)
        width, height = max(width, left + wide), max(height, top + high)
    return width, height


def _bmp(data: bytes) -> tuple[int, int]:
    (header,) = struct.unpack_from("<I", data, 14)
    width, height = struct.unpack_from("<HH" if header == 12 else "<ii", data, 18)  # noqa: PLR2004  # of OS/2
    return width, height


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


def _jpeg(data: bytes) -> tuple[int, int]:
    """The size in the frame header, the segments before it jumped over (ITU T.81, B.1.1)."""
    at = 2
    while True:
        if data[at] != 0xFF:  # noqa: PLR2004
            return 0, 0
        marker = data[at + 1]
        if marker == 0xFF or marker in _ALONE:  # noqa: PLR2004
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004
            continue
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        (length,) = struct.unpack_from(">H", data, at + 2)
        at += 2 + length


def _tiff(data: bytes) -> tuple[int, int]:
    """Width and height, entries 256 and 257 of the first directory (TIFF 6.0, section 2)."""
    order = "<" if data.startswith(b"II") else ">"
    (at,) = struct.unpack_from(f"{order}I", data, 4)
    (count,) = struct.unpack_from(f"{order}H", data, at)
    found: dict[int, int] = {}
    for index in range(count):
        place = at + 2 + 12 * index
        tag, kind = struct.unpack_from(f"{order}HH", data, place)
        if tag in {256, 257}:
            form = f"{order}H" if kind == 3 else f"{order}I"  # noqa: PLR2004  # a short
            (found[tag],) = struct.unpack_from(form, data, place + 8)
    return found.get(256, 0), found.get(257, 0)


_MEASURES: Mapping[str, Callable[[bytes], tuple[int, int]]] = {
    "PNG": _png, "JPEG": _jpeg, "GIF": _gif, "BMP": _bmp, "TIFF": _tiff,
}  # fmt: skip
