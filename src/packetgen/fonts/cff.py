"""CFF outlines of a subset face: their glyphs named by their place, as the engine numbers them in a PDF.

A CID-keyed face maps glyphs to CIDs in its charset. The PDF names glyphs by CID (ISO 32000-1, 9.7.4.2), and the engine
writes their numbers for that; a subset whose glyphs are renumbered while its charset keeps the old CIDs shows nothing,
or wrong signs, in readers that follow the standard. Here the charset says of each glyph its number.
"""

import struct
from collections.abc import Iterator
from itertools import pairwise

_CHARSET, _ROS = 15, (12, 30)
_OTTO = b"OTTO"
_END = 0xF  # half a byte that ends a real number
_CHECKSUM = 0xB1B0AFBA


def with_plain_charset(font: bytes) -> bytes:
    """An OpenType file with its charset made plain; a file without CID-keyed CFF outlines as it is."""
    tables = dict(_tables(font)) if font[:4] == _OTTO else {}
    if b"CFF " not in tables:
        return font
    start, length = tables[b"CFF "]
    cff = bytearray(font[start : start + length])
    top = dict(_operators(_top_dict(cff)))
    if _ROS not in top or (_CHARSET,) not in top:
        return font
    place, (glyphs,) = top[_CHARSET,][0], struct.unpack_from(">H", font, tables[b"maxp"][0] + 4)
    plain = _plain_charset(cff[place], glyphs, _room(cff, place, glyphs))
    cff[place : place + len(plain)] = plain
    return _rewritten(font, tables, bytes(cff))


def _tables(font: bytes) -> Iterator[tuple[bytes, tuple[int, int]]]:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        tag, _, start, length = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        yield tag, (start, length)


def _top_dict(cff: bytearray) -> bytes:
    """The bytes of the first top dictionary, which stands in the index behind that of names."""
    _, behind_names = _index(cff, cff[2])
    (first, *_), _ = _index(cff, behind_names)
    return bytes(cff[slice(*first)])


def _index(cff: bytearray, place: int) -> tuple[list[tuple[int, int]], int]:
    """Where the members of an index stand, and where it ends."""
    (count,) = struct.unpack_from(">H", cff, place)
    if not count:
        return [], place + 2
    size = cff[place + 2]
    offsets = [int.from_bytes(cff[place + 3 + size * i : place + 3 + size * (i + 1)], "big") for i in range(count + 1)]
    base = place + 2 + size * (count + 1)
    return [(base + first, base + last) for first, last in pairwise(offsets)], base + offsets[-1]


def _operators(data: bytes) -> Iterator[tuple[tuple[int, ...], list[int]]]:
    """The operators of a dictionary with their whole-number operands (Adobe technical note 5176, section 4)."""
    operands: list[int] = []
    place = 0
    while place < len(data):
        first = data[place]
        place += 1
        if first <= 21:  # noqa: PLR2004  # an operator, with a second byte behind 12
            operator = (first, data[place]) if first == 12 else (first,)  # noqa: PLR2004  # Adobe 5176
            place += len(operator) - 1
            yield operator, operands
            operands = []
        elif first == 28:  # noqa: PLR2004
            operands.append(struct.unpack_from(">h", data, place)[0])
            place += 2
        elif first == 29:  # noqa: PLR2004
            operands.append(struct.unpack_from(">l", data, place)[0])
            place += 4
        elif first == 30:  # noqa: PLR2004  # a real number: half bytes up to one that is 15
            while _END not in (data[place] >> 4, data[place] & _END):
                place += 1
            place += 1
        elif first <= 246:  # noqa: PLR2004
            operands.append(first - 139)
        else:
            sign, base = (1, 247) if first <= 250 else (-1, 251)  # noqa: PLR2004
            operands.append(sign * ((first - base) * 256 + data[place] + 108))
            place += 1


def _room(cff: bytearray, place: int, glyphs: int) -> int:
    """The bytes that a charset takes."""
    kind = cff[place]
    if kind == 0:
        return 1 + 2 * (glyphs - 1)
    width, behind, named = (3, place + 1, 1) if kind == 1 else (4, place + 1, 1)
    while named < glyphs:
        left = cff[behind + 2] if kind == 1 else struct.unpack_from(">H", cff, behind + 2)[0]
        named += left + 1
        behind += width
    return behind - place


def _plain_charset(kind: int, glyphs: int, room: int) -> bytes:
    """A charset in which each glyph has its number, in no more bytes than the old one of its kind takes."""
    if kind == 0 or glyphs < 2:  # noqa: PLR2004  # glyph 0 is not listed
        return struct.pack(f">B{glyphs - 1}H", 0, *range(1, glyphs))
    if room >= 5:  # noqa: PLR2004  # a range with two bytes for its length
        return struct.pack(">BHH", 2, 1, glyphs - 2)
    return struct.pack(">BHB", 1, 1, glyphs - 2)


def _rewritten(font: bytes, tables: dict[bytes, tuple[int, int]], cff: bytes) -> bytes:
    """The file with its outlines replaced by as many bytes, its sums made right."""
    made = bytearray(font)
    start, length = tables[b"CFF "]
    made[start : start + length] = cff
    head = tables[b"head"][0]
    struct.pack_into(">L", made, head + 8, 0)
    for index in range(len(tables)):
        entry = 12 + 16 * index
        if made[entry : entry + 4] == b"CFF ":
            struct.pack_into(">L", made, entry + 4, _sum(cff))
    struct.pack_into(">L", made, head + 8, (_CHECKSUM - _sum(bytes(made))) & 0xFFFFFFFF)
    return bytes(made)


def _sum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF
